"""The rows of the record. They are changed by services and read by selectors only."""

from audiatur.record.models.base import (
    EdtfField,
    RecordModel,
    RecordQuerySet,
    Visibility,
    VisibleModel,
)
from audiatur.record.models.checks import (
    Beside,
    Contest,
    Differs,
)
from audiatur.record.models.communications import (
    Communication,
    LetterKind,
)
from audiatur.record.models.cosigning import (
    Cosignature,
    Cosigner,
)
from audiatur.record.models.entries import (
    Batch,
    Draft,
    EntryEnded,
    EntryKind,
    FormEntry,
    Typed,
)
from audiatur.record.models.erasures import (
    Erasure,
)
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
from audiatur.record.models.laws import (
    ProvisionStance,
    ProvisionView,
    ReformNews,
    ReformStage,
)
from audiatur.record.models.ledger import (
    Entry,
    Told,
)
from audiatur.record.models.linkage import (
    PairDecision,
    PairVerdict,
)
from audiatur.record.models.people import (
    PARTY_ROLES,
    Dialogue,
    Invitation,
    Membership,
    OperatorAct,
    Party,
    PartyKind,
    Role,
    Side,
    SideKey,
    User,
)
from audiatur.record.models.proposals import (
    Consent,
    Proposal,
    ProposalState,
    Wording,
)
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
from audiatur.record.models.reminders import (
    Reminded,
)
from audiatur.record.models.scenarios import (
    Scenario,
    ScenarioBeside,
)
from audiatur.record.models.search import (
    Searched,
    Trigram,
)
from audiatur.record.models.sources import (
    Passage,
    PassageState,
    Source,
    Statement,
    StatementState,
    Voice,
)
from audiatur.record.models.tokens import (
    Reach,
    Token,
)

__all__ = [
    "PARTY_ROLES",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Basis",
    "Batch",
    "Beside",
    "Claim",
    "ClaimAnswer",
    "Commitment",
    "Communication",
    "Consent",
    "Contest",
    "Cosignature",
    "Cosigner",
    "Dialogue",
    "Differs",
    "Draft",
    "EdtfField",
    "Ended",
    "Entry",
    "EntryEnded",
    "EntryKind",
    "Erasure",
    "FollowUp",
    "FormEntry",
    "Invitation",
    "LetterKind",
    "Meeting",
    "Membership",
    "OperatorAct",
    "PairDecision",
    "PairVerdict",
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
    "Reach",
    "Recommendation",
    "RecordModel",
    "RecordQuerySet",
    "ReformNews",
    "ReformStage",
    "Reminded",
    "ReportPosition",
    "Response",
    "Role",
    "Scenario",
    "ScenarioBeside",
    "Searched",
    "Side",
    "SideKey",
    "Source",
    "Stance",
    "Statement",
    "StatementState",
    "Token",
    "Told",
    "Trigram",
    "Typed",
    "User",
    "Visibility",
    "VisibleModel",
    "Voice",
    "Wording",
]
