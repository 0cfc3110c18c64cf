"""Ways to look at a register that people keep, and which of them a role begins with."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.choices import Layout, Role
from core.models.base import PlumbingModel
from core.models.people import User

if TYPE_CHECKING:
    from core.access.principals import Principal


class SavedViewQuerySet(models.QuerySet[Any]):
    """Questions about saved views."""

    def for_reader(self, principal: Principal) -> SavedViewQuerySet:
        """The own ones, and those shared with one of the principal's roles."""
        if principal.user is None:
            return self.none()
        readable = models.Q(owner=principal.user)
        for role in principal.roles:
            readable |= models.Q(roles__icontains=f'"{role.value}"')
        return self.filter(readable)


class SavedView(PlumbingModel):
    """Columns, filters and order of one register under a name.

    ``type`` is the register; ``params`` are the parameters of the list's address, each with its
    values; ``grid`` is what the grid keeps beside them (widths, frozen columns); ``roles`` are those
    it is shared with.
    """

    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=64)
    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(User, models.PROTECT, related_name="saved_views")
    params = models.JSONField(default=dict)
    layout = models.CharField(_("layout"), max_length=8, choices=Layout, default=Layout.LIST)
    grid = models.JSONField(default=dict)
    roles = models.JSONField(_("shared with"), default=list)
    created_at = models.DateTimeField()

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("view")
        verbose_name_plural = _("views")
        ordering = ("name",)
        indexes = (models.Index(fields=("type",)),)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "type", "name"), name="core_savedview_name_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoleView(PlumbingModel):
    """The view that a role's people see first in a register; ``view`` may be one that code declares."""

    type = models.CharField(max_length=64)
    role = models.CharField(max_length=32, choices=Role)
    view = models.UUIDField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("type", "role"), name="core_roleview_once"),)

    def __str__(self) -> str:
        return f"{self.type}: {self.role}"
