"""What was computed of the reports for a page: taken as kept, begun where nothing fits, and never computed here."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.topics.base import Here
from audiatur.topics.civic_space import keeping
from audiatur.topics.civic_space.keeping import Job, Look
from audiatur.topics.civic_space.standing import TABLES, without

STAGES = {
    "waiting": gettext_lazy("Waiting to begin"),
    "comparing": gettext_lazy("Comparing the reports with each other"),
    "linking": gettext_lazy("Putting reports of one incident together"),
    "estimating": gettext_lazy("Estimating the number of incidents"),
}


def lacking(here: Here) -> bool:
    """Whether there are no reports, or the viewer may not see what is computed from them."""
    return not here.has_registers.issuperset(TABLES)


def looked(here: Here) -> Look:
    """What is kept of the dialogue's reports; where it does not hold every decision, the next is begun."""
    job = Job(here.shelf, here.kept / "incidents", here.pair_decisions())
    found = keeping.look(job)
    if not found.current:
        keeping.begin(job)
    decided = [(one.left, one.right) for one in job.decisions]
    standing = found.standing and without(found.standing, pairs=decided)
    return replace(found, standing=standing)


def none_page(request: HttpRequest, here: Here, *, title: str) -> HttpResponse:
    """The page that says that there are no reports."""
    return render(request, "civic_space/none.html", {"here": here, "title": title})


def waiting_page(request: HttpRequest, here: Here, look: Look, *, title: str) -> HttpResponse:
    """The page that says how far the computing is; it comes again by itself."""
    progress = look.progress
    context = {
        "here": here,
        "title": title,
        "progress": progress,
        "failed": bool(progress and progress.stage == "failed"),
        "stage": STAGES.get(progress.stage, _("Waiting to begin")) if progress else _("Waiting to begin"),
    }
    return render(request, "civic_space/computing.html", context)
