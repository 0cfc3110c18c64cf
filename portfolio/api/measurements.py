"""Measurements over the API: monitoring pushes them, everybody reads those of what they see."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.kinds import Exact, Refused, bad
from core.api.targets import condition
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors, Forbidden, NotFound
from portfolio.api.pushing import TEXT, PushSchema, asked, read_each, take_pushed
from portfolio.choices import Unit
from portfolio.models import Measurement
from portfolio.services import measuring
from portfolio.services.measuring import MOST_AT_ONCE, Entry
from portfolio.terms import BadPeriod, TimePeriod, period_on, read_period

PARTS = ("target", "period", "value", "unit", "remark")
VALUE = {"type": "string", "pattern": r"^-?[0-9]{1,11}(\.[0-9]{1,4})?$"}
ONE = {
    "target": {**TEXT, "description": "Uid or reference of a target or a workload."},
    "period": {**TEXT, "description": "2026-03, 2026-Q1, 2026-H1 or 2026."},
    "value": VALUE,
    "unit": {"type": "string", "enum": list(Unit.values)},
    "remark": {**TEXT, "maxLength": 500},
}
MEASURED = {
    "type": "object",
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "target": {"type": "string", "format": "uuid"},
        "period": TEXT,
        "from": {"type": "string", "format": "date"},
        "to": {"type": "string", "format": "date"},
        "value": VALUE,
        "unit": {"type": "string", "enum": list(Unit.values)},
        "source": TEXT,
        "number": {"type": "integer", "description": "From 2 on a correction."},
        "remark": TEXT,
        "recorded_at": {"type": "string", "format": "date-time"},
        "recorded_by": TEXT,
        "outcome": {"type": "string", "enum": ["created", "unchanged", "corrected"]},
    },
}


class MeasurementSchema(PushSchema):
    """How measurements are pushed."""

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        if self.method != "POST":
            return None
        required = ["target", "period", "value"]
        return asked("measurements", ONE, required=required, most=MOST_AT_ONCE)

    def get_override_parameters(self) -> list[Any]:
        """POST can be repeated; GET names the target."""
        return super().get_override_parameters() if self.method == "POST" else []


class Measurements(ApiView):
    """Measurements of targets and workloads."""

    schema = MeasurementSchema()
    described = {
        "type": "object",
        "properties": {"results": {"type": "array", "items": MEASURED}},
    }

    def get(self, request: Request) -> HttpResponse:
        """Everything that was recorded of the targets in ``target``, corrections too, in order."""
        words = [word for word in self.params.take_all("target") if word]
        first, last = self._period("from"), self._period("to")
        self.params.finish()
        if not words:
            raise bad("target", _("name a target or a workload by uid or reference."))
        rows = {row.pk: row for row in measuring.subjects(self.principal, condition(words), "view")}
        if not rows:
            raise NotFound
        found = Measurement.objects.of(list(rows))  # type: ignore[attr-defined]
        if first:
            found = found.filter(starts_on__gte=first.first)
        if last:
            found = found.filter(ends_on__lte=last.last)
        return answer({"results": [_told(row, rows[row.subject_id]) for row in found]})

    def post(self, request: Request) -> HttpResponse:
        """Record values, all or nothing; repeating the same values changes nothing."""
        self.params.finish()
        if not measuring.may_record(self.principal):
            raise Forbidden
        rule = _("Send a list of 1 to %(most)d measurements.")
        source, sent = take_pushed(request.data, "measurements", most=MOST_AT_ONCE, rule=rule)
        made = measuring.record(
            entries=self._entries(sent), source=source, by=self.principal, origin=Origin.API,
            reason=self.reason(),
        )  # fmt: skip
        told = [
            {**_told(each.measurement, each.measurement.subject), "outcome": each.state}
            for each in made
        ]
        return answer({"results": told})

    def _period(self, name: str) -> TimePeriod | None:
        text = self.params.take(name)
        try:
            return read_period(text) if text else None
        except BadPeriod as error:
            raise bad(name, str(error)) from None

    def _entries(self, sent: list[Any]) -> list[Entry]:
        """The entries; raises Invalid with every fault by row."""
        words = {row["target"] for row in sent if _has_text(row, "target")}
        known = measuring.named(words, self.principal)
        return read_each(sent, lambda row, faults: _read(row, known, faults))


def _has_text(row: Any, name: str) -> bool:
    return isinstance(row, dict) and isinstance(row.get(name), str)


def _read(row: Any, known: dict[str, Any], errors: FieldErrors) -> Entry | None:
    """One row as an entry; what is wrong with it goes into ``errors``."""
    if not isinstance(row, dict):
        errors["__all__"] = [_("Write each measurement as an object.")]
        return None
    errors |= {
        str(name)[:100]: [_("There is no such field here.")] for name in row if name not in PARTS
    }
    for name in ("target", "period", "unit", "remark"):
        if name in row and not isinstance(row[name], str):
            errors[name] = [_("Write a text.")]
    subject = known.get(row["target"]) if _has_text(row, "target") else None
    if subject is None and "target" not in errors:
        errors["target"] = [
            _("There is no single target or workload of this name that you may measure.")
        ]
    period, value = _period_of(row, errors), _value_of(row, errors)
    if errors or period is None or value is None:
        return None
    return Entry(subject, period, value, row.get("unit", ""), row.get("remark", ""))


def _period_of(row: dict[str, Any], errors: FieldErrors) -> TimePeriod | None:
    text = row.get("period", "")
    try:
        return read_period(text) if isinstance(text, str) else None
    except BadPeriod as error:
        errors["period"] = [str(error)]
        return None


def _value_of(row: dict[str, Any], errors: FieldErrors) -> Decimal | None:
    try:
        value: Decimal = Exact().read(Measurement._meta.get_field("value"), row.get("value"))
    except Refused as error:
        errors["value"] = [str(error)]
        return None
    return value


def _told(row: Measurement, subject: Any) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "target": subject.uid,
        "period": period_on(row.period, row.starts_on).name,
        "from": row.starts_on,
        "to": row.ends_on,
        "value": row.value,
        "unit": row.unit,
        "source": row.source,
        "number": row.number,
        "remark": row.remark,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by,
    }
