"""Which reminders have been sent, so that none goes out twice. No part of the record: nothing is told in the ledger."""

from __future__ import annotations

from django.db import models

from audiatur.record.models.people import User


class Reminded(models.Model):
    """One reminder to one person: of what (`about`, such as question:12), and how many days before the day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=60)
    due = models.DateField()
    step = models.SmallIntegerField()
    sent = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "about", "due", "step"), name="reminded_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.about}, {self.due}, {self.step}"
