"""Customers and what belongs to them in evidence bundles."""

from django.db.models import Q

from core.registries.sources import source
from relationships.models import (
    AppointmentRequest,
    Assignment,
    Channel,
    Communication,
    ComplaintDefinition,
    Concern,
    Contact,
    Customer,
    CustomerGroup,
    EscalationLevel,
    Feedback,
    GroupMember,
    InterestedParty,
    Need,
    Opportunity,
    Participant,
    Representative,
    Tier,
)

source(
    Customer,
    topics=("relationships", "agreements", "parties"),
    paths={"customers": lambda key: Q(pk=key)},
)
source(
    Tier,
    topics=("relationships",),
    paths={"customers": lambda key: Q(customers=key)},
)
source(
    CustomerGroup,
    topics=("relationships", "agreements"),
    paths={"customers": lambda key: Q(members__customer=key, members__archived_at__isnull=True)},
)
source(
    GroupMember,
    topics=("relationships",),
    paths={"customers": lambda key: Q(customer=key)},
)
source(
    Contact,
    topics=("relationships",),
    paths={"customers": lambda key: Q(customer=key)},
)
source(
    Representative,
    topics=("relationships", "agreements"),
    paths={
        "customers": lambda key: (
            Q(customer=key)
            | Q(group__members__customer=key, group__members__archived_at__isnull=True)
        )
    },
)
for model in (
    AppointmentRequest,
    Assignment,
    Channel,
    ComplaintDefinition,
    Concern,
    Feedback,
    InterestedParty,
    Need,
    Opportunity,
):
    source(
        model,
        topics=("relationships",),
        paths={"customers": lambda key: Q(customer=key)},
    )
source(
    Communication,
    topics=("relationships",),
    paths={"customers": lambda key: Q(subject=key)},
)
source(
    Participant,
    topics=("relationships",),
    paths={"customers": lambda key: Q(communication__subject=key)},
)
source(
    EscalationLevel,
    topics=("relationships",),
    paths={"customers": lambda key: Q(definition__customer=key)},
)
