"""Pages on which people comment on a text, contest a clause of it, answer, and settle."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import Principal
from core.choices import Origin, Outcome, Said
from core.declaration.pages import SCREEN, RegisterPage
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.forms import PlainForm
from core.models import Comment
from core.services import discussion
from core.signing.threads import Thread, clauses, threads

NO_OUTCOME = ("", gettext_lazy("It stays open"))


class SayForm(PlainForm):
    """What somebody has to say, in their words."""

    text = forms.CharField(
        label=gettext_lazy("What you have to say"), max_length=discussion.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def say(self, row: Any, by: Principal, origin: Origin) -> Comment:
        """Say it. Raises what the verbs raise."""
        raise NotImplementedError


class CommentForm(SayForm):
    """A comment on a clause or the whole text, or a contest."""

    clause = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Is this in dispute?"), initial=Said.COMMENT, widget=forms.RadioSelect,
        choices=[
            (Said.COMMENT, gettext_lazy("A comment: the text can be signed as it is")),
            (Said.CONTEST, gettext_lazy("I contest it: nobody signs before this is settled")),
        ],
    )  # fmt: skip
    field_order = ("clause", "kind", "text")

    def __init__(self, row: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = [  # type: ignore[attr-defined]
            ("", _("The whole text")),
            *((clause.key, clause.label) for clause in clauses(row)),
        ]

    def say(self, row: Any, by: Principal, origin: Origin) -> Comment:
        """Say it."""
        values = self.cleaned_data
        return discussion.comment(
            row=row, kind=Said(values["kind"]), clause=values["clause"], text=values["text"],
            by=by, origin=origin,
        )  # fmt: skip


class AnswerForm(SayForm):
    """An answer in a thread; who may settle it can do so with it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"), required=False, widget=forms.RadioSelect,
        choices=[NO_OUTCOME, *Outcome.choices],
    )  # fmt: skip
    field_order = ("text", "outcome")

    def __init__(
        self, thread: Thread, may_settle: bool, may_withdraw: bool, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.thread = thread.first
        if not may_settle:
            del self.fields["outcome"]
        elif not may_withdraw:
            self.fields["outcome"].choices = [  # type: ignore[attr-defined]
                choice
                for choice in (NO_OUTCOME, *Outcome.choices)
                if choice[0] != Outcome.WITHDRAWN
            ]

    def say(self, row: Any, by: Principal, origin: Origin) -> Comment:
        """Say it."""
        return discussion.answer(
            row=row, thread=self.thread, text=self.cleaned_data["text"],
            outcome=self.cleaned_data.get("outcome", ""), by=by, origin=origin,
        )  # fmt: skip


def form_for(row: Any, by: Principal, asked: str, data: Any = None) -> tuple[SayForm, Any]:
    """The form for a new thread, or for an answer when a thread is asked for; and that thread."""
    if not asked:
        return CommentForm(row, data), None
    found = next((each for each in threads(row) if str(each.first.uid) == asked), None)
    if found is None:
        raise NotFound
    first = found.first
    may = discussion.may_settle(row, first, by), discussion.began(first, by)
    return AnswerForm(found, *may, data), found


class CommentPage(RegisterPage):
    """Comments, contests, answers or settles."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The form."""
        row = self._row(uid)
        form, thread = form_for(row, self.principal, request.GET.get("thread", ""))
        return self._answer(row, form, thread)

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Say it, or say what is wrong."""
        row = self._row(uid)
        asked = request.POST.get("thread", "")
        form, thread = form_for(row, self.principal, asked, request.POST)
        if not form.is_valid():
            return self._answer(row, form, thread, 400)
        try:
            said = form.say(row, self.principal, SCREEN)
        except (Conflict, Invalid, Forbidden) as error:
            form.take(error)
            return self._answer(row, form, thread, error.status)
        sentence = _("Settled.") if said.kind == Said.SETTLED else _("Your words are kept.")
        messages.success(request, sentence)
        return redirect(f"{self.declaration.name()}-detail", uid)

    def _row(self, uid: uuid.UUID) -> Any:
        row = self.find(uid)
        if not discussion.may_speak(row, self.principal):
            raise Forbidden
        if row.archived_at is not None:
            raise Conflict(_("This is archived; restore it first."))
        return row

    def _answer(self, row: Any, form: SayForm, thread: Any, status: int = 200) -> HttpResponseBase:
        context = {"row": row, "form": form, "thread": thread}
        return self.show("core/comment.html", context, status)
