"""Khmer: one spelling for what readers see alike, clusters and words, and attributed statements by rule."""

from audiatur.reading.khmer.matching import occurrences, search_form
from audiatur.reading.khmer.normalise import Normalised, normal_form, normalise
from audiatur.reading.khmer.reader import read_khmer_statements

__all__ = ["Normalised", "normal_form", "normalise", "occurrences", "read_khmer_statements", "search_form"]
