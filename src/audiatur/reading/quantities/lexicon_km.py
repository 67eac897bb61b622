"""The Khmer words that the grammar knows, by what they do. Spellings that keyboards mix up are both listed."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import Hedge, QuantityKind

UNITS: Final = {
    "សូន្យ": 0, "មួយ": 1, "ពីរ": 2, "បី": 3, "បួន": 4, "ប្រាំ": 5, "ប្រាំមួយ": 6, "ប្រាំពីរ": 7, "ប្រាំពិល": 7,
    "ប្រាំបី": 8, "ប្រាំបួន": 9,
}  # fmt: skip
TENS: Final = {
    "ដប់": 10, "ម្ភៃ": 20, "សាមសិប": 30, "សែសិប": 40, "ហាសិប": 50, "ហុកសិប": 60, "ចិតសិប": 70, "ចិតសឹប": 70,
    "ប៉ែតសិប": 80, "កៅសិប": 90,
}  # fmt: skip
SCALES: Final = {
    "រយ": 100, "ពាន់": 1_000, "ម៉ឺន": 10_000, "មុឺន": 10_000, "សែន": 100_000, "លាន": 1_000_000,
    "កោដិ": 10_000_000, "ប៊ីលាន": 1_000_000_000, "ប៊ីលៀន": 1_000_000_000, "ពាន់លាន": 1_000_000_000,
}  # fmt: skip
HALF: Final = frozenset({"ពាក់កណ្តាល", "ពាក់កណ្ដាល"})
AND_HALF: Final = frozenset({"កន្លះ"})
PART: Final = frozenset({"ភាគ"})
"""Between numerator and denominator: one, part, three."""
PERCENT: Final = frozenset({"ភាគរយ"})
POINTS: Final = frozenset({"ពិន្ទុភាគរយ", "ចំណុចភាគរយ"})
DURATIONS: Final[dict[str, tuple[QuantityKind, float]]] = {
    "នាទី": ("duration_h", 1 / 60), "ម៉ោង": ("duration_h", 1), "ថ្ងៃ": ("duration_d", 1),
    "សប្តាហ៍": ("duration_d", 7), "សប្ដាហ៍": ("duration_d", 7), "អាទិត្យ": ("duration_d", 7),
    "ខែ": ("duration_m", 1), "ឆ្នាំ": ("duration_y", 1),
}  # fmt: skip
CURRENCIES: Final = {"រៀល": "riel", "ដុល្លារ": "dollars", "ដុល្លារអាមេរិក": "US dollars", "បាត": "baht"}
TIMES: Final = frozenset({"ដង"})
DOUBLE: Final = {"ទ្វេដង": 2.0, "ទ្វេរដង": 2.0, "មួយជាពីរ": 2.0, "ត្រីគុណ": 3.0}

HEDGES_BEFORE: Final[dict[str, Hedge]] = {
    "ប្រហែល": "approx", "ប្រហែលជា": "approx", "ប្រមាណ": "approx", "ប្រមាណជា": "approx", "ប្រមាណជាង": "more_than",
    "ប្រហែលជាង": "more_than", "ក្បែរ": "approx", "ជាង": "more_than", "លើស": "more_than", "លើសពី": "more_than",
    "ច្រើនជាង": "more_than", "ខ្ពស់ជាង": "more_than", "យ៉ាងតិច": "at_least", "យ៉ាងហោចណាស់": "at_least",
    "យ៉ាងតិចណាស់": "at_least", "មិនតិចជាង": "at_least", "មិនក្រោម": "at_least", "អប្បបរមា": "at_least",
    "តិចជាង": "less_than", "ទាបជាង": "less_than", "ក្រោម": "less_than", "មិនដល់": "less_than",
    "យ៉ាងច្រើន": "at_most", "យ៉ាងច្រើនណាស់": "at_most", "រហូតដល់": "at_most", "មិនលើសពី": "at_most",
    "មិនលើស": "at_most", "មិនឱ្យលើស": "at_most", "មិនឲ្យលើស": "at_most", "មិនច្រើនជាង": "at_most",
    "អតិបរមា": "at_most", "ជិត": "approx_below", "ជិតដល់": "approx_below", "ស្ទើរតែ": "approx_below",
    "ស្ទើរ": "approx_below",
}  # fmt: skip
HEDGES_AFTER: Final[dict[str, Hedge]] = {
    "ជាង": "more_than", "ឡើងទៅ": "at_least", "ឡើង": "at_least", "ចុះក្រោម": "at_most", "ៗ": "approx",
}  # fmt: skip
BETWEEN: Final = frozenset({"រវាង", "ចន្លោះ", "ចន្លោះពី"})
FROM: Final = frozenset({"ពី", "ចាប់ពី"})
TO: Final = frozenset({"ដល់", "ទៅ", "ទៅដល់", "រហូតដល់", "និង"})
LINK: Final = words("ចំនួន មានចំនួន សរុប សរុបចំនួន ជា ត្រឹម មាន ដល់ គឺ តែ ត្រឹមតែ")
"""May stand between a noun, or a hedge, and its number."""
OF: Final = frozenset({"នៃ", "ក្នុងចំណោម", "ក្នុងចំណោមនៃ", "របស់"})
UP: Final = frozenset({"កើន", "កើនឡើង", "ឡើង", "បន្ថែម"})
DOWN: Final = frozenset({"ថយចុះ", "ធ្លាក់", "ធ្លាក់ចុះ", "កាត់បន្ថយ", "ចុះ"})
OVER_CAPACITY: Final = frozenset({"ហួសចំណុះ", "លើសចំណុះ"})

REFERENCE: Final = words(
    "មាត្រា ជំពូក កថាខណ្ឌ ចំណុច ទំព័រ លេខ ទី ផ្នែក ឧបសម្ព័ន្ធ អនុសាសន៍ទី ប្រការ ទូរស័ព្ទ ផ្ទះលេខ ផ្លូវ ផ្លូវលេខ លើកទី "
    "វគ្គ ថ្ងៃទី ព.ស."
)  # fmt: skip
"""What follows is a number that names, not one that counts."""
YEAR_OF: Final = frozenset({"ឆ្នាំ", "ក្នុងឆ្នាំ"})
MONTHS: Final = {
    "មករា": 1, "កុម្ភៈ": 2, "មីនា": 3, "មេសា": 4, "ឧសភា": 5, "មិថុនា": 6, "កក្កដា": 7, "សីហា": 8, "កញ្ញា": 9,
    "តុលា": 10, "វិច្ឆិកា": 11, "ធ្នូ": 12,
}  # fmt: skip
AGE: Final = frozenset({"អាយុ"})

PERSON: Final = frozenset({"នាក់", "រូប", "អង្គ"})
"""Classifiers of persons: the noun, where it is said, stands before the number."""
VAGUE: Final[dict[str, tuple[float | None, float | None]]] = {
    "រាប់រយ": (200, 999), "រាប់ពាន់": (2_000, 9_999), "រាប់ម៉ឺន": (20_000, 99_999), "រាប់មុឺន": (20_000, 99_999),
    "រាប់សែន": (200_000, 999_999), "រាប់លាន": (2_000_000, 9_999_999), "រាប់សិប": (20, 99),
    "ភាគច្រើន": (0.5, 1), "ភាគច្រើននៃ": (0.5, 1),
}  # fmt: skip

NOUNS: Final = {
    "អ្នកទោស": "inmates", "អ្នកជាប់ពន្ធនាគារ": "inmates", "អ្នកជាប់ឃុំ": "detainees", "ជនជាប់ឃុំ": "detainees",
    "អ្នកជាប់ឃុំខ្លួន": "detainees", "ពិរុទ្ធជន": "convicts", "ទណ្ឌិត": "convicts", "ជនជាប់ចោទ": "accused",
    "ជនសង្ស័យ": "suspects", "ករណី": "cases", "សំណុំរឿង": "cases", "រឿងក្តី": "cases", "រឿងក្ដី": "cases",
    "បណ្តឹង": "complaints", "បណ្ដឹង": "complaints", "ពាក្យបណ្តឹង": "complaints", "ពាក្យបណ្ដឹង": "complaints",
    "វិវាទ": "disputes", "វិវាទដីធ្លី": "land disputes", "ទំនាស់": "disputes", "មនុស្ស": "people",
    "ប្រជាជន": "people", "ប្រជាពលរដ្ឋ": "citizens", "ពលរដ្ឋ": "citizens", "គ្រួសារ": "families",
    "ស្ត្រី": "women", "ស្រ្តី": "women", "នារី": "women", "បុរស": "men", "កុមារ": "children", "អនីតិជន": "minors",
    "យុវជន": "young people", "ពន្ធនាគារ": "prisons", "អង្គការ": "organisations", "សមាគម": "associations",
    "អនុសាសន៍": "recommendations", "ច្បាប់": "laws", "មន្ត្រី": "officials", "មន្រ្តី": "officials",
    "ចៅក្រម": "judges", "មេធាវី": "lawyers", "ព្រះរាជអាជ្ញា": "prosecutors", "សាក្សី": "witnesses",
    "ជនរងគ្រោះ": "victims", "កម្មករ": "workers", "កម្មការិនី": "women workers", "សិស្ស": "pupils",
    "និស្សិត": "students", "ភូមិ": "villages", "ឃុំ": "communes", "ស្រុក": "districts", "ខេត្ត": "provinces",
    "តុលាការ": "courts", "អ្នកសារព័ត៌មាន": "journalists", "អ្នកកាសែត": "journalists", "សកម្មជន": "activists",
    "បាតុករ": "protesters", "ជនភៀសខ្លួន": "refugees", "ហិកតា": "hectares", "សហជីព": "trade unions",
    "សហគមន៍": "communities", "អ្នកបោះឆ្នោត": "voters", "ផ្ទះ": "houses", "ក្រុមហ៊ុន": "companies",
    "រោងចក្រ": "factories", "អ្នកចូលរួម": "participants", "អ្នកឆ្លើយ": "respondents", "បទល្មើស": "offences",
    "ប៉ូលិស": "police officers", "នគរបាល": "police officers", "អ្នកស្លាប់": "deaths", "អ្នករងរបួស": "injured",
}  # fmt: skip
PLACES: Final = frozenset({"ខេត្ត", "រាជធានី", "ក្រុង", "ស្រុក", "ខណ្ឌ"})
IN: Final = frozenset({"នៅ", "ក្នុង", "នៅក្នុង"})
REPEAT: Final = frozenset({"ៗ"})

WORDS: Final = frozenset().union(
    UNITS, TENS, SCALES, HALF, AND_HALF, PART, PERCENT, POINTS, DURATIONS, CURRENCIES, TIMES, DOUBLE, HEDGES_BEFORE,
    HEDGES_AFTER, BETWEEN, FROM, TO, LINK, OF, UP, DOWN, OVER_CAPACITY, REFERENCE, YEAR_OF, MONTHS, AGE, PERSON, VAGUE,
    NOUNS, PLACES, IN, REPEAT,
)  # fmt: skip
