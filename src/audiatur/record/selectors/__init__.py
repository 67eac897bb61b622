"""What a viewer may see of the record: every function takes `viewer`."""

from audiatur.record.selectors.cosigning import (
    cosigners_of,
    heads_cosigned,
)
from audiatur.record.selectors.dialogues import (
    dialogue_get,
    dialogues_visible,
    home_view,
    question_outlines,
    topic_view,
)
from audiatur.record.selectors.entries import (
    batches_of,
    draft_get,
    drafts_of,
    entries_now,
    entries_visible,
    entry_sent,
)
from audiatur.record.selectors.finding import (
    search,
)
from audiatur.record.selectors.follow_up import (
    commitment_get,
    commitment_views,
    meeting_rows,
    meeting_view,
    meetings_visible,
    recommendation_get,
    recommendation_views,
    recommendations_visible,
)
from audiatur.record.selectors.laws import (
    reform_news_visible,
    stance_current,
    stances_visible,
)
from audiatur.record.selectors.linkage import (
    decision_get,
    decisions_standing,
)
from audiatur.record.selectors.parties import (
    parties_of,
    parties_written_for,
    party_get,
)
from audiatur.record.selectors.people import (
    invitation_get,
    membership_get,
    memberships_of,
    memberships_standing,
    people_of,
)
from audiatur.record.selectors.proposals import (
    letter_views,
    proposal_view,
    proposal_views,
)
from audiatur.record.selectors.questions import (
    question_get,
    question_page,
    questions_visible,
)
from audiatur.record.selectors.scenarios import (
    beside_get,
    scenario_get,
    scenarios_visible,
)
from audiatur.record.selectors.sources import (
    entry_get,
    kinds_visible,
    passage_span,
    passages_cited,
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
from audiatur.record.selectors.standing import only_reading, while_it_stands
from audiatur.record.selectors.statuses import (
    claim_view,
    question_views,
    reply_due,
)
from audiatur.record.selectors.tokens import (
    token_by,
    token_viewer,
    tokens_of,
)

__all__ = [
    "batches_of",
    "beside_get",
    "claim_view",
    "commitment_get",
    "commitment_views",
    "cosigners_of",
    "decision_get",
    "decisions_standing",
    "dialogue_get",
    "dialogues_visible",
    "draft_get",
    "drafts_of",
    "entries_now",
    "entries_visible",
    "entry_get",
    "entry_sent",
    "heads_cosigned",
    "home_view",
    "invitation_get",
    "kinds_visible",
    "letter_views",
    "meeting_rows",
    "meeting_view",
    "meetings_visible",
    "membership_get",
    "memberships_of",
    "memberships_standing",
    "only_reading",
    "parties_of",
    "parties_written_for",
    "party_get",
    "passage_span",
    "passages_cited",
    "people_of",
    "proposal_view",
    "proposal_views",
    "question_get",
    "question_outlines",
    "question_page",
    "question_views",
    "questions_visible",
    "recommendation_get",
    "recommendation_views",
    "recommendations_visible",
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
    "token_by",
    "token_viewer",
    "tokens_of",
    "topic_view",
    "while_it_stands",
]
