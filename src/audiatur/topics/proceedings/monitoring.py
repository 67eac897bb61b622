"""The form of trial monitors as register tables: the trial, each accused, and the annex for a minor.

A trial that monitors chose tells of itself alone; shares are given only for trials drawn by chance or taken all.
"""

from __future__ import annotations

from audiatur.registers.contract import Code, Column, Table, code, count, day, key, reference, text
from audiatur.registers.shared_tables import CHARGE_CLASS, SEX

SELECTION = (
    Code("all", "every trial of the court in the period", "គ្រប់ការជំនុំជម្រះ"),
    Code("random", "drawn by chance", "ជ្រើសរើសដោយចៃដន្យ"),
    Code("chosen", "chosen by the monitor", "អ្នកឃ្លាំមើលជ្រើសរើស"),
)
SEEN = (
    Code("yes", "yes", "បាទ/ចាស"),
    Code("no", "no", "ទេ"),
    Code("not_seen", "could not be seen", "មិនអាចមើលឃើញ"),
    Code("not_applicable", "does not apply", "មិនពាក់ព័ន្ធ"),
)
ADJOURNED = (
    Code("no", "not adjourned", "មិនបានលើក"),
    Code("counsel_absent", "the lawyer was absent", "មេធាវីអវត្តមាន"),
    Code("accused_absent", "the accused was absent", "ជនជាប់ចោទអវត្តមាន"),
    Code("witness_absent", "a witness was absent", "សាក្សីអវត្តមាន"),
    Code("judge_absent", "a judge was absent", "ចៅក្រមអវត្តមាន"),
    Code("evidence", "more evidence is needed", "ត្រូវការភស្តុតាងបន្ថែម"),
    Code("other", "another reason", "មូលហេតុផ្សេងទៀត"),
    Code("not_seen", "no reason was given", "មិនបានប្រាប់មូលហេតុ"),
)
VERDICT = (
    Code("convicted", "convicted", "ត្រូវបានផ្ដន្ទាទោស"),
    Code("acquitted", "acquitted", "រួចផុតពីបទចោទ"),
    Code("not_yet", "not yet given", "មិនទាន់ប្រកាស"),
    Code("not_seen", "could not be seen", "មិនអាចមើលឃើញ"),
)
EVIDENCE = (
    Code("confession_only", "the confession alone", "ចម្លើយសារភាពតែមួយមុខ"),
    Code("confession_and_other", "a confession and other evidence", "ចម្លើយសារភាព និងភស្តុតាងផ្សេង"),
    Code("other", "other evidence", "ភស្តុតាងផ្សេង"),
    Code("not_seen", "could not be seen", "មិនអាចមើលឃើញ"),
)


def _seen(name: str, en: str, km: str) -> Column:
    return code(name, SEEN, en, km)


TRIALS = Table(
    name="monitored_trials",
    version=1,
    en="Monitored trials",
    km="ការជំនុំជម្រះដែលបានឃ្លាំមើល",
    row_en="one trial as a monitor saw it",
    key=("trial",),
    columns=(
        key("trial", "Number of the form", "លេខទម្រង់", example="T0001"),
        text("court", "Court", "តុលាការ", example="Northern Court", required=True),
        reference("place", "places", "Place", "ទីកន្លែង", example="0204"),
        day("on", "Day of the hearing", "ថ្ងៃសវនាការ", required=True),
        code("selection", SELECTION, "How the trial was chosen", "របៀបជ្រើសរើស", required=True),
        text("monitor", "Code of the monitor", "លេខកូដអ្នកឃ្លាំមើល", example="M07"),
        _seen("public_notice", "Was the hearing on a public notice?", "តើមានការជូនដំណឹងជាសាធារណៈទេ?"),
        _seen("open_to_public", "Could the public enter?", "តើសាធារណជនអាចចូលបានទេ?"),
        code("adjourned", ADJOURNED, "Was it adjourned, and why?", "តើបានលើកពេល ហើយហេតុអ្វី?"),
        count("minutes", "Length of the hearing", "រយៈពេលសវនាការ", unit="minutes", example="45"),
    ),
)

ACCUSED = Table(
    name="monitored_accused",
    version=1,
    en="Accused in monitored trials",
    km="ជនជាប់ចោទក្នុងការជំនុំជម្រះដែលបានឃ្លាំមើល",
    row_en="one accused person in one monitored trial",
    key=("trial", "accused"),
    columns=(
        reference("trial", "monitored_trials", "Number of the form", "លេខទម្រង់", example="T0001", required=True),
        text("accused", "Number of the accused on the form", "លេខជនជាប់ចោទ", example="1", required=True),
        code("sex", SEX, "Sex as seen", "ភេទ"),
        code("charge_class", CHARGE_CLASS, "Class of the gravest charge", "ប្រភេទបទល្មើស", required=True),
        _seen("minor", "Under 18 at the time of the act?", "អាយុក្រោម១៨ឆ្នាំនៅពេលប្រព្រឹត្តិ?"),
        _seen("told_charge", "Told of the charge?", "តើបានប្រាប់បទចោទទេ?"),
        _seen("told_silence", "Told of the right to be silent?", "តើបានប្រាប់សិទ្ធិនៅស្ងៀមទេ?"),
        _seen("told_counsel", "Told of the right to a lawyer?", "តើបានប្រាប់សិទ្ធិមានមេធាវីទេ?"),
        _seen("counsel_present", "Was a lawyer present?", "តើមានមេធាវីទេ?"),
        _seen("interpreter", "Was an interpreter there, where needed?", "តើមានអ្នកបកប្រែទេ បើចាំបាច់?"),
        _seen("uniform", "In prison clothes before the court?", "តើស្លៀកពាក់ឯកសណ្ឋានពន្ធនាគារទេ?"),
        _seen("spoken_of_as_guilty", "Spoken of as guilty before the verdict?", "តើបានហៅថាមានទោសមុនសាលក្រមទេ?"),
        _seen("confession", "Was there a confession?", "តើមានចម្លើយសារភាពទេ?"),
        _seen("coercion_alleged", "Was it said to be made under pressure?", "តើមានការអះអាងថាត្រូវបានបង្ខំទេ?"),
        code("verdict", VERDICT, "Verdict", "សាលក្រម"),
        code("evidence", EVIDENCE, "What the conviction rests on", "មូលដ្ឋាននៃការផ្ដន្ទាទោស"),
    ),
)

MINORS = Table(
    name="monitored_minors",
    version=1,
    en="Annex for a minor",
    km="ឧបសម្ព័ន្ធសម្រាប់អនីតិជន",
    row_en="one minor in one monitored trial",
    key=("trial", "accused"),
    columns=(
        reference("trial", "monitored_trials", "Number of the form", "លេខទម្រង់", example="T0001", required=True),
        text("accused", "Number of the accused on the form", "លេខជនជាប់ចោទ", example="1", required=True),
        count("age", "Age at the time of the act", "អាយុនៅពេលប្រព្រឹត្តិ", unit="years", example="16"),
        _seen("held", "Held before the trial?", "តើបានឃុំមុនជំនុំជម្រះទេ?"),
        _seen("apart_from_adults", "Held apart from adults?", "តើបានឃុំដាច់ពីមនុស្សពេញវ័យទេ?"),
        _seen("parent_present", "Was a parent or guardian present?", "តើមានឪពុកម្តាយ ឬអាណាព្យាបាលទេ?"),
        _seen("heard_in_private", "Was the public kept out?", "តើមិនឱ្យសាធារណជនចូលទេ?"),
        _seen("screen", "Was the child kept from being seen?", "តើមានវិធានការការពារទេ?"),
    ),
)

TABLES = (TRIALS, ACCUSED, MINORS)
