"""Verbs that open a recommendation: "Ratify …", "Consider …", "Step up …".

They tell a recommendation that stands by itself from a piece that goes on with the one before it ("through …",
"the Convention …"). A word that is a noun as often as a verb in this place ("institutions", "measures") is left out.
"""

from __future__ import annotations

import re

_VERBS = frozenset(
    """
    abide abolish abrogate accede accelerate accept accomplish accord achieve acknowledge act activate adapt add
    address adhere adjust adopt advance advise advocate afford agree aim align alleviate allocate allow ameliorate
    amend amplify analyse analyze announce annul appeal apply appoint approve arrange ask assess assign assist
    assume assure attach attain attract authorize avail avoid ban base bear become begin benefit better bolster
    boost bring broaden build call carry cease change circulate clarify close co-operate co-ordinate codify
    collaborate collect combat commit communicate commute compensate compile complement complete comply conceive
    concentrate conclude condemn conduct confirm conform consider consolidate consult continue contribute control
    convene convert cooperate coordinate counter create criminalise criminalize cultivate deal declare decrease
    decriminalise decriminalize dedicate deepen define delete deliver demand demonstrate denounce deploy derogate
    design designate desist develop devise devote discontinue discuss dismantle disseminate diversify do double
    draft draw earmark ease educate elaborate elevate eliminate embark embody emphasize employ empower enable enact
    encourage end endeavour endorse enforce engage enhance enjoy enlarge enrich enshrine ensure enter envisage equip
    eradicate establish evaluate examine exchange exclude execute exempt exercise exert expand expedite explore
    express extend face facilitate familiarize fast-track favour fight finalise finalize find focus follow follow-up
    forbid formalize formulate foster free fulfil fulfill fund further gather generate give go grant guarantee halt
    harmonise harmonize have heed help hold honour identify implement impose improve include incorporate increase
    inform initiate instigate institute institutionalize insure integrate intensify introduce invest investigate
    invite involve issue join keep launch lead leave legalize legislate levy liberalize lift limit look lower
    mainstream maintain make manage meet minimize mitigate mobilize modernize modify monitor move multiply negotiate
    nominate normalize observe obtain offer open operationalize oppose organise organize orient outlaw overcome
    overhaul participate pass pay penalize perform permit persevere persist place plan play ponder postpone prepare
    present preserve press prevent prioritise prioritize proceed proclaim procure produce progress prohibit promote
    promulgate propose prosecute protect provide publicise publicize publish punish pursue push put raise ratify
    re-engage re-establish re-evaluate re-examine re-introduce reach react read reaffirm realise realize recall
    receive recognise recognize recommend reconcile reconsider record recruit rectify redefine redouble redress
    reduce refer refine reflect reform reformulate refrain regularize regulate rehabilitate reinforce reinstate
    reintroduce reiterate reject relax release remain remedy remove render renew renounce reopen repeal replace
    reply report request rescind resolve respect respond restore restrict resume rethink retract return reverse
    review revise revisit revive revoke safeguard sanction scale secure seek select send sensitise sensitize
    separate set settle share shorten show sign simplify spare specify speed sponsor spread standardize start state
    stay step step-up stimulate stop streamline strengthen strive study subject submit subscribe supplement support
    suppress suspend sustain table tackle take tighten train transfer transform translate transmit transpose treat
    try turn undergo undertake unify update upgrade uphold urge use utilise utilize verify vest view vote welcome
    widen withdraw work
    """.split()
)
_OPENING = re.compile(
    r"(?:(?:and|or|to|also|further|furthermore|moreover|additionally|finally|then|thus|not|duly|kindly|either|both"
    r"|as a matter of (?:urgency|priority),?|where appropriate,?|in particular,|inter alia,|at the same time,?)\s+"
    r"|\w+ly,?\s+)*"
    r"([\w-]+)",
    re.IGNORECASE,
)
_LINKS = frozenset(
    "to and or and/or also not the a of possibility ratification accession signature adherence process party becoming "
    "favourably with priority".split()
)
_BARE = re.compile(
    r"(?:\w+ing|ratification|accession|adherence|signature|process|possibility|alia|of|to|with|party|including"
    r"|following|invitations?|priority|\w+ly|and|or|the|efforts?|effort to|steps|measures)$",
    re.IGNORECASE,
)


def opens_with_verb(words: str) -> bool:
    """Whether the words begin as a recommendation of their own.

    >>> opens_with_verb("to further strengthen the courts"), opens_with_verb("through a new law")
    (True, False)
    """
    match = _OPENING.match(words)
    return match is not None and match[1].split("/")[0].lower() in _VERBS


def lacks_object(words: str) -> bool:
    """Whether the words stop before they say what about: "Ratify", "consider the possibility of ratifying".

    >>> lacks_object("Complete the ratification process"), lacks_object("Ratify the Convention")
    (True, False)
    """
    bare = words.rstrip(" ,;:/")
    last = bare.rsplit(" ", 1)[-1].lower()
    return len(bare.split()) <= 8 and (last in _VERBS or _BARE.search(last) is not None)


def verb_phrase(words: str) -> str:
    """The verbs that open the words, up to what they are about.

    >>> verb_phrase("To consider the possibility of acceding to the Convention on refugees")
    'To consider the possibility of acceding to'
    >>> verb_phrase("sign and/or ratify all treaties")
    'sign and/or ratify'
    """
    tokens = words.split()
    last = 0
    for i, token in enumerate(tokens):
        bare = token.lower().strip(",;:")
        if all(part in _VERBS or part.endswith(("ing", "ly")) for part in bare.split("/")):
            last = i + 1
        elif bare not in _LINKS:
            break
        elif bare in ("to", "of") or bare in ("ratification", "accession", "process", "signature"):
            last = i + 1
    return " ".join(tokens[:last])
