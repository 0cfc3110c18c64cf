"""Contract: a register and its records can be seen as they stood."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.contract.ground import LAST_SPRING, Ground
from tests.contract.reading import body


class LookingBack(Ground):
    """Inherited by every register."""

    def days(self) -> tuple[str, str]:
        """A day before the rows were, and the day after they were made."""
        spring = timezone.localdate(LAST_SPRING)
        return (spring - timedelta(days=2)).isoformat(), (spring + timedelta(days=1)).isoformat()

    def test_the_api_shows_the_past(self):
        before, then = self.days()
        old = getattr(self.own, self.text_field)
        factories.change(self.own, **{self.text_field: "of today"})
        row = self.admin.get(self.api("detail", self.own.uid, as_of=then)).json()
        assert row[self.text_field] == old
        now = self.admin.get(self.api("detail", self.own.uid)).json()
        assert now[self.text_field] == "of today"
        assert self.admin.get(self.api("detail", self.own.uid, as_of=before)).status_code == 404
        assert self.admin.get(self.api("list", as_of=before)).json()["results"] == []

    @pytest.mark.pages
    def test_pages_show_the_past_and_offer_no_change(self):
        before, then = self.days()
        old = getattr(self.own, self.text_field)
        factories.change(self.own, **{self.text_field: "of today"})
        page = body(self.admin.get(self.page("detail", self.own.uid, as_of=then)))
        assert old in page
        assert "of today" not in page
        assert self.page("edit", self.own.uid) not in page
        gone = self.admin.get(self.page("detail", self.own.uid, as_of=before))
        assert gone.status_code == 404
        columns = {"column": ["reference", self.text_field]}
        listed = body(self.admin.get(self.page("list", as_of=then, **columns)))
        assert old in listed
        assert "of today" not in listed
        assert str(self.own.uid) not in body(self.admin.get(self.page("list", as_of=before)))

    @pytest.mark.pages
    def test_exports_of_the_past_hold_the_past(self):
        _before, then = self.days()
        old = getattr(self.own, self.text_field)
        factories.change(self.own, **{self.text_field: "of today"})
        text = body(self.admin.get(self.page("export", format="csv", as_of=then)))
        assert old in text
        assert "of today" not in text

    @pytest.mark.once
    def test_those_who_see_it_today_see_its_past_and_nobody_else(self):
        _before, then = self.days()
        factories.change(self.own, **{self.text_field: "of today"})
        for persona in self.reaches() & set(self.readers()):
            answer = self.client_of(persona).get(self.api("list", page_size=200, as_of=then))
            seen = {row["uid"] for row in answer.json()["results"]}
            mine = {str(uid) for uid in self.sees(persona)}
            both = {str(self.own.uid), str(self.other.uid)}
            assert seen & both == mine, persona

    @pytest.mark.pages
    def test_the_history_shows_who_and_what(self):
        old = getattr(self.own, self.text_field)
        factories.change(self.own, **{self.text_field: "of today"})
        page = body(self.admin.get(self.page("history", self.own.uid)))
        assert old in page
        assert "of today" in page
        assert "tests" in page  # who wrote it
        number = self.fresh(self.own).version
        then = body(self.admin.get(self.page("version", self.own.uid, number - 1)))
        assert old in then
        assert "of today" not in then
