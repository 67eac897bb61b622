"""The intake form of a commune committee or a Maison de Justice, entered in the pages or printed, Khmer first.

Names of parties are asked nowhere: they stay on the paper that is signed.
"""

from __future__ import annotations

from audiatur.figures.indicator import Words
from audiatur.topics.entry import Form, Repeat, Section, Shown, asked, own
from audiatur.topics.mediation.contract import DISPUTE_PARTIES, DISPUTES

_BODY = Words("Name of the place, or its code.", "ឈ្មោះទីកន្លែង ឬលេខកូដ។")
_HELD = (Shown("result", among=("agreed", "partly_agreed")),)
_CRIME = (Shown("criminal", among=("true",)), Shown("violence", among=("true",)))

DISPUTE = Section(
    "dispute",
    Words("1. The dispute", "១. វិវាទ"),
    (
        own(
            "own_number",
            Words("Number in your own book", "លេខក្នុងសៀវភៅរបស់អ្នក"),
            help=Words("It stays with your office.", "វានៅជាមួយការិយាល័យរបស់អ្នក។"),
        ),
        asked(DISPUTES, "body"),
        asked(DISPUTES, "office"),
        asked(DISPUTES, "received"),
        asked(DISPUTES, "channel"),
        asked(DISPUTES, "subject"),
        asked(DISPUTES, "place", help=_BODY),
        asked(DISPUTES, "amount", words=Words("Amount in dispute, in riel", "ទឹកប្រាក់ក្នុងវិវាទ ជារៀល")),
        asked(DISPUTES, "prior_dispute"),
    ),
)

SCREENING = Section(
    "screening",
    Words("2. Before mediation: is it allowed and safe?", "២. មុនសម្របសម្រួល៖ តើអនុញ្ញាត និងមានសុវត្ថិភាពឬទេ?"),
    (
        asked(DISPUTES, "violence"),
        asked(DISPUTES, "criminal"),
        asked(DISPUTES, "charge_class", shown=_CRIME),
        asked(DISPUTES, "minor"),
        asked(DISPUTES, "excluded"),
    ),
    about=Words(
        "Ask each party alone, where nobody else can hear. “Not asked” is an answer of its own.",
        "សូមសួរភាគីម្នាក់ៗដាច់ដោយឡែក នៅកន្លែងគ្មានអ្នកដទៃឮ។ «មិនបានសួរ» ជាចម្លើយមួយដែរ។",
    ),
)

PARTIES = Section(
    "party",
    Words("3. Each party", "៣. ភាគីនីមួយៗ"),
    (
        asked(DISPUTE_PARTIES, "role"),
        asked(DISPUTE_PARTIES, "sex"),
        asked(DISPUTE_PARTIES, "kind"),
        asked(DISPUTE_PARTIES, "attended"),
        asked(DISPUTE_PARTIES, "represented"),
    ),
    about=Words("No names: they stay on the paper.", "គ្មានឈ្មោះទេ៖ ឈ្មោះនៅលើក្រដាស។"),
    repeat=Repeat(Words("Party", "ភាគី"), number="person", pattern="{entry}-{n}", at_least=2, most=20),
)

CONSENT = Section(
    "consent",
    Words("4. Each party decides freely", "៤. ភាគីនីមួយៗសម្រេចដោយសេរី"),
    (
        asked(DISPUTES, "applicant_agreed"),
        asked(DISPUTES, "respondent_agreed"),
        asked(DISPUTES, "referred"),
        asked(DISPUTES, "accepted"),
    ),
    on_paper=(
        Words(
            "I was told that I may leave at any time and go to a court. Signature or thumbprint of the applicant",
            "ខ្ញុំបានទទួលព័ត៌មានថា ខ្ញុំអាចចាកចេញបានគ្រប់ពេល ហើយអាចទៅតុលាការ។ ហត្ថលេខា ឬស្នាមមេដៃអ្នកប្ដឹង",
        ),
        Words(
            "The same for the respondent. Signature or thumbprint",
            "ដូចគ្នាសម្រាប់ភាគីត្រូវគេប្ដឹង។ ហត្ថលេខា ឬស្នាមមេដៃ",
        ),
    ),
)

RESULT = Section(
    "result",
    Words("5. Sessions and result", "៥. ជំនួប និងលទ្ធផល"),
    (
        asked(
            DISPUTES,
            "mediator",
            help=Words("A number, no name.", "លេខសម្គាល់ មិនមែនឈ្មោះទេ។"),
        ),
        asked(DISPUTES, "first_session"),
        asked(DISPUTES, "sessions"),
        asked(DISPUTES, "ended"),
        asked(DISPUTES, "result"),
        asked(DISPUTES, "followed_up", shown=_HELD),
        asked(DISPUTES, "performance", shown=_HELD),
        asked(DISPUTES, "agreement_kept", shown=_HELD),
        asked(DISPUTES, "to_court"),
    ),
)

FORM = Form(
    key="dispute",
    topic="mediation",
    title=Words("Intake of a dispute for mediation outside the courts", "ទម្រង់ទទួលវិវាទសម្រាប់សម្របសម្រួលក្រៅតុលាការ"),
    about=Words(
        "One dispute brought to a commune committee or a Maison de Justice.",
        "វិវាទមួយដែលនាំមកគណៈកម្មការឃុំ សង្កាត់ ឬផ្ទះយុត្តិធម៌។",
    ),
    prefix="D",
    number="dispute",
    tables=(DISPUTES, DISPUTE_PARTIES),
    sections=(DISPUTE, SCREENING, PARTIES, CONSENT, RESULT),
    headline=("dispute-subject", "dispute-received"),
    khmer_first=True,
)
