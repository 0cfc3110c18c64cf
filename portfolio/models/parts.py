"""What services are made of and lean on."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Role
from core.database.locks import Lock, hold
from core.errors import Conflict
from core.models import Calendar, Person, RegisterModel
from core.models.quantities import QuantityField
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

    availability = QuantityField(
        _("availability kept (%)"), max_digits=7, decimal_places=4, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("What its owner keeps to; agreements with suppliers say theirs themselves."),
    )  # fmt: skip
    response = QuantityField(
        _("answered within (minutes)"), max_digits=9, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, null=True, blank=True, related_name="components",
        verbose_name=_("hours of cover"),
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
    alternative = models.CharField(
        _("redundancy group"), max_length=60, blank=True,
        help_text=_("Same word for parts of which one is enough. Empty: it is needed."),
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
        if self.depends_on is not None and not self.archived_at:
            self._refuse_circle()

    def _refuse_circle(self) -> None:
        """What is depended on must not need the service itself, however many steps away."""
        circle = circle_through(self.service_id, self.depends_on_id, but=self.pk)
        if circle:
            raise ValidationError({"depends_on": circle_text(circle)})

    @classmethod
    def check_together(cls, rows: Sequence[RegisterModel]) -> None:
        """The same once more while nobody else writes dependencies: two halves make a circle too."""
        edges = [row for row in rows if row.depends_on_id and not row.archived_at]  # type: ignore[attr-defined]
        if not edges:
            return
        hold(Lock.DEPENDENCIES)
        for row in edges:
            circle = circle_through(row.service_id, row.depends_on_id)  # type: ignore[attr-defined]
            if circle:
                raise Conflict(circle_text(circle))

    def make_title(self) -> str:
        """Who depends on what."""
        return f"{self.service} → {self.component or self.depends_on}"[:255]


def circle_through(service: int, needed: int | None, but: int | None = None) -> list[int]:
    """The way from ``needed`` back to ``service`` along current dependencies, both included; else nothing.

    One query for each step away, however many services there are.
    """
    current = Dependency._base_manager.filter(archived_at=None).exclude(pk=but)
    came: dict[int, int] = {}
    edge = [needed] if needed else []
    while edge:
        rows = current.filter(service__in=edge, depends_on__isnull=False).order_by("pk")
        steps = [
            (a, b) for a, b in rows.values_list("service_id", "depends_on_id") if b not in came
        ]
        came |= {b: a for a, b in reversed(steps)}
        if service in came:
            return _way_back(came, service, needed)
        edge = sorted({b for _a, b in steps})
    return []


def _way_back(came: dict[int, int], service: int, needed: int | None) -> list[int]:
    way = [service]
    while way[-1] != needed:
        way.append(came[way[-1]])
    return way[::-1]


def circle_text(circle: Sequence[int]) -> str:
    """The circle in words: what is needed, and how it needs the service itself."""
    titles = dict(Service._base_manager.filter(pk__in=circle).values_list("pk", "title"))
    names = [titles[key] for key in (circle[-1], *circle)]
    sentence = gettext("That closes a circle: %(path)s. A service cannot need itself.")
    return sentence % {"path": " → ".join(names)}
