"""Fills in and sends the forms that pages show, whatever they are: as a browser without scripts would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from lxml import html


@dataclass(frozen=True, slots=True)
class Control:
    """One named part of a form: its kind, its present value, and the values that it offers."""

    name: str
    kind: str
    value: str = ""
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A form that a page shows: where it goes, its parts, and its buttons by name and value."""

    action: str
    controls: tuple[Control, ...]
    buttons: tuple[tuple[str, str], ...]

    def filled(self, words: Mapping[str, str], *, button: int = 0, turn: int = 0) -> dict[str, Any]:
        """Answers that fit: what stands there, `words` by name, else something of its kind.

        `turn` picks another of the offered values, where several are offered.
        """
        given: dict[str, Any] = {}
        for control in self.controls:
            answer = _answer(control, words, turn)
            if answer is not None:
                given[control.name] = answer
        if self.buttons:
            name, value = self.buttons[button]
            given |= {name: value} if name else {}
        return given


def _answer(control: Control, words: Mapping[str, str], turn: int) -> Any:
    if control.kind == "file":
        return SimpleUploadedFile("report.txt", TEXT)
    if control.kind == "hidden":
        return control.value
    told = words.get(control.name, words.get(control.name.rpartition("-")[2]))
    if told is not None and (not control.offered or told in control.offered):
        return told
    if control.offered:
        real = [value for value in control.offered if value]
        if control.kind in ("checkbox", "multiple"):
            return real
        return real[turn % len(real)] if real else ""
    return control.value or OF_KIND.get(control.kind, "Words of the person")


TEXT = b"Report\n\nArticle 1\n\nThe minister told the court that the prisons were full.\n"
OF_KIND = {
    "date": "2030-03-05", "number": "1", "email": "someone@example.org", "url": "https://example.org/page", "tel": "1",
    "password": "a long enough password",
}  # fmt: skip


def forms_of(answer: HttpResponse, *, at: str) -> Iterator[Shown]:
    """The forms to send that the page's own part shows; `at` is the page's address."""
    if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
        return
    page = html.fromstring(answer.content)
    for form in page.xpath("//main//form[translate(@method,'POST','post')='post']"):
        yield Shown(_address(form.get("action"), at), tuple(_controls(form)), tuple(_buttons(form)) or (("", ""),))


def _address(action: str | None, at: str) -> str:
    parts = urlsplit(urljoin(f"http://testserver{at}", action or ""))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _buttons(form: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for button in form.xpath(".//button[not(@type) or @type='submit']|.//input[@type='submit']"):
        yield button.get("name", ""), button.get("value", "")


def _controls(form: html.HtmlElement) -> Iterator[Control]:
    for area in form.xpath(".//textarea[@name]"):
        yield Control(area.get("name"), "text", (area.text or "").strip())
    for choice in form.xpath(".//select[@name]"):
        offered = tuple(option.get("value", "") for option in choice.xpath(".//option"))
        yield Control(choice.get("name"), "multiple" if choice.get("multiple") is not None else "select", "", offered)
    groups: dict[str, list[html.HtmlElement]] = {}
    for field in form.xpath(".//input[@name and not(@type='submit')]"):
        kind = field.get("type", "text")
        if kind in ("radio", "checkbox"):
            groups.setdefault(field.get("name"), []).append(field)
        else:
            yield Control(field.get("name"), kind, field.get("value", ""))
    for name, fields in groups.items():
        yield Control(name, fields[0].get("type"), "", tuple(field.get("value", "on") for field in fields))


def turns(shown: Shown, *, most: int) -> Sequence[tuple[int, int]]:
    """Which buttons are pressed with which of the offered values: each button first, then other values."""
    widest = max((len(control.offered) for control in shown.controls), default=1)
    return [(button, turn) for turn in range(min(most, max(widest, 1))) for button in range(len(shown.buttons))]
