"""The neural attribution tagger: who says what, found by a small transformer that runs on the processor."""

from audiatur.reading.tagger.model import is_present
from audiatur.reading.tagger.tagging import Progress, tag
from audiatur.reading.tagger.triple import Triple

__all__ = ["Progress", "Triple", "is_present", "tag"]
