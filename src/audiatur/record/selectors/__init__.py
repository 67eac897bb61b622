"""What a viewer may see of the record: every function takes `viewer`."""

from audiatur.record.selectors.dialogues import dialogue_get, dialogues_visible, home_view, topic_view
from audiatur.record.selectors.finding import search
from audiatur.record.selectors.follow_up import (
    commitment_views,
    meeting_view,
    meetings_visible,
    recommendation_views,
)
from audiatur.record.selectors.laws import reform_news_visible, stance_current, stances_visible
from audiatur.record.selectors.parties import parties_of, parties_written_for, party_get
from audiatur.record.selectors.people import invitation_get, membership_get, memberships_of, people_of
from audiatur.record.selectors.questions import question_get, question_page, questions_visible
from audiatur.record.selectors.scenarios import beside_get, scenario_get, scenarios_visible
from audiatur.record.selectors.sources import (
    entry_get,
    kinds_visible,
    passage_span,
    source_entry,
    source_get,
    source_page,
    source_rows,
    sources_seen,
    sources_visible,
    speakers_read,
    standing_claim,
    statement_get,
    statement_view,
    statement_views,
)
from audiatur.record.selectors.statuses import question_views, reply_due

__all__ = [
    "beside_get",
    "commitment_views",
    "dialogue_get",
    "dialogues_visible",
    "entry_get",
    "home_view",
    "invitation_get",
    "kinds_visible",
    "meeting_view",
    "meetings_visible",
    "membership_get",
    "memberships_of",
    "parties_of",
    "parties_written_for",
    "party_get",
    "passage_span",
    "people_of",
    "question_get",
    "question_page",
    "question_views",
    "questions_visible",
    "recommendation_views",
    "reform_news_visible",
    "reply_due",
    "scenario_get",
    "scenarios_visible",
    "search",
    "source_entry",
    "source_get",
    "source_page",
    "source_rows",
    "sources_seen",
    "sources_visible",
    "speakers_read",
    "stance_current",
    "stances_visible",
    "standing_claim",
    "statement_get",
    "statement_view",
    "statement_views",
    "topic_view",
]
