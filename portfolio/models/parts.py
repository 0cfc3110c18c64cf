"""What services are made of and lean on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Role
from core.models import Person, RegisterModel
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import ComponentKind
from portfolio.models.services import Service
from portfolio.reach import OWNERS, of_own_services


class Component(RegisterModel):
    """Technology, people or a process that services are built on."""

    register = RegisterOptions(
        name="components",
        prefix="CMP",
        search=("name", "description"),
        access=Access(write=OWNERS | {Role.SERVICE_LEVEL_MANAGER: OWNERS[Role.SERVICE_MANAGER]}),
        duties={"owner": models.Q},
    )

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=12, choices=ComponentKind, default=ComponentKind.TECHNOLOGY
    )
    description = models.TextField(_("description"), blank=True)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="owned_components",
        verbose_name=_("owner"),
    )  # fmt: skip

    class Meta(RegisterModel.Meta):
        verbose_name = _("component")
        verbose_name_plural = _("components")
        indexes = (title_index("portfolio_component", "reference"),)


class Dependency(RegisterModel):
    """A service depends on a component or on another service."""

    register = RegisterOptions(
        name="dependencies",
        prefix="DEP",
        title="remark",
        search=("remark",),
        access=Access(write=OWNERS, add=OWNERS, own=of_own_services),
    )

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="dependencies", verbose_name=_("service")
    )
    component = models.ForeignKey(
        Component, models.PROTECT, null=True, blank=True, related_name="dependents",
        verbose_name=_("component"),
    )  # fmt: skip
    depends_on = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="dependents",
        verbose_name=_("other service"),
    )  # fmt: skip
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(component__isnull=False, depends_on__isnull=True)
                | models.Q(component__isnull=True, depends_on__isnull=False),
                name="portfolio_dependency_one_target",
            ),
            models.UniqueConstraint(
                fields=("service", "component"), condition=models.Q(archived_at=None),
                name="portfolio_dependency_component_once",
                violation_error_message=_("This dependency stands already."),
            ),
            models.UniqueConstraint(
                fields=("service", "depends_on"), condition=models.Q(archived_at=None),
                name="portfolio_dependency_service_once",
                violation_error_message=_("This dependency stands already."),
            ),
            models.CheckConstraint(
                condition=models.Q(depends_on__isnull=True)
                | ~models.Q(depends_on=models.F("service")),
                name="portfolio_dependency_not_itself",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """Exactly one thing is depended on, and it is not the service itself."""
        if bool(self.component) == bool(self.depends_on):
            raise ValidationError(
                {"component": _("Name a component or another service, one of them.")}
            )
        if self.depends_on is not None and self.depends_on == self.service:
            raise ValidationError({"depends_on": _("A service does not depend on itself.")})

    def make_title(self) -> str:
        """Who depends on what."""
        return f"{self.service} → {self.component or self.depends_on}"[:255]
