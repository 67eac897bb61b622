"""The register tables of the prisons: facilities, their capacities over time, and custody spells."""

from __future__ import annotations

from audiatur.registers.contract import Code, Table, code, count, day, key, number, reference, text
from audiatur.registers.shared_tables import CHARGE_CLASS, SEX

FACILITY_KIND = (
    Code("prison", "prison", "ពន្ធនាគារ"),
    Code("correctional_centre", "correctional centre", "មណ្ឌលអប់រំកែប្រែ"),
    Code("police_custody", "police or gendarmerie custody", "កន្លែងឃាត់ខ្លួននៅនគរបាល ឬកងរាជអាវុធហត្ថ"),
    Code("youth_centre", "centre for children and young people", "មណ្ឌលយុវជន"),
    Code("other", "other place of detention", "កន្លែងឃុំឃាំងផ្សេងទៀត"),
)

CAPACITY_SERIES = (
    Code("official", "as the prison administration states it", "តាមការប្រកាសរបស់អគ្គនាយកដ្ឋានពន្ធនាគារ"),
    Code("floor_space", "floor space over the stated standard for a person", "តាមផ្ទៃក្រឡាក្នុងម្នាក់"),
    Code("other", "another stated method", "វិធីផ្សេងទៀត"),
)

LEGAL_STATUS = (
    Code("police_custody", "in police custody, before a judge", "ឃាត់ខ្លួន"),
    Code("investigation", "pre-trial: under judicial investigation", "ឃុំខ្លួនបណ្ដោះអាសន្ន៖ កំពុងស៊ើបសួរ"),
    Code("awaiting_judgment", "pre-trial: sent for trial, no judgment yet", "ឃុំខ្លួនបណ្ដោះអាសន្ន៖ រង់ចាំសាលក្រម"),
    Code("appeal", "judged, appeal or time to appeal pending", "បណ្ដឹងឧទ្ធរណ៍មិនទាន់ចប់"),
    Code("sentenced", "serving a final sentence", "ពិរុទ្ធជនជាប់ស្ថាពរ"),
    Code("other", "another ground", "មូលហេតុផ្សេងទៀត"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

SPELL_END = (
    Code("status_change", "goes on under another legal status", "ប្ដូរស្ថានភាពគតិយុត្ត"),
    Code("transfer", "moved to another facility", "ផ្ទេរទៅកន្លែងផ្សេង"),
    Code("bail", "released on bail or under supervision", "ដោះលែងក្រោមការត្រួតពិនិត្យ"),
    Code("released", "released", "ដោះលែង"),
    Code("sentence_served", "sentence served", "ចប់ទោស"),
    Code("pardon", "pardon or reduction of sentence", "លើកលែងទោស ឬបន្ធូរបន្ថយទោស"),
    Code("escape", "escaped", "រត់គេចខ្លួន"),
    Code("death", "died", "ស្លាប់"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

FACILITIES = Table(
    name="facilities",
    version=1,
    en="Facilities",
    km="កន្លែងឃុំឃាំង",
    row_en="one place of detention",
    key=("facility",),
    columns=(
        key("facility", "Code of the facility", "លេខកូដកន្លែងឃុំឃាំង", example="F012"),
        text("name", "Name in Latin letters", "ឈ្មោះជាអក្សរឡាតាំង", example="Northern Provincial Prison", required=True),
        text("name_km", "Name in Khmer", "ឈ្មោះជាភាសាខ្មែរ", example="ពន្ធនាគារខេត្តភាគជើង"),
        code("kind", FACILITY_KIND, "Kind of facility", "ប្រភេទកន្លែងឃុំឃាំង", required=True),
        reference("place", "places", "Place where it stands", "ទីតាំង", example="0204", required=True),
        day("opened", "First day in use", "ថ្ងៃបើក", example="1998-01-01"),
        day("closed", "Last day in use; empty while in use", "ថ្ងៃបិទ", example="2021-06-30", not_before="opened"),
    ),
)

CAPACITIES = Table(
    name="capacities",
    version=1,
    en="Capacities",
    km="សមត្ថភាពផ្ទុក",
    row_en="the capacity of one facility in one series, from a day on",
    key=("facility", "series", "since"),
    columns=(
        reference("facility", "facilities", "Code of the facility", "លេខកូដ", example="F012", required=True),
        code("series", CAPACITY_SERIES, "What the capacity counts", "វិធីគណនាសមត្ថភាព", required=True),
        day("since", "First day on which it holds", "ចាប់ពីថ្ងៃ", example="2019-01-01", required=True),
        count(
            "capacity",
            "Persons that the facility is meant for",
            "សមត្ថភាពផ្ទុក",
            unit="persons",
            example="400",
            required=True,
        ),
        number("floor_space_m2", "Floor space of the cells", "ផ្ទៃក្រឡាបន្ទប់", unit="m²", example="1400"),
        text("source", "Where the capacity is stated", "ប្រភព", example="order 12 of 2019"),
    ),
)

CUSTODY = Table(
    name="custody",
    version=1,
    en="Custody spells",
    km="រយៈពេលឃុំឃាំង",
    row_en="one stretch of days of one person in one facility under one legal status; a stay is one or more of them",
    key=("spell",),
    columns=(
        key("spell", "Number of the spell", "លេខសម្គាល់រយៈពេល", example="C00004521"),
        text("stay", "Number of the stay that it is part of", "លេខសម្គាល់ការឃុំឃាំង", example="S0001873", required=True),
        reference(
            "person",
            "persons",
            "Number of the person",
            "លេខសម្គាល់បុគ្គល",
            example="P0000123",
            required=True,
            personal=True,
        ),
        reference("facility", "facilities", "Code of the facility", "លេខកូដកន្លែងឃុំឃាំង", example="F012", required=True),
        code("status", LEGAL_STATUS, "Legal status during the spell", "ស្ថានភាពគតិយុត្ត", required=True),
        day("began", "First day", "ថ្ងៃចាប់ផ្ដើម", required=True, not_before="born"),
        day("ended", "Last day; empty while it goes on", "ថ្ងៃបញ្ចប់", example="2024-09-02", not_before="began"),
        code("end", SPELL_END, "How it ended", "របៀបបញ្ចប់"),
        code("charge_class", CHARGE_CLASS, "Class of the gravest charge", "ប្រភេទបទល្មើសធ្ងន់បំផុត"),
        text("case", "Number of the case", "លេខសំណុំរឿង", example="K0002210"),
        code("sex", SEX, "Sex as recorded", "ភេទដូចដែលបានកត់ត្រា"),
        day("born", "Date of birth as this register has it", "ថ្ងៃខែឆ្នាំកំណើត", example="1987-04-12", personal=True),
    ),
)

TABLES = (FACILITIES, CAPACITIES, CUSTODY)
