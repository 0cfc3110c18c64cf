"""Pages on which a record is signed, sent out for signing, or an agreement from elsewhere entered."""

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

from core.access.principals import today
from core.choices import SignedBy
from core.declaration.pages import SCREEN, RegisterPage
from core.declaration.verbs import Verb
from core.errors import Conflict, DomainError, Forbidden, Invalid, TooLarge
from core.forms import DayField, PlainForm
from core.models import Person
from core.services import reauthentication, signing, signing_requests
from core.services.signing import LONGEST_CAPACITY, LONGEST_NAME
from core.signing import Standing, standing_of
from core.signing.changed import changed_since
from core.signing.reading import blocks
from core.signing.standing import Place
from core.signing.threads import threads
from core.views.discussion import CommentPage

LARGEST_VERSION = 2**31


class SignForm(PlainForm):
    """Who signs, and as what; the hash and version of the text that stood above it."""

    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, max_value=LARGEST_VERSION, widget=forms.HiddenInput)
    party = forms.CharField(max_length=40, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Your name, in full"), max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    capacity = forms.CharField(label=gettext_lazy("You sign as"), max_length=LONGEST_CAPACITY)


class PasswordForm(SignForm):
    """The same with the password, entered again."""

    password = forms.CharField(
        label=gettext_lazy("Your password"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=gettext_lazy("Entered again, so that nobody signs at a desk that you left."),
    )  # fmt: skip

    @property
    def problems(self) -> list[dict[str, Any]]:
        """As everywhere, but a password is never shown."""
        return [
            {**problem, "value": ""} if _is_password(problem["field"]) else problem
            for problem in super().problems
        ]


def _is_password(bound: forms.BoundField | None) -> bool:
    return bound is not None and bound.name == "password"


def start_of(standing: Standing, place: Place, person: Person) -> dict[str, Any]:
    """What a form for signing begins with."""
    assert standing.content is not None
    return {
        "shown": standing.content.digest,
        "seen": standing.row.version,
        "party": place.party.name,
        "name": person.name,
        "capacity": place.party.capacity(standing.row, person, today()),
    }


def signing_context(standing: Standing, place: Place, form: SignForm) -> dict[str, Any]:
    """What every page says on which somebody signs."""
    return {
        "row": standing.row,
        "blocks": blocks(standing.row),
        "place": place,
        "threads": [thread for thread in threads(standing.row) if thread.is_open],
        "given": [each.signature for each in standing.places if each.signature],
        "form": form,
    }


def renewed(form: SignForm, standing: Standing) -> SignForm:
    """The form with what was typed, for the text as it is now."""
    assert standing.content is not None
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    data["shown"], data["seen"] = standing.content.digest, str(standing.row.version)
    fresh = type(form)(data)
    fresh.full_clean()
    return fresh


class SignPage(RegisterPage):
    """Signing with an account: the text, and below it name, capacity and password."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The text."""
        standing = standing_of(self.find(uid))
        place = self._place(standing)
        start = start_of(standing, place, self._person())
        return self._answer(standing, place, self._form()(initial=start))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Sign, or say why not."""
        standing = standing_of(self.find(uid))
        place = self._place(standing, request.POST.get("party", ""))
        form = self._form()(request.POST)
        if not form.is_valid():
            return self._answer(standing, place, form)
        try:
            reauthentication.require(request, form.cleaned_data.get("password", ""))
            self._sign(standing.row, form.cleaned_data)
        except (Conflict, Invalid, Forbidden) as error:
            return self._refused(uid, place, form, error)
        messages.success(request, _("You have signed %(title)s.") % {"title": standing.row.title})
        return redirect(f"{self.declaration.name()}-detail", uid)

    def _sign(self, row: Any, values: dict[str, Any]) -> None:
        signing.sign(
            row=row, party=values["party"], person=self._person(), shown=values["shown"],
            name=values["name"], capacity=values["capacity"], method=SignedBy.ACCOUNT,
            by=self.principal, origin=SCREEN,
        )  # fmt: skip

    def _refused(
        self, uid: uuid.UUID, place: Place, form: SignForm, error: DomainError
    ) -> HttpResponseBase:
        standing = standing_of(self.find(uid))
        changes = changed_since(standing.row, form.cleaned_data["seen"])
        if standing.content is None or place.party.name not in _missing(standing):
            raise error
        fresh = renewed(form, standing)
        fresh.take(error)
        return self._answer(standing, place, fresh, changes, error.status)

    def _answer(
        self, standing: Standing, place: Place, form: SignForm, changes: Any = (), status: int = 0
    ) -> HttpResponseBase:
        context = {**signing_context(standing, place, form), "changes": changes}
        return self.show("core/sign.html", context, status or (400 if form.errors else 200))

    def _form(self) -> type[SignForm]:
        return PasswordForm if self.principal.user.has_usable_password() else SignForm

    def _person(self) -> Person:
        person: Person = self.principal.user.person
        return person

    def _place(self, standing: Standing, name: str = "") -> Place:
        """The signature that the reader can give; raises Conflict, Forbidden."""
        if reason := standing.signable.waits(standing.row):
            raise Conflict(reason)
        mine = standing.places_of(self.principal.person_id)
        found = next((place for place in mine if name in ("", place.party.name)), None)
        if found is None:
            raise Forbidden(_("Your signature is not needed here, or you have signed already."))
        return found


def _missing(standing: Standing) -> set[str]:
    return {place.party.name for place in standing.missing}


class WhoForm(PlainForm):
    """Whom to send a link to."""

    who = forms.ChoiceField(label=gettext_lazy("Who signs"), widget=forms.RadioSelect)

    def __init__(self, standing: Standing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {
            f"{place.party.name}:{person.uid}": (place, person)
            for place in standing.missing
            for person in place.people
        }
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (key, f"{person.name} – {place.party.label}")
            for key, (place, person) in self.people.items()
        ]

    @property
    def chosen(self) -> tuple[Place, Person]:
        """For whom, and who."""
        return self.people[self.cleaned_data["who"]]


class OutsideForm(WhoForm):
    """An agreement reached by mail, on paper or in a meeting, with its proof."""

    capacity = forms.CharField(label=gettext_lazy("Signed as"), max_length=LONGEST_CAPACITY)
    agreed_on = DayField(label=gettext_lazy("Agreed on"))
    proof = forms.FileField(
        label=gettext_lazy("Proof"), max_length=255,
        help_text=gettext_lazy("The mail, the signed paper, the minutes."),
    )  # fmt: skip


class AskingPage(RegisterPage):
    """A form of somebody who looks after the record, about the signatures that are missing."""

    heading: Any = ""
    button: Any = ""
    explanation: Any = ""
    form_class: type[WhoForm] = WhoForm

    def carry_out(self, standing: Standing, form: Any) -> str:
        """Do it and say so; raises domain errors."""
        raise NotImplementedError

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The form."""
        standing = self._standing(uid)
        return self._answer(standing, self.form_class(standing))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Do it, or say what is wrong."""
        standing = self._standing(uid)
        form = self.form_class(standing, request.POST, request.FILES)
        if not form.is_valid():
            return self._answer(standing, form)
        try:
            said = self.carry_out(standing, form)
        except (Conflict, Invalid, Forbidden, TooLarge) as error:
            form.take(error)
            return self._answer(standing, form)
        messages.success(request, said)
        return redirect(f"{self.declaration.name()}-detail", uid)

    def _standing(self, uid: uuid.UUID) -> Standing:
        row = self.find(uid)
        self.require("change", row)
        standing = standing_of(row)
        if reason := standing.signable.waits(row):
            raise Conflict(reason)
        return standing

    def _answer(self, standing: Standing, form: WhoForm) -> HttpResponseBase:
        context = {
            "form": form, "row": standing.row, "heading": self.heading, "button": self.button,
            "explanation": self.explanation, "nobody": not form.people,
            "missing": standing.missing,
        }  # fmt: skip
        return self.show("core/sign_ask.html", context, 400 if form.errors else 200)


class SendLinkPage(AskingPage):
    """Sends a link by which somebody without an account can sign."""

    heading = gettext_lazy("Send a link to sign")
    button = gettext_lazy("Send the link")
    explanation = gettext_lazy(
        "The person gets a mail with a link that shows the text and takes one signature. "
        "It works once and ends after some days; an earlier link to the same person ends now."
    )

    def carry_out(self, standing: Standing, form: WhoForm) -> str:
        """Send it."""
        place, person = form.chosen
        signing_requests.send_link(row=standing.row, place=place, person=person, by=self.principal)
        return _("A link to sign goes to %(name)s.") % {"name": person.name}


class OutsidePage(AskingPage):
    """Enters an agreement reached elsewhere."""

    heading = gettext_lazy("Enter an agreement reached elsewhere")
    button = gettext_lazy("Enter the agreement")
    explanation = gettext_lazy(
        "For an agreement by mail, on paper or in a meeting. It is marked as such everywhere, "
        "with your name and the proof."
    )
    form_class = OutsideForm

    def carry_out(self, standing: Standing, form: OutsideForm) -> str:
        """Store the proof and record the signature."""
        place, person = form.chosen
        values = form.cleaned_data
        signing_requests.enter_outside(
            row=standing.row, place=place, person=person, capacity=values["capacity"],
            agreed_on=values["agreed_on"], file=values["proof"], by=self.principal, origin=SCREEN,
        )  # fmt: skip
        return _("The agreement of %(name)s was entered.") % {"name": person.name}


SIGNING_PAGES = {
    "sign": SignPage,
    "sign-link": SendLinkPage,
    "sign-outside": OutsidePage,
    "comment": CommentPage,
}
SIGNING_VERBS = (
    Verb("sign-link", gettext_lazy("Send a link to sign"), "send"),
    Verb("sign-outside", gettext_lazy("Enter an agreement reached elsewhere"), "upload"),
)
