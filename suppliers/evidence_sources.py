"""Suppliers, agreements with them and what they contribute, in evidence bundles."""

from django.db.models import Q

from core.registries.sources import path, source
from suppliers.models import Agreement, Involvement, Supplier, Supply

source(
    Supplier,
    topics=("suppliers", "parties"),
    paths={
        "suppliers": lambda key: Q(pk=key),
        "services": lambda key: Q(supplies__service=key, supplies__archived_at__isnull=True),
    },
)
source(
    Agreement,
    topics=("suppliers",),
    paths={
        "suppliers": lambda key: Q(supplier=key),
        "services": lambda key: Q(supplies__service=key, supplies__archived_at__isnull=True),
    },
)
source(
    Supply,
    topics=("suppliers", "parties"),
    paths={
        "suppliers": lambda key: Q(supplier=key),
        "services": lambda key: Q(service=key),
    },
)

source(
    Involvement,
    topics=("parties", "suppliers", "portfolio"),
    paths={
        "suppliers": lambda key: Q(supplier=key),
        "services": lambda key: Q(service=key),
        "customers": lambda key: Q(customer=key),
    },
)

# The services a supplier contributes to.
path(
    "services",
    "suppliers",
    lambda key: Q(supplies__supplier=key, supplies__archived_at__isnull=True),
)
