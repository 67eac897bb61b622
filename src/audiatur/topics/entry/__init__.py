"""Forms by which rows of register tables are entered: declared as data by a topic, read and checked here.

A form says which questions become which columns of which contract. Nothing here knows pages, people or storage.
"""

from audiatur.topics.entry.answers import Answers, answers_of, blocks_of, shown
from audiatur.topics.entry.form import Annex, Field, Form, Kind, Repeat, Section, Shown, asked, own
from audiatur.topics.entry.rows import FieldFault, Known, Row, Sent, faults_of, places_known, rows_of, stays

__all__ = [
    "Annex",
    "Answers",
    "Field",
    "FieldFault",
    "Form",
    "Kind",
    "Known",
    "Repeat",
    "Row",
    "Section",
    "Sent",
    "Shown",
    "answers_of",
    "asked",
    "blocks_of",
    "faults_of",
    "own",
    "places_known",
    "rows_of",
    "shown",
    "stays",
]
