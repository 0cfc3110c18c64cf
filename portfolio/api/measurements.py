"""Measurements over the API: monitoring pushes them, everybody reads those of what they see."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.api.answers import answer
from core.api.bodies import take_object
from core.api.kinds import Exact, Refused, bad
from core.api.schema import JsonSchema, closed, header
from core.api.targets import condition
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors, Forbidden, Invalid, NotFound
from portfolio.choices import Unit
from portfolio.models import Measurement
from portfolio.services import measuring
from portfolio.services.measuring import MOST_AT_ONCE, Entry
from portfolio.terms import BadPeriod, TimePeriod, period_on, read_period

PARTS = ("target", "period", "value", "unit", "remark")
TEXT = {"type": "string"}
VALUE = {"type": "string", "pattern": r"^-?[0-9]{1,11}(\.[0-9]{1,4})?$"}
ONE = {
    **closed(
        {
            "target": {**TEXT, "description": "Uid or reference of a target or a workload."},
            "period": {**TEXT, "description": "2026-03, 2026-Q1, 2026-H1 or 2026."},
            "value": VALUE,
            "unit": {"type": "string", "enum": list(Unit.values)},
            "remark": {**TEXT, "maxLength": 500},
        }
    ),
    "required": ["target", "period", "value"],
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


class MeasurementSchema(JsonSchema):
    """How measurements are pushed."""

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        if self.method != "POST":
            return None
        many = {"type": "array", "items": ONE, "minItems": 1, "maxItems": MOST_AT_ONCE}
        asked = closed({"source": {**TEXT, "maxLength": 100}, "measurements": many, "reason": TEXT})
        return {"application/json": {**asked, "required": ["source", "measurements"]}}

    def get_override_parameters(self) -> list[Any]:
        """POST can be repeated; GET names the target."""
        return [header("Idempotency-Key")] if self.method == "POST" else []


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
        body = take_object(request.data)
        source, sent = body.pop("source", None), body.pop("measurements", None)
        body.pop("reason", None)
        _check_body(body, source, sent)
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
        entries, errors = [], {}
        for place, row in enumerate(sent):
            found, faults = _read(row, known)
            if faults:
                errors[place] = faults
            elif found is not None:
                entries.append(found)
        if errors:
            raise Invalid(rows=errors)
        return entries


def _check_body(body: dict[str, Any], source: Any, sent: Any) -> None:
    errors: FieldErrors = {name[:100]: [_("There is no such field here.")] for name in body}
    if not isinstance(source, str):
        errors["source"] = [_("Name the source of the values in a text.")]
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_AT_ONCE:
        rule = _("Send a list of 1 to %(most)d measurements.") % {"most": MOST_AT_ONCE}
        errors["measurements"] = [rule]
    if errors:
        raise Invalid(fields=errors)


def _has_text(row: Any, name: str) -> bool:
    return isinstance(row, dict) and isinstance(row.get(name), str)


def _read(row: Any, known: dict[str, Any]) -> tuple[Entry | None, FieldErrors]:
    """One row as an entry, or what is wrong with it by field."""
    if not isinstance(row, dict):
        return None, {"__all__": [_("Write each measurement as an object.")]}
    errors: FieldErrors = {
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
        return None, errors
    return Entry(subject, period, value, row.get("unit", ""), row.get("remark", "")), {}


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
