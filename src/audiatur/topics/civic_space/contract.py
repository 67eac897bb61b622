"""The register tables of the civic space: incidents, the reports of monitors, and the household survey."""

from __future__ import annotations

from audiatur.registers.contract import Code, Table, code, count, day, flag, key, number, reference, text, when
from audiatur.registers.shared_tables import SEX
from audiatur.topics.civic_space import incident_tables

INCIDENT_KIND = (
    Code("assembly_stopped", "assembly stopped or forbidden", "ហាមឃាត់ ឬបញ្ឈប់ការជួបជុំ"),
    Code("force", "force used by officials", "ការប្រើកម្លាំង"),
    Code("arrest", "arrest or charge", "ការចាប់ខ្លួន ឬចោទប្រកាន់"),
    Code("threat", "threat or harassment", "ការគំរាមកំហែង"),
    Code("association", "organisation refused, suspended or dissolved", "បដិសេធ ព្យួរ ឬរំលាយអង្គការ"),
    Code("media", "media outlet or journalist restricted", "ការរឹតត្បិតសារព័ត៌មាន"),
    Code("other", "other", "ផ្សេងទៀត"),
)

SOURCE_GRADE = (
    Code("reliable", "known as reliable", "អាចទុកចិត្តបាន"),
    Code("fairly_reliable", "mostly reliable so far", "ភាគច្រើនអាចទុកចិត្តបាន"),
    Code("not_reliable", "known as not reliable", "មិនអាចទុកចិត្តបាន"),
    Code("unknown", "not known", "មិនដឹង"),
)

INFORMATION_GRADE = (
    Code("confirmed", "confirmed by another source", "បញ្ជាក់ដោយប្រភពផ្សេង"),
    Code("likely", "agrees with what is known", "ស្របនឹងអ្វីដែលដឹង"),
    Code("doubtful", "doubtful", "គួរឱ្យសង្ស័យ"),
    Code("unknown", "cannot be judged", "មិនអាចវាយតម្លៃបាន"),
)

PROOF = (
    Code("alleged", "alleged", "ការចោទប្រកាន់"),
    Code("corroborated", "corroborated", "មានការបញ្ជាក់បន្ថែម"),
    Code("reasonable_grounds", "reasonable grounds to believe", "មានហេតុផលសមស្របឱ្យជឿ"),
    Code("established", "established by a court", "តុលាការបានសម្រេច"),
)

ROLE = (
    Code("victim", "person affected", "ជនរងគ្រោះ"),
    Code("source", "source", "ប្រភព"),
    Code("perpetrator", "alleged to have done it", "អ្នកដែលត្រូវបានចោទថាបានធ្វើ"),
    Code("intervening", "intervening party", "ភាគីអន្តរាគមន៍"),
)

PARTY = (
    Code("person", "person", "បុគ្គល"),
    Code("organisation", "organisation", "អង្គការ"),
)

ACTOR = (
    Code("police", "police", "នគរបាល"),
    Code("armed_forces", "armed forces", "កងកម្លាំងប្រដាប់អាវុធ"),
    Code("local_authority", "local authority", "អាជ្ញាធរមូលដ្ឋាន"),
    Code("court", "court or prosecution", "តុលាការ ឬអយ្យការ"),
    Code("company", "company", "ក្រុមហ៊ុន"),
    Code("journalist", "journalist", "អ្នកសារព័ត៌មាន"),
    Code("unionist", "trade unionist", "សមាជិកសហជីព"),
    Code("defender", "human rights defender", "អ្នកការពារសិទ្ធិមនុស្ស"),
    Code("other", "other", "ផ្សេងទៀត"),
    Code("unknown", "not known", "មិនដឹង"),
)

SDG_16_10_1 = (
    Code("killing", "A: killing", "ក៖ ការសម្លាប់"),
    Code("enforced_disappearance", "B: enforced disappearance", "ខ៖ ការបង្ខំឱ្យបាត់ខ្លួន"),
    Code("torture", "C: torture", "គ៖ ទារុណកម្ម"),
    Code("arbitrary_detention", "D: arbitrary detention", "ឃ៖ ការឃុំខ្លួនតាមអំពើចិត្ត"),
    Code("kidnapping", "E: kidnapping", "ង៖ ការចាប់ពង្រត់"),
    Code("other_harm", "F: other harmful acts", "ច៖ អំពើបង្កគ្រោះថ្នាក់ផ្សេងទៀត"),
    Code("none", "none of them", "គ្មាន"),
)

RELEASE = (
    Code("organisation", "the organisation alone", "អង្គការតែមួយ"),
    Code("side", "the side", "ភាគីខាងខ្លួន"),
    Code("dialogue", "all parties of the dialogue", "គ្រប់ភាគីនៃកិច្ចសន្ទនា"),
    Code("public", "everyone", "សាធារណជន"),
)

LIVING = (
    Code("urban", "urban", "ទីក្រុង"),
    Code("rural", "rural", "ជនបទ"),
)

REQUEST_ANSWER = (
    Code("granted", "granted in full", "បានផ្តល់ទាំងស្រុង"),
    Code("in_part", "granted in part", "បានផ្តល់មួយផ្នែក"),
    Code("refused", "refused", "បានបដិសេធ"),
    Code("none", "no answer", "គ្មានចម្លើយ"),
)

INCIDENTS = Table(
    name="incidents",
    version=1,
    en="Incidents",
    km="ឧប្បត្តិហេតុ",
    row_en="one incident, however many monitors reported it",
    key=("incident",),
    columns=(
        key("incident", "Number of the incident", "លេខសម្គាល់ឧប្បត្តិហេតុ", example="I0000042"),
        code("kind", INCIDENT_KIND, "Kind", "ប្រភេទ", required=True),
        when("on", "Date, as precise as known", "កាលបរិច្ឆេទ", example="2024-03-21", required=True),
        reference("place", "places", "Place", "ទីកន្លែង", example="020403", required=True),
        count("persons", "Persons affected", "ចំនួនអ្នករងផលប៉ះពាល់", unit="persons", example="3"),
    ),
)

INCIDENT_REPORTS = Table(
    name="incident_reports",
    version=1,
    en="Reports of incidents",
    km="របាយការណ៍ឧប្បត្តិហេតុ",
    row_en="one monitor's report of one incident, as that monitor recorded it",
    key=("report",),
    columns=(
        key("report", "Number of the report", "លេខសម្គាល់របាយការណ៍", example="R0000107"),
        text("monitor", "Code of the monitor", "លេខកូដអ្នកតាមដាន", example="M3", required=True),
        reference(
            "incident", "incidents", "Number of the incident, once linked", "លេខសម្គាល់ឧប្បត្តិហេតុ", example="I0000042"
        ),
        code("kind", INCIDENT_KIND, "Kind", "ប្រភេទ", required=True),
        when("on", "Date as reported", "កាលបរិច្ឆេទតាមរបាយការណ៍", example="2024-03", required=True),
        day("reported", "Day of the report", "ថ្ងៃរាយការណ៍"),
        reference("place", "places", "Place as reported", "ទីកន្លែងតាមរបាយការណ៍", example="020403"),
        text("name", "Name of a person concerned, as written", "ឈ្មោះ", example="Sok Dara", personal=True),
        text("summary", "What the report says", "សេចក្ដីសង្ខេប", example="Officers closed the road.", personal=True),
        text("language", "Language of the report, ISO 639 code", "ភាសា", example="km"),
        count("persons", "Persons affected", "ចំនួនអ្នករងផលប៉ះពាល់", unit="persons", example="3"),
    ),
)

HOUSEHOLD_SURVEY = Table(
    name="household_survey",
    version=1,
    en="Household survey",
    km="ការស្ទង់មតិគ្រួសារ",
    row_en="one adult drawn for the survey, whether they answered or not",
    key=("respondent",),
    columns=(
        key("respondent", "Number of the respondent", "លេខសម្គាល់អ្នកឆ្លើយ", example="H0001201", personal=True),
        text("stratum", "Stratum of the sample", "ស្រទាប់", example="02-rural", required=True),
        text("cluster", "Primary sampling unit", "ចង្កោមសំណាក", example="U017", required=True),
        number(
            "weight",
            "Survey weight",
            "ទម្ងន់",
            unit="persons for whom the respondent stands",
            example="412.5",
            required=True,
        ),
        day("asked", "Day of the interview", "ថ្ងៃសម្ភាសន៍", required=True),
        flag("answered", "Whether they answered", "បានឆ្លើយ", required=True),
        reference("place", "places", "Place", "ទីកន្លែង", example="0204"),
        code("living", LIVING, "Urban or rural", "ទីក្រុង ឬជនបទ"),
        code("sex", SEX, "Sex as stated", "ភេទ"),
        count("age", "Age", "អាយុ", unit="years", example="34"),
        flag("had_dispute", "Whether they had a legal problem in two years", "មានបញ្ហាគតិយុត្តក្នុងរយៈពេលពីរឆ្នាំ"),
        flag("got_help", "Whether they got help with it", "បានទទួលជំនួយ"),
        flag("free_to_speak", "Whether they feel free to say what they think", "មានសេរីភាពបញ្ចេញមតិ"),
        flag("free_to_join", "Whether they feel free to join a group", "មានសេរីភាពចូលរួមក្រុម"),
    ),
)

INCIDENT_ACCOUNTS = Table(
    name="incident_accounts",
    version=1,
    en="Accounts of incidents",
    km="ព័ត៌មានលម្អិតអំពីឧប្បត្តិហេតុ",
    row_en="what one report says beyond itself: how it is known, what the authorities say, what became of it",
    key=("report",),
    columns=(
        reference(
            "report", "incident_reports", "Number of the report", "លេខសម្គាល់របាយការណ៍", example="R0000107", required=True
        ),
        code("source_grade", SOURCE_GRADE, "How reliable the source is", "កម្រិតនៃភាពអាចទុកចិត្តបានរបស់ប្រភព"),
        code("information_grade", INFORMATION_GRADE, "How credible the information is", "កម្រិតនៃភាពគួរឱ្យជឿរបស់ព័ត៌មាន"),
        code("proof", PROOF, "Standard of proof that is met", "កម្រិតនៃភស្តុតាង"),
        text("links", "Addresses of the sources, apart by spaces", "អាសយដ្ឋានប្រភព", example="https://example.org/a"),
        text(
            "authorities_say",
            "What the authorities say of it, in their words",
            "អ្វីដែលអាជ្ញាធរនិយាយ",
            example="The road was closed for repairs.",
            personal=True,
        ),
        text(
            "charge", "Article under which somebody was charged", "មាត្រានៃការចោទប្រកាន់", example="Penal Code, art. 495"
        ),
        reference("case", "cases", "Number of the court case, where there is one", "លេខសំណុំរឿង", example="K0000012"),
        text("outcome", "What became of it", "លទ្ធផល", example="Released without charge."),
        when("outcome_on", "Date of the outcome", "កាលបរិច្ឆេទនៃលទ្ធផល", example="2024-05"),
        code("sdg_16_10_1", SDG_16_10_1, "Category of SDG indicator 16.10.1", "ប្រភេទនៃសូចនាករ SDG 16.10.1"),
        text("iccs", "Code of the International Classification of Crime (ICCS)", "លេខកូដ ICCS", example="020221"),
        code("release", RELEASE, "Who may see the account", "អ្នកអាចមើលឃើញ"),
        flag("consent", "Whether the person concerned agreed to that", "ការយល់ព្រមរបស់សាមីខ្លួន"),
        text("original", "The record of the organisation as it was received", "កំណត់ត្រាដើម", example="{}", personal=True),
    ),
)

INCIDENT_ROLES = Table(
    name="incident_roles",
    version=1,
    en="Persons and organisations in incidents",
    km="បុគ្គល និងអង្គការក្នុងឧប្បត្តិហេតុ",
    row_en="one person or organisation in one role of one report",
    key=("report", "number"),
    columns=(
        reference(
            "report", "incident_reports", "Number of the report", "លេខសម្គាល់របាយការណ៍", example="R0000107", required=True
        ),
        count("number", "Number of the entry within the report", "លេខរៀង", unit="entries", example="1", required=True),
        code("role", ROLE, "Role", "តួនាទី", required=True),
        code("party", PARTY, "Person or organisation", "បុគ្គល ឬអង្គការ", required=True),
        text("name", "Name, as written", "ឈ្មោះ", example="Sok Dara", personal=True),
        code("actor", ACTOR, "Kind of actor", "ប្រភេទអ្នកពាក់ព័ន្ធ"),
        text("act", "Act done or suffered", "អំពើ", example="questioned for four hours"),
        code("sex", SEX, "Sex as stated", "ភេទ"),
        flag("consent", "Whether this may be passed on", "ការយល់ព្រមឱ្យផ្សព្វផ្សាយ"),
        code("release", RELEASE, "Who may see the entry", "អ្នកអាចមើលឃើញ"),
    ),
)

INFORMATION_REQUESTS = Table(
    name="information_requests",
    version=1,
    en="Requests for information",
    km="សំណើសុំព័ត៌មាន",
    row_en="one request for information that a public body received",
    key=("request",),
    columns=(
        key("request", "Number of the request", "លេខសម្គាល់សំណើ", example="Q0000031"),
        text("body", "Public body that received it", "ស្ថាប័នដែលបានទទួល", example="Ministry of Works", required=True),
        day("received", "Day on which it was received", "ថ្ងៃទទួលសំណើ", required=True),
        day("answered", "Day of the answer", "ថ្ងៃឆ្លើយ", example="2025-02-03", not_before="received"),
        code("answer", REQUEST_ANSWER, "Answer", "ចម្លើយ", required=True),
    ),
)

INCIDENT_ACTS, INCIDENT_RELEASES = incident_tables.acts(INCIDENT_KIND), incident_tables.releases(RELEASE)

TABLES = (
    INCIDENTS,
    INCIDENT_REPORTS,
    INCIDENT_ACCOUNTS,
    INCIDENT_ROLES,
    INCIDENT_ACTS,
    incident_tables.OUTCOMES,
    INCIDENT_RELEASES,
    INFORMATION_REQUESTS,
    HOUSEHOLD_SURVEY,
)
