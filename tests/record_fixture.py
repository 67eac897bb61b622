"""A small record of an invented country, built through the services: three sides, five statuses, two meetings.

Each question of `small_record` has the status that its slug names. Today is 24 March 2026: replies asked before
23 January 2026 are overdue, later ones are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator

from audiatur.record.models import (
    Answer,
    Claim,
    Commitment,
    Dialogue,
    Meeting,
    Party,
    PartyKind,
    Position,
    Question,
    Recommendation,
    Role,
    Side,
    Source,
    Stance,
    User,
    Visibility,
)
from audiatur.record.services import (
    Present,
    claim_answer,
    claim_note,
    commitment_make,
    dialogue_open,
    figure_publish,
    follow_up_add,
    meeting_hold,
    member_add,
    party_join,
    passage_find,
    position_report,
    position_take,
    position_withdraw,
    question_open,
    recommendation_note,
    recommendation_respond,
    source_add,
)
from audiatur.site.accounts import FactorAdapter

TODAY = date(2026, 3, 24)

SIDES = (("state", "State", "រដ្ឋ"), ("un", "United Nations", "អង្គការសហប្រជាជាតិ"), ("cso", "Civil society", "សង្គមស៊ីវិល"))

REPLY = """Reply of the Ministry of Justice of Calidor

The number of persons held is above the number of places, and new buildings are under way.
The Ministry counts 2,650 places in all establishments.
The Ministry will open 600 new places at the northern centre by 31 December 2026.
"""

REPORT = """Report of the Special Rapporteur on Calidor

The places of detention hold more persons than they can house.
Places must be counted by floor space for each person; by that count there are 1,200.
"""


@dataclass(frozen=True, slots=True)
class SmallRecord:
    """The rows that tests name."""

    dialogue: Dialogue
    sides: dict[str, Side]
    parties: dict[str, Party]
    users: dict[str, User]
    sources: dict[str, Source]
    questions: dict[str, Question]
    claims: dict[str, Claim]
    positions: dict[str, Position]
    commitments: dict[str, Commitment]
    meetings: dict[str, Meeting]
    recommendation: Recommendation


def small_record(*, slug: str = "calidor", sides: Sequence[tuple[str, str, str]] = SIDES) -> SmallRecord:
    """Build the record; needs a database and a folder for the documents."""
    dialogue = dialogue_open(
        slug=slug,
        title="Dialogue with Calidor",
        title_km="ការសន្ទនាជាមួយកាលីដ័រ",
        state_name="Calidor",
        state_name_km="កាលីដ័រ",
        note="Calidor is an invented country.",
        note_km="កាលីដ័រជាប្រទេសដែលបង្កើតឡើង។",
        opened="2025-10-01",
        sides=sides,
        synthetic=True,
    )
    side = {row.key: row for row in dialogue.sides.all()}
    party = _parties(side)
    user = _people(dialogue, party)
    source = _sources(dialogue, user, party)
    question = _questions(dialogue, user["keeper"], side)
    position = _first_positions(question, user, party, source)
    meeting = {"first-round": _first_meeting(dialogue, user["keeper"], party)}
    position |= _later_positions(question, user, party, source)
    meeting["second-round"] = meeting_hold(
        dialogue,
        by=user["keeper"],
        slug="second-round",
        title="Second round",
        title_km="ជុំទីពីរ",
        held="2026-03-20",
        agenda=[("prisons", "Places of detention", "ទីកន្លែងឃុំឃាំង")],
        present=[Present("Secretary of State", "រដ្ឋលេខាធិការ", party=party["ministry"])],
        source=source["press"],
    )
    return SmallRecord(
        dialogue=dialogue,
        sides=side,
        parties=party,
        users=user,
        sources=source,
        questions=question,
        claims=_claims(question, user, party, source),
        positions=position,
        commitments=_commitments(dialogue, question, user, party, source, meeting["first-round"]),
        meetings=meeting,
        recommendation=_recommendations(user, party, source, question),
    )


def first_of(question: Question, number: int = 1):  # type: ignore[no-untyped-def]
    """The proposition at a place of a question."""
    return question.propositions.get(order=number)


def _parties(side: dict[str, Side]) -> dict[str, Party]:
    rows = (
        ("ministry", "state", PartyKind.MINISTRY, "Ministry of Justice", "ក្រសួងយុត្តិធម៌"),
        ("prison-service", "state", PartyKind.OFFICE, "Prison Service", "នាយកដ្ឋានពន្ធនាគារ"),
        ("rapporteur", "un", PartyKind.MANDATE, "Special Rapporteur", "អ្នករាយការណ៍ពិសេស"),
        ("country-office", "un", PartyKind.OFFICE, "Country office", "ការិយាល័យប្រចាំប្រទេស"),
        ("monitor", "cso", PartyKind.ORGANISATION, "Detention Monitor", "អ្នកតាមដានការឃុំឃាំង"),
        ("lawyers", "cso", PartyKind.ORGANISATION, "Lawyers’ Circle", ""),
    )
    return {
        slug: party_join(side[key], slug=slug, kind=kind, name=name, name_km=name_km)
        for slug, key, kind, name, name_km in rows
    }


def _people(dialogue: Dialogue, party: dict[str, Party]) -> dict[str, User]:
    rows = (
        ("keeper", Role.SECRETARIAT, None),
        ("clerk", Role.MEMBER, "ministry"),
        ("warden", Role.MEMBER, "prison-service"),
        ("rapporteur", Role.REPRESENTATIVE, "rapporteur"),
        ("officer", Role.MEMBER, "country-office"),
        ("monitor", Role.MEMBER, "monitor"),
        ("lawyer", Role.MEMBER, "lawyers"),
        ("reader", Role.READER, "monitor"),
    )
    people = {}
    for name, role, slug in rows:
        people[name] = User.objects.create_user(f"{dialogue.slug}-{name}", password="a long enough password")
        member_add(dialogue, user=people[name], role=role, party=party[slug] if slug else None)
        second_factor(people[name])
    people["outsider"] = User.objects.create_user(f"{dialogue.slug}-outsider")
    return people


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""The key of every test person's code app, in base 32."""


def second_factor(user: User) -> None:
    """Give a person a code app, so that they get to the pages that writers get to."""
    data = {"secret": FactorAdapter().encrypt(SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def _sources(dialogue: Dialogue, user: dict[str, User], party: dict[str, Party]) -> dict[str, Source]:
    public = Visibility.PUBLIC
    return {
        "reply": source_add(
            dialogue,
            by=user["clerk"],
            title="Reply of the Ministry of Justice",
            content=REPLY.encode(),
            name="reply.txt",
            author=party["ministry"],
            visibility=public,
            published="2026-02-10",
        ),
        "report": source_add(
            dialogue,
            by=user["rapporteur"],
            title="Report of the Special Rapporteur",
            content=REPORT.encode(),
            name="report.txt",
            author=party["rapporteur"],
            visibility=public,
            published="2026-02-04",
            symbol="A/HRC/99/12",
        ),
        "review": source_add(
            dialogue,
            by=user["keeper"],
            title="Report of the working group",
            visibility=public,
            published="2025",
            symbol="A/HRC/98/5",
            url="https://example.org/review",
        ),
        "press": source_add(
            dialogue,
            by=user["keeper"],
            title="Meeting on prisons",
            visibility=public,
            published="2026-01-22",
            publisher="The Calidor Courier",
        ),
    }


def _questions(dialogue: Dialogue, keeper: User, side: dict[str, Side]) -> dict[str, Question]:
    every = [side[key] for key in ("state", "un", "cso")]
    rows = (
        ("partly-agreed", "prisons", "Do the prisons hold more people than they have places for?",
         "តើពន្ធនាគារមានអ្នកជាប់ឃុំច្រើនជាងចំនួនកន្លែងឬទេ?", "2026-01-15", every,
         (("More people are held than there are places.", "ចំនួនអ្នកជាប់ឃុំច្រើនជាងចំនួនកន្លែង។"),
          ("There are 2,650 places.", "មានកន្លែងចំនួន 2,650។"),
          ("Most people held wait for a final judgment.", ""))),
        ("agreed", "prisons", "Has the number of people held grown since 2019?",
         "តើចំនួនអ្នកជាប់ឃុំបានកើនឡើងចាប់ពីឆ្នាំ 2019 ឬទេ?", "2025-10-06", every,
         (("More people are held than in 2019.", "ចំនួនអ្នកជាប់ឃុំច្រើនជាងឆ្នាំ 2019។"),)),
        ("differing", "proceedings", "Are people held before trial longer than the law allows?",
         "តើមានការឃុំខ្លួនមុនជំនុំជម្រះលើសពីកំណត់របស់ច្បាប់ឬទេ?", "2025-10-06", every,
         (("Some people are held longer than the law allows.", ""),)),
        ("one-sided", "law", "Was the draft act published before it was adopted?", "", "2026-02-01", every[:2],
         (("The draft was published 60 days before.", ""),)),
        ("unanswered", "civic_space", "May associations register within 30 days?", "", "2025-11-03~", every,
         (("Associations are registered within 30 days.", ""),)),
    )  # fmt: skip
    return {
        slug: question_open(
            dialogue,
            by=keeper,
            slug=slug,
            topic=topic,
            text=text,
            text_km=text_km,
            asked=asked,
            addressed=addressed,
            propositions=propositions,
        )
        for slug, topic, text, text_km, asked, addressed, propositions in rows
    }


def _first_positions(
    question: dict[str, Question], user: dict[str, User], party: dict[str, Party], source: dict[str, Source]
) -> dict[str, Position]:
    """What stood before the first round: on the shared question only the reported position of the Prison Service."""
    for who, name in (("clerk", "ministry"), ("rapporteur", "rapporteur"), ("monitor", "monitor")):
        position_take(
            first_of(question["agreed"]), by=user[who], party=party[name], stance=Stance.ACCEPTS, taken="2025-11-10"
        )
    position_take(
        first_of(question["differing"]),
        by=user["clerk"],
        party=party["ministry"],
        stance=Stance.REJECTS,
        taken="2025-11-10",
        reason="The register shows no stay over the limit.",
        reason_km="បញ្ជីមិនបង្ហាញការឃុំលើសកំណត់ទេ។",
    )
    position_take(
        first_of(question["differing"]),
        by=user["lawyer"],
        party=party["lawyers"],
        stance=Stance.ACCEPTS,
        taken="2025-12~",
    )
    reported = position_report(
        first_of(question["partly-agreed"]),
        by=user["keeper"],
        party=party["prison-service"],
        stance=Stance.IN_PART,
        taken="2026-01-19",
        source=source["press"],
        locator="para. 7",
    )
    return {"reported": reported}


def _later_positions(
    question: dict[str, Question], user: dict[str, User], party: dict[str, Party], source: dict[str, Source]
) -> dict[str, Position]:
    """What the first round was followed by: one party reserves, then accepts; one takes a position and withdraws it."""
    shared = question["partly-agreed"]
    first, second = first_of(shared), first_of(shared, 2)
    position_take(first, by=user["clerk"], party=party["ministry"], stance=Stance.RESERVES, taken="2026-02-01")
    position_take(
        first,
        by=user["clerk"],
        party=party["ministry"],
        stance=Stance.ACCEPTS,
        taken="2026-02-10",
        source=source["reply"],
        locator="para. 1",
        passage=passage_find(source["reply"], "The number of persons held is above the number of places"),
    )
    position_take(
        first,
        by=user["rapporteur"],
        party=party["rapporteur"],
        stance=Stance.ACCEPTS,
        taken="2026-02-04",
        source=source["report"],
        locator="para. 1",
        passage=passage_find(source["report"], "The places of detention hold more persons than they can house."),
    )
    position_take(first, by=user["monitor"], party=party["monitor"], stance=Stance.ACCEPTS, taken="2026-01-12")
    position_take(
        first_of(question["one-sided"]),
        by=user["rapporteur"],
        party=party["rapporteur"],
        stance=Stance.REJECTS,
        taken="2026-02-04",
    )
    taken = position_take(
        second,
        by=user["clerk"],
        party=party["ministry"],
        stance=Stance.ACCEPTS,
        taken="2026-02-10",
        source=source["reply"],
        passage=passage_find(source["reply"], "The Ministry counts 2,650 places in all establishments."),
    )
    position_take(
        second,
        by=user["rapporteur"],
        party=party["rapporteur"],
        stance=Stance.REJECTS,
        taken="2026-02-04",
        reason="Counts places by floor space for each person.",
        reason_km="រាប់កន្លែងតាមផ្ទៃក្រឡាសម្រាប់មនុស្សម្នាក់។",
        source=source["report"],
        passage=passage_find(source["report"], "Places must be counted by floor space for each person"),
    )
    withdrawn = position_take(
        second, by=user["lawyer"], party=party["lawyers"], stance=Stance.REJECTS, taken="2026-01-20"
    )
    position_withdraw(withdrawn, by=user["lawyer"], on=date(2026, 2, 20))
    return {"ministry-on-places": taken, "withdrawn": withdrawn}


def _first_meeting(dialogue: Dialogue, keeper: User, party: dict[str, Party]) -> Meeting:
    return meeting_hold(
        dialogue,
        by=keeper,
        slug="first-round",
        title="First round",
        title_km="ជុំទីមួយ",
        held="2026-01-21",
        mode="virtual",
        agenda=[("prisons", "Places of detention", "ទីកន្លែងឃុំឃាំង"), ("law", "The draft act", "")],
        present=[
            Present("Secretary of State", "រដ្ឋលេខាធិការ", "heads the delegation", "ប្រធានគណៈប្រតិភូ", party["ministry"]),
            Present("Special Rapporteur", "អ្នករាយការណ៍ពិសេស", party=party["rapporteur"]),
        ],
        minutes="The sides spoke of places of detention.\n\nThey meet again in March.",
        minutes_km="ភាគីបានពិភាក្សាអំពីទីកន្លែងឃុំឃាំង។",
    )


def _claims(
    question: dict[str, Question], user: dict[str, User], party: dict[str, Party], source: dict[str, Source]
) -> dict[str, Claim]:
    shared = question["partly-agreed"]
    sourced = claim_note(
        shared,
        by=user["clerk"],
        attributed_to="Ministry of Justice",
        attributed_to_km="ក្រសួងយុត្តិធម៌",
        party=party["ministry"],
        proposition=first_of(shared),
        text="New buildings are under way.",
        text_km="អគារថ្មីកំពុងសាងសង់។",
        source=source["reply"],
        said="2026-02-10",
        passages=[passage_find(source["reply"], "new buildings are under way")],
    )
    unsourced = claim_note(
        shared,
        by=user["keeper"],
        attributed_to="Prison Service",
        party=party["prison-service"],
        text="Transfers began in January.",
        source=source["press"],
        locator="para. 9",
        said="2026-01-22",
    )
    disputed = claim_note(
        shared,
        by=user["keeper"],
        attributed_to="Ministry of Justice",
        party=party["ministry"],
        text="All transfers ended in 2025.",
        source=source["press"],
        said="2026-01-22",
    )
    claim_answer(
        disputed,
        by=user["clerk"],
        answer=Answer.DISPUTES,
        on=date(2026, 1, 25),
        words="Transfers go on.",
        words_km="ការផ្ទេរនៅតែបន្ត។",
    )
    _figures(shared, user, party, source)
    return {"sourced": sourced, "unsourced": unsourced, "disputed": disputed}


def _figures(shared: Question, user: dict[str, User], party: dict[str, Party], source: dict[str, Source]) -> None:
    rows = (
        ("clerk", "ministry", "reply", 147.2, 147.2, "exact", "2,650 places"),
        ("rapporteur", "rapporteur", "report", 320.0, None, "more_than", "1,200 places by floor space"),
        ("keeper", None, "press", 300.0, 350.0, "range", "not told"),
    )
    for who, slug, document, low, high, hedge, definition in rows:
        figure_publish(
            shared,
            by=user[who],
            source=source[document],
            indicator="Occupancy of the prisons",
            indicator_km="អត្រាប្រើប្រាស់កន្លែងក្នុងពន្ធនាគារ",
            low=low,
            high=high,
            unit="percent",
            period="2025-12-31",
            place="Calidor",
            definition=definition,
            given_by=party[slug].name if slug else "The Calidor Courier",
            party=party[slug] if slug else None,
            hedge=hedge,
        )


def _commitments(
    dialogue: Dialogue,
    question: dict[str, Question],
    user: dict[str, User],
    party: dict[str, Party],
    source: dict[str, Source],
    meeting: Meeting,
) -> dict[str, Commitment]:
    due = commitment_make(
        dialogue,
        by=user["clerk"],
        party=party["ministry"],
        text="Open 600 new places at the northern centre.",
        text_km="បើក 600 កន្លែងថ្មីនៅមណ្ឌលខាងជើង។",
        measure="Places in use.",
        measure_km="កន្លែងដែលបានប្រើ។",
        made="2026-02-10",
        due="2026-12-31",
        question=question["partly-agreed"],
        source=source["reply"],
        passage=passage_find(source["reply"], "The Ministry will open 600 new places at the northern centre"),
    )
    overdue = commitment_make(
        dialogue,
        by=user["keeper"],
        party=party["ministry"],
        text="Publish the draft act.",
        made="2026-01-21",
        due="2026-03-01",
        topic="law",
        meeting=meeting,
        source=source["press"],
    )
    done = commitment_make(
        dialogue,
        by=user["rapporteur"],
        party=party["rapporteur"],
        text="Send the questions in writing.",
        made="2026-01-21",
        due="2026-02-01",
        topic="prisons",
        meeting=meeting,
    )
    follow_up_add(
        by=user["rapporteur"],
        party=party["rapporteur"],
        made="2026-01-30",
        scale="audiatur-1",
        grade="done",
        grade_name="Done",
        grade_name_km="បានធ្វើរួច",
        commitment=done,
    )
    return {"due": due, "overdue": overdue, "done": done}


def _recommendations(
    user: dict[str, User], party: dict[str, Party], source: dict[str, Source], question: dict[str, Question]
) -> Recommendation:
    first = recommendation_note(
        source["review"],
        by=user["keeper"],
        paragraph="110.1",
        text="Reduce the number of people held before trial",
        recommending_states=["Norland"],
        topic="prisons",
        question=question["partly-agreed"],
    )
    recommendation_respond(
        first, by=user["keeper"], party=party["ministry"], word="Supported", given="2025-12-01", source=source["review"]
    )
    for number in range(2, 32):
        recommendation_note(
            source["review"],
            by=user["keeper"],
            paragraph=f"110.{number}",
            text=f"Ratify protocol {number}",
            recommending_states=["Norland", "Sudmark"],
            topic="law",
        )
    return first
