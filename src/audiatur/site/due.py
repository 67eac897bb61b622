"""What is due in a dialogue, as a calendar file and as mail to those who are to answer.

Every line is taken from what the reader may see. A day that has passed is told as it is: no reply received by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from audiatur.record.models import Commitment, Dialogue, Membership, Party, Question, Side, User, Visibility
from audiatur.record.selectors import dialogue_get, home_view
from audiatur.record.selectors.dialogues import HomeView
from audiatur.record.services import members_who_answer, reminder_note
from audiatur.record.visibility import PUBLIC, Viewer, viewer_of
from audiatur.site import written

STEPS = (14, 3, 0, -1)
"""Days before the day on which one is reminded; -1 is the day after it."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reply or a commitment with its day, and the page that it is on ("" where it has none of its own)."""

    day: date
    overdue: bool
    reply: bool
    of: Side | Party
    row: Question | Commitment
    address: str

    @property
    def about(self) -> str:
        """What it is, as a key."""
        return f"{'question' if self.reply else 'commitment'}:{self.row.pk}"


def due_in(view: HomeView) -> Iterator[Due]:
    """The replies that are awaited and the promises that are open."""
    slug = view.dialogue.slug
    for item in view.awaited:
        question = item.question.question
        address = reverse("question", args=[slug, question.slug])
        yield Due(item.due, item.overdue, reply=True, of=item.side, row=question, address=address)
    for promise in view.commitments_due:
        row = promise.commitment
        asked = promise.question
        address = reverse("question", args=[slug, asked.slug]) if asked else ""
        yield Due(row.due_latest, promise.overdue, reply=False, of=row.party, row=row, address=address)


def calendar(dialogue: Dialogue, *, viewer: Viewer, today: date, base: str) -> bytes:
    """The days as iCalendar (RFC 5545), one event a day and thing; `base` is the address of this site.

    The number of an event stays the same, so that a calendar that reads the file again changes its own.
    """
    made = Calendar()
    made.add("prodid", "-//Audiatur//due//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", written.plain_text(dialogue, "title"))
    for item in due_in(home_view(dialogue, viewer=viewer, today=today)):
        event = Event()
        event.add("uid", f"{item.about}:{item.of.pk}@{dialogue.slug}.audiatur")
        event.add("dtstamp", datetime.combine(today, datetime.min.time(), tzinfo=UTC))
        event.add("dtstart", item.day)
        event.add("dtend", item.day + timedelta(days=1))
        event.add("summary", line_of(item))
        event.add("url", base + (item.address or reverse("follow-up", args=[dialogue.slug])))
        made.add_component(event)
    return bytes(made.to_ical())


def line_of(item: Due, *, text: str = "") -> str:
    """What is due in one line: who, and what; `text` stands for its own words."""
    words = {"party": written.plain_text(item.of, "name"), "text": text or written.plain_text(item.row, "text")}
    line = _("%(party)s: reply to “%(text)s”") if item.reply else _("%(party)s: “%(text)s”")
    return _labelled(item, line % words)


def _line_of_mail(item: Due) -> tuple[str, str]:
    """The line of a mail, and the page that it leads to. Mail is read on the way: it quotes what everyone may see."""
    dialogue, public = item.row.dialogue, item.row.visibility == Visibility.PUBLIC
    text = written.plain_text(item.row, "text") if public else _unquoted(item.row)
    line = line_of(item, text=text) if _seen_by_all(dialogue) else _labelled(item, text)
    asked = item.row if isinstance(item.row, Question) else item.row.question
    if item.address and asked and asked.visibility == Visibility.PUBLIC:
        return line, item.address
    return line, reverse("dialogue" if item.reply else "follow-up", args=[dialogue.slug])


def _labelled(item: Due, line: str) -> str:
    return (_("Synthetic data:") + " " if item.row.dialogue.synthetic else "") + line


def _seen_by_all(dialogue: Dialogue) -> bool:
    return dialogue_get(dialogue.slug, viewer=PUBLIC) is not None


def _unquoted(row: Question | Commitment) -> str:
    if isinstance(row, Question):
        return _("Question %(number)s") % {"number": row.number}
    return _("a commitment that not everyone may read")


def remind(*, today: date, base: str) -> int:
    """Mail to every member who writes for a party what is due of it within the steps; the number of mails sent.

    Each person is told of a thing once a step, however often this is called.
    """
    return sum(_remind(membership, today=today, base=base) for membership in members_who_answer())


def _remind(membership: Membership, *, today: date, base: str) -> int:
    party = membership.party
    assert party is not None
    view = home_view(membership.dialogue, viewer=viewer_of(membership.user), today=today)
    own = [item for item in due_in(view) if item.of.pk == (party.side_id if item.reply else party.pk)]
    with transaction.atomic():
        news = [item for item in own if _new(membership.user, item, today=today)]
        if not news:
            return 0
        send_mail(
            subject=_subject(membership.dialogue),
            message=_message(news, dialogue=membership.dialogue, base=base),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[membership.user.email],
        )
    return 1


def _new(user: User, item: Due, *, today: date) -> bool:
    """Note that the person is told now, unless they were at this step or it is not reached."""
    left = (item.day - today).days
    reached = [step for step in STEPS if left <= step]
    if not reached:
        return False
    return reminder_note(user, about=item.about, due=item.day, step=min(reached))


def _subject(dialogue: Dialogue) -> str:
    """In both languages: nobody's language is kept."""
    told = " / ".join(_in(language, lambda: _("What is due")) for language in ("en", "km"))
    return f"{told} – {dialogue.title}" if _seen_by_all(dialogue) else told


def _in(language: str, words: object) -> str:
    with override(language):
        return str(words())  # type: ignore[operator]


def _message(news: Sequence[Due], *, dialogue: Dialogue, base: str) -> str:
    return "\n\n".join(_in(language, lambda: _lines(news, dialogue=dialogue, base=base)) for language in ("en", "km"))


def _lines(news: Sequence[Due], *, dialogue: Dialogue, base: str) -> str:
    lines = [_("What is due of your side or party:")]
    if _seen_by_all(dialogue):
        title = written.plain_text(dialogue, "title")
        lines = [_("What is due of your side or party in “%(dialogue)s”:") % {"dialogue": title}]
    for item in sorted(news, key=lambda one: one.day):
        day = written.when(item.day)
        told = _("No reply received by %(date)s") if item.overdue and item.reply else _("Due on %(date)s")
        line, page = _line_of_mail(item)
        lines.append(f"– {told % {'date': day}}: {line}\n  {base}{page}")
    return "\n".join(lines)
