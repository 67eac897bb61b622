"""Everything that can be done to the record: one function an act, named entity first, each one ledger entry."""

from audiatur.record.services.checks import beside_end, beside_set, check_contest
from audiatur.record.services.dialogues import dialogue_open, party_join
from audiatur.record.services.follow_up import (
    Present,
    commitment_make,
    follow_up_add,
    meeting_hold,
    recommendation_note,
    recommendation_place,
    recommendation_respond,
)
from audiatur.record.services.laws import reform_tell, reform_withdraw, stance_state, stance_withdraw
from audiatur.record.services.people import (
    invitation_accept,
    invitation_make,
    invitation_open,
    invitation_revoke,
    member_add,
    membership_end,
    operator_act,
)
from audiatur.record.services.questions import (
    claim_answer,
    claim_file,
    claim_note,
    claim_withdraw,
    figure_publish,
    position_report,
    position_take,
    position_withdraw,
    question_open,
)
from audiatur.record.services.sources import (
    passage_find,
    passage_row,
    source_add,
    source_held,
    source_refuse,
)
from audiatur.record.services.statements import (
    statement_confirm,
    statement_correct,
    statement_discard,
    statement_restore,
    statement_split,
)

__all__ = [
    "Present",
    "beside_end",
    "beside_set",
    "check_contest",
    "claim_answer",
    "claim_file",
    "claim_note",
    "claim_withdraw",
    "commitment_make",
    "dialogue_open",
    "figure_publish",
    "follow_up_add",
    "invitation_accept",
    "invitation_make",
    "invitation_open",
    "invitation_revoke",
    "meeting_hold",
    "member_add",
    "membership_end",
    "operator_act",
    "party_join",
    "passage_find",
    "passage_row",
    "position_report",
    "position_take",
    "position_withdraw",
    "question_open",
    "recommendation_note",
    "recommendation_place",
    "recommendation_respond",
    "reform_tell",
    "reform_withdraw",
    "source_add",
    "source_held",
    "source_refuse",
    "stance_state",
    "stance_withdraw",
    "statement_confirm",
    "statement_correct",
    "statement_discard",
    "statement_restore",
    "statement_split",
]
