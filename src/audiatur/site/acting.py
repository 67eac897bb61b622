"""An act on a page of its own: form, check your answers, receipt. What differs from act to act is an `Act`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audiatur.record.errors import Invalid
from audiatur.site import written
from audiatur.site.receipts import Back, recorded
from audiatur.site.views.visit import Visit

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """What a person is asked and what comes of it.

    `answers(given)` are label and answer as the person checks them, `readers(given)` who will see it, `work(given)`
    does it; `fault_at` is the field where a refusal of the record is told.
    """

    heading: str
    button: str
    done: str
    form: forms.Form
    back: Back
    answers: Callable[[Given], list[tuple[str, str]]]
    readers: Callable[[Given], str]
    work: Callable[[Given], Any]
    fault_at: str | None = None
    about: Sequence[str] = field(default=())
    """Words of the record that the act is about, quoted above the form."""
    lede: str = ""


def acted(request: HttpRequest, here: Visit, act: Act) -> HttpResponse:
    """The form, the check, or the way to the receipt, by the step that the person is at."""
    context: dict[str, Any] = {"here": here, "act": act, "form": act.form, "back": act.back}
    step = request.POST.get("step", "")
    if request.method != "POST" or step == "change" or not act.form.is_valid():
        if step == "change":
            act.form.errors.clear()
        return render(request, "act.html", context)
    given = act.form.cleaned_data
    answers, readers = act.answers(given), act.readers(given)
    if step != "confirm":
        return render(request, "act_check.html", {**context, "answers": answers, "readers": readers})
    try:
        return recorded(
            request,
            lambda: act.work(given),
            dialogue=here.dialogue.slug,
            back=act.back,
            title=act.done,
            on=here.today.isoformat(),
            readers=readers,
            answers=answers,
        )
    except Invalid as fault:
        act.form.add_error(act.fault_at, written.refusal(fault))
        return render(request, "act.html", context)


def answered(form: forms.Form, given: Given) -> list[tuple[str, str]]:
    """Every answer under its label, choices by their names."""
    return [(str(field.label), _named(field, given[field.name])) for field in form if given.get(field.name)]


def _named(field: forms.BoundField, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_named(field, one) for one in value)
    names = dict(_flat(getattr(field.field, "choices", ())))
    return str(names.get(value, value))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices out of their groups."""
    flat: list[tuple[Any, Any]] = []
    for key, name in choices:
        flat += _flat(name) if isinstance(name, list | tuple) else [(key, name)]
    return flat
