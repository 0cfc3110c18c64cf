"""What a service needs and what needs it, as a picture with its table."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core import access
from core.access.principals import Principal
from core.charts.figures import Edge, Graph, Node
from core.declaration.pages import RegisterPage
from core.declaration.tones import tone_of
from core.reading.filters import bad
from core.reading.links import record_url
from portfolio.models import Component, Dependency, Service

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
        return self.show("portfolio/picture.html", context)

    def _depth(self) -> int:
        text = self.request.GET.get("depth", str(USUAL))
        if text not in map(str, DEPTHS):
            raise bad("depth", text, _("use a number from 1 to 4."))
        return int(text)


def around(principal: Principal, service: Service, depth: int) -> Graph:
    """The dependencies at most ``depth`` steps from a service, as far as ``principal`` sees both ends."""
    found = {
        **_steps(principal, service, depth, "service"),
        **_steps(principal, service, depth, "depends_on"),
    }
    rows = list(found.values())
    nodes = {**_services(principal, rows, service), **_components(principal, rows)}
    edges = [Edge(f"s{row['service']}", _target(row), row["remark"]) for row in rows]
    kept = [edge for edge in edges if edge.source in nodes and edge.target in nodes]
    title = _("What %(service)s needs, and what needs it") % {"service": service.title}
    return Graph(title, list(nodes.values()), kept, focus=f"s{service.pk}", depth=depth)


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
