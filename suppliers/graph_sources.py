"""Suppliers in the pictures of what services need."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.access.principals import Principal, today
from core.charts.figures import Node
from core.declaration.tones import tone_of
from core.querysets import in_term
from core.reading.links import record_url
from portfolio.services.graph import Outer, graph_source
from suppliers.models import Supplier, Supply


@graph_source
def suppliers_of(principal: Principal, services: set[int]) -> Iterator[Outer]:
    """Who contributes to the services today."""
    seen = Supplier.objects.for_user(principal)
    supplies = Supply.objects.for_user(principal).current().filter(service__in=services)
    supplies = supplies.filter(in_term("starts_on", "ends_on", today()), supplier__in=seen)
    for supply in supplies.select_related("supplier").order_by("reference"):
        supplier = supply.supplier
        url = record_url("suppliers", supplier.uid)
        tone = tone_of(supplier.status, {})
        node = Node(f"p{supplier.pk}", supplier.title, _("Supplier"), tone, url)
        yield Outer(supply.service_id, node, supply.contribution)
