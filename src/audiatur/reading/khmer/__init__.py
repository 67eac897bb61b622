"""Khmer: one spelling for what readers see alike, clusters and words, and attributed statements by rule (`reader`)."""

from audiatur.reading.khmer.matching import occurrences, search_form
from audiatur.reading.khmer.normalise import Normalised, normal_form, normalise
from audiatur.reading.khmer.words import clusters, words

__all__ = ["Normalised", "clusters", "normal_form", "normalise", "occurrences", "search_form", "words"]
