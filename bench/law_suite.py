"""Laws written for measuring: seven layouts in three languages, with the structure that each must be read as.

The texts are invented and say nothing; what varies is what varies in printed laws: where the heading stands, what
closes a number, how parts are counted, how lines are wrapped, and how often the words speak of other articles.
"""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

LANGUAGES = ("en", "fr", "km")
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@dataclass(frozen=True)
class Planted:
    """One article as it was planted: number, heading, and the chain of parts above it as (level, number)."""

    number: str
    heading: str
    above: tuple[tuple[str, str], ...]


@dataclass
class Written:
    """A written law and what must be found in it."""

    name: str
    language: str
    content: str
    articles: list[Planted]
    duplicates: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


WORDS = {
    "en": {
        "article": "Article", "book": "Book", "title": "Title", "chapter": "Chapter", "section": "Section",
        "openings": "The judge|The prosecutor|A registrar|Every person|No authority|The council|A party|The court",
        "verbs": "shall decide on|may examine|must record|is informed of|receives|keeps|publishes|sends back",
        "objects": "the request|the file|every decision|the list of members|the annual account|a written statement"
        "|the register of hearings|the costs of the case",
        "ends": "within ten days|without delay|in accordance with Article {n} of this law|as Section {n} provides"
        "|under Chapter {r}|before the end of the year|in the form that Article {n}, paragraph 2, sets"
        "|and Article {n} is applied with the needed changes",
        "heads": "Purpose|Scope|Seat of the council|Duties of members|Time for an answer|Access to the file"
        "|Rights of a party|Keeping of the register|Costs|Appeal|Hearing in public|Language used|Notice|Oath",
        "parts": "General provisions|The council|Members and their duties|Procedure before the council|Decisions"
        "|Review of decisions|Money and accounts|Final provisions|Registers|Hearings",
        "law": "LAW ON THE COUNCIL OF ACCOUNTS", "contents": "Table of contents", "done": "Done at Marest, 3 May 2011",
        "repealed": "ARTICLE {n} is repealed.", "list": "The file holds",
    },
    "fr": {
        "article": "Article", "book": "Livre", "title": "Titre", "chapter": "Chapitre", "section": "Section",
        "openings": "Le juge|Le procureur|Un greffier|Toute personne|Aucune autorité|Le conseil|Une partie|La cour",
        "verbs": "statue sur|peut examiner|doit consigner|est informé de|reçoit|conserve|publie|renvoie",
        "objects": "la demande|le dossier|chaque décision|la liste des membres|le compte annuel|une note écrite"
        "|le registre des audiences|les frais de l’affaire",
        "ends": "dans les dix jours|sans délai|conformément à l’article {n} de la présente loi|selon la section {n}"
        "|au sens du chapitre {r}|avant la fin de l’année|dans la forme que prévoit l’article {n}, alinéa 2"
        "|et l’article {n} s’applique avec les changements utiles",
        "heads": "Objet|Champ d’application|Siège du conseil|Devoirs des membres|Délai de réponse|Accès au dossier"
        "|Droits d’une partie|Tenue du registre|Frais|Appel|Audience publique|Langue employée|Avis|Serment",
        "parts": "Dispositions générales|Le conseil|Les membres et leurs devoirs|La procédure devant le conseil"
        "|Les décisions|Le contrôle des décisions|Le budget et les comptes|Dispositions finales|Les registres"
        "|Du président et de ses adjoints",
        "law": "LOI SUR LE CONSEIL DES COMPTES", "contents": "Table des matières", "done": "Fait à Marest, le 3"
        " mai 2011",
        "repealed": "ARTICLE {n} est abrogé.", "list": "Le dossier contient",
    },
    "km": {
        "article": "មាត្រា", "book": "គន្ថីទី", "title": "មាតិកាទី", "chapter": "ជំពូកទី", "section": "ផ្នែកទី",
        "openings": "ចៅក្រម|ព្រះរាជអាជ្ញា|ក្រឡាបញ្ជី|បុគ្គលគ្រប់រូប|គ្មានអាជ្ញាធរណា|ក្រុមប្រឹក្សា|ភាគីម្ខាង|តុលាការ",
        "verbs": "ត្រូវសម្រេចលើ|អាចពិនិត្យ|ត្រូវកត់ត្រា|ទទួលបានព័ត៌មានអំពី|ទទួល|រក្សាទុក|ផ្សព្វផ្សាយ|បញ្ជូនត្រឡប់",
        "objects": "សំណើ|សំណុំរឿង|សេចក្តីសម្រេចនីមួយៗ|បញ្ជីសមាជិក|គណនីប្រចាំឆ្នាំ|សេចក្តីថ្លែងជាលាយលក្ខណ៍អក្សរ|បញ្ជីសវនាការ|ប្រាក់ប្រដាប់ក្តី",
        "ends": "ក្នុងរយៈពេលដប់ថ្ងៃ|ដោយឥតបង្អង់|អនុលោមតាម មាត្រា {n} នៃច្បាប់នេះ|ដូចមានចែងក្នុងផ្នែកទី {n}|តាមជំពូកទី {n}|មុនដំណាច់ឆ្នាំ"
        "|តាមទម្រង់ដែល មាត្រា {n} កថាខណ្ឌ ២ កំណត់",
        "heads": "គោលបំណង|វិសាលភាព|ទីស្នាក់ការក្រុមប្រឹក្សា|ភារកិច្ចសមាជិក|រយៈពេលឆ្លើយតប|ការចូលមើលសំណុំរឿង|សិទ្ធិរបស់ភាគី"
        "|ការរក្សាបញ្ជី|ប្រាក់ប្រដាប់ក្តី|បណ្តឹងឧទ្ធរណ៍|សវនាការសាធារណៈ|ភាសា|ការជូនដំណឹង|សម្បថ",
        "parts": "បទប្បញ្ញត្តិទូទៅ|ក្រុមប្រឹក្សា|សមាជិក និងភារកិច្ច|នីតិវិធីនៅចំពោះមុខក្រុមប្រឹក្សា|សេចក្តីសម្រេច|ការពិនិត្យសេចក្តីសម្រេច"
        "|ថវិកា និងគណនី|អវសានប្បញ្ញត្តិ|បញ្ជី|សវនាការ",
        "law": "ច្បាប់ ស្តីពី ក្រុមប្រឹក្សាគណនី", "contents": "បញ្ជីមាតិកា", "done": "ធ្វើនៅម៉ារេស ថ្ងៃទី ៣ ខែឧសភា ឆ្នាំ ២០១១",
        "repealed": "មាត្រា {n} ត្រូវបាននិរាករណ៍។", "list": "សំណុំរឿងមាន",
    },
}  # fmt: skip

_ONES = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
ROMAN = ["0", *("X" * (n // 10) + _ONES[n % 10] for n in range(1, 40)), *(f"XL{_ONES[n]}" for n in range(9))]
ROMAN += [f"L{'X' * (n // 10)}{_ONES[n % 10]}" for n in range(40)] + [f"C{one}" for one in ROMAN[1:49]] + ["CC"] * 200


class Writer:
    """Writes one law in one language; every choice comes from the seed."""

    def __init__(self, language: str, seed: int) -> None:
        self.language, self.words, self.rng = language, WORDS[language], random.Random(f"{language}{seed}")

    def pick(self, kind: str) -> str:
        return self.rng.choice(self.words[kind].split("|"))

    def digits(self, number: str | int) -> str:
        return str(number).translate(KHMER) if self.language == "km" else str(number)

    def sentence(self) -> str:
        gap = "" if self.language == "km" else " "
        filled = self.pick("ends").format(n=self.digits(self.rng.randint(1, 90)), r=ROMAN[self.rng.randint(1, 9)])
        end = "។" if self.language == "km" else "."
        return f"{self.pick('openings')}{gap}{self.pick('verbs')}{gap}{self.pick('objects')} {filled}{end}"

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.rng.randint(1, 4)))

    def points(self, form: str) -> list[str]:
        letters = "កខគឃ" if self.language == "km" else "abcd"
        count = self.rng.randint(2, 4)
        mark = [self.digits(n) if "1" in form else letters[n - 1] for n in range(1, count + 1)]
        return [
            f"{form.replace('1', m).replace('a', m)} {self.pick('objects')} {self.digits(n)};"
            for n, m in enumerate(mark, 1)
        ]

    def wrap(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width=width, break_long_words=False, break_on_hyphens=False) or [text]

    def article(self, number: str) -> str:
        return f"{self.words['article']} {self.digits(number)}"

    def container(self, level: str, number: int, *, style: str) -> str:
        word = self.words[level]
        shown = self.digits(number) if style == "digit" or self.language == "km" else ROMAN[number]
        if style == "word" and self.language == "fr" and number == 1:
            shown = "premier" if level != "section" else "première"
        word = word.upper() if style in ("roman", "upper") else word
        return f"{word} {shown}" if self.language != "km" or self.rng.random() < 0.5 else f"{word}{shown}"

    def container_number(self, number: int, *, style: str) -> str:
        if self.language == "km" or style == "digit":
            return str(number)
        return "1" if style == "word" and self.language == "fr" and number == 1 else ROMAN[number]


def _plan(writer: Writer, levels: tuple[str, ...], count: int) -> list[tuple[list[tuple[str, int, str]], int]]:
    """For each article, the containers that begin before it: (level, number, heading)."""
    numbers = dict.fromkeys(levels, 0)
    steps = dict(zip(levels, (150, 60, 20, 7)[4 - len(levels) :], strict=True))
    plan = []
    for article in range(1, count + 1):
        opened: list[tuple[str, int, str]] = []
        for place, level in enumerate(levels):
            if article == 1 or (article - 1) % steps[level] == 0 or any(o[0] in levels[:place] for o in opened):
                numbers[level] += 1
                for lower in levels[place + 1 :]:
                    numbers[lower] = 0
                opened.append((level, numbers[level], writer.pick("parts")))
        plan.append((opened, article))
    return plan


@dataclass(frozen=True)
class Layout:
    """How a law is printed."""

    name: str
    levels: tuple[str, ...]
    style: str
    head: str
    """Where the article's heading stands: behind ("X.- Heading"), below, bracket, or none."""
    mark: str
    heading_on_line: str = ""
    """What stands between a container's number and its heading; empty: the heading stands on the next line."""
    width: int = 0
    blank: bool = True
    points: str = ""
    contents: bool = False
    first_word: bool = False
    short_word: bool = False
    upper: bool = False
    planted: bool = False


LAYOUTS = (
    Layout("dash", ("chapter", "section"), "upper", "behind", ".-", points="1."),
    Layout("below-wrapped", ("title", "chapter"), "roman", "below", "", width=72, points="(a)"),
    Layout("run-in", ("title", "chapter", "section"), "digit", "none", ".-", heading_on_line=": ", points="1)",
    planted=True),
    Layout("short", ("chapter",), "digit", "behind", " –", heading_on_line=" – ",
    blank=False, short_word=True, points="a)"),
    Layout("code", ("book", "title", "chapter", "section"), "upper", "behind", ":", width=84, blank=False, upper=True),
    Layout("bracket", ("chapter", "section"), "roman", "bracket", "", heading_on_line=". ",
    contents=True, points="(1)"),
    Layout("plain", ("title", "chapter"), "word", "plain", "", first_word=True),
)  # fmt: skip


def write(layout: Layout, language: str, *, count: int = 300) -> Written:
    """One law in one layout and language."""
    writer = Writer(language, LAYOUTS.index(layout) if layout in LAYOUTS else 0)
    lines: list[str] = []
    contents: list[str] = []
    planted: list[Planted] = []
    above: dict[str, str] = {}
    skipped, doubled = ({90}, {140, 201}) if layout.planted else (set(), set())
    written = Written(f"{layout.name}-{language}", language, "", planted)
    for opened, n in _plan(writer, layout.levels, count):
        for level, number, heading in opened:
            for lower in layout.levels[layout.levels.index(level) :]:
                above.pop(lower, None)
            above[level] = writer.container_number(number, style=layout.style)
            lines += _container(writer, layout, level, number, heading, contents)
        if n in skipped:
            written.gaps.append(str(n))
            continue
        for copy in range(2 if n in doubled else 1):
            chain = tuple((level, above[level]) for level in layout.levels)
            number, heading = str(n), _heading(writer, layout)
            lines += _article(writer, layout, number, heading)
            planted.append(Planted(number, heading, chain))
            contents.append(f"{writer.article(number)} {heading} {'.' * 12} {n // 4 + 1}")
            if copy:
                written.duplicates.append(number)
    top = [writer.words["law"], ""]
    if layout.contents:
        top += [writer.words["contents"], *contents, ""]
    written.content = "\n".join([*top, *lines, "", writer.words["done"], ""])
    return written


def _heading(writer: Writer, layout: Layout) -> str:
    if layout.head == "none":
        return ""
    heading = writer.pick("heads")
    if layout.head == "bracket":
        return f"({heading})"
    return heading.upper() if layout.upper else heading


def _container(writer: Writer, layout: Layout, level: str, number: int, heading: str, contents: list[str]) -> list[str]:
    opening = writer.container(level, number, style=layout.style)
    contents.append(f"{opening} {heading} {'.' * 9} {len(contents) // 8 + 1}")
    heading = heading.upper() if layout.style in ("roman", "upper") else heading
    blank = [""] if layout.blank else []
    if layout.heading_on_line:
        return [*blank, f"{opening}{layout.heading_on_line}{heading}", *blank]
    return [*blank, opening, heading, *blank]


def _article(writer: Writer, layout: Layout, number: str, heading: str) -> list[str]:
    word = writer.words["article"]
    if layout.short_word and writer.language != "km":
        word = "Art."
    shown = writer.digits(number)
    if layout.first_word and writer.language == "fr" and number == "1":
        shown = "premier"
    opening = f"{word.upper() if layout.upper else word} {shown}{layout.mark}"
    body = _body(writer, layout)
    gap = [""] if layout.blank else []
    first = writer.wrap(body[0], layout.width) if layout.width else [body[0]]
    rest = [line for text in body[1:] for line in (writer.wrap(text, layout.width) if layout.width else [text])]
    if layout.head in ("behind", "plain"):
        return [f"{opening} {heading}", *first, *rest, *gap]
    if layout.head == "below":
        return [opening, heading, *first, *rest, *gap]
    if layout.head == "bracket":
        return [f"{opening} {heading}", *first, *rest, *gap]
    whole = writer.wrap(f"{opening} {body[0]}", layout.width) if layout.width else [f"{opening} {body[0]}"]
    return [*whole, *rest, *gap]


def _body(writer: Writer, layout: Layout) -> list[str]:
    body = [writer.paragraph()]
    if layout.points and writer.rng.random() < 0.3:
        body += [f"{writer.words['list']}{'៖' if writer.language == 'km' else ':'}", *writer.points(layout.points)]
    if writer.rng.random() < 0.4:
        body.append(writer.paragraph())
    if writer.rng.random() < 0.05:
        body.append(writer.words["repealed"].format(n=writer.digits(writer.rng.randint(1, 90))))
    return body


TRAPS: tuple[tuple[str, str], ...] = tuple(
    (language, line)
    for language, lines in (
        ("en", (
            "ARTICLE 3 is repealed.", "ARTICLE 3 IS REPEALED.", "Article 12 of the Constitution protects the home.",
            "Chapter 2 of the Penal Code applies.", "Section 5 shall enter into force on 1 May.",
            "Part of the fee is paid back.", "Part I of this Law and Part II of that law are read together.",
            "Title to the land passes to the buyer.", "Book keeping is a duty of the treasurer.",
            "Section 4 and Section 5 apply to members.", "Article 5, paragraph 2, applies.", "Articles 3 to 5"
            " are repealed.",
            "Article 9(2) does not apply here.", "Chapter two of the report was read out.", "PART-TIME WORK IS"
            " COUNTED.",
            "Article 4 may be applied to minors.", "“Article 7.- The judge decides alone.”", "Title III applies"
            " to courts.",
            "Annexed to this law is a list.", "Article 6 or Article 7 is applied.",
        )),
        ("fr", (
            "L’article 3 est abrogé.", "ARTICLE 3 est abrogé.", "Article 12 de la Constitution : le domicile est"
            " protégé.",
            "Chapitre 2 du Code pénal s’applique.", "Titre de propriété en main, il saisit le juge.",
            "Livre de comptes : il est tenu chaque jour.", "Articles 3 à 5 abrogés.", "Article 5, alinéa 2, précité.",
            "Section 4 et section 5 s’appliquent aux membres.", "Partie civile : elle est entendue.",
            "Article 9 ne s’applique pas aux mineurs.", "« Art. 7. - Le juge statue seul. »", "Titre III"
            " s’applique aux cours.",
            "Article 4 ci-dessus reste en vigueur.", "Chapitre II ou chapitre III, selon le cas.",
        )),
        ("km", (
            "មាត្រា ៣ ត្រូវបាននិរាករណ៍។", "មាត្រា ១២ នៃរដ្ឋធម្មនុញ្ញ ការពារលំនៅឋាន។", "មាត្រា ៥ កថាខណ្ឌ ២ ត្រូវអនុវត្ត។",
            "ជំពូកទី ២ នៃក្រមព្រហ្មទណ្ឌ ត្រូវអនុវត្ត។", "ផ្នែកទី ៤ និងផ្នែកទី ៥ អនុវត្តចំពោះសមាជិក។", "មាត្រា ៩ មិនអនុវត្តចំពោះអនីតិជនទេ។",
            "មាត្រា ៤ ខាងលើ នៅមានសុពលភាព។", "មាត្រា ៦ ឬមាត្រា ៧ ត្រូវអនុវត្ត។", "«មាត្រា ៧.- ចៅក្រមសម្រេចតែម្នាក់ឯង។»",
            "មាតិកានៃសៀវភៅ ត្រូវបោះពុម្ព។", "ផ្នែកខ្លះនៃប្រាក់ ត្រូវសងវិញ។", "មាត្រា ៨ ដែលចែងអំពីសិទ្ធិ ត្រូវរក្សាទុក។",
            "ភាគីម្ខាងត្រូវបានស្តាប់។", "មាត្រា ១០ អាចអនុវត្តចំពោះអនីតិជន។", "ជំពូកទី ៣ ចូលជាធរមាននៅថ្ងៃទី ១។",
        )),
    )
    for line in lines
)  # fmt: skip
"""Fifty lines that begin with the word of a container or an article and open none, as (language, line)."""


def with_trap(language: str, line: str) -> Written:
    """A short law in which a trap stands on a line of its own between two paragraphs of article 2."""
    words = Writer(language, 99)
    mark = "៖" if language == "km" else ".-"
    head = words.words["article"]
    lines = [words.words["law"], ""]
    for n in (1, 2, 3):
        lines += [f"{head} {words.digits(n)}{mark} {words.sentence()}"]
        lines += [words.sentence(), line, words.sentence()] if n == 2 else [words.sentence()]
        lines.append("")
    return Written(f"trap-{language}", language, "\n".join(lines), [Planted(str(n), "", ()) for n in (1, 2, 3)])
