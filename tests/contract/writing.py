"""Contract: every entrance writes one version and one entry, and never over somebody else's."""

from __future__ import annotations

import json
from html import escape

import pytest

from core.access.principals import Principal
from core.exchange import confirming, storing
from tests import factories
from tests.contract.ground import GONE, Ground
from tests.contract.html import form_with
from tests.contract.reading import body
from tests.personas import PERSONAS


class Writing(Ground):
    """Inherited by every register."""

    #: Who changes the own row, and who the other one, beside the administrator.
    own_writers: frozenset[str] = frozenset()
    other_writers: frozenset[str] = frozenset()

    # --- the entrances --------------------------------------------------------------------

    def form(self, row, persona="administrator") -> dict[str, list[str]]:
        """The edit form of a row as a browser has it."""
        response = self.client_of(persona).get(self.page("edit", row.uid))
        assert response.status_code == 200, response.status_code
        return form_with(body(response), "version")

    def post(self, row, data, persona="administrator"):
        """Send the edit form."""
        return self.client_of(persona).post(self.page("edit", row.uid), data)

    def patch(self, row, changes, persona="administrator", **headers):
        """Change a row through the API."""
        return self.client_of(persona).patch(
            self.api("detail", row.uid), json.dumps(changes), "application/json", headers=headers
        )

    def tag(self, row) -> dict[str, str]:
        """The header that says which version was seen."""
        return {"If-Match": f'"{row.uid}:{row.version}"'}

    def bring(self, row, text) -> None:
        """Change a row by a file."""
        lines = f"uid,version,{self.text_field}\n{row.uid},{row.version},{text}\n"
        by = Principal.of(self.world.users["administrator"])
        preview = storing.start(self.model, name="change.csv", data=lines.encode(), by=by)
        confirming.confirm(preview, by=by)

    def assert_once(self, before, text, origin) -> None:
        """The row has one more version and entry, and what was written."""
        versions, entries = self.written(self.own)
        assert (versions, entries) == (before[0] + 1, before[1] + 1)
        row = self.fresh(self.own)
        assert getattr(row, self.text_field) == text
        latest = self.model.history.model.objects.filter(record_id=row.pk).latest("version")
        assert (latest.version, latest.history_origin) == (row.version, origin)

    # --- one write, one version, one entry ------------------------------------------------

    @pytest.mark.pages
    def test_a_form_writes_once(self):
        before = self.written(self.own)
        data = {**self.form(self.own), self.text_field: "by form"}
        assert self.post(self.own, data).status_code == 302
        self.assert_once(before, "by form", "screen")

    def test_the_api_writes_once(self):
        before = self.written(self.own)
        response = self.patch(self.own, {self.text_field: "by api"}, **self.tag(self.own))
        assert response.status_code == 200, response.content
        self.assert_once(before, "by api", "api")

    def test_an_import_writes_once(self):
        before = self.written(self.own)
        self.bring(self.own, "by import")
        self.assert_once(before, "by import", "import")

    @pytest.mark.pages
    def test_a_form_saved_as_it_was_writes_nothing(self):
        before = self.all_written()
        assert self.post(self.own, self.form(self.own)).status_code == 302
        assert self.all_written() == before

    def test_the_same_values_by_api_write_nothing(self):
        before = self.all_written()
        value = getattr(self.own, self.text_field)
        assert (
            self.patch(self.own, {self.text_field: value}, **self.tag(self.own)).status_code == 200
        )
        assert self.all_written() == before

    @pytest.mark.pages
    def test_archive_and_restore_write_once_each(self):
        for verb in ("archive", "restore"):
            row, before = self.fresh(self.own), self.written(self.own)
            response = self.admin.post(self.page(verb, row.uid), {"version": row.version})
            assert response.status_code == 302, body(response)
            assert self.written(row) == (before[0] + 1, before[1] + 1)
            listed = str(row.uid) in body(self.admin.get(self.page("list")))
            assert listed == (verb == "restore")

    # --- nobody writes over somebody else -------------------------------------------------

    @pytest.mark.pages
    def test_a_stale_form_shows_both_versions_and_writes_nothing(self):
        stale = {**self.form(self.own), self.text_field: "what I typed"}
        factories.change(self.own, **{self.text_field: "what they saved"})
        before = self.all_written()
        response = self.post(self.own, stale)
        assert response.status_code == 412
        shown = body(response)
        assert "what I typed" in shown
        assert "what they saved" in shown
        assert self.all_written() == before
        self.choose(shown)

    def choose(self, shown) -> None:
        """Answer the conflict page; the choice is saved as a further version."""
        data = form_with(shown, "version")
        before = self.written(self.own)
        response = self.post(self.own, {**data, f"choose-{self.text_field}": "mine"})
        assert response.status_code == 302, body(response)
        self.assert_once(before, "what I typed", "screen")

    def test_a_stale_change_by_api_is_refused(self):
        seen = self.tag(self.own)
        factories.change(self.own, **{self.text_field: "what they saved"})
        before = self.all_written()
        response = self.patch(self.own, {self.text_field: "mine"}, **seen)
        assert response.status_code == 412
        assert "what they saved" in body(response)
        assert self.patch(self.own, {self.text_field: "mine"}).status_code == 428
        assert self.all_written() == before

    # --- who may write --------------------------------------------------------------------

    def may_write(self, persona, row) -> bool:
        """Whether the persona changes this row, by requirements.md."""
        writers = self.own_writers if row.uid == self.own.uid else self.other_writers
        return persona == "administrator" or persona in writers

    @pytest.mark.once
    def test_those_and_only_those_write_who_may_by_api(self):
        for row in (self.own, self.other):
            for persona in PERSONAS:
                before = self.all_written()
                found = self.fresh(row)
                change = {self.text_field: f"by {persona}"}
                status = self.patch(found, change, persona, **self.tag(found)).status_code
                allowed = self.may_write(persona, row)
                assert (status == 200) == allowed, (persona, status)
                assert self.all_written() == before + allowed, persona
                assert allowed or status in {401, 403, 404}, (persona, status)

    def writers(self, persona) -> tuple[bool, bool, int]:
        """Which rows the persona changes, and how many it sees."""
        both = [self.may_write(persona, row) for row in (self.own, self.other)]
        return both[0], both[1], len(self.sees(persona))

    @pytest.mark.pages
    def test_those_and_only_those_write_who_may_by_form(self):
        for row in (self.own, self.other):
            for persona in self.one_for_each(self.writers):
                before = self.all_written()
                status = self.client_of(persona).get(self.page("edit", row.uid)).status_code
                allowed = self.may_write(persona, row)
                assert (status == 200) == allowed, (persona, status)
                data = {"version": self.fresh(row).version, self.text_field: "x"}
                if not allowed:
                    expected = {302} if persona in GONE else {403, 404}
                    assert self.post(row, data, persona).status_code in expected, persona
                    assert self.all_written() == before, persona

    @pytest.mark.pages
    def test_errors_keep_what_was_typed_and_name_the_rule(self):
        data = {**self.form(self.own), self.text_field: "kept <words>", "reference": "R" * 70}
        before = self.all_written()
        response = self.post(self.own, data)
        assert response.status_code == 400
        assert escape("kept <words>") in body(response)
        assert "64" in body(response)
        assert self.all_written() == before
