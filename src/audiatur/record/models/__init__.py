"""The rows of the record. They are changed by services and read by selectors only."""

from audiatur.record.models.base import RecordModel, RecordQuerySet, Visibility, VisibleModel
from audiatur.record.models.checks import Beside, Contest, Differs
from audiatur.record.models.communications import Communication, LetterKind
from audiatur.record.models.follow_up import (
    AgendaItem,
    Attendance,
    Commitment,
    FollowUp,
    Meeting,
    Recommendation,
    ReportPosition,
    Response,
)
from audiatur.record.models.laws import ProvisionStance, ProvisionView, ReformNews, ReformStage
from audiatur.record.models.ledger import Entry, Told
from audiatur.record.models.people import Dialogue, Membership, Party, PartyKind, Role, Side, SideKey, User
from audiatur.record.models.proposals import Consent, Proposal, ProposalState, Wording
from audiatur.record.models.questions import (
    Answer,
    Basis,
    Claim,
    ClaimAnswer,
    Ended,
    Position,
    Proposition,
    PublishedFigure,
    Question,
    Stance,
)
from audiatur.record.models.reminders import Reminded
from audiatur.record.models.search import Searched, Trigram
from audiatur.record.models.sources import Passage, PassageState, Source, Statement, StatementState, Voice

__all__ = [
    "AgendaItem",
    "Answer",
    "Attendance",
    "Basis",
    "Beside",
    "Claim",
    "ClaimAnswer",
    "Commitment",
    "Communication",
    "Consent",
    "Contest",
    "Dialogue",
    "Differs",
    "Ended",
    "Entry",
    "FollowUp",
    "LetterKind",
    "Meeting",
    "Membership",
    "Party",
    "PartyKind",
    "Passage",
    "PassageState",
    "Position",
    "Proposal",
    "ProposalState",
    "Proposition",
    "ProvisionStance",
    "ProvisionView",
    "PublishedFigure",
    "Question",
    "Recommendation",
    "RecordModel",
    "RecordQuerySet",
    "ReformNews",
    "ReformStage",
    "Reminded",
    "ReportPosition",
    "Response",
    "Role",
    "Searched",
    "Side",
    "SideKey",
    "Source",
    "Stance",
    "Statement",
    "StatementState",
    "Told",
    "Trigram",
    "User",
    "Visibility",
    "VisibleModel",
    "Voice",
    "Wording",
]
