"""What every register shares, as tables."""

from core.models.actions import Action
from core.models.base import FactModel, PlumbingModel, RegisterModel
from core.models.bulk import BulkChange
from core.models.calendars import Calendar, Holiday
from core.models.checklists import ChecklistStep, ChecklistTemplate, TemplateStep
from core.models.comments import Comment
from core.models.confirmations import Confirmation, ConfirmationInterval
from core.models.documents import Document, DocumentLink, DocumentVersion
from core.models.editions import Edition
from core.models.gates import GateOverride
from core.models.health import HealthMark
from core.models.imports import ImportPreview
from core.models.ledger import AccessEntry, Checkpoint, LedgerEntry
from core.models.notifications import Notification
from core.models.overlaps import NoOverlap
from core.models.people import Person, User
from core.models.periods import Period
from core.models.record import Counter, Record
from core.models.saved_views import RoleView, SavedView
from core.models.signatures import Signature
from core.models.single_use import SingleUseLink
from core.models.tokens import IdempotencyKey, Token
from core.models.work import Job, OutboxMessage

__all__ = [
    "AccessEntry",
    "Action",
    "BulkChange",
    "Calendar",
    "ChecklistStep",
    "ChecklistTemplate",
    "Checkpoint",
    "Comment",
    "Confirmation",
    "ConfirmationInterval",
    "Counter",
    "Document",
    "DocumentLink",
    "DocumentVersion",
    "Edition",
    "FactModel",
    "GateOverride",
    "HealthMark",
    "Holiday",
    "IdempotencyKey",
    "ImportPreview",
    "Job",
    "LedgerEntry",
    "NoOverlap",
    "Notification",
    "OutboxMessage",
    "Period",
    "Person",
    "PlumbingModel",
    "Record",
    "RegisterModel",
    "RoleView",
    "SavedView",
    "Signature",
    "SingleUseLink",
    "TemplateStep",
    "Token",
    "User",
]
