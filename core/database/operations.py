"""Operations of migrations that Django's own make slow where every model points to the same one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class AddIndex(migrations.AddIndex):
    """Adds an index without building every related model anew: an index says nothing about them."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Note the index in the state of its model."""
        options = state.models[app_label, self.model_name_lower].options
        options["indexes"] = [*options.get("indexes", ()), self.index.clone()]


class RemoveIndex(migrations.RemoveIndex):
    """Removes an index without building every related model anew."""

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Take the index out of the state of its model."""
        options = state.models[app_label, self.model_name_lower].options
        options["indexes"] = [each for each in options["indexes"] if each.name != self.name]


class CreateModels(Operation):
    """Creates models together, so that what they are related to is built anew once, not once for each."""

    serialization_expand_args: ClassVar[list[str]] = ["models"]

    def __init__(self, models: Sequence[migrations.CreateModel]) -> None:
        self.models = models

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Note all models; whoever asks for classes next gets all of them built in one go."""
        state.__dict__.pop("apps", None)
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Create their tables."""
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop their tables, the last one first."""
        for each in reversed(self.models):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate --plan` shows."""
        return f"Create {len(self.models)} models together"
