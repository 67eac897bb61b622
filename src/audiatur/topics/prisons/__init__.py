"""Prison overcrowding."""

from audiatur.topics.base import Topic

TOPIC = Topic(
    key="prisons",
    name="Prison overcrowding",
    words=(
        "prison", "overcrowd", "inmate", "detention centre", "detention center", "cell", "detainee", "jail",
        "places of detention", "occupancy", "capacity", "correctional", "imprison", "penitentiar",
    ),
)  # fmt: skip
