"""The page on which somebody who may lets a record pass its gate unready."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.declaration.pages import SCREEN, RegisterPage, version_in
from core.errors import Conflict, DomainError, Forbidden, Invalid, NotFound, Stale
from core.gates.requirements import Gate, ahead, told
from core.services.gates import may_override, move


class OverridePage(RegisterPage):
    """Shows all that is missing and asks for the reason."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Ask."""
        row = self._row(uid)
        return self._ask(row, self._gate(row, request.GET.get("to", "")))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Let it pass, or say why not and ask again."""
        row = self._row(uid)
        gate = self._gate(row, request.POST.get("to", ""))
        reason = request.POST.get("change_reason", "")[:500]
        try:
            moved = move(
                model=self.model, uid=uid, target=gate.target, version=version_in(request.POST),
                by=self.principal, origin=SCREEN, reason=reason, override=True,
            )  # fmt: skip
        except (Stale, Invalid, Conflict) as error:
            return self._ask(row, gate, error)
        said = _("%(reference)s passed its gate by your override.")
        messages.success(request, said % {"reference": moved.reference})
        return redirect(f"{self.declaration.name()}-detail", moved.uid)

    def _row(self, uid: uuid.UUID) -> Any:
        row = self.find(uid)
        self.require("change", row)
        if not may_override(self.principal, self.model):
            raise Forbidden
        return row

    def _gate(self, row: Any, target: str) -> Gate:
        """The gate that was asked for; without a name the first one that something is missing for."""
        gates = [gate for gate in ahead(row) if gate.missing and target in ("", gate.target)]
        if not gates:
            raise NotFound(_("Nothing is missing for a state that could follow."))
        return gates[0]

    def _ask(self, row: Any, gate: Gate, error: DomainError | None = None) -> HttpResponseBase:
        context = {"row": row, "gate": gate, "missing": told(gate.missing, row), "error": error}
        return self.show("register/override.html", context, error.status if error else 200)
