"""Closed classes of English words: what may stand in a noun phrase, what ends a clause, what looks like a verb."""

from __future__ import annotations

from typing import Final


def listed(words: str) -> frozenset[str]:
    """The words of a list that is written as one string.

    >>> sorted(listed("she he"))
    ['he', 'she']
    """
    return frozenset(words.split())


SUBJECT_PRONOUNS: Final = listed("he she they it we i you who")
"""Words that are a whole subject by themselves."""

PRONOUNS: Final = SUBJECT_PRONOUNS | listed("him her them us me himself herself themselves itself")
POSSESSIVES: Final = listed("his her their its our my your whose")
DETERMINERS: Final = POSSESSIVES | listed(
    "the a an this these those some many most several few both all no any each every another other one two three"
    " four five six seven eight nine ten more"
)
PLURAL: Final = listed("many several few both these those all two three four five six seven eight nine ten")
SOME: Final = listed("some many most several few both all another one two three four five none")
"""Determiners that stand alone as a subject too: "some said"."""
PREPOSITIONS: Final = listed(
    "of in on at by for from with to about against between into through over under after before during since until"
    " without within among across toward towards behind per via amid despite near around following including"
    " outside inside above below along concerning regarding upon throughout like as than"
)
AUXILIARIES: Final = listed(
    "is are was were be been being am has have had having do does did will would can could may might must shall"
    " should 's 're 've 'd 'll 'm not never cannot n't isn't aren't wasn't weren't hasn't haven't hadn't don't"
    " doesn't didn't won't wouldn't can't couldn't shouldn't mustn't ain't"
)
NEGATIONS: Final = listed(
    "not never cannot n't isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't"
    " couldn't shouldn't mustn't"
)
BE: Final = listed("is are was were be been being am 's 're 'm isn't aren't wasn't weren't")
HAVE: Final = listed("has have had having 've hasn't haven't hadn't 'd 's")
DO: Final = listed("do does did don't doesn't didn't")
MODALS: Final = listed("will would can could may might must shall should 'd 'll cannot won't wouldn't can't"
                          " couldn't shouldn't mustn't")  # fmt: skip
COORDINATORS: Final = listed("and but or nor yet")
SUBORDINATORS: Final = listed(
    "that because although though while when if whether unless where whereas which who whom whose how why what"
    " since until once so"
)
DAYS: Final = listed("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight")
MONTHS: Final = listed(
    "january february march april may june july august september october november december jan feb aug sept oct nov dec"
)
ADVERBS: Final = listed(
    "also later then again further earlier even still already just often once always now instead ever soon too first"
    " only much thus therefore however meanwhile moreover furthermore nevertheless since so here there far"
    " himself herself"
    " themselves sometimes perhaps not never quite rather indeed long largely twice simply"
)
_NOT_ADVERBS: Final = listed("family ally reply italy july assembly early daily only monopoly likely elderly")
PRINTED_ABBREVIATIONS: Final = listed(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt st rev hon jr sr no nos para paras art arts vol ed vs inc ltd"
    " co corp dept al ibid cf e.g i.e eg ie jan feb mar apr jun jul aug sept sep oct nov dec fig approx h.e mt ft"
    " u.s u.n u.k a.m p.m ph.d d.c conn mass ala ariz calif colo fla ga ill ind kan ky la md mich minn miss mo neb nev"
    " okla ore pa tenn tex va vt wash wis n.h n.y n.j n.c s.c n.d s.d w.va"
)
# Frequent verbs that attribute nothing: they end a noun phrase and show that a clause has its verb already.
COMMON_VERBS: Final = listed(
    "went goes go going came comes come took takes take gave gives give made makes make got gets get met meets meet"
    " left leaves leave led leads lead won wins win lost loses lose ran runs run sat stood stands began begins begin"
    " became becomes become brought brings bring kept keeps keep let paid pays spent spends sent sends sent held holds"
    " built fell falls grew grows rose rises drew draws broke breaks chose chooses drove wore wears shot bought sold"
    " sells caught taught fought struck spread hit cut set put put lay laid lies beat beats flew forgot froze hung"
    " needs need helps help works lives remains includes contains allows continues began tries try uses use seems"
    " appears appear seem looks look looked turned turns turn moves plays means follows happened happens happen"
    " knew received receives won drew swept sworn taken given gone done seen been written known shown driven chosen"
    " broken fallen grown risen spoken stolen torn woken worn"
)
_ED_NOUNS: Final = listed("united red bed hundred sacred naked speed need seed shed wed kindred embed indeed feed")


def is_adverb(form: str) -> bool:
    """Whether a lower-case word can stand between subject and verb as an adverb."""
    return form in ADVERBS or (form.endswith("ly") and len(form) > 4 and form not in _NOT_ADVERBS)


def looks_finite(form: str) -> bool:
    """Whether a lower-case word is likely to be a finite verb where a clause needs one."""
    if form in AUXILIARIES or form in COMMON_VERBS:
        return True
    return form.endswith("ed") and len(form) > 4 and form not in _ED_NOUNS
