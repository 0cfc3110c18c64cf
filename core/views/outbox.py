"""Mail that does not leave: what the mail server said, and trying again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.access.principals import Principal
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.declaration.registry import MenuGroup
from core.models import User
from core.services import outbox

SHOWN = 100


def may_see(principal: Principal) -> bool:
    """Whoever looks after accounts looks after their mail."""
    return access.allowed(principal, User, "change") is not None


menu_page(
    MenuPage(
        group=MenuGroup.ORGANISATION,
        title=gettext_lazy("Undelivered mail"),
        icon="envelope",
        url_name="outbox",
        may=may_see,
        minor=True,
    )
)


class OutboxPage(Page):
    """The messages that failed at least once, newest first."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        return self.show("core/outbox.html", {"found": outbox.stuck(by=self.principal)[:SHOWN]})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Try one again."""
        if outbox.retry(message_id=request.POST.get("message", ""), by=self.principal):
            messages.success(request, _("The message will be tried again within seconds."))
        return redirect("outbox")
