"""What a viewer may see of the record: every function takes `viewer`."""

from audiatur.record.selectors.dialogues import dialogue_get, dialogues_visible, home_view, topic_view
from audiatur.record.selectors.follow_up import (
    commitment_views,
    meeting_view,
    meetings_visible,
    recommendation_views,
)
from audiatur.record.selectors.questions import question_get, question_page, questions_visible
from audiatur.record.selectors.sources import source_get, source_page, sources_visible, statement_get
from audiatur.record.selectors.statuses import question_views, reply_due

__all__ = [
    "commitment_views",
    "dialogue_get",
    "dialogues_visible",
    "home_view",
    "meeting_view",
    "meetings_visible",
    "question_get",
    "question_page",
    "question_views",
    "questions_visible",
    "recommendation_views",
    "reply_due",
    "source_get",
    "source_page",
    "sources_visible",
    "statement_get",
    "topic_view",
]
