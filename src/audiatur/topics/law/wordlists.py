"""The words by which laws announce their parts, and those that show that a sentence goes on, in three languages."""

from __future__ import annotations

import re
from typing import Final

from audiatur.topics.law.model import Level
from audiatur.topics.law.numbers import LATIN, WORDS

KEYWORDS: Final[dict[Level, tuple[str, ...]]] = {
    "book": ("book", "livre", "tome", "គន្ថី"),
    "part": ("part", "partie", "ភាគ", "វគ្គ"),
    "title": ("title", "titre", "មាតិកា"),
    "subtitle": ("sub-title", "subtitle", "sous-titre", "អនុមាតិកា"),
    "chapter": ("chapter", "chapitre", "chap.", "ជំពូក"),
    "subchapter": ("sub-chapter", "subchapter", "sous-chapitre", "អនុជំពូក"),
    "section": ("section", "sect.", "ផ្នែក"),
    "subsection": ("sub-section", "subsection", "sous-section", "អនុផ្នែក", "ផ្នែករង", "កថាភាគ"),
    "division": ("division", "sub-division", "subdivision", "paragraphe", "sous-paragraphe", "អនុកថាភាគ"),
    "annex": ("annex", "annexe", "appendix", "schedule", "ឧបសម្ព័ន្ធ"),
    "article": ("article", "art.", "art", "មាត្រា", "§"),
    "rule": ("rule", "règle", "វិធាន"),
    "clause": ("clause",),
}

LEVEL_OF: Final[dict[str, Level]] = {word: level for level, words in KEYWORDS.items() for word in words}

_WORD = "|".join(sorted(map(re.escape, LEVEL_OF), key=len, reverse=True))
_ORDINALS = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
_LATIN = "|".join(LATIN)
_NEW = "new|nouveau|nouvelle|ថ្មី"
_ACCENTED = _ORDINALS.replace("premiere", "premi[eè]re").replace("preliminaire", "pr[eé]liminaire")
_ACCENTED = re.sub(r"ieme", "i[eè]me", _ACCENTED)

NUMBER: Final = (
    rf"(?:(?:[LRDA]\*?\.?\s?)?[0-9០-៩]+(?:\s?(?:ers?|ère|re|°)(?![^\W\d_]))?(?:[-–‑/.][0-9០-៩]+)*"
    rf"(?:\s?(?:{_LATIN})\b|[A-Za-z](?![\w’'])|\s?[A-Z](?=\s?[.:\-–—]))?"
    rf"|[IVXLC]+(?:\s?(?:er|re|ère))?(?![\w’'])|[A-Z](?![\w’'.]\w)|(?:{_ACCENTED})(?![^\W\d_]))"
)

OPENING: Final = re.compile(
    rf"(?P<printed>(?P<word>{_WORD})\s*(?:ទី\s*|n[°o]\.?\s*)?(?P<number>{NUMBER})"
    rf"(?:\s*(?P<new>[(\[](?:{_NEW})[)\]]|(?:{_NEW})(?=\s*(?:[.:;៖)\-–—_។]|\Z))))?"
    rf"\s*(?P<mark>(?:[.:;៖)\-–—_។\u2010\u2011]+\s*)*))(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
ORDINAL_FIRST: Final = re.compile(
    rf"(?P<printed>(?P<number>{_ACCENTED})\s+(?P<word>book|partie|part|title|chapter|section|livre|titre|chapitre)"
    r"(?![^\W\d_-])\s*(?P<mark>(?:[.:;\-–—]+\s*)*))(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
UNNUMBERED: Final = re.compile(
    r"(?P<printed>(?P<word>annex|annexe|appendix|schedule|annexes|schedules|ឧបសម្ព័ន្ធ|titre|title|chapitre|chapter)"
    r"(?P<number>(?:\s+(?:préliminaire|preliminary|liminaire|introductory|unique))?)"
    r"\s*(?P<mark>(?:[.:\-–—៖]+\s*)*))(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)

GOES_ON: Final = frozenset(
    # after a number these words carry a sentence on, whatever their capitals
    "is are was were be been has have had shall will may must can cannot could should would does do did applies apply "
    "applied provides provide states requires and or nor above below herein hereof thereof hereto enters enter "
    "remains remain became becomes becoming being "
    "est sont était étaient sera seront fut a ont avait peut peuvent doit doivent ne n’est n'est s’applique s'applique "
    "s’appliquent s'appliquent dispose prévoit précise entre et ou ni ci-dessus ci-dessous ci-après susvisé "
    "susmentionné précité précitée reste demeure demeurent entrent devient deviennent".split()
)
LEADS_ON: Final = frozenset(
    # these carry on where they are written small; with a capital they may begin a heading ("CHAPTER II OF JUDGES")
    "of in to for from by with under at as on that which who whose this the paragraph paragraphs para "
    "de du des d’un d’une à au aux par pour dans sur en qui que dont alinéa alinéas paragraphe paragraphes le la les "
    "through than until".split()
)
KHMER_GOES_ON: Final = (
    "នៃ", "ត្រូវ", "និង", "ដល់", "ឬ", "មាន", "អាច", "ខាងលើ", "ខាងក្រោម", "កថាខណ្ឌ", "ចំណុច", "នេះ", "ក្នុង", "ចែង", "បាន", "ពុំ",
    "មិន", "គឺ", "ដែល", "តាម", "ចូល", "អនុវត្ត", "គួរ", "ហើយ", "ទៅ", "វគ្គ", "ទុក",
)  # fmt: skip
UNFINISHED: Final = frozenset(
    # a line that ends with one of these goes on in the next
    "of in under with by to and or from see per the a an this that these those at for on as into through than between "
    "article articles section sections chapter chapters title part paragraph paragraphs para art art. arts. "
    "de du des à au aux par et ou selon sous dans en le la les avec un une ce cet cette ces pour sur l’ l' d’ d' "
    "l’article l'article d’article notamment que qui".split()
)
KHMER_UNFINISHED: Final = (
    "នៃ", "ក្នុង", "តាម", "និង", "ឬ", "ដោយ", "ដូច", "ចែងក្នុង", "មានចែងក្នុង", "យោងតាម",
    "អនុលោមតាម", "ដល់", "ពី", "ស្តីពី", "របស់", "ចំពោះ",
)  # fmt: skip
AMENDING: Final = re.compile(
    r"replac|amend|insert|substitut|added|reads? as follows|worded|remplac|modifi|insér|ajout|rédigé|complét"
    r"|កែប្រែ|ធ្វើវិសោធនកម្ម|វិសោធនកម្ម|បន្ថែម|ជំនួស",
    re.IGNORECASE,
)
CLOSING_FORMULA: Final = re.compile(
    r"(?:done (?:at|in)\b|given (?:at|under)\b|made (?:at|in)\b|fait (?:à|au)\b|enacted (?:at|in)\b"
    r"|par le (?:président|roi|premier)"
    r"|la présente loi sera (?:exécutée|publiée)|signed (?:at|by)\b|for and on behalf|pour le (?:président|roi|premier)"
    r"|phnom penh,|paris, le|ធ្វើនៅ|រាជធានីភ្នំពេញ\s*[,ថ]|ភ្នំពេញ\s*,?\s*ថ្ងៃ|ថ្ងៃ.{1,40}ព\.\s?ស)",
    re.IGNORECASE,
)
TITLE_LINE: Final = re.compile(
    r"(?:(?:the |draft |organic |royal |avant-projet de |projet de |proposition de )*"
    r"(?:law|act|bill|code|constitution|decree|sub-decree|kram|krom|prakas|regulation|loi|décret|ordonnance|règlement)\b"
    r"|.{3,80}\b(?:act|code|law|bill|constitution|ordinance)(?:,? \d{4})?\Z"
    r"|ច្បាប់|ក្រម|ព្រះរាជក្រម|ព្រះរាជក្រឹត្យ|អនុក្រឹត្យ|រដ្ឋធម្មនុញ្ញ|ប្រកាស|សេចក្តីព្រាងច្បាប់)",
    re.IGNORECASE,
)
CONTENTS_HEAD: Final = re.compile(
    r"(?:table of contents|contents|arrangement of (?:sections|articles)|table des matières|sommaire"
    r"|បញ្ជីមាតិកា|មាតិកា|តារាងមាតិកា)\W*",
    re.IGNORECASE,
)
