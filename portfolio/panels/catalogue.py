"""On the page of a catalogue entry what it differs from; on that of an access whether it is used yet."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Role
from core.declaration.dossier import Look, Panel, panel
from core.models import User
from portfolio.models import SLA, CatalogueAccess, CatalogueEntry, Service
from portfolio.services.catalogue import account_of, drift_of


@panel("drift", CatalogueEntry, gettext_lazy("Differs from"), order=10, wide=True,
       template="portfolio/_drift.html")  # fmt: skip
def drift(look: Look) -> Panel | None:
    """For people of the organisation: each difference, with what stands where."""
    if not look.principal.is_staff or not look.sees(Service) or not look.sees(SLA):
        return None
    return Panel(
        data={"drift": drift_of(look.row, by=look.principal)},
        empty=_("It says what the portfolio and the agreed SLAs say."),
    )


@panel("sign-in", CatalogueAccess, gettext_lazy("Sign-in"), order=10,
       template="portfolio/_reader.html")  # fmt: skip
def sign_in(look: Look) -> Panel | None:
    """For people of the organisation, today: whether the person can sign in, and what is still to do."""
    if not look.now or not look.principal.is_staff:
        return None
    user, ready = account_of(look.row.person_id)
    invites = look.may(User, "add")
    query = {"person": look.row.person.uid, "roles": Role.CATALOGUE_READER.value}
    ways = {
        "invite": f"{reverse('users-create')}?{urlencode(query)}",
        "edit": user and reverse("users-edit", args=[user.uid]),
    }
    url = ways["edit" if user else "invite"] if invites and not ready else ""
    return Panel(data={"ready": ready, "known": user is not None, "url": url})
