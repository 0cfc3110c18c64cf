"""Rules of the catalogue: delivered services stand in it, it is true, and its customers agree to it."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import EditionState, Severity
from core.registries.rules import Check, rule
from portfolio.choices import DELIVERED
from portfolio.models import CatalogueEntry, CustomerCatalogue, Service
from portfolio.services import catalogue
from portfolio.services.publishing import OPEN, receiving
from relationships.models import Customer


@rule(
    "service-catalogue", Service, Severity.MINOR, needs=("status",),
    says=_("Every delivered service stands in the published catalogue."),
    remedy=_("Write the entry of the service, mark it as published and publish an edition."),
)  # fmt: skip
def services_are_in_the_catalogue() -> Check:
    """Customers can read of it."""
    return Check(Q(status__in=DELIVERED), ~Q(pk__in=catalogue.published_services()))


@rule(
    "catalogue-drift", CatalogueEntry, Severity.MINOR, needs=("published",),
    says=_("What the catalogue says is what the portfolio and the agreed SLAs say."),
    remedy=_("Mend the entry, or what it differs from; its page names both."),
)  # fmt: skip
def the_catalogue_is_true() -> Check:
    """No published entry differs."""
    return Check(Q(published=True), Q(pk__in=catalogue.drifted()))


@rule(
    "catalogue-unpublished", CatalogueEntry, Severity.MINOR, needs=("published",),
    says=_("What customers read is what the entries of the catalogue say."),
    remedy=_("Publish an edition of the catalogue, or take the change back."),
)  # fmt: skip
def the_edition_is_current() -> Check:
    """No entry was changed, added or withdrawn since the last edition."""
    return Check(Q(), Q(uid__in=catalogue.unpublished()))


@rule(
    "catalogue-agreed", Customer, Severity.MINOR, needs=("status",),
    says=_("Every customer that receives a service has agreed to its catalogue as it stands."),
    remedy=_("Publish the catalogue, and have the customer’s representative sign its version."),
)  # fmt: skip
def customers_agree_to_their_catalogue() -> Check:
    """The last version of each is agreed, and none waits."""
    versions = CustomerCatalogue._base_manager.filter(archived_at=None)
    agreed = versions.filter(state=EditionState.AGREED).values("customer")
    waiting = versions.filter(state__in=OPEN).values("customer")
    bad = ~Q(pk__in=agreed) | Q(pk__in=waiting)
    return Check(Q(pk__in=receiving().values("pk")), bad)
