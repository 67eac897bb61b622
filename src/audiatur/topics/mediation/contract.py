"""The register tables of mediation: disputes, their parties, and the survey of those who leave a mediation."""

from __future__ import annotations

from audiatur.registers.contract import Code, Table, code, count, day, flag, key, number, reference, text
from audiatur.registers.shared_tables import SEX

BODY = (
    Code("commune_committee", "commune or sangkat dispute committee", "គណៈកម្មការសម្របសម្រួលវិវាទឃុំ សង្កាត់"),
    Code("justice_service", "justice service centre", "មជ្ឈមណ្ឌលសេវាយុត្តិធម៌"),
    Code("labour_arbitration", "labour conciliation or arbitration", "ការផ្សះផ្សា ឬមជ្ឈត្តកម្មការងារ"),
    Code("land_commission", "cadastral or land commission", "គណៈកម្មការសុរិយោដី"),
    Code("court", "mediation by a court", "ការសម្របសម្រួលដោយតុលាការ"),
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

RESULT = (
    Code("pending", "no result yet", "មិនទាន់មានលទ្ធផល"),
    Code("agreed", "agreement signed", "ព្រមព្រៀងគ្នា"),
    Code("not_agreed", "no agreement", "មិនព្រមព្រៀង"),
    Code("withdrawn", "withdrawn", "ដកពាក្យ"),
    Code("referred", "sent to a court or another body", "បញ្ជូនទៅតុលាការ ឬស្ថាប័នផ្សេង"),
    Code("not_admitted", "not admitted", "មិនទទួល"),
)

ROLE = (
    Code("applicant", "who brought the dispute", "អ្នកប្ដឹង"),
    Code("respondent", "whom it is against", "អ្នកត្រូវគេប្ដឹង"),
    Code("other", "another party", "ភាគីផ្សេង"),
)

DISPUTES = Table(
    name="disputes",
    version=1,
    en="Disputes",
    km="វិវាទ",
    row_en="one dispute brought to a body outside the courts, or to a court's mediation",
    key=("dispute",),
    columns=(
        key("dispute", "Number of the dispute", "លេខសម្គាល់វិវាទ", example="D0000771"),
        code("body", BODY, "Body that it was brought to", "ស្ថាប័នដោះស្រាយ", required=True),
        code("subject", SUBJECT, "What it is about", "កម្មវត្ថុវិវាទ", required=True),
        flag("criminal", "Whether a criminal offence is alleged", "មានការចោទប្រកាន់បទព្រហ្មទណ្ឌ"),
        flag("excluded", "Whether the law excludes it from mediation", "ច្បាប់មិនអនុញ្ញាតឱ្យសម្របសម្រួល"),
        reference("place", "places", "Place", "ទីកន្លែង", example="020403", required=True),
        day("received", "Day on which it was received", "ថ្ងៃទទួល", required=True),
        day("accepted", "Day on which it was accepted", "ថ្ងៃព្រមទទួលដោះស្រាយ", not_before="received"),
        day("first_session", "Day of the first session", "ថ្ងៃជួបលើកដំបូង", not_before="received"),
        day("ended", "Day of the result", "ថ្ងៃបញ្ចប់", not_before="received"),
        code("result", RESULT, "Result", "លទ្ធផល", required=True),
        day("agreement_kept", "Day by which the agreement was carried out", "ថ្ងៃអនុវត្តកិច្ចព្រមព្រៀង", not_before="ended"),
        number("amount", "Amount in dispute", "ទឹកប្រាក់ក្នុងវិវាទ", unit="KHR", example="2400000"),
    ),
)

DISPUTE_PARTIES = Table(
    name="dispute_parties",
    version=1,
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
        flag("attended", "Whether present at a session", "បានចូលរួម"),
        flag("represented", "Whether assisted by a lawyer or adviser", "មានអ្នកជួយ"),
    ),
)

EXIT_SURVEY = Table(
    name="exit_survey",
    version=1,
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
        flag("answered", "Whether they answered", "បានឆ្លើយ", required=True),
        flag("felt_pressed", "Whether they felt pressed to agree", "មានអារម្មណ៍ថាត្រូវគេបង្ខំ"),
        flag("understood", "Whether they understood what they signed", "យល់អ្វីដែលបានចុះហត្ថលេខា"),
        flag("would_return", "Whether they would come again", "នឹងត្រឡប់មកម្ដងទៀត"),
        count("fee_paid", "What they paid", "ប្រាក់បានបង់", unit="KHR", example="0"),
        text("language", "Language of the sheet, ISO 639 code", "ភាសា", example="km"),
    ),
)

TABLES = (DISPUTES, DISPUTE_PARTIES, EXIT_SURVEY)
