"""A returned form beside the record: what it would state, what it leaves as it is, and what is wrong with it.

Nothing is stated here: each `Act` holds the call that a service gets once the person has confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from audiatur.dates import DateError, read_when
from audiatur.publish.answer_form import Returned
from audiatur.record.models import Answer, Position, Proposition, Stance, Visibility
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.record.selectors.statuses import ClaimView
from audiatur.record.services import claim_answer, follow_up_add, position_take, position_withdraw
from audiatur.site import written
from audiatur.site.answer_forms import (
    GRADES,
    SCALE,
    WITHDRAWS,
    Asked,
    held_mark,
    present_answer,
    present_position,
    wording_hash,
)
from audiatur.site.dossier import followed
from audiatur.site.views.visit import Visit

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Act:
    """One act that the form asks for: what it is on, what stands now, what would be stated, and the call that does it.

    `level` is that of the position which it supersedes: a new one is seen by no fewer people. `do` takes the level.
    """

    code: str
    title: str
    about: str
    now: str
    new: tuple[tuple[str, str], ...]
    do: Callable[[Visibility], object]
    positions: bool = False
    level: Visibility | None = None


@dataclass(slots=True)
class Checked:
    """A returned form as checked against the record."""

    acts: list[Act] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def levels(self) -> tuple[Visibility, ...]:
        """The levels that the new positions may have, the narrowest first; empty without a position."""
        if not any(act.positions for act in self.acts):
            return ()
        least = max((act.level.reach for act in self.acts if act.level), default=0)
        return tuple(Visibility)[least:]


STANCES: Mapping[str, str | Promise] = {
    **{stance.value: stance.label for stance in Stance},
    WITHDRAWS: gettext_lazy("Withdraws its position"),
}
ANSWERS: Mapping[str, str | Promise] = {answer.value: answer.label for answer in Answer}
DONE: Mapping[str, str | Promise] = {key: gettext_lazy(name) for key, (name, _khmer) in GRADES.items()}
"""What may be written, by the keys of the record."""


def checked(returned: Returned, *, asked: Asked, here: Visit) -> Checked:
    """What the form would state; with a fault, nothing of it may be stated."""
    checking = _Checking(asked, here, Checked())
    checking.marks(returned.marks)
    if not checking.found.faults:
        checking.answers(dict(returned.answers))
    return checking.found


@dataclass(frozen=True, slots=True)
class _Checking:
    """One returned form on its way through the items that it may answer."""

    asked: Asked
    here: Visit
    found: Checked

    def marks(self, marks: Mapping[str, str]) -> None:
        """Whether the form is of this question, this party and these words."""
        asked, found = self.asked, self.found
        place = (self.here.dialogue.slug, asked.question.slug, asked.party.slug)
        if (marks.get("dialogue"), marks.get("question"), marks.get("party")) != place:
            told = _("This form was made for another question or party (%(question)s, %(party)s). Upload it there.")
            found.faults.append(
                told % {"question": marks.get("question", "?")[:60], "party": marks.get("party", "?")[:60]}
            )
        elif marks.get("wording") != wording_hash(asked):
            found.faults.append(
                _(
                    "The question or one of its propositions has other words than when this form was made. Nothing of "
                    "it can be stated: download the form again and answer the words of now."
                )
            )
        elif marks.get("held") != held_mark(asked):
            found.notices.append(
                _(
                    "A position of the party has changed since this form was made. Compare what stands now with your "
                    "answers."
                )
            )

    def answers(self, left: dict[str, str]) -> None:
        """Every item with its answers; a line of none of them is a fault."""
        for key, (proposition, standing) in self.asked.propositions.items():
            if given := _taken(left, key):
                self._position(key, proposition, standing, given)
        for key, view in self.asked.claims.items():
            if given := _taken(left, key):
                self._claim(key, view, given)
        for key, followable in (self.asked.commitments | self.asked.recommendations).items():
            if given := _taken(left, key):
                self._follow(key, followable, given)
        told = _("%(code)s: this line is not, or no longer, in the form of this question. Download the form again.")
        self.found.faults += [told % {"code": code} for code in left]

    def _position(
        self, key: str, proposition: Proposition, standing: Position | None, given: Mapping[str, str]
    ) -> None:
        stance = self._word(f"{key}.stance", given.get("stance", ""), STANCES)
        since = given.get("since") or self.here.today.isoformat()
        reasons = given.get("reason", ""), given.get("reason_km", "")
        if stance is None:
            return
        if stance == WITHDRAWS:
            self._withdrawal(key, proposition, standing)
            return
        held = (standing.stance, standing.reason, standing.reason_km) if standing else None
        if held == (stance, *reasons) and not given.get("since"):
            self.found.unchanged.append(f"{key}: {present_position(standing)}")
            return
        if self._refused(self._dated(f"{key}.since", since, after=standing), _lengths(key, given)):
            return
        party, user = self.asked.party, self.here.user
        self._act(
            key,
            proposition,
            title=_("Proposition %(number)s") % {"number": proposition.order},
            now=present_position(standing),
            new=[
                (_("Stance"), str(Stance(stance).label)),
                (_("Since"), written.when(since)),
                *_filled((_("Reason in English"), reasons[0]), (_("Reason in Khmer"), reasons[1])),
            ],
            do=lambda level: position_take(
                proposition,
                by=user,
                party=party,
                stance=Stance(stance),
                taken=since,
                reason=reasons[0],
                reason_km=reasons[1],
                visibility=level,
            ),
            positions=True,
            level=Visibility(standing.visibility) if standing else None,
        )

    def _withdrawal(self, key: str, proposition: Proposition, standing: Position | None) -> None:
        if standing is None:
            told = _("%(code)s: the party holds no position to withdraw.")
            self.found.faults.append(told % {"code": f"{key}.stance"})
            return
        self._act(
            key,
            proposition,
            title=_("Proposition %(number)s") % {"number": proposition.order},
            now=present_position(standing),
            new=[(_("Stance"), _("Withdraws its position"))],
            do=lambda _level: position_withdraw(standing, by=self.here.user, on=self.here.today),
        )

    def _claim(self, key: str, view: ClaimView, given: Mapping[str, str]) -> None:
        answer = self._word(f"{key}.answer", given.get("answer", ""), ANSWERS)
        words = given.get("words", ""), given.get("words_km", "")
        if answer is None or self._refused(_lengths(key, given)):
            return
        if view.answer and (view.answer.answer, view.answer.words, view.answer.words_km) == (answer, *words):
            self.found.unchanged.append(f"{key}: {present_answer(view)}")
            return
        on, user = self.here.today, self.here.user
        labels = _("In the party’s own words, English"), _("In the party’s own words, Khmer")
        self._act(
            key,
            view.claim,
            title=_("A claim attributed to the party (%(code)s)") % {"code": key},
            now=present_answer(view),
            new=[(_("Answer"), str(Answer(answer).label)), *_filled((labels[0], words[0]), (labels[1], words[1]))],
            do=lambda _level: claim_answer(
                view.claim, by=user, answer=Answer(answer), on=on, words=words[0], words_km=words[1]
            ),
        )

    def _follow(self, key: str, view: CommitmentView | RecommendationView, given: Mapping[str, str]) -> None:
        grade = self._word(f"{key}.grade", given.get("grade", ""), DONE)
        made = given.get("made") or self.here.today.isoformat()
        if grade is None or self._refused(self._dated(f"{key}.made", made), _lengths(key, given)):
            return
        notes = given.get("note", ""), given.get("note_km", "")
        promised = isinstance(view, CommitmentView)
        row = view.commitment if isinstance(view, CommitmentView) else view.recommendation
        told: dict[str, Any] = {
            "by": self.here.user,
            "party": self.asked.party,
            "made": made,
            "scale": SCALE,
            "grade": grade,
            "grade_name": GRADES[grade][0],
            "grade_name_km": GRADES[grade][1],
            "note": notes[0],
            "note_km": notes[1],
            "commitment" if promised else "recommendation": row,
        }
        self._act(
            key,
            row,
            title=_("What was done (%(code)s)") % {"code": key},
            now=followed(view.follow_ups[-1]) if view.follow_ups else _("None recorded yet."),
            new=[
                (_("What was done"), _(GRADES[grade][0])),
                (_("As of"), written.when(made)),
                *_filled((_("Note in English"), notes[0]), (_("Note in Khmer"), notes[1])),
            ],
            do=lambda _level: follow_up_add(**told),
        )

    def _act(self, key: str, row: Model, *, new: Iterable[tuple[str, str]], **told: Any) -> None:
        self.found.acts.append(Act(code=key, about=written.plain_text(row, "text"), new=tuple(new), **told))

    def _refused(self, *faults: list[str]) -> bool:
        self.found.faults += [fault for each in faults for fault in each]
        return any(faults)

    def _dated(self, code: str, given: str, *, after: Position | None = None) -> list[str]:
        """What is wrong with a date."""
        try:
            when = read_when(given)
        except DateError:
            told = _("“%(given)s” is not a date that is understood here. Write it as 2026-03-21, 2026-03 or 2026.")
            return [f"{code}: {told % {'given': given[:60]}}"]
        if when.earliest > self.here.today:
            return [f"{code}: {_('This date lies ahead. Give today or a day before.')}"]
        if after and when.latest < after.taken_day:
            told = _("The party holds a position of %(date)s. Give that day or a later one.")
            return [f"{code}: {told % {'date': written.when(after.taken)}}"]
        return []

    def _word(self, code: str, given: str, known: Mapping[str, str | Promise]) -> str | None:
        """The key that a written word means, in either language; a fault where it means none."""
        said = " ".join(given.casefold().replace("_", " ").replace("-", " ").split()).rstrip(".។ ")
        for language in ("en", "km"):
            with override(language):
                for key, label in known.items():
                    if said in (key.replace("_", " ").replace("-", " "), str(label).casefold()):
                        return key
        told = (
            _("%(code)s: “%(given)s” is not understood. Write one of: %(words)s.")
            if given
            else _("%(code)s: this line is empty though others of its item are not. Write one of: %(words)s.")
        )
        words = ", ".join(str(label) for label in known.values())
        self.found.faults.append(told % {"code": code, "given": given[:60], "words": words})
        return None


def _taken(left: dict[str, str], key: str) -> dict[str, str]:
    """The answers of an item by their last part, taken out of those left."""
    return {code.partition(".")[2]: left.pop(code) for code in [*left] if code.startswith(f"{key}.")}


def _filled(*pairs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    return (pair for pair in pairs if pair[1])


def _lengths(key: str, given: Mapping[str, str]) -> list[str]:
    """What is longer than a text may be."""
    told = _("%(code)s: the text has %(length)s characters; %(most)s are accepted. Shorten it.")
    return [
        told % {"code": f"{key}.{name}", "length": len(words), "most": LONGEST}
        for name, words in given.items()
        if len(words) > LONGEST
    ]
