"""Modernisation of the laws."""

from audiatur.topics.base import Topic

TOPIC = Topic(
    key="law",
    name="Modernisation of the laws",
    words=(
        "law reform", "modernis", "moderniz", "draft law", "bill", "legislat", "amend", "penal code",
        "criminal code", "code of criminal procedure", "constitution", "ratif", "treaty", "legal framework",
        "repeal", "promulgat", "national assembly", "parliament", "decree", "enforcement of",
    ),
)  # fmt: skip
