"""Scenarios that parties save under a name, and those that they set beside a position."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audiatur.record.models.base import RecordModel, VisibleModel
from audiatur.record.models.people import Party
from audiatur.record.models.questions import Position


class Scenario(VisibleModel):
    """What a party asked a topic to compute, with what came of it on that day; never changed, only withdrawn.

    `inputs` is all that the result depends on, as canonical JSON that the topic reads: register snapshots, levers, seed
    and version of the method; `inputs_hash` is the SHA-256 of its bytes. `result` is canonical JSON of the topic too.
    """

    topic = models.SlugField(max_length=40)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="scenarios")
    name = models.CharField(max_length=80)
    inputs = models.TextField(max_length=20_000)
    inputs_hash = models.CharField(max_length=64)
    result = models.TextField(max_length=200_000)
    saved_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("saved_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("dialogue", "topic", "party", "name"),
                condition=Q(withdrawn_on__isnull=True),
                name="one_scenario_of_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.name}"


class ScenarioBeside(RecordModel):
    """A scenario that a party set beside its position on a proposition; taken away, it stays with its dates."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="scenarios_beside")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="uses")
    set_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("set_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("position", "scenario"),
                condition=Q(ended_on__isnull=True),
                name="a_scenario_once_beside_a_position",
            ),
        )

    def __str__(self) -> str:
        return f"{self.position} | {self.scenario}"
