"""Sentences written for measuring the recognition of citations: two hundred mentions in three languages, and lures.

Each mention is the provisions that are cited and the key of their law; empty where the sentence names none. A law
that no
data names stands with its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from audiatur.topics.law.citations import Names
from audiatur.topics.law.rows import Instrument, standards

NATIONAL = (
    Instrument("constitution", "Constitution", "1993", names=("Constitution of the Kingdom",
    "Constitution du Royaume", "រដ្ឋធម្មនុញ្ញ"), kind="law"),
    Instrument("ccp", "Code of Criminal Procedure", "2007", names=("Criminal Procedure Code",
    "Code de procédure pénale", "ក្រមនីតិវិធីព្រហ្មទណ្ឌ"), kind="law"),
    Instrument("penal", "Penal Code", "2009", names=("Criminal Code", "Code pénal", "ក្រមព្រហ្មទណ្ឌ"), kind="law"),
)  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A sentence and the mentions that stand in it: (provisions, key or words of the law)."""

    language: str
    text: str
    mentions: tuple[tuple[tuple[str, ...], str], ...]


def names() -> Names:
    """The laws that the sentences may name."""
    return Names((*NATIONAL, *standards().instruments))


_LAWS = {
    "en": (("the Code of Criminal Procedure", "ccp"), ("the Penal Code", "penal"), ("the Constitution", "constitution"),
           ("the International Covenant on Civil and Political Rights",
           "iccpr"), ("the Convention against Torture", "cat"),
           ("the Convention on the Rights of the Child", "crc")),
    "fr": (("du Code de procédure pénale", "ccp"), ("du Code pénal", "penal"), ("de la Constitution", "constitution"),
           ("du Pacte international relatif aux droits civils et politiques", "iccpr"),
           ("de la Convention contre la torture", "cat"), ("de la Convention relative aux droits de l’enfant", "crc")),
    "km": (("ក្រមនីតិវិធីព្រហ្មទណ្ឌ", "ccp"), ("ក្រមព្រហ្មទណ្ឌ", "penal"), ("រដ្ឋធម្មនុញ្ញ", "constitution"),
           ("កតិកាសញ្ញាអន្តរជាតិស្តីពីសិទ្ធិពលរដ្ឋ និងសិទ្ធិនយោបាយ", "iccpr"), ("អនុសញ្ញាប្រឆាំងនឹងទារុណកម្ម", "cat"),
           ("អនុសញ្ញាស្តីពីសិទ្ធិកុមារ", "crc")),
}  # fmt: skip

_FORMS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "en": (
        ("The judge relied on Article {a} of {law} when she ordered release.", ("{a}",)),
        ("Under article {a}, paragraph 2, of {law}, a lawyer is present.", ("{a} 2",)),
        ("Articles {a} and {b} of {law} were not applied.", ("{a}", "{b}")),
        ("This is contrary to art. {a}(3) of {law}.", ("{a} 3",)),
        ("According to {law}, Article {a}, the hearing is public.", ("{a}",)),
        ("The delegation said that articles {a} to {c} of {law} had been amended.", ("{a}", "{b}", "{c}")),
        ("({law}, art. {a}) was quoted in full.", ("{a}",)),
        ("Article {a} (1) (b) of {law} leaves it open.", ("{a} 1(b)",)),
        ("It recalled arts. {a}, {b} and {d} of {law}.", ("{a}", "{b}", "{d}")),
        ("Nothing in Article {a} of {law} allows that, the Ministry said.", ("{a}",)),
        ("They asked how article {a} of {law} is applied in practice", ("{a}",)),
        ("In its reply the State cited Article {a} bis of {law}.", ("{a}bis",)),
    ),
    "fr": (
        ("Le juge s’est fondé sur l’article {a} {law} pour ordonner la mise en liberté.", ("{a}",)),
        ("Selon l’article {a}, paragraphe 2, {law}, un avocat est présent.", ("{a} 2",)),
        ("Les articles {a} et {b} {law} n’ont pas été appliqués.", ("{a}", "{b}")),
        ("Cela est contraire à l’art. {a} {law}.", ("{a}",)),
        ("Les articles {a} à {c} {law} ont été modifiés.", ("{a}", "{b}", "{c}")),
        ("L’article {a}, alinéa 3, {law} le prévoit.", ("{a} 3",)),
        ("Elle a rappelé les articles {a}, {b} et {d} {law}.", ("{a}", "{b}", "{d}")),
        ("Rien dans l’article {a} {law} ne le permet, a dit le ministère.", ("{a}",)),
        ("Il est renvoyé à l’article {a} bis {law}.", ("{a}bis",)),
        ("Au titre de l’article {a} {law}, la peine est de cinq ans.", ("{a}",)),
        ("Article {a} {law} : la défense est libre.", ("{a}",)),
    ),
    "km": (
        ("ចៅក្រមផ្អែកលើ មាត្រា {a} នៃ{law} ដើម្បីដោះលែង។", ("{a}",)),
        ("តាមមាត្រា {a} កថាខណ្ឌ ២ នៃ{law} មេធាវីត្រូវមានវត្តមាន។", ("{a} 2",)),
        ("មាត្រា {a} និងមាត្រា {b} នៃ{law} មិនត្រូវបានអនុវត្តទេ។", ("{a}", "{b}")),
        ("{law} មាត្រា {a} ចែងអំពីសវនាការ។", ("{a}",)),
        ("អង្គការបានយោង មាត្រា {a} នៃ{law}។", ("{a}",)),
        ("ដូចមានចែងក្នុងមាត្រា {a} ដល់ {c} នៃ{law}។", ("{a}", "{b}", "{c}")),
        ("គណៈប្រតិភូថា មាត្រា {a} ក្នុង{law} នៅមានសុពលភាព។", ("{a}",)),
        ("បើតាមមាត្រា {a} (ថ្មី) នៃ{law} ពលរដ្ឋមានសិទ្ធិ។", ("{a}",)),
        ("មាត្រា{a} នៃ{law} ការពារសិទ្ធិ។", ("{a}",)),
    ),
}  # fmt: skip

_KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")

_SINGLE = (
    Sentence("en", "See art. 14(3)(d) ICCPR and General Comment No. 35, para. 33.",
    ((("14 3(d)",), "iccpr"), (("33",), "gc35"))),
    Sentence("en", "Rule 13 of the Nelson Mandela Rules speaks of floor space, and Mandela Rule 12 of cells.",
             ((("13",), "mandela"), (("12",), "mandela"))),
    Sentence("en", "Article 8 of the Law on Peaceful Assemblies needs a notice.",
    ((("8",), "Law on Peaceful Assemblies"),)),
    Sentence("en", "The bill would change Article 20.", ((("20",), ""),)),
    Sentence("en", "Article 5 of this Law applies to judges.", ((("5",), "this"),)),
    Sentence("fr", "La règle 13 des Règles Nelson Mandela et l’article 9 du PIDCP sont cités.",
    ((("13",), "mandela"), (("9",), "iccpr"))),
    Sentence("fr", "L’article 12 de la loi sur la presse est ancien.", ((("12",), "loi sur la presse"),)),
    Sentence("km", "មាត្រា ៣១ ត្រូវបានលើកឡើង។", ((("31",), ""),)),
    Sentence("km", "វិធាន ១៣ នៃវិធាននេលសុន ម៉ាន់ដេឡា និយាយអំពីទំហំកម្រាល។", ((("13",), "mandela"),)),
)  # fmt: skip

_LURES = tuple(
    Sentence(language, text, ())
    for language, text in (
        ("en", "ARTICLE 19, the organisation, published a study."),
        ("en", "Section 4 of the report lists twelve prisons."),
        ("en", "The article by 3 authors appeared in May."),
        ("en", "Rule 3 of the game is simple."),
        ("en", "Article 7 of the contract sets the price."),
        ("en", "Paragraph 12 of the letter was left out."),
        ("en", "She read chapter 5 of the book twice."),
        ("en", "The state of art 2026 was shown."),
        ("en", "In section 8 of the questionnaire nobody answered."),
        ("fr", "L’article 3 du contrat fixe le prix."),
        ("fr", "Les articles 4 et 5 du journal ont été lus."),
        ("fr", "La section 2 du rapport décrit les prisons."),
        ("fr", "Un article de 12 pages a paru."),
        ("km", "មាត្រា ៣ នៃកិច្ចសន្យា កំណត់តម្លៃ។"),
        ("km", "អត្ថបទ ៣ ទំព័រ ត្រូវបានផ្សាយ។"),
    )
)


def sentences() -> list[Sentence]:
    """All sentences: each form with each law, the single ones, and the lures that hold no citation."""
    made: list[Sentence] = []
    for language, forms in _FORMS.items():
        for row, (form, cited) in enumerate(forms):
            for column, (law, key) in enumerate(_LAWS[language]):
                first = 3 + 17 * row + 5 * column
                shown = {"a": first, "b": first + 1, "c": first + 2, "d": first + 7}
                digits = {name: str(value) for name, value in shown.items()}
                printed = {name: one.translate(_KHMER) if language == "km" else one for name, one in digits.items()}
                provisions = tuple(one.format(**digits) for one in cited)
                made.append(Sentence(language, form.format(law=law, **printed), ((provisions, key),)))
    return [*made, *_SINGLE, *_LURES]
