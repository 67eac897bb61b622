"""Everything that can be done to the record: one function an act, named entity first, each one ledger entry."""

from audiatur.record.services.batches import (
    batch_close,
    batch_faults,
    entries_rejoin,
    open_entries,
    shelf_of,
)
from audiatur.record.services.checks import (
    beside_end,
    beside_set,
    check_contest,
)
from audiatur.record.services.communications import (
    communication_send,
)
from audiatur.record.services.cosigning import (
    cosigner_end,
    cosigner_name,
    head_cosign,
)
from audiatur.record.services.dialogues import (
    dialogue_open,
    party_join,
)
from audiatur.record.services.entries import (
    draft_correct,
    draft_keep,
    draft_throw_away,
    entry_hand_in,
    entry_take_back,
    entry_withdraw,
    party_of,
    sent_of,
)
from audiatur.record.services.erasure import (
    entry_erase,
    may_erase,
)
from audiatur.record.services.follow_up import (
    Present,
    commitment_make,
    follow_up_add,
    meeting_hold,
    recommendation_note,
    recommendation_place,
    recommendation_respond,
)
from audiatur.record.services.importing import (
    Imported,
    recommendations_import,
)
from audiatur.record.services.laws import (
    reform_tell,
    reform_withdraw,
    stance_state,
    stance_withdraw,
)
from audiatur.record.services.linkage import (
    pair_decide,
    pair_undo,
)
from audiatur.record.services.people import (
    invitation_accept,
    invitation_make,
    invitation_open,
    invitation_revoke,
    member_add,
    membership_end,
    operator_act,
)
from audiatur.record.services.proposals import (
    proposal_decline,
    proposal_open,
    proposal_take_up,
    proposal_withdraw,
    question_propose,
    wording_answer,
    wording_offer,
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
from audiatur.record.services.reminders import (
    members_who_answer,
    reminder_note,
)
from audiatur.record.services.scenarios import (
    scenario_attach,
    scenario_detach,
    scenario_save,
    scenario_show,
    scenario_withdraw,
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
from audiatur.record.services.tokens import (
    token_end,
    token_make,
)

__all__ = [
    "Imported",
    "Present",
    "batch_close",
    "batch_faults",
    "beside_end",
    "beside_set",
    "check_contest",
    "claim_answer",
    "claim_file",
    "claim_note",
    "claim_withdraw",
    "commitment_make",
    "communication_send",
    "cosigner_end",
    "cosigner_name",
    "dialogue_open",
    "draft_correct",
    "draft_keep",
    "draft_throw_away",
    "entries_rejoin",
    "entry_erase",
    "entry_hand_in",
    "entry_take_back",
    "entry_withdraw",
    "figure_publish",
    "follow_up_add",
    "head_cosign",
    "invitation_accept",
    "invitation_make",
    "invitation_open",
    "invitation_revoke",
    "may_erase",
    "meeting_hold",
    "member_add",
    "members_who_answer",
    "membership_end",
    "open_entries",
    "operator_act",
    "pair_decide",
    "pair_undo",
    "party_join",
    "party_of",
    "passage_find",
    "passage_row",
    "position_report",
    "position_take",
    "position_withdraw",
    "proposal_decline",
    "proposal_open",
    "proposal_take_up",
    "proposal_withdraw",
    "question_open",
    "question_propose",
    "recommendation_note",
    "recommendation_place",
    "recommendation_respond",
    "recommendations_import",
    "reform_tell",
    "reform_withdraw",
    "reminder_note",
    "scenario_attach",
    "scenario_detach",
    "scenario_save",
    "scenario_show",
    "scenario_withdraw",
    "sent_of",
    "shelf_of",
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
    "token_end",
    "token_make",
    "wording_answer",
    "wording_offer",
]
