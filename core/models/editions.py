"""Editions: texts that people agree on, each in its own row, each pointing to the one before."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import EditionState
from core.models.base import RegisterModel
from core.querysets import RegisterQuerySet, in_term

#: Editions that hold no more, or never did.
GONE = (EditionState.SUPERSEDED, EditionState.EXPIRED, EditionState.TERMINATED)
#: Editions that were agreed once: they held in their time.
HELD = (EditionState.AGREED, EditionState.SUPERSEDED, EditionState.EXPIRED)


class EditionQuerySet(RegisterQuerySet):
    """Questions about editions."""

    def agreed_on(self, day: date) -> EditionQuerySet:
        """Agreed editions that hold on a day, also those that another one has replaced since."""
        held = in_term("effective_from", "effective_until", day)
        replaced = in_term("effective_from", "in_force_until", day)
        return self.filter(held, replaced, state__in=HELD)

    def open(self) -> EditionQuerySet:
        """Editions that are drafted or negotiated."""
        return self.filter(state__in=(EditionState.DRAFT, EditionState.NEGOTIATING))


class Edition(RegisterModel):
    """One edition of an agreed text. ``in_force_until`` is set when the next one takes its place."""

    state: models.CharField

    edition = models.PositiveIntegerField(
        gettext_lazy("edition"), default=1,
        help_text=gettext_lazy("The agreement's own version, as its parties count."),
    )  # fmt: skip
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers",
        verbose_name=gettext_lazy("edition before"),
    )  # fmt: skip
    effective_from = models.DateField(gettext_lazy("effective from"), null=True, blank=True)
    effective_until = models.DateField(gettext_lazy("effective until"), null=True, blank=True)
    in_force_until = models.DateField(
        gettext_lazy("replaced after"), null=True, blank=True, editable=False
    )
    change_reference = models.CharField(
        gettext_lazy("change reference"), max_length=100, blank=True
    )
    impact = models.TextField(
        gettext_lazy("assessed impact of the change"), blank=True,
        help_text=gettext_lazy("What the change means for customers, cost, suppliers, other services."),
    )  # fmt: skip

    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta(RegisterModel.Meta):
        abstract = True

    def clean(self) -> None:
        """A later edition counts on from the one before."""
        super().clean()
        before = self.supersedes
        if before is None:
            return
        if before.pk == self.pk or self.edition <= before.edition:
            raise ValidationError(
                {
                    "edition": _("Editions count on: use %(next)d or more.")
                    % {"next": before.edition + 1}
                }
            )

    def what_a_change_needs(self) -> str:
        """What a later edition lacks before it is negotiated, or nothing."""
        if self.supersedes is None:
            return ""
        wanted = ("change_reference", "impact")
        empty = [self._meta.get_field(name) for name in wanted if not getattr(self, name).strip()]
        if not empty:
            return ""
        return _("A later edition needs first: %(fields)s.") % {
            "fields": ", ".join(str(field.verbose_name) for field in empty)  # type: ignore[union-attr]
        }

    @property
    def is_agreed(self) -> bool:
        """Whether it is agreed and nothing has taken its place."""
        return self.state == EditionState.AGREED
