"""History rows: django-simple-history's tables with validity ranges, written by our own door."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from core.choices import Event, Origin
from core.text.sort_keys import title_index

#: ``valid_to`` of the version that is current.
FOREVER = datetime(9999, 1, 1, tzinfo=UTC)


class HistoryRow(models.Model):
    """What every history row carries beside the record's own fields (docs/ledger.md §4).

    No register may call a field ``valid_from`` or ``valid_to``, or start its name with ``history_``.
    """

    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(default=FOREVER)
    history_unit = models.UUIDField()
    history_event = models.CharField(max_length=10, choices=Event)
    history_origin = models.CharField(max_length=10, choices=Origin)
    history_actor = models.CharField(max_length=255)
    history_request = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True


def actor_of(row: HistoryRow) -> str:
    """The plain name of who wrote a history row."""
    return row.history_actor


class RegisterHistory(HistoricalRecords):
    """The history of a register; the actor is a plain name and a public id, never a foreign key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            inherit=True,
            bases=(HistoryRow,),
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.UUIDField(null=True),
            history_user_getter=actor_of,
            history_user_setter=None,
            **kwargs,
        )

    def fields_included(self, model: type[models.Model]) -> list[Any]:
        """All concrete fields but those the register leaves out of history."""
        options = getattr(model, "register", None)
        untracked = options.untracked if options else frozenset()
        return [field for field in model._meta.fields if field.name not in untracked]

    def create_history_model(
        self, model: type[models.Model], inherited: bool
    ) -> type[models.Model]:
        """Tell the history model which fields it lacks, as its instances ask for them."""
        self.excluded_fields = (
            sorted(model.register.untracked) if hasattr(model, "register") else []
        )
        return super().create_history_model(model, inherited)

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """Add the indexes and the uniqueness that reading the past needs."""
        options: dict[str, Any] = super().get_meta_options(model)
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        options["constraints"] = (
            models.UniqueConstraint(fields=("record", "version"), name=f"{label}_history_version"),
            models.CheckConstraint(
                condition=models.Q(valid_to__gt=models.F("valid_from")),
                name=f"{label}_history_range",
            ),
        )
        options["indexes"] = (
            title_index(f"{label}_past", "record", "valid_from", "valid_to"),
            models.Index(fields=("reference", "record", "valid_from", "valid_to")),
            models.Index(fields=("valid_to", "valid_from")),
        )
        return options
