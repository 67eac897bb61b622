"""The register tables of mediation: disputes, parties, mediators, the exit survey, and a survey of legal needs.

An empty flag says that nobody asked, never that the answer was no.
"""

from __future__ import annotations

from audiatur.registers.contract import Code, Table, code, count, day, flag, key, number, reference, text
from audiatur.registers.shared_tables import CHARGE_CLASS, SEX

BODY = (
    Code("commune_committee", "commune or sangkat dispute committee", "គណៈកម្មការសម្របសម្រួលវិវាទឃុំ សង្កាត់"),
    Code("justice_service", "justice service centre", "មជ្ឈមណ្ឌលសេវាយុត្តិធម៌"),
    Code("labour_arbitration", "labour conciliation or arbitration", "ការផ្សះផ្សា ឬមជ្ឈត្តកម្មការងារ"),
    Code("land_commission", "cadastral or land commission", "គណៈកម្មការសុរិយោដី"),
    Code("court", "mediation by a court", "ការសម្របសម្រួលដោយតុលាការ"),
    Code("online", "online platform", "វេទិកាតាមអនឡាញ"),
    Code("other", "other", "ផ្សេងទៀត"),
)

SUBJECT = (
    Code("land", "land or boundary", "ដីធ្លី ឬព្រំដី"),
    Code("debt", "debt or contract", "បំណុល ឬកិច្ចសន្យា"),
    Code("family", "family or succession", "គ្រួសារ ឬមរតក"),
    Code("neighbours", "neighbours", "អ្នកជិតខាង"),
    Code("labour", "labour", "ការងារ"),
    Code("violence", "injury or violence", "របួស ឬអំពើហិង្សា"),
    Code("other", "other", "ផ្សេងទៀត"),
)

CHANNEL = (
    Code("party", "a party came", "ភាគីមកផ្ទាល់"),
    Code("village", "village chief or elder", "មេភូមិ ឬចាស់ទុំ"),
    Code("police", "police", "នគរបាល"),
    Code("prosecutor", "prosecutor", "ព្រះរាជអាជ្ញា"),
    Code("court", "court", "តុលាការ"),
    Code("other_body", "another body or organisation", "ស្ថាប័ន ឬអង្គការផ្សេង"),
    Code("online", "online", "តាមអនឡាញ"),
    Code("other", "other", "ផ្សេងទៀត"),
)

RESULT = (
    Code("pending", "no result yet", "មិនទាន់មានលទ្ធផល"),
    Code("agreed", "agreement on all", "ព្រមព្រៀងគ្នាទាំងស្រុង"),
    Code("partly_agreed", "agreement on a part", "ព្រមព្រៀងគ្នាមួយផ្នែក"),
    Code("not_agreed", "no agreement", "មិនព្រមព្រៀង"),
    Code("withdrawn", "withdrawn", "ដកពាក្យ"),
    Code("no_answer", "the other side did not answer or come", "ភាគីម្ខាងមិនឆ្លើយ ឬមិនមក"),
    Code("lapsed", "lapsed without a result", "ផុតរលត់ដោយគ្មានលទ្ធផល"),
    Code("excluded", "closed because the law excludes it", "បិទ ព្រោះច្បាប់មិនអនុញ្ញាត"),
    Code("referred", "sent to a court or another body", "បញ្ជូនទៅតុលាការ ឬស្ថាប័នផ្សេង"),
    Code("not_admitted", "not admitted", "មិនទទួល"),
)

ROLE = (
    Code("applicant", "who brought the dispute", "អ្នកប្ដឹង"),
    Code("respondent", "whom it is against", "អ្នកត្រូវគេប្ដឹង"),
    Code("other", "another party", "ភាគីផ្សេង"),
)

PARTY_KIND = (
    Code("individual", "natural person", "បុគ្គល"),
    Code("business", "company or lender", "ក្រុមហ៊ុន ឬអ្នកឱ្យខ្ចី"),
    Code("institution", "authority or institution", "អាជ្ញាធរ ឬស្ថាប័ន"),
    Code("group", "community or group", "សហគមន៍ ឬក្រុម"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

PERFORMANCE = (
    Code("kept", "carried out", "បានអនុវត្ត"),
    Code("partly", "carried out in part", "បានអនុវត្តមួយផ្នែក"),
    Code("not_kept", "not carried out", "មិនបានអនុវត្ត"),
    Code("unknown", "not found out", "មិនបានដឹង"),
)

DISPUTES = Table(
    name="disputes",
    version=2,
    en="Disputes",
    km="វិវាទ",
    row_en="one dispute brought to a body outside the courts, or to a court's mediation",
    key=("dispute",),
    columns=(
        key("dispute", "Number of the dispute", "លេខសម្គាល់វិវាទ", example="D0000771"),
        code("body", BODY, "Body that it was brought to", "ស្ថាប័នដោះស្រាយ", required=True),
        text("office", "Office or committee of that body", "ការិយាល័យ ឬគណៈកម្មការ", example="0204-1"),
        code("channel", CHANNEL, "Who brought or sent it", "មធ្យោបាយមកដល់"),
        code("subject", SUBJECT, "What it is about", "កម្មវត្ថុវិវាទ", required=True),
        code("charge_class", CHARGE_CLASS, "Class of the offence alleged", "ប្រភេទបទល្មើស"),
        flag("criminal", "Whether a criminal offence is alleged; empty: not asked", "មានការចោទប្រកាន់បទព្រហ្មទណ្ឌ"),
        flag("violence", "Whether violence is alleged; empty: not asked", "មានការចោទប្រកាន់អំពើហិង្សា"),
        flag("minor", "Whether a person under 18 is concerned; empty: not asked", "ពាក់ព័ន្ធនឹងអនីតិជន"),
        flag(
            "excluded",
            "Whether the law excludes it from mediation; empty: not examined",
            "ច្បាប់មិនអនុញ្ញាតឱ្យសម្របសម្រួល",
        ),
        reference("place", "places", "Place", "ទីកន្លែង", example="020403", required=True),
        day("received", "Day on which it was received", "ថ្ងៃទទួល", required=True),
        day("referred", "Day on which it was referred to a mediator", "ថ្ងៃបញ្ជូនទៅអ្នកសម្របសម្រួល", not_before="received"),
        day("accepted", "Day on which it was admitted", "ថ្ងៃព្រមទទួលដោះស្រាយ", not_before="received"),
        flag("applicant_agreed", "Whether the applicant agreed to mediate; empty: not asked", "អ្នកប្ដឹងយល់ព្រមសម្របសម្រួល"),
        flag(
            "respondent_agreed",
            "Whether the respondent agreed to mediate; empty: not asked",
            "ភាគីត្រូវគេប្ដឹងយល់ព្រមសម្របសម្រួល",
        ),
        reference(
            "mediator", "mediators", "Number of the mediator", "លេខសម្គាល់អ្នកសម្របសម្រួល", example="M00012", personal=True
        ),
        day("first_session", "Day of the first session", "ថ្ងៃជួបលើកដំបូង", not_before="received"),
        count("sessions", "Sessions held", "ចំនួនជំនួប", unit="sessions", example="2"),
        day("ended", "Day of the result", "ថ្ងៃបញ្ចប់", not_before="received"),
        code("result", RESULT, "Result", "លទ្ធផល", required=True),
        day("agreement_kept", "Day by which the agreement was carried out", "ថ្ងៃអនុវត្តកិច្ចព្រមព្រៀង", not_before="ended"),
        day("followed_up", "Last day on which it was asked whether", "ថ្ងៃតាមដានចុងក្រោយ", not_before="ended"),
        code("performance", PERFORMANCE, "What was found on that day", "លទ្ធផលនៃការតាមដាន"),
        flag("to_court", "Whether it went to a court afterwards; empty: not known", "បានទៅតុលាការក្រោយមក"),
        day("court_filed", "Day on which it was filed there", "ថ្ងៃប្ដឹងទៅតុលាការ", not_before="received"),
        reference("court_case", "cases", "Number of the court case", "លេខសំណុំរឿងតុលាការ", example="K0000123"),
        text("prior_dispute", "Number of an earlier dispute of the same parties", "លេខវិវាទមុន", example="D0000112"),
        code("applicant_kind", PARTY_KIND, "Kind of the applicant", "ប្រភេទអ្នកប្ដឹង"),
        code("respondent_kind", PARTY_KIND, "Kind of the respondent", "ប្រភេទភាគីត្រូវគេប្ដឹង"),
        number("amount", "Amount in dispute", "ទឹកប្រាក់ក្នុងវិវាទ", unit="KHR", example="2400000"),
        number("cost", "What handling it cost the body", "ចំណាយរបស់ស្ថាប័ន", unit="KHR", example="60000"),
    ),
)

DISPUTE_PARTIES = Table(
    name="dispute_parties",
    version=2,
    en="Parties to disputes",
    km="ភាគីវិវាទ",
    row_en="one party to one dispute",
    key=("dispute", "person", "role"),
    columns=(
        reference("dispute", "disputes", "Number of the dispute", "លេខសម្គាល់វិវាទ", example="D0000771", required=True),
        reference(
            "person",
            "persons",
            "Number of the person",
            "លេខសម្គាល់បុគ្គល",
            example="P0000123",
            required=True,
            personal=True,
        ),
        code("role", ROLE, "Role", "តួនាទី", required=True),
        code("sex", SEX, "Sex as recorded", "ភេទដូចដែលបានកត់ត្រា"),
        code("kind", PARTY_KIND, "Kind of party", "ប្រភេទភាគី"),
        flag("attended", "Whether present at a session", "បានចូលរួម"),
        flag("represented", "Whether assisted by a lawyer or adviser", "មានអ្នកជួយ"),
    ),
)

MEDIATORS = Table(
    name="mediators",
    version=1,
    en="Mediators",
    km="អ្នកសម្របសម្រួល",
    row_en="one mediator, under a number without meaning",
    key=("mediator",),
    columns=(
        key("mediator", "Number of the mediator", "លេខសម្គាល់អ្នកសម្របសម្រួល", example="M00012", personal=True),
        code("body", BODY, "Body", "ស្ថាប័ន"),
        text("office", "Office or committee", "ការិយាល័យ ឬគណៈកម្មការ", example="0204-1"),
        reference("place", "places", "Place", "ទីកន្លែង", example="0204"),
        code("sex", SEX, "Sex as recorded", "ភេទដូចដែលបានកត់ត្រា"),
        day("trained", "Day on which training was completed", "ថ្ងៃបញ្ចប់ការបណ្ដុះបណ្ដាល"),
    ),
)

EXIT_SURVEY = Table(
    name="exit_survey",
    version=2,
    en="Exit survey",
    km="ការស្ទង់មតិពេលបញ្ចប់",
    row_en="one party asked at the end of a mediation, whether they answered or not",
    key=("response",),
    columns=(
        key("response", "Number of the sheet", "លេខសន្លឹកសំណួរ", example="X0000551"),
        reference("dispute", "disputes", "Number of the dispute", "លេខសម្គាល់វិវាទ", example="D0000771", required=True),
        reference("person", "persons", "Number of the person", "លេខសម្គាល់បុគ្គល", example="P0000123", personal=True),
        code("role", ROLE, "Role", "តួនាទី", required=True),
        code("sex", SEX, "Sex as recorded", "ភេទដូចដែលបានកត់ត្រា"),
        day("asked", "Day on which they were asked", "ថ្ងៃសួរ", required=True),
        text(
            "again_of",
            "Number of the first sheet, for a party asked a second time",
            "លេខសន្លឹកទីមួយ បើសួរលើកទីពីរ",
            example="X0000550",
        ),
        flag("answered", "Whether they answered", "បានឆ្លើយ", required=True),
        flag("free_to_leave", "Whether they knew that they could leave without agreeing", "ដឹងថាអាចចាកចេញដោយមិនព្រមព្រៀង"),
        flag("felt_pressed", "Whether they felt pressed to agree", "មានអារម្មណ៍ថាត្រូវគេបង្ខំ"),
        flag("understood", "Whether they understood what they signed", "យល់អ្វីដែលបានចុះហត្ថលេខា"),
        flag("heard", "Whether they could say what mattered to them", "បាននិយាយអ្វីដែលសំខាន់"),
        flag("fair", "Whether both sides were treated alike", "ភាគីទាំងពីរត្រូវបានប្រព្រឹត្តស្មើគ្នា"),
        flag("would_return", "Whether they would come again", "នឹងត្រឡប់មកម្ដងទៀត"),
        count("fee_paid", "What they paid", "ប្រាក់បានបង់", unit="KHR", example="0"),
        text("language", "Language of the sheet, ISO 639 code", "ភាសា", example="km"),
    ),
)

LEGAL_NEEDS = Table(
    name="legal_needs",
    version=1,
    en="Survey of legal needs",
    km="ការស្ទង់មតិអំពីតម្រូវការគតិយុត្ត",
    row_en="one adult drawn for a survey that asks about disputes and what people did about them",
    key=("respondent",),
    columns=(
        key("respondent", "Number of the respondent", "លេខសម្គាល់អ្នកឆ្លើយ", example="H0001201", personal=True),
        number(
            "weight",
            "Survey weight",
            "ទម្ងន់",
            unit="persons for whom the respondent stands",
            example="412.5",
            required=True,
        ),
        text("stratum", "Stratum of the sample", "ស្រទាប់", example="02-rural"),
        text("cluster", "Primary sampling unit", "ចង្កោមសំណាក", example="U017"),
        day("asked", "Day of the interview", "ថ្ងៃសម្ភាសន៍"),
        reference("place", "places", "Place", "ទីកន្លែង", example="0204"),
        code("sex", SEX, "Sex as stated", "ភេទ"),
        flag(
            "had_problem", "Whether they had a dispute or legal problem in the period asked about", "មានវិវាទ ឬបញ្ហាគតិយុត្ត"
        ),
        flag("used_lawyer", "Whether they turned to a lawyer or legal aid", "បានទៅរកមេធាវី ឬជំនួយផ្នែកច្បាប់"),
        flag("used_court", "Whether they turned to a court or tribunal", "បានទៅតុលាការ"),
        flag("used_mediator", "Whether they turned to a mediator or a local committee", "បានទៅរកអ្នកសម្របសម្រួល"),
        flag("used_community", "Whether they turned to a community organisation or leader", "បានទៅរកសហគមន៍ ឬអង្គការ"),
        flag("used_authority", "Whether they turned to an authority or the police", "បានទៅរកអាជ្ញាធរ ឬនគរបាល"),
        flag("used_other", "Whether they turned to another third party, such as a union", "បានទៅរកភាគីទីបីផ្សេងទៀត"),
        flag("contacted_other_party", "Whether they turned to the other party directly", "បានទាក់ទងភាគីម្ខាងទៀតផ្ទាល់"),
        flag("preferred_alone", "Whether they preferred to settle it by themselves", "ចង់ដោះស្រាយដោយខ្លួនឯង"),
        flag("other_was_right", "Whether they thought that the other party was right", "គិតថាភាគីម្ខាងទៀតត្រូវ"),
    ),
)

REPLICATION = (
    Code("jackknife", "delete-a-group jackknife", "jackknife"),
    Code("bootstrap", "bootstrap", "bootstrap"),
    Code("brr", "balanced repeated replication", "BRR"),
)

LEGAL_NEEDS_REPLICATES = Table(
    name="legal_needs_replicates",
    version=1,
    en="Replicate weights of the survey of legal needs",
    km="ទម្ងន់ចម្លងនៃការស្ទង់មតិ",
    row_en="one replicate weight of one respondent",
    key=("respondent", "replicate"),
    columns=(
        reference(
            "respondent",
            "legal_needs",
            "Number of the respondent",
            "លេខសម្គាល់អ្នកឆ្លើយ",
            example="H0001201",
            required=True,
            personal=True,
        ),
        count("replicate", "Number of the replicate, from 1", "លេខចម្លង", unit="replicate", example="1", required=True),
        code("method", REPLICATION, "How the replicates were made", "វិធីបង្កើតទម្ងន់ចម្លង", required=True),
        number("weight", "Replicate weight", "ទម្ងន់ចម្លង", unit="persons", example="420.1", required=True),
    ),
)

TABLES = (DISPUTES, DISPUTE_PARTIES, MEDIATORS, EXIT_SURVEY, LEGAL_NEEDS, LEGAL_NEEDS_REPLICATES)
