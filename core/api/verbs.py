"""Verbs of a record beside its fields: passing a gate unready, and ending with all that ends by it."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access, records
from core.api.answers import answer
from core.api.bodies import take_object
from core.api.incoming import Incoming, Values
from core.api.preconditions import version_seen
from core.api.record_verb_schema import EndingSchema, GatesSchema, OverrideSchema
from core.api.registers import written
from core.api.rows import Row, Rows, identity
from core.api.views import ApiView
from core.choices import Origin
from core.errors import FieldErrors, Forbidden, Invalid, NotFound
from core.gates.requirements import Gate, ahead
from core.models import ChecklistStep
from core.records import Draft
from core.services import closing, endings
from core.services.closing import Closing
from core.services.endings import Ending
from core.services.gates import may_override, move

API = Origin.API
STEPS = ("begin", "finish")


class Verb(ApiView):
    """An address of one record for one verb."""

    model: ClassVar[Any] = None

    def permit(self) -> None:
        """Somebody who may not see the register may do nothing with it."""
        super().permit()
        access.require(self.principal, self.model, "view")

    def find(self, uid: uuid.UUID) -> Any:
        """The record; raises NotFound."""
        row = self.model.objects.for_user(self.principal).filter(uid=uid).first()
        if row is None:
            raise NotFound
        return row

    def take(self, uid: uuid.UUID) -> tuple[Any, Values, int | None]:
        """The record that is to be changed, what was sent for it, and the version seen.

        Raises NotFound, Forbidden, PreconditionRequired and Stale before anybody reads what was sent.
        """
        self.params.finish()
        row = self.find(uid)
        if not access.may(self.principal, row, "change"):
            raise Forbidden
        body, version = self.sent(uid)
        records.check([Draft(self.model, {}, uid, version)], by=self.principal)
        return row, body, version

    def sent(self, uid: uuid.UUID) -> tuple[Values, int | None]:
        """What was sent without the reason, and the version seen."""
        body = take_object(self.request.data)
        body.pop("reason", None)
        return body, version_seen(self.request, uid, body.pop("version", None))


class Gates(Verb):
    """What a record needs before its state may move on."""

    schema = GatesSchema()

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """What is there and what is missing for each state that can follow; for own people."""
        self.params.finish()
        row = self.find(uid)
        access.require_staff(self.principal)
        return answer({"results": [_gate(each) for each in ahead(row)]})


class Override(Verb):
    """Lets a record pass its gate unready."""

    schema = OverrideSchema()

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Let a record pass its gate unready: who approved it, why and what was missing stay for ever."""
        _row, body, version = self.take(uid)
        if not may_override(self.principal, self.model):
            raise Forbidden(_("You may not let this record pass its gate."))
        target = body.pop("to", None)
        refuse_others(body)
        if not isinstance(target, str):
            raise Invalid(fields={"to": [_("Name the state.")]})
        moved = move(
            model=self.model, uid=uid, target=target, version=version, by=self.principal,
            origin=API, reason=self.reason(), override=True,
        )  # fmt: skip
        return written(self.principal, moved)


class End(Verb):
    """How a record ends: shown first, begun, and finished with all that ends by it."""

    schema = EndingSchema()
    ending: ClassVar[Any] = None

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """What would end together with it, its checklist, and what is still missing."""
        self.params.finish()
        row = self.find(uid)
        access.require_staff(self.principal)
        ending: Ending = self.ending
        state = getattr(row, ending.field)
        shown = {
            "under_way": state == ending.during,
            "over": state == ending.target,
            "closes": [_closing(c) for c in closing.closings(self.principal, row, ending.move)],
            "checklist": self._checklist(row),
            "missing": [] if state == ending.target else endings.missing(row, ending),
        }
        return answer(shown)

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Begin it, with its checklist, or finish it with all that ends by that; all or nothing."""
        _row, body, version = self.take(uid)
        step = body.pop("do", None)
        if step not in STEPS:
            raise Invalid(fields={"do": [_("Choose what to do.")]})
        how: Values = {
            "version": version,
            "by": self.principal,
            "origin": API,
            "reason": self.reason(),
        }
        if step == "begin":
            values = self._values(body, uid)
            done = endings.begin(
                model=self.model, uid=uid, ending=self.ending, values=values, **how
            )
        else:
            refuse_others(body)
            done = move(model=self.model, uid=uid, target=self.ending.target, **how)
        return written(self.principal, done)

    def _values(self, body: Values, uid: uuid.UUID) -> Values:
        """What is wanted at the beginning, read as fields of the record."""
        refuse_others({name: body[name] for name in body if name not in self.ending.asks})
        incoming = Incoming(self.principal, self.model)
        incoming.add(body, uid=uid)
        return dict(incoming.draft().values)

    def _checklist(self, row: Any) -> list[Row]:
        steps = self.ending.steps(row, self.principal)
        return Rows(self.principal, ChecklistStep).many(steps) if steps else []


def refuse_others(body: Values) -> None:
    """Raise Invalid for parts that the verb does not know."""
    rule = [_("There is no such part of this request.")]
    errors: FieldErrors = {name[:100]: rule for name in body}
    if errors:
        raise Invalid(fields=errors)


def _gate(gate: Gate) -> Row:
    lines = [{"says": each.says, "met": each.met, "mend": each.url} for each in gate.lines]
    return {"to": gate.target, "label": gate.label, "lines": lines}


def _closing(found: Closing) -> Row:
    return {
        "register": found.closer.rows.register.name,
        "how": found.closer.how,
        "by_hand": found.by_hand,
        "count": found.total,
        "rows": [identity(row) for row in found.rows],
    }
