"""Customers, contacts and representatives in evidence bundles."""

from django.db.models import Q

from core.sources import source
from relationships.models import Contact, Customer, Representative

source(
    Customer,
    topics=("relationships", "agreements", "parties"),
    paths={"customers": lambda key: Q(pk=key)},
)
source(
    Contact,
    topics=("relationships",),
    paths={"customers": lambda key: Q(customer=key)},
)
source(
    Representative,
    topics=("relationships", "agreements"),
    paths={"customers": lambda key: Q(customer=key)},
)
