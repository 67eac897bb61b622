"""The form of trial monitors, entered in the pages: the trial, each accused, and the annex for a minor."""

from __future__ import annotations

from audiatur.figures.indicator import Words
from audiatur.topics.entry import Annex, Form, Kind, Repeat, Section, Shown, asked, own
from audiatur.topics.proceedings.monitoring import ACCUSED, MINORS, TRIALS

_MINOR = (Shown("minor", among=("yes",)), Shown("age", below=18))
_CONFESSED = (Shown("confession", among=("yes", "not_seen")),)
_CONVICTED = (Shown("verdict", among=("convicted",)),)

TRIAL = Section(
    "trial",
    Words("The trial", "ការជំនុំជម្រះ"),
    (
        asked(TRIALS, "court"),
        asked(
            TRIALS,
            "place",
            help=Words(
                "The province, district or commune: its name or its code.",
                "រាជធានី ខេត្ត ក្រុង ស្រុក ខណ្ឌ ឬឃុំ សង្កាត់៖ ឈ្មោះ ឬលេខកូដ។",
            ),
        ),
        asked(TRIALS, "on"),
        asked(
            TRIALS,
            "selection",
            help=Words(
                "Shares are computed from trials that were taken all or drawn by chance alone.",
                "ភាគរយគណនាតែពីការជំនុំជម្រះដែលយកទាំងអស់ ឬជ្រើសរើសដោយចៃដន្យប៉ុណ្ណោះ។",
            ),
        ),
        asked(
            TRIALS,
            "monitor",
            help=Words("A code, no name.", "លេខកូដ មិនមែនឈ្មោះទេ។"),
        ),
        asked(TRIALS, "public_notice"),
        asked(TRIALS, "open_to_public"),
        own("began", Words("Hour at which the hearing began", "ម៉ោងចាប់ផ្ដើមសវនាការ"), kind=Kind.CLOCK),
        own("ended", Words("Hour at which it ended", "ម៉ោងបញ្ចប់"), kind=Kind.CLOCK),
        asked(TRIALS, "minutes", words=Words("Length of the hearing, in minutes", "រយៈពេលសវនាការ ជានាទី")),
        asked(TRIALS, "adjourned"),
        own(
            "remarks",
            Words("Anything else that a reader of the form should know", "អ្វីផ្សេងទៀតដែលអ្នកអានគួរដឹង"),
            kind=Kind.LONG,
            help=Words("It stays with your organisation. Write no names.", "វានៅជាមួយអង្គការរបស់អ្នក។ សូមកុំសរសេរឈ្មោះ។"),
        ),
    ),
)

EACH_ACCUSED = Section(
    "accused",
    Words("Each accused", "ជនជាប់ចោទម្នាក់ៗ"),
    (
        asked(ACCUSED, "sex"),
        asked(ACCUSED, "charge_class"),
        asked(ACCUSED, "minor"),
        asked(
            MINORS,
            "age",
            words=Words("Age at the time of the act, in years, if known", "អាយុនៅពេលប្រព្រឹត្តិ (ឆ្នាំ) បើដឹង"),
        ),
        asked(ACCUSED, "told_charge"),
        asked(ACCUSED, "told_silence"),
        asked(ACCUSED, "told_counsel"),
        asked(ACCUSED, "counsel_present"),
        asked(ACCUSED, "interpreter"),
        asked(ACCUSED, "uniform"),
        asked(ACCUSED, "spoken_of_as_guilty"),
        asked(ACCUSED, "confession"),
        asked(ACCUSED, "coercion_alleged", shown=_CONFESSED),
        asked(ACCUSED, "verdict"),
        asked(ACCUSED, "evidence", shown=_CONVICTED),
    ),
    about=Words(
        "What you saw and heard yourself. Where something could not be seen, say so: it is an answer.",
        "អ្វីដែលអ្នកបានឃើញ និងឮដោយខ្លួនឯង។ បើមិនអាចមើលឃើញ សូមឆ្លើយដូច្នោះ៖ វាជាចម្លើយមួយ។",
    ),
    repeat=Repeat(Words("Accused", "ជនជាប់ចោទ"), number="accused"),
    annex=Annex(
        Words("Annex for a minor", "ឧបសម្ព័ន្ធសម្រាប់អនីតិជន"),
        MINORS,
        tuple(
            asked(MINORS, name)
            for name in ("held", "apart_from_adults", "parent_present", "heard_in_private", "screen")
        ),
        shown=_MINOR,
    ),
)

FORM = Form(
    key="trial",
    topic="proceedings",
    title=Words("Monitoring of a trial", "ការឃ្លាំមើលការជំនុំជម្រះ"),
    about=Words(
        "What a monitor saw in one hearing, for each accused.", "អ្វីដែលអ្នកឃ្លាំមើលបានឃើញក្នុងសវនាការមួយ សម្រាប់ជនជាប់ចោទម្នាក់ៗ។"
    ),
    prefix="T",
    number="trial",
    tables=(TRIALS, ACCUSED, MINORS),
    sections=(TRIAL, EACH_ACCUSED),
    headline=("trial-court", "trial-on"),
)
