"""Mediation of conflicts outside the courts."""

from audiatur.topics.base import Topic

TOPIC = Topic(
    key="mediation",
    name="Mediation of conflicts outside the courts",
    words=(
        "mediat", "conciliat", "outside the court", "outside of the court", "alternative dispute", "out-of-court",
        "arbitrat", "settle", "commune committee", "local dispute", "maison de justice", "justice services",
    ),
)  # fmt: skip
