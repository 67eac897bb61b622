"""The tables and vocabularies that several topics stand on: places and persons."""

from __future__ import annotations

from audiatur.registers.contract import Code, Table, code, count, key, reference, text, when

SEX = (
    Code("female", "woman or girl", "ស្រី"),
    Code("male", "man or boy", "ប្រុស"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

CHARGE_CLASS = (
    Code("petty_offence", "petty offence", "បទលហុ"),
    Code("misdemeanour", "misdemeanour", "បទមជ្ឈិម"),
    Code("felony", "felony", "បទឧក្រិដ្ឋ"),
    Code("unknown", "not recorded", "មិនបានកត់ត្រា"),
)

PLACE_KIND = (
    Code("country", "country", "ប្រទេស"),
    Code("province", "capital or province", "រាជធានី ឬខេត្ត"),
    Code("district", "municipality, khan or district", "ក្រុង ខណ្ឌ ឬស្រុក"),
    Code("commune", "commune or sangkat", "ឃុំ ឬសង្កាត់"),
)

PLACES = Table(
    name="places",
    version=1,
    en="Places",
    km="ទីកន្លែង",
    row_en="one place of the country's administrative division",
    key=("place",),
    columns=(
        key("place", "Code of the place", "លេខកូដទីកន្លែង", example="0204"),
        text("name", "Name in Latin letters", "ឈ្មោះជាអក្សរឡាតាំង", example="Northern District", required=True),
        text("name_km", "Name in Khmer", "ឈ្មោះជាភាសាខ្មែរ", example="ស្រុកជើង"),
        code("kind", PLACE_KIND, "Kind of place", "ប្រភេទទីកន្លែង", required=True),
        reference("within", "places", "Place that it lies in", "ស្ថិតនៅក្នុង", example="02"),
        count("population", "Persons who live there", "ចំនួនប្រជាជន", unit="persons", example="48210"),
    ),
)

PERSONS = Table(
    name="persons",
    version=1,
    en="Persons",
    km="បុគ្គល",
    row_en="one person, under the number by which the other tables name them",
    key=("person",),
    columns=(
        key("person", "Number of the person, without meaning", "លេខសម្គាល់បុគ្គល", example="P0000123", personal=True),
        text("name", "Name in Latin letters", "ឈ្មោះជាអក្សរឡាតាំង", example="Sok Dara", personal=True),
        text("name_km", "Name in Khmer", "ឈ្មោះជាភាសាខ្មែរ", example="សុខ ដារ៉ា", personal=True),
        code("sex", SEX, "Sex as recorded", "ភេទដូចដែលបានកត់ត្រា"),
        when("born", "Date of birth, as precise as known", "ថ្ងៃខែឆ្នាំកំណើត", example="1987-04~", personal=True),
        text("nationality", "Nationality, ISO 3166 code", "សញ្ជាតិ", example="KHM"),
    ),
)

TABLES = (PLACES, PERSONS)
