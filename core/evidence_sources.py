"""What every register shares in bundles: actions, and documents with the records they belong to."""

from django.db.models import Q

from core.models import Action, ChecklistStep, Document, DocumentLink
from core.registries.sources import source

source(
    Action,
    topics=("actions",),
    attached=lambda keys: Q(subject__in=keys),
)
source(
    ChecklistStep,
    topics=("actions",),
    attached=lambda keys: Q(subject__in=keys),
)
source(
    DocumentLink,
    topics=("documents",),
    attached=lambda keys: Q(subject__in=keys),
)
source(
    Document,
    topics=("documents",),
    attached=lambda keys: Q(links__in=keys),
)
