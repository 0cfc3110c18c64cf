"""Actions: one tracker for every source."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach, everyone_in
from core.access.principals import Principal, today
from core.choices import STAFF, ActionState, Priority, Role
from core.models.base import RegisterModel
from core.models.people import Person
from core.models.record import Record
from core.querysets import RegisterQuerySet
from core.registers import RegisterOptions

FINISHED = (ActionState.DONE, ActionState.CANCELLED)


class ActionQuerySet(RegisterQuerySet):
    """Questions about actions."""

    def unfinished(self) -> ActionQuerySet:
        """Actions that still need somebody."""
        return self.current().exclude(state__in=FINISHED)

    def asking(self) -> ActionQuerySet:
        """Unfinished actions that ask to confirm what they are about, because something happened."""
        return self.unfinished().exclude(occasion=None)

    def overdue(self) -> ActionQuerySet:
        """Unfinished actions whose day has passed."""
        return self.unfinished().filter(due__lt=today())


def own_actions(principal: Principal) -> models.Q:
    """The actions a person is to do."""
    return models.Q(owner=principal.person_id) if principal.person_id else models.Q(pk__in=())


class Action(RegisterModel):
    """Something somebody is to do by a day, wherever it came from."""

    register = RegisterOptions(
        name="actions",
        prefix="ACT",
        search=("name", "details"),
        access=Access(
            write={**everyone_in(STAFF - {Role.AUDITOR}), Role.SERVICE_OWNER: Reach.OWN},
            add=everyone_in(STAFF - {Role.AUDITOR}),
            own=own_actions,
        ),
        duties={"owner": lambda: ~models.Q(state__in=FINISHED)},
    )

    name = models.CharField(_("what"), max_length=255)
    details = models.TextField(_("details"), blank=True)
    subject = models.ForeignKey(
        Record,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("concerns"),
    )
    occasion = models.ForeignKey(
        Record,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("asks to confirm because of"),
    )
    owner = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("owner"),
    )
    due = models.DateField(_("due"), null=True, blank=True)
    priority = models.CharField(
        _("priority"), max_length=10, choices=Priority, default=Priority.MEDIUM
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ActionState, default=ActionState.OPEN
    )
    outcome = models.TextField(
        _("outcome"), blank=True, help_text=_("What was done, and how one can see it.")
    )

    objects = ActionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=ActionState.DONE) | ~models.Q(outcome=""),
                name="core_action_done_has_outcome",
            ),
        )

    def clean(self) -> None:
        """A done action says what was done."""
        if self.state == ActionState.DONE and not self.outcome.strip():
            raise ValidationError(
                {"outcome": _("Say what was done before you set the action to done.")}
            )
