"""Closed classes of English words: what may stand in a noun phrase, what ends a clause, what looks like a verb."""

from __future__ import annotations

from typing import Final

SUBJECT_PRONOUNS: Final = frozenset("he she they it we i you who".split())
"""Words that are a whole subject by themselves."""

PRONOUNS: Final = SUBJECT_PRONOUNS | frozenset("him her them us me himself herself themselves itself".split())
POSSESSIVES: Final = frozenset("his her their its our my your whose".split())
DETERMINERS: Final = POSSESSIVES | frozenset(
    "the a an this these those some many most several few both all no any each every another other one two three"
    " four five six seven eight nine ten more".split()
)
PLURAL: Final = frozenset("many several few both these those all two three four five six seven eight nine ten".split())
SOME: Final = frozenset("some many most several few both all another one two three four five none".split())
"""Determiners that stand alone as a subject too: "some said"."""
PREPOSITIONS: Final = frozenset(
    "of in on at by for from with to about against between into through over under after before during since until"
    " without within among across toward towards behind per via amid despite near around following including"
    " outside inside above below along concerning regarding upon throughout like as than".split()
)
AUXILIARIES: Final = frozenset(
    "is are was were be been being am has have had having do does did will would can could may might must shall"
    " should 's 're 've 'd 'll 'm not never cannot n't isn't aren't wasn't weren't hasn't haven't hadn't don't"
    " doesn't didn't won't wouldn't can't couldn't shouldn't mustn't ain't".split()
)
NEGATIONS: Final = frozenset(
    "not never cannot n't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't"
    " couldn't shouldn't mustn't".split()
)
BE: Final = frozenset("is are was were be been being am 's 're 'm isn't aren't wasn't weren't".split())
HAVE: Final = frozenset("has have had having 've hasn't haven't hadn't 'd 's".split())
DO: Final = frozenset("do does did don't doesn't didn't".split())
MODALS: Final = frozenset("will would can could may might must shall should 'd 'll cannot won't wouldn't can't"
                          " couldn't shouldn't mustn't".split())  # fmt: skip
COORDINATORS: Final = frozenset("and but or nor yet".split())
SUBORDINATORS: Final = frozenset(
    "that because although though while when if whether unless where whereas which who whom whose how why what"
    " since until once so".split()
)
DAYS: Final = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight".split())
MONTHS: Final = frozenset(
    "january february march april may june july august september october november december jan feb aug sept oct nov"
    " dec".split()
)
ADVERBS: Final = frozenset(
    "also later then again further earlier even still already just often once always now instead ever soon too first only"
    " much thus therefore however meanwhile moreover furthermore nevertheless since so here there far himself herself"
    " themselves sometimes perhaps not never quite rather indeed long largely twice simply".split()
)
_NOT_ADVERBS: Final = frozenset("family ally reply italy july assembly early daily only monopoly likely elderly".split())
PRINTED_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt st rev hon jr sr no nos para paras art arts vol ed vs inc ltd"
    " co corp dept al ibid cf e.g i.e eg ie jan feb mar apr jun jul aug sept sep oct nov dec fig approx h.e mt ft"
    " u.s u.n u.k a.m p.m ph.d d.c conn mass ala ariz calif colo fla ga ill ind kan ky la md mich minn miss mo neb nev"
    " okla ore pa tenn tex va vt wash wis n.h n.y n.j n.c s.c n.d s.d w.va".split()
)
# Frequent verbs that attribute nothing: they end a noun phrase and show that a clause has its verb already.
COMMON_VERBS: Final = frozenset(
    "went goes go going came comes come took takes take gave gives give made makes make got gets get met meets meet"
    " left leaves leave led leads lead won wins win lost loses lose ran runs run sat stood stands began begins begin"
    " became becomes become brought brings bring kept keeps keep let paid pays spent spends sent sends sent held holds"
    " built fell falls grew grows rose rises drew draws broke breaks chose chooses drove wore wears shot bought sold"
    " sells caught taught fought struck spread hit cut set put put lay laid lies beat beats flew forgot froze hung"
    " needs need helps help works lives remains includes contains allows continues began tries try uses use seems"
    " appears appear seem looks look looked turned turns turn moves plays means follows happened happens happen"
    " knew received receives won drew swept sworn taken given gone done seen been written known shown driven chosen"
    " broken fallen grown risen spoken stolen torn woken worn".split()
)
_ED_NOUNS: Final = frozenset("united red bed hundred sacred naked speed need seed shed wed kindred embed indeed feed".split())


def is_adverb(form: str) -> bool:
    """Whether a lower-case word can stand between subject and verb as an adverb."""
    return form in ADVERBS or (form.endswith("ly") and len(form) > 4 and form not in _NOT_ADVERBS)


def looks_finite(form: str) -> bool:
    """Whether a lower-case word is likely to be a finite verb where a clause needs one."""
    if form in AUXILIARIES or form in COMMON_VERBS:
        return True
    return form.endswith("ed") and len(form) > 4 and form not in _ED_NOUNS
