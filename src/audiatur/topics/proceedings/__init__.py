"""Defendants' rights in criminal proceedings."""

from audiatur.topics.base import Topic

TOPIC = Topic(
    key="proceedings",
    name="Defendants’ rights in criminal proceedings",
    words=(
        "defendant", "fair trial", "pre-trial", "pretrial", "court", "judge", "judicia", "lawyer", "counsel",
        "legal aid", "prosecut", "accused", "arrest", "charge", "verdict", "convict", "custody", "bail",
        "due process", "hearing", "trial", "evidence",
    ),
)  # fmt: skip
