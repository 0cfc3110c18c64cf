"""The service catalogue: what customers read of a service, apart from the portfolio (requirement P5)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.models import RegisterModel
from core.querysets import RegisterQuerySet
from core.registers import RegisterOptions
from portfolio.choices import Audience
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_catalogue


class CatalogueQuerySet(RegisterQuerySet):
    """Questions about entries of the catalogue."""

    def published(self) -> CatalogueQuerySet:
        """What customers may read, each as far as it is meant for them."""
        return self.current().filter(published=True)


class CatalogueEntry(RegisterModel):
    """What customers read of a service. Holds texts of its own: nothing of the portfolio reaches it."""

    register = RegisterOptions(
        name="catalogue-entries", prefix="CAT", search=("name", "description"),
        access=Access(
            view=VIEWERS, write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_catalogue,
        ),
    )  # fmt: skip

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="catalogue_entries", verbose_name=_("service")
    )
    name = models.CharField(
        _("name"), max_length=200, help_text=_("As customers call the service.")
    )
    description = models.TextField(_("description"), blank=True)
    service_hours = models.CharField(_("service hours"), max_length=200, blank=True)
    how_to_request = models.TextField(_("how to request"), blank=True)
    support = models.CharField(_("support"), max_length=255, blank=True)
    targets = models.TextField(_("targets"), blank=True)
    audience = models.CharField(
        _("for whom"), max_length=10, choices=Audience, default=Audience.EVERYBODY
    )
    published = models.BooleanField(_("published"), default=False)

    objects = CatalogueQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        constraints = (
            models.UniqueConstraint(
                fields=("service",), condition=models.Q(archived_at=None),
                name="portfolio_catalogue_once",
                violation_error_message=_("This service stands in the catalogue already."),
            ),
        )  # fmt: skip
