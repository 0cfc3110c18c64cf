"""Operational figures over the API: other tools push what they count, by the names they use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.kinds import Refused, kind_of
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors
from portfolio.api.pushing import TEXT, PushSchema, asked, read_each, results_of, take_pushed
from portfolio.choices import FigureKind
from portfolio.models import OperationalFigure
from portfolio.services import figures
from portfolio.services.figures import MOST_AT_ONCE, Pushed
from portfolio.terms import BadPeriod, read_period

LONGEST = 255
KNOWN = ("service", "kind", "period", "value", "remark")


class FiguresSchema(PushSchema):
    """How figures are pushed."""

    def get_request_serializer(self) -> Any:
        """The body."""
        one = {
            "service": {**TEXT, "minLength": 1, "maxLength": LONGEST,
                        "description": "What the tool calls it: a uid, reference or name."},
            "kind": {**TEXT, "enum": FigureKind.values},
            "period": {**TEXT, "description": "Like 2026-03, 2026-Q1, 2026-H1 or 2026."},
            "value": {**TEXT, "format": "decimal", "description": "As a text: exact."},
            "remark": TEXT,
        }  # fmt: skip
        required = ["service", "kind", "period", "value"]
        return asked("figures", one, required=required, most=MOST_AT_ONCE)


class PushFigures(ApiView):
    """Figures of another tool: new ones are made, known ones corrected, the same again changes nothing.

    ``known`` says whether the portfolio knows the service.
    """

    schema = FiguresSchema()
    described = results_of(known={"type": "boolean"})

    def post(self, request: Request) -> HttpResponse:
        """Take them, all or nothing."""
        self.params.finish()
        rule = _("Send a list of 1 to %(most)d figures.")
        source, sent = take_pushed(request.data, "figures", most=MOST_AT_ONCE, rule=rule)
        told = figures.push(
            source=source, entries=read_each(sent, _entry), by=self.principal, origin=Origin.API,
            reason=self.reason(),
        )  # fmt: skip
        return answer({"results": [_told(each) for each in told]})


def _entry(row: Any, faults: FieldErrors) -> Pushed | None:
    if not isinstance(row, dict):
        faults["__all__"] = [_("Write each figure as an object.")]
        return None
    faults |= {
        str(n)[:100]: [_("There is no such field here.")] for n in row if n not in KNOWN
    }  # fmt: skip
    service = row.get("service")
    if not isinstance(service, str) or not 1 <= len(service.strip()) <= LONGEST:
        faults["service"] = [_("Write a text of 1 to %(most)d characters.") % {"most": LONGEST}]
    kind, value = (_read(name, row.get(name), faults) for name in ("kind", "value"))
    remark = _read("remark", row.get("remark", ""), faults)
    if kind not in FigureKind.values:
        faults["kind"] = [_("Use one of: %(all)s.") % {"all": ", ".join(FigureKind.values)}]
    period = _period(row.get("period"), faults)
    if faults or period is None:
        return None
    return Pushed(str(service).strip(), FigureKind(kind), period, Decimal(value), remark)


def _read(name: str, sent: Any, faults: FieldErrors) -> Any:
    field: Any = OperationalFigure._meta.get_field(name)
    try:
        return kind_of(field).read(field, sent)
    except Refused as error:
        faults[name] = [str(error)]
        return None


def _period(sent: Any, faults: FieldErrors) -> Any:
    try:
        return read_period(sent if isinstance(sent, str) else "")
    except BadPeriod as error:
        faults["period"] = [str(error)]
        return None


def _told(told: figures.Told) -> dict[str, Any]:
    row = told.row
    return {
        "uid": row.uid,
        "reference": row.reference,
        "version": row.version,
        "known": row.service_id is not None,
        "outcome": told.outcome,
    }
