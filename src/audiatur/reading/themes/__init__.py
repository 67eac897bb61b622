"""Themes of a recommendation by UPR Info's list, and what they say about topics and development goals.

A theme is a suggestion with a probability; a person files.
"""

from __future__ import annotations

from audiatur.reading.themes.labels import THEMES, Theme, goals_of, themed_topic
from audiatur.reading.themes.reading import Themed, read_themes, with_themes

__all__ = ["THEMES", "Theme", "Themed", "goals_of", "read_themes", "themed_topic", "with_themes"]
