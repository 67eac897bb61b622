"""The register tables of the civic space: incidents, the reports of monitors, and the household survey."""

from __future__ import annotations

from audiatur.registers.contract import Code, Table, code, count, day, flag, key, number, reference, text, when
from audiatur.registers.shared_tables import SEX

INCIDENT_KIND = (
    Code("assembly_stopped", "assembly stopped or forbidden", "ហាមឃាត់ ឬបញ្ឈប់ការជួបជុំ"),
    Code("force", "force used by officials", "ការប្រើកម្លាំង"),
    Code("arrest", "arrest or charge", "ការចាប់ខ្លួន ឬចោទប្រកាន់"),
    Code("threat", "threat or harassment", "ការគំរាមកំហែង"),
    Code("association", "organisation refused, suspended or dissolved", "បដិសេធ ព្យួរ ឬរំលាយអង្គការ"),
    Code("media", "media outlet or journalist restricted", "ការរឹតត្បិតសារព័ត៌មាន"),
    Code("other", "other", "ផ្សេងទៀត"),
)

LIVING = (
    Code("urban", "urban", "ទីក្រុង"),
    Code("rural", "rural", "ជនបទ"),
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

TABLES = (INCIDENTS, INCIDENT_REPORTS, HOUSEHOLD_SURVEY)
