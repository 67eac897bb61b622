"""Open civic space."""

from audiatur.topics.base import Topic

TOPIC = Topic(
    key="civic_space",
    name="Open civic space",
    words=(
        "civic space", "civil society", "ngo", "cso", "assembl", "association", "expression", "journalist", "media",
        "press", "activist", "opposition", "politician", "freedom", "demonstrat", "protest", "human rights defender",
        "union", "restrict",
    ),
)  # fmt: skip
