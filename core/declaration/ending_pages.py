"""The page on which a record ends: what ends with it, its checklist, and what is still missing."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import require_staff
from core.declaration.pages import SCREEN, RegisterPage, version_in
from core.errors import Conflict, DomainError, Invalid, Stale
from core.forms import RegisterForm, register_form
from core.services import closing, endings
from core.services.endings import Ending
from core.services.gates import may_override, move

INVALID = 400


class EndingPage(RegisterPage):
    """Shows first what would end, then begins the end, and at last ends it: all or nothing."""

    ending: ClassVar[Ending]
    heading: ClassVar[Any] = ""
    begin_label: ClassVar[Any] = ""
    finish_label: ClassVar[Any] = ""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """What would end, what is done and what is left."""
        require_staff(self.principal)
        row = self.find(uid)
        return self._answer(row, self._form(row))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Begin or finish; or say why not."""
        row = self.find(uid)
        self.require("change", row)
        act = {"begin": self._begin, "finish": self._finish, "override": self._finish}
        chosen = act.get(request.POST.get("do", ""))
        if chosen is None:
            raise Invalid(fields={"do": [_("Choose what to do.")]})
        form = self._form(row, request.POST)
        if not form.is_valid():
            return self._answer(row, form)
        try:
            done = chosen(row, form)
        except (Stale, Invalid, Conflict) as error:
            return self._answer(row, form, error)
        return redirect(f"{self.declaration.name()}-{self._next(done)}", done.uid)

    def _begin(self, row: Any, form: RegisterForm) -> Any:
        begun = endings.begin(
            model=self.model, uid=row.uid, ending=self.ending, values=form.values, **self._how()
        )
        said = _("The checklist of %(reference)s has begun.")
        messages.success(self.request, said % {"reference": begun.reference})
        return begun

    def _finish(self, row: Any, form: RegisterForm) -> Any:
        ended = move(
            model=self.model, uid=row.uid, target=self.ending.target,
            override=self.request.POST["do"] == "override", **self._how(),
        )  # fmt: skip
        said = _("%(reference)s has ended, with all that ended with it.")
        messages.success(self.request, said % {"reference": ended.reference})
        return ended

    def _how(self) -> dict[str, Any]:
        data = self.request.POST
        return {
            "version": version_in(data), "by": self.principal, "origin": SCREEN,
            "reason": data.get("change_reason", "")[:500],
        }  # fmt: skip

    def _next(self, row: Any) -> str:
        """After the beginning here again, after the end the record."""
        is_over = getattr(row, self.ending.field) == self.ending.target
        return "detail" if is_over else str(self.request.resolver_match.url_name).rsplit("-", 1)[1]  # type: ignore[union-attr]

    def _form(self, row: Any, data: Any = None) -> RegisterForm:
        form = register_form(self.principal, self.model, "change", instance=row, data=data)
        form.leave_out(*(name for name in list(form.own) if name not in self.ending.asks))
        return form

    def _answer(
        self, row: Any, form: RegisterForm, error: DomainError | None = None
    ) -> HttpResponseBase:
        state = getattr(row, self.ending.field)
        closings = closing.closings(self.principal, row, self.ending.move)
        context = {
            "row": row, "form": form, "error": error, "texts": self,
            "is_over": state == self.ending.target,
            "is_under_way": state == self.ending.during,
            "closed": [each for each in closings if not each.by_hand],
            "by_hand": [each for each in closings if each.by_hand],
            "steps": self.ending.steps(row, self.principal),
            "missing": endings.missing(row, self.ending),
            "may_change": self.may("change", row) and not row.archived_at,
            "may_override": may_override(self.principal, self.model),
        }  # fmt: skip
        wrong = error.status if error else INVALID if form.is_bound and form.errors else 200
        return self.show("register/ending.html", context, wrong)
