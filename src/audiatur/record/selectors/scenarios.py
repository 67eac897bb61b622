"""The saved scenarios that a viewer may see, and those beside positions."""

from __future__ import annotations

from django.db.models import Prefetch

from audiatur.record.models import Dialogue, Scenario, ScenarioBeside
from audiatur.record.visibility import Viewer, visible


def scenarios_visible(dialogue: Dialogue, *, topic: str, viewer: Viewer) -> tuple[Scenario, ...]:
    """The scenarios of a topic that stand, the newest first."""
    rows = visible(Scenario.objects.filter(dialogue=dialogue, topic=topic, withdrawn_on__isnull=True), viewer=viewer)
    return tuple(rows.select_related("party__side").order_by("-saved_on", "-pk"))


def scenario_get(dialogue: Dialogue, number: int, *, topic: str, viewer: Viewer) -> Scenario | None:
    """One scenario, withdrawn or not; None where there is none or the viewer may not see it."""
    rows = visible(Scenario.objects.filter(dialogue=dialogue, topic=topic, pk=number), viewer=viewer)
    return rows.select_related("party__side").first()


def beside_positions(*, viewer: Viewer) -> Prefetch[str]:
    """What to prefetch with positions: the scenarios that stand beside them, as `scenarios_shown`."""
    standing = ScenarioBeside.objects.filter(ended_on__isnull=True, scenario__withdrawn_on__isnull=True)
    rows = standing.select_related("scenario__party")
    return Prefetch(
        "scenarios_beside", queryset=visible(rows, viewer=viewer, through="scenario"), to_attr="scenarios_shown"
    )


def beside_get(number: int, *, viewer: Viewer) -> ScenarioBeside | None:
    """One scenario beside a position that the viewer may see both of."""
    rows = visible(ScenarioBeside.objects.filter(pk=number), viewer=viewer, through="scenario")
    seen = visible(rows, viewer=viewer, through="position")
    return seen.select_related("scenario", "position__party", "position__proposition__question").first()
