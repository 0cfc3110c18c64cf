"""Contract: an export imported unchanged changes nothing, in every format."""

from __future__ import annotations

from typing import ClassVar

import pytest

from core.access.principals import Principal
from core.exchange import confirming, storing
from tests.contract.ground import Ground


class Exchanging(Ground):
    """Inherited by every register."""

    formats: ClassVar[tuple[str, ...]] = ("csv", "xlsx", "json")

    @pytest.mark.pages
    def test_an_export_imported_unchanged_changes_nothing(self):
        by = Principal.of(self.world.users["administrator"])
        before = self.all_written()
        for fmt in self.formats:
            response = self.admin.get(self.page("export", format=fmt))
            data = b"".join(response)
            preview = storing.start(self.model, name=f"same.{fmt}", data=data, by=by)
            outcome = storing.outcome_of(preview)
            assert outcome is not None, preview.problem
            rows = self.model.objects.current().count()
            assert outcome.counts == {"unchanged": rows}, (fmt, outcome.counts)
            confirming.confirm(preview, by=by)
        assert self.all_written() == before
