"""Operations of migrations that Django's own make slow where every model points to the same one."""

from __future__ import annotations

from typing import Any

from django.db import migrations


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
