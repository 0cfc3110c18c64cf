"""What a service needs and what needs it, as a picture with its table."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core import access
from core.access.principals import Principal, today
from core.charts.figures import Edge, Graph, Node
from core.declaration.pages import RegisterPage
from core.declaration.tones import tone_of
from core.reading.filters import bad
from core.reading.links import record_url
from portfolio.choices import SLAState
from portfolio.models import SLA, Component, Dependency, Service, Subscription
from portfolio.services.graph import Outer, failing, outers
from portfolio.services.underpinning.reckoning import needs_of
from relationships.models import Customer

DEPTHS = (1, 2, 3, 4)
USUAL = 2
#: So many services are followed at a time; a picture shows fewer, its table is no export.
WIDEST = 300


class ServicePicture(RegisterPage):
    """A service in the middle of its dependencies, now or as of a date."""

    looks_back = True

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        access.require(self.principal, Dependency, "view")
        row, depth = self.find(uid), self._depth()
        figure = around(self.principal, row, depth)
        context = {"row": row, "figure": figure, "depth": depth, "depths": DEPTHS}
        context |= fallen(self.principal, row)
        return self.show("portfolio/picture.html", context)

    def _depth(self) -> int:
        text = self.request.GET.get("depth", str(USUAL))
        if text not in map(str, DEPTHS):
            raise bad("depth", text, _("use a number from 1 to 4."))
        return int(text)


def around(principal: Principal, service: Service, depth: int) -> Graph:
    """The dependencies at most ``depth`` steps from a service, as far as ``principal`` sees both ends."""
    leaning = _steps(principal, service, depth, "depends_on")
    rows = list({**_steps(principal, service, depth, "service"), **leaning}.values())
    nodes = {**_services(principal, rows, service), **_components(principal, rows)}
    more = outers(principal, {int(key[1:]) for key in nodes if key[0] == "s"})
    more += _customers(principal, {service.pk, *(row["service"] for row in leaning.values())})
    nodes |= {each.node.key: each.node for each in more}
    edges = [Edge(f"s{row['service']}", _target(row), row["remark"]) for row in rows]
    edges += [each.edge() for each in more]
    kept = [edge for edge in edges if edge.source in nodes and edge.target in nodes]
    title = _("What %(service)s needs, and what needs it") % {"service": service.title}
    return Graph(title, list(nodes.values()), kept, focus=f"s{service.pk}", depth=depth)


def _customers(principal: Principal, services: set[int]) -> list[Outer]:
    """Who receives the service, or one that needs it, today."""
    received = Subscription.objects.for_user(principal).on(today()).filter(service__in=services)
    seen = Customer.objects.for_user(principal)
    made = []
    for each in received.filter(customer__in=seen).select_related("customer").order_by("reference"):
        one = each.customer
        tone, url = tone_of(one.status, {}), record_url("customers", one.uid)
        node = Node(f"k{one.pk}", one.title, _("Customer"), tone, url)
        made.append(Outer(each.service_id, node, inwards=True))
    return made


@dataclass(frozen=True)
class Fallen:
    """A service that is down with another one: how far away, who receives it, what was agreed."""

    service: Service
    steps: int
    customers: list[Customer]
    agreements: list[SLA]


def fallen(principal: Principal, service: Service) -> dict[str, Any]:
    """Services, customers and SLAs that a failure reaches, as far as ``principal`` sees them."""
    rows = Dependency.objects.for_user(principal).current().order_by("reference")
    fields = ("service_id", "component_id", "depends_on_id", "alternative")
    found = failing(needs_of(rows.values_list(*fields)), service.pk)
    seen = Service.objects.for_user(principal).in_bulk([*found.down, *found.weakened])
    received = Subscription.objects.for_user(principal).on(today()).filter(service__in=found.down)
    customers, agreements = defaultdict(list), defaultdict(list)
    for each in received.select_related("customer").order_by("customer__title"):
        customers[each.service_id].append(each.customer)
    agreed = SLA.objects.for_user(principal).current().filter(state=SLAState.AGREED)
    for sla in agreed.filter(service__in=found.down).order_by("reference"):
        agreements[sla.service_id].append(sla)
    lines = [
        Fallen(seen[key], steps, customers[key], agreements[key])
        for key, steps in found.down.items()
        if key in seen
    ]
    affected = {customer.pk for line in lines for customer in line.customers}
    return {
        "fallen": lines,
        "weakened": [seen[key] for key in found.weakened if key in seen],
        "affected": len(affected),
    }


def _target(row: dict[str, Any]) -> str:
    return f"c{row['component']}" if row["component"] else f"s{row['depends_on']}"


def _steps(
    principal: Principal, service: Service, depth: int, side: str
) -> dict[int, dict[str, Any]]:
    """Dependencies from step to step: onwards over ``service``, back over ``depends_on``."""
    other = "depends_on" if side == "service" else "service"
    mine = Dependency.objects.for_user(principal).current()
    found: dict[int, dict[str, Any]] = {}
    seen, edge = {service.pk}, [service.pk]
    for _step in range(depth):
        rows = mine.filter(**{f"{side}__in": edge[:WIDEST]}).order_by("reference")
        for row in rows.values("pk", "service", "component", "depends_on", "remark"):
            found[row["pk"]] = dict(row)
        edge = sorted({row[other] for row in found.values() if row[other]} - seen)
        seen.update(edge)
        if not edge:
            break
    return found


def _services(principal: Principal, rows: list[dict[str, Any]], centre: Service) -> dict[str, Node]:
    keys = {centre.pk, *(row["service"] for row in rows), *(row["depends_on"] for row in rows)}
    seen = Service.objects.for_user(principal).filter(pk__in=keys - {None}).by_title()
    return {
        f"s{one.pk}": Node(
            f"s{one.pk}", one.title, one.get_status_display(),
            tone_of(one.status, {}), record_url("services", one.uid),
        )
        for one in seen
    }  # fmt: skip


def _components(principal: Principal, rows: list[dict[str, Any]]) -> dict[str, Node]:
    keys = {row["component"] for row in rows} - {None}
    seen = Component.objects.for_user(principal).filter(pk__in=keys).by_title()
    return {
        f"c{one.pk}": Node(
            f"c{one.pk}", one.title, one.reference, "", record_url("components", one.uid)
        )
        for one in seen
    }
