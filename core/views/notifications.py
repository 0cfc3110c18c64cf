"""What the reader was told: the page behind the bell, and how they want to be told."""

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
from core.choices import Channel
from core.declaration.pages import Page
from core.errors import Invalid
from core.forms import PlainForm
from core.reading.filters import bad
from core.registries import notices
from core.services import notifications
from core.services.preferences import prefer

INVALID = 400


class NotificationsPage(Page):
    """The newest notifications; POST marks all as read."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        unread = request.GET.get("unread", "")
        if unread not in ("", "yes"):
            raise bad("unread", unread, _("use yes, or leave it out."))
        found = notifications.latest(self.principal, unread=bool(unread))
        shown = [(each, notices.label(each.kind)) for each in found]
        any_unread = any(each.read_at is None for each in found)
        context = {"found": shown, "unread_only": unread, "any_unread": any_unread}
        return self.show("core/notifications.html", context)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Mark one as read, or all."""
        asked = request.POST.get("uid", "")
        try:
            uids = [uuid.UUID(asked)] if asked else None
        except ValueError:
            raise Invalid(fields={"uid": [_("This is no notification.")]}) from None
        notifications.mark_read(by=self.principal, uids=uids)
        return redirect("notifications")


class OpenNotificationPage(Page):
    """Leads to what a notification is about, which is read by that."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Go there."""
        found = notifications.find(uid, by=self.principal)
        notifications.mark_read(by=self.principal, uids=[uid])
        return redirect(found.url or "notifications")


class ChannelsForm(PlainForm):
    """How somebody is told of each kind, and when the daily mail leaves."""

    digest_hour = forms.TypedChoiceField(
        label=gettext_lazy("The daily mail leaves at"),
        choices=[(hour, f"{hour:02d}:00") for hour in range(24)],
        coerce=int,
        help_text=gettext_lazy("In your time zone."),
    )

    def __init__(self, principal: Principal, data: Any = None) -> None:
        user = principal.user
        self.kinds = notices.kinds(principal)
        start = {kind.name: notices.channel_of(user, kind) for kind in self.kinds}
        super().__init__(data, initial={**start, "digest_hour": user.digest_hour})
        chosen = {
            kind.name: forms.ChoiceField(label=kind.label, choices=Channel.choices)
            for kind in self.kinds
        }
        self.fields = {**chosen, **self.fields}
        self.dress()

    @property
    def channels(self) -> dict[str, str]:
        """The chosen channel of each kind."""
        return {kind.name: self.cleaned_data[kind.name] for kind in self.kinds}


class ChannelsPage(Page):
    """How the reader wants to be told."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The form."""
        return self._show(ChannelsForm(self.principal))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep it."""
        form = ChannelsForm(self.principal, request.POST)
        if not form.is_valid():
            return self._show(form)
        user = self.principal.user
        # What was said of kinds that do not concern the reader at the moment is kept.
        channels = {**user.channels, **form.channels}
        prefer(user=user, channels=channels, digest_hour=form.cleaned_data["digest_hour"])
        messages.success(request, _("Saved."))
        return redirect("notifications-preferences")

    def _show(self, form: ChannelsForm) -> HttpResponseBase:
        status = INVALID if form.errors else 200
        return self.show("core/channels.html", {"form": form}, status)
