"""The register tables of criminal proceedings: cases, defendants in a case, and procedural events."""

from __future__ import annotations

from audiatur.registers.contract import Code, Column, Table, Type, code, count, day, flag, key, reference, text
from audiatur.registers.shared_tables import CHARGE_CLASS, SEX
from audiatur.topics.proceedings.monitoring import TABLES as MONITORING

STAGE = (
    Code("police", "police inquiry", "ការស៊ើបអង្កេតបឋម"),
    Code("investigation", "judicial investigation", "ការស៊ើបសួរ"),
    Code("trial", "trial", "ការជំនុំជម្រះ"),
    Code("appeal", "appeal", "ឧទ្ធរណ៍"),
    Code("supreme_court", "supreme court", "តុលាការកំពូល"),
    Code("closed", "closed", "បានបិទ"),
)

OUTCOME = (
    Code("pending", "no final outcome yet", "មិនទាន់ចប់"),
    Code("no_further_action", "filed without prosecution or dismissed", "តម្កល់រឿងទុកឥតចាត់ការ ឬលើកលែងចោទ"),
    Code("acquitted", "acquitted", "រួចផុតពីបទចោទ"),
    Code("convicted", "convicted", "ត្រូវបានផ្ដន្ទាទោស"),
    Code("diverted", "diverted from trial", "បង្វែរចេញពីការជំនុំជម្រះ"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

COUNSEL = (
    Code("none", "no lawyer", "គ្មានមេធាវី"),
    Code("legal_aid", "legal aid lawyer", "មេធាវីជំនួយផ្នែកច្បាប់"),
    Code("private", "lawyer of their own choice", "មេធាវីជ្រើសរើសដោយខ្លួនឯង"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

INTERPRETER = (
    Code("not_needed", "not needed", "មិនត្រូវការ"),
    Code("provided", "needed and provided", "ត្រូវការ និងបានផ្ដល់"),
    Code("not_provided", "needed and not provided", "ត្រូវការ តែមិនបានផ្ដល់"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

BAIL = (
    Code("not_asked", "not asked for", "មិនបានស្នើសុំ"),
    Code("granted", "asked for and granted", "បានស្នើសុំ និងអនុញ្ញាត"),
    Code("refused", "asked for and refused", "បានស្នើសុំ តែបដិសេធ"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

EVENT_KIND = (
    Code("arrest", "arrest", "ការចាប់ខ្លួន"),
    Code("police_custody", "police custody begins", "ចាប់ផ្ដើមឃាត់ខ្លួន"),
    Code("custody_ended", "police custody ended", "ចប់ការឃាត់ខ្លួន"),
    Code("custody_extended", "police custody extended", "បន្តការឃាត់ខ្លួន"),
    Code("first_judge", "brought before a prosecutor or judge", "នាំខ្លួនទៅកាន់ព្រះរាជអាជ្ញា ឬចៅក្រម"),
    Code("counsel", "first lawyer", "មេធាវីដំបូង"),
    Code("charge", "charged", "ដាក់ឱ្យស្ថិតក្រោមការពិនិត្យ"),
    Code("detention_ordered", "pre-trial detention ordered", "ដីកាឃុំខ្លួនបណ្ដោះអាសន្ន"),
    Code("detention_extended", "pre-trial detention extended", "ពន្យារការឃុំខ្លួនបណ្ដោះអាសន្ន"),
    Code("bail_asked", "bail asked for", "ស្នើសុំនៅក្រៅឃុំ"),
    Code("release", "released", "ដោះលែង"),
    Code("indictment", "sent for trial", "ដីកាបញ្ជូនទៅជំនុំជម្រះ"),
    Code("hearing", "hearing", "សវនាការ"),
    Code("judgment", "judgment", "សាលក្រម"),
    Code("appeal", "appeal lodged", "បណ្ដឹងឧទ្ធរណ៍"),
    Code("appeal_judgment", "judgment on appeal", "សាលដីកា"),
    Code("final", "judgment final", "ជាប់ស្ថាពរ"),
    Code("immediate_appearance", "first appearance for immediate trial", "ចូលខ្លួនដើម្បីជំនុំជម្រះភ្លាមៗ"),
    Code("bail_decided", "request for bail decided", "សម្រេចលើសំណើសុំនៅក្រៅឃុំ"),
    Code("cassation", "cassation asked for", "បណ្ដឹងសាទុក្ខ"),
    Code("escape", "escaped", "រត់គេចខ្លួន"),
    Code("death", "died", "ស្លាប់"),
)


def _minute(name: str, en: str, km: str) -> Column:
    return Column(name, Type.INTEGER, en, km, "870", unit="minutes", minimum=0, maximum=1439)


COMPLAINT_KIND = (
    Code("delay", "delay", "ការយឺតយ៉ាវ"),
    Code("no lawyer", "no lawyer", "គ្មានមេធាវី"),
    Code("no interpreter", "no interpreter", "គ្មានអ្នកបកប្រែ"),
    Code("treatment in custody", "treatment in custody", "ការប្រព្រឹត្តក្នុងពេលឃាត់ខ្លួន ឬឃុំខ្លួន"),
    Code("no reasons given", "no reasons given", "គ្មានការផ្ដល់ហេតុផល"),
    Code("fees", "fees", "ថ្លៃចំណាយ"),
    Code("other", "other", "ផ្សេងទៀត"),
)

CASES = Table(
    name="cases",
    version=1,
    en="Cases",
    km="សំណុំរឿង",
    row_en="one criminal case",
    key=("case",),
    columns=(
        key("case", "Number of the case", "លេខសំណុំរឿង", example="K0002210"),
        text("court", "Court of first instance", "សាលាដំបូង", example="Northern Court", required=True),
        reference("place", "places", "Place of the alleged offence", "កន្លែងកើតហេតុ", example="0204"),
        day("opened", "Day on which it was registered", "ថ្ងៃចុះបញ្ជី", required=True),
        day(
            "closed", "Day of the final decision; empty while open", "ថ្ងៃបិទ", example="2025-01-15", not_before="opened"
        ),
        code("charge_class", CHARGE_CLASS, "Class of the gravest charge", "ប្រភេទបទល្មើសធ្ងន់បំផុត", required=True),
        code("stage", STAGE, "Stage reached", "ដំណាក់កាល"),
    ),
)

DEFENDANTS = Table(
    name="defendants",
    version=1,
    en="Defendants",
    km="ជនជាប់ចោទ",
    row_en="one person in one case",
    key=("case", "person"),
    columns=(
        reference("case", "cases", "Number of the case", "លេខសំណុំរឿង", example="K0002210", required=True),
        reference(
            "person",
            "persons",
            "Number of the person",
            "លេខសម្គាល់បុគ្គល",
            example="P0000123",
            required=True,
            personal=True,
        ),
        code("sex", SEX, "Sex as recorded", "ភេទដូចដែលបានកត់ត្រា"),
        day("born", "Date of birth as this register has it", "ថ្ងៃខែឆ្នាំកំណើត", example="1987-04-12", personal=True),
        code("charge_class", CHARGE_CLASS, "Class of the gravest charge", "ប្រភេទបទល្មើសធ្ងន់បំផុត", required=True),
        text("charge", "Gravest charge, by its article", "បទចោទធ្ងន់បំផុត", example="art. 353"),
        count(
            "earlier_convictions",
            "Final convictions before this case",
            "ចំនួនការផ្ដន្ទាទោសមុន",
            unit="convictions",
            example="0",
        ),
        code("counsel", COUNSEL, "Lawyer", "មេធាវី"),
        code("interpreter", INTERPRETER, "Interpreter", "អ្នកបកប្រែ"),
        code("bail", BAIL, "Bail", "ការនៅក្រៅឃុំ"),
        flag("detained", "Whether held before judgment for any day", "ធ្លាប់ឃុំខ្លួនបណ្ដោះអាសន្ន"),
        code("outcome", OUTCOME, "Outcome for this person", "លទ្ធផល"),
        day("decided", "Day of the outcome", "ថ្ងៃសម្រេច", example="2025-01-15", not_before="born"),
    ),
)

EVENTS = Table(
    name="events",
    version=3,
    en="Procedural events",
    km="ព្រឹត្តិការណ៍នីតិវិធី",
    row_en="one act or decision in one case, about one person where it has one",
    key=("event",),
    columns=(
        key("event", "Number of the event", "លេខសម្គាល់ព្រឹត្តិការណ៍", example="E00018834"),
        reference("case", "cases", "Number of the case", "លេខសំណុំរឿង", example="K0002210", required=True),
        reference("person", "persons", "Number of the person", "លេខសម្គាល់បុគ្គល", example="P0000123", personal=True),
        code("kind", EVENT_KIND, "What happened", "ប្រភេទព្រឹត្តិការណ៍", required=True),
        day("on", "Day on which it happened", "ថ្ងៃកើតឡើង", required=True, not_before="born"),
        _minute("minute", "Minute of that day (0 is midnight), where it is recorded", "នាទីនៃថ្ងៃនោះ បើមានកត់ត្រា"),
        day(
            "until",
            "Last day that an order covers",
            "មានសុពលភាពដល់ថ្ងៃ",
            example="2024-09-20",
            planned=True,
            not_before="on",
        ),
        day("recorded", "Day on which it was entered", "ថ្ងៃកត់ត្រា", example="2024-03-25", not_before="on"),
        reference("place", "places", "Place", "ទីកន្លែង", example="0204"),
        day("born", "Date of birth as this register has it", "ថ្ងៃខែឆ្នាំកំណើត", example="1987-04-12", personal=True),
    ),
)

CHARGES = Table(
    name="charges",
    version=1,
    en="Charges over time",
    km="បទចោទតាមពេលវេលា",
    row_en="the gravest charge of one person in one case, from a day on",
    key=("case", "person", "since"),
    columns=(
        reference("case", "cases", "Number of the case", "លេខសំណុំរឿង", example="K0002210", required=True),
        reference(
            "person",
            "persons",
            "Number of the person",
            "លេខសម្គាល់បុគ្គល",
            example="P0000123",
            required=True,
            personal=True,
        ),
        day("since", "First day on which it is the charge", "ចាប់ពីថ្ងៃ", required=True),
        code("charge_class", CHARGE_CLASS, "Class of the charge", "ប្រភេទបទល្មើស", required=True),
        text("offence", "Group of offences that a rule names, if any", "ក្រុមបទល្មើស", example="international_crime"),
        count(
            "minimum_penalty_days",
            "Shortest sentence that the law gives for it",
            "ទោសអប្បបរមា",
            unit="days",
            example="180",
        ),
    ),
)

POLICE_CUSTODY = Table(
    name="police_custody_stays",
    version=1,
    en="Stays in police custody",
    km="ការឃាត់ខ្លួន",
    row_en="one stay in police custody, with its hours where they are recorded",
    key=("stay",),
    columns=(
        key("stay", "Number of the stay", "លេខសម្គាល់ការឃាត់ខ្លួន", example="S0001873"),
        reference("case", "cases", "Number of the case", "លេខសំណុំរឿង", example="K0002210"),
        reference(
            "person",
            "persons",
            "Number of the person",
            "លេខសម្គាល់បុគ្គល",
            example="P0000123",
            required=True,
            personal=True,
        ),
        reference("place", "places", "Place", "ទីកន្លែង", example="0204"),
        day("began", "Day of arrival at the unit", "ថ្ងៃទៅដល់អង្គភាព", required=True),
        _minute("began_minute", "Minute of that day (0 is midnight)", "នាទីនៃថ្ងៃនោះ"),
        day("ended", "Day of release or of coming before a judge", "ថ្ងៃចេញ", example="2024-03-23", not_before="began"),
        _minute("ended_minute", "Minute of that day (0 is midnight)", "នាទីនៃថ្ងៃនោះ"),
    ),
)


COMPLAINTS = Table(
    name="complaints",
    version=1,
    en="Complaints about proceedings",
    km="បណ្ដឹងអំពីនីតិវិធី",
    row_en="one complaint of one person about how a proceeding was conducted",
    key=("complaint",),
    columns=(
        key("complaint", "Number of the complaint", "លេខបណ្ដឹង", example="Q00000123"),
        reference("place", "places", "Place of the proceeding", "ទីកន្លែងនៃនីតិវិធី", example="0204", required=True),
        code("kind", COMPLAINT_KIND, "What it is about", "អំពីអ្វី", required=True),
        code("sex", SEX, "Sex of the person who complained", "ភេទអ្នកប្ដឹង"),
        day("filed", "Day on which it was filed", "ថ្ងៃដាក់បណ្ដឹង", required=True),
    ),
)

TABLES = (CASES, DEFENDANTS, EVENTS, COMPLAINTS, CHARGES, POLICE_CUSTODY, *MONITORING)
