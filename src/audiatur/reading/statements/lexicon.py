"""The verbs and phrases that attribute words or views: what they take after them and the voice that they give.

Frames (what may follow the verb): `s` a clause or a quotation ("said that …"), `c` the
same but no clause without "that" ("held that …"), `t` a person and then a clause ("told
them that …"), `w` a question ("asked whether …"), `i` an infinitive ("pledged to …"), `o` a noun phrase ("rejected
the claim"), `l` nothing but an attribution after the words themselves ("…, he laughed").
Prepositions that belong to the cue are listed after a colon ("called:for,on").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from audiatur.reading.result import Modality, Voice
from audiatur.reading.statements.words import listed


@dataclass(frozen=True, slots=True)
class Verb:
    """One attributing verb: what follows it, the prepositions of its cue, its voice and modality."""

    lemma: str
    frames: frozenset[str]
    prepositions: frozenset[str]
    voice: Voice
    modality: Modality


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a verb. `kind` is base, third, past or gerund; past forms are participles too."""

    verb: Verb
    kind: str


_IRREGULAR: Final = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "find": ("finds", "found", "found", "finding"),
    "see": ("sees", "saw", "seen", "seeing"),
    "hold": ("holds", "held", "held", "holding"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "show": ("shows", "showed", "shown", "showing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "hear": ("hears", "heard", "heard", "hearing"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "put": ("puts", "put", "put", "putting"),
    "read": ("reads", "read", "read", "reading"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "take": ("takes", "took", "taken", "taking"),
    "make": ("makes", "made", "made", "making"),
    "give": ("gives", "gave", "given", "giving"),
    "uphold": ("upholds", "upheld", "upheld", "upholding"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "mean": ("means", "meant", "meant", "meaning"),
    "plead": ("pleads", "pleaded", "pleaded", "pleading"),
    "learn": ("learns", "learned", "learnt", "learning"),
}
_DOUBLED: Final = frozenset(("admit", "regret", "quip", "refer", "plan", "rebut", "blog", "slam", "commit", "concur",
                             "permit", "submit", "prefer", "pan", "rap", "knock"))  # fmt: skip

# Voice and modality, then "lemma/frames:prepositions" of the verbs that give them.
_TABLE: Final[tuple[tuple[Voice, Modality, str], ...]] = (
    ("says", "asserted", """
        say/sw:of,about add/c note/so state/c argue/s:for,against explain/sow claim/so acknowledge/so announce/so
        declare/so contend/s assert/so insist/s:on maintain/c conclude/s emphasize/so emphasise/so stress/so
        observe/s remark/c:on comment/:on tweet/cl write/cl:about,of recall/so reply/c respond/c:to
        reiterate/so repeat/so continue/l concede/s admit/so confirm/so disclose/so reveal/so mention/co
        recount/so allege/so affirm/so reaffirm/so submit/s clarify/sow caution/s:against warn/st:of,about,against
        complain/s:about,of boast/c:about,of joke/s:about lament/so predict/so testify/s:about quip/s retort/s
        shout/sl yell/l exclaim/l post/cl email/c  opine/s posit/s point/c:to,out  vent/l
        inform/t assure/t remind/t convince/t advise/ti notify/t tell/tw brief/t:on
        underline/so underscore/c highlight/so express/o voice/o recognize/so recognise/so welcome/o regret/so
        hold/c deem/o view/o describe/o call/o portray/o characterize/o characterise/o depict/o label/o brand/o dub/o
        compare/o liken/o criticize/o criticise/o praise/o condemn/o denounce/o deplore/o decry/o blame/o accuse/o
        blast/o attack/o slam/o mock/o chide/o applaud/o commend/o hail/o congratulate/o thank/o tout/o
        defend/o support/o  endorse/o oppose/o favor/o favour/o  cite/o discuss/o
        outline/o detail/o emphasise/so talk/:about speak/:about,of,against,for refer/:to react/:to
        elaborate/:on focus/:on agree/si:with,on disagree/s:with,on concur/s:with object/s:to vote/:for,against
         respond/c:to appeal/i:to,for lash/:out hit/:out echo/o signal/s imply/s attribute/o raise/o
        propose/soi suggest/so decide/si determine/c rule/c assess/c diagnose/o
            weigh/:in sum/o counter/s rail/:against bemoan/o protest/so
        take/o draw/o remember/c deride/o proclaim/co articulate/o decline/i raise/o exchange/o make/o accept/o
        apologize/:for apologise/:for lecture/:on muse/s:about  question/o
        assail/o rebuke/o scold/o slap/o chant/sl scream/l declare/so confess/s:to elaborate/:on
        allude/:to hint/s:at,about disavow/o laud/o credit/o shrug/:off castigate/o lambaste/o trash/o
        bash/o poke/o rip/o disparage/o malign/o invoke/o   sympathize/:with
    """),
    ("says", "believed", """
        think/s:of,about believe/s:in know/cw:about feel/c fear/so worry/s:about suspect/so doubt/so reckon/s
        consider/co assume/c estimate/so expect/ci hope/si:for see/o understand/s regard/o perceive/o imagine/s
        speculate/s:about,on wonder/w:about,if anticipate/so foresee/so realize/s realise/s forecast/so project/c
    """),
    ("says", "intended", "plan/i:on intend/i seek/i  want/io wish/i prepare/i decide/i aspire/i"),
    ("promises", "intended", """
        promise/sito pledge/sio vow/sio undertake/i  guarantee/c swear/si volunteer/i offer/i agree/i
        threaten/io
    """),
    ("denies", "asserted", """
        deny/so reject/o refute/so dispute/so dismiss/o rebut/o  disown/o renounce/o repudiate/o
        refuse/i disavow/o discount/o downplay/o
    """),
    ("asks", "asserted", "ask/wti:about,for,of inquire/w:about,into enquire/w:about,into query/wo question/wo"),
    ("asks", "obliged", """
        urge/sto demand/sio request/st call/:for,on,upon beg/ti implore/t exhort/t encourage/t
        invite/to press/t:for appeal/:for,to beseech/t instruct/t direct/t order/ti  advocate/o:for push/:for
        recommend/so
    """),
    ("reports that", "asserted", """
        report/co show/so find/co indicate/so document/o reveal/so suggest/so  learn/c:of
         demonstrate/c warn/s
    """),
    ("quotes", "asserted", "quote/o cite/o"),
)  # fmt: skip


NEVER_NOUNS: Final = listed("say believe think argue insist contend agree tell know expect suggest acknowledge")
"""Verbs whose base form is no noun: "one in five say"."""
OBJECTS: Final[dict[str, frozenset[str]]] = {
    "raise": listed("concern concerns question questions issue issues example examples point points doubt doubts case"
                       " cases matter matters allegation allegations objection objections alarm"),
    "exchange": listed("views opinions ideas"),
    "make": listed("claim claims statement statements promise promises argument arguments accusation accusations"
                      " allegation allegations remarks comments commitment commitments"),
    "take": frozenset(),
    "draw": frozenset(),
}  # fmt: skip
"""Verbs that attribute only with certain nouns as their object."""
LIGHT: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "make": (("it", "clear"), ("clear",), ("the", "point")),
    "take": (("note", "of"), ("note", "with", "appreciation", "of"), ("the", "view"), ("the", "position")),
    "draw": (("attention", "to"),),
}
"""Verbs whose cue is made by the words after them: "made it clear that", "takes note of"."""
WITH_AS: Final = listed("see view regard perceive depict portray")
"""Verbs that attribute a view of their object only with "as": "saw it as a threat", not "saw a doctor"."""


def _inflect(lemma: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and gerund of a verb.

    >>> _inflect("deny"), _inflect("plan")
    (('denies', 'denied', 'denied', 'denying'), ('plans', 'planned', 'planned', 'planning'))
    """
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        stem = lemma[:-1] + "i"
        return stem + "es", stem + "ed", stem + "ed", lemma + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if lemma in _DOUBLED:
        return third, lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"
    if lemma.endswith("ee"):
        return third, lemma + "d", lemma + "d", lemma + "ing"
    if lemma.endswith("e"):
        return third, lemma + "d", lemma + "d", lemma[:-1] + "ing"
    return third, lemma + "ed", lemma + "ed", lemma + "ing"


def _verbs() -> dict[str, Verb]:
    """One verb a lemma: the first voice stands, frames and prepositions of later lines are added to it."""
    verbs: dict[str, Verb] = {}
    for voice, modality, entries in _TABLE:
        for entry in entries.split():
            lemma, _, rest = entry.partition("/")
            frames, _, prepositions = rest.partition(":")
            old = verbs.get(lemma)
            verbs[lemma] = Verb(
                lemma,
                frozenset(frames) | (old.frames if old else frozenset()),
                frozenset(filter(None, prepositions.split(","))) | (old.prepositions if old else frozenset()),
                old.voice if old else voice,
                old.modality if old else modality,
            )
    return verbs


def _forms(verbs: dict[str, Verb]) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for lemma, verb in verbs.items():
        third, past, participle, gerund = _inflect(lemma)
        forms.setdefault(participle, Form(verb, "past"))
        forms[past] = Form(verb, "past")
        forms[third] = Form(verb, "third")
        forms[gerund] = Form(verb, "gerund")
        forms.setdefault(lemma, Form(verb, "base"))
    del forms["regarding"]  # a preposition, nearly always
    return forms


VERBS: Final = _verbs()
CUES: Final = _forms(VERBS)
