"""Contract: the pages answer, everybody gets their rows and nobody else's, and it costs the same."""

from __future__ import annotations

import json
import re
import uuid
from html import escape

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RegisterModel
from tests.contract.ground import CUSTOMERS, GONE, OTHER, Ground
from tests.personas import PERSONAS

#: What is opened of an own, a foreign and no record, as a page and through the API.
VERBS = ("detail", "history")
FORMATS = ("xlsx", "csv", "json")
MOST_QUERIES = {"list": 9, "detail": 10, "api": 5}
ONE_REQUEST = re.compile(r"[0-9a-f]{32,}|[A-Za-z0-9]{64}")


def body(response) -> str:
    """The whole answer as text."""
    content = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", "replace")


class Reading(Ground):
    """Inherited by every register."""

    #: How many queries its page may cost; more where apps tell much about such records.
    detail_queries = MOST_QUERIES["detail"]

    def found_in(self, text: str) -> set[uuid.UUID]:
        """Which of the two rows an answer names by uid."""
        return {row.uid for row in (self.own, self.other) if str(row.uid) in text}

    def assert_closed(self, persona, response) -> None:
        """Refused, and the answer tells nothing."""
        expected = {302, 401} if persona in GONE else {403, 404}
        assert response.status_code in expected, (persona, response.status_code)
        assert self.found_in(body(response)) == set(), persona

    def assert_rows(self, persona, path) -> None:
        """The answer names just the rows that the persona sees."""
        response = self.client_of(persona).get(path)
        if not self.sees(persona):
            self.assert_closed(persona, response)
            return
        assert response.status_code == 200, (persona, path, response.status_code)
        assert self.found_in(body(response)) == self.sees(persona), (persona, path)

    @pytest.mark.pages
    def test_every_page_answers(self):
        row = self.own.uid
        paths = [
            self.page("list"), self.page("create"), self.page("detail", row),
            self.page("edit", row), self.page("archive", row), self.page("restore", row),
            self.page("history", row), self.page("version", row, 1),
            *(self.page("export", format=fmt) for fmt in FORMATS),
        ]  # fmt: skip
        answers = {path: self.admin.get(path).status_code for path in paths}
        assert {path: code for path, code in answers.items() if code != 200} == {}

    @pytest.mark.pages
    def test_the_list_shows_the_rows(self):
        shown = body(self.admin.get(self.page("list")))
        for row in (self.own, self.other):
            assert escape(row.reference) in shown

    @pytest.mark.pages
    def test_every_reach_gets_its_rows_in_the_list(self):
        for persona in self.reaches():
            self.assert_rows(persona, self.page("list"))

    @pytest.mark.pages
    def test_every_reach_gets_its_rows_in_exports(self):
        for persona in self.reaches():
            for fmt in ("json", "csv"):
                self.assert_rows(persona, self.page("export", format=fmt))

    def test_every_persona_gets_their_rows_in_the_api(self):
        for persona in PERSONAS:
            self.assert_rows(persona, self.api("list", page_size=200))

    def assert_opens(self, personas, addresses) -> None:
        """They meet own, other and no record as they should; who sees both, sees one."""
        for persona in personas:
            seen = self.sees(persona)
            closed = (302, 401) if persona in GONE else (404,) if seen else (403, 404)
            other = () if len(seen) > 1 else (self.other.uid,)
            for uid in (self.own.uid, *other, uuid.uuid4()):
                for address in addresses:
                    status = self.client_of(persona).get(address(uid)).status_code
                    right = status == 200 if uid in seen else status in closed
                    assert right, (persona, address(uid), status)

    @pytest.mark.once
    def test_every_address_of_a_record_opens_for_whom_it_should_in_the_api(self):
        addresses = [lambda uid, verb=verb: self.api(verb, uid) for verb in VERBS]
        self.assert_opens(PERSONAS, addresses)

    @pytest.mark.pages
    def test_every_page_of_a_record_opens_for_whom_it_should(self):
        addresses = [lambda uid, verb=verb: self.page(verb, uid) for verb in VERBS]
        self.assert_opens(self.reaches(), addresses)

    def test_counts_count_what_is_seen(self):
        for persona in self.readers():
            client = self.client_of(persona)
            rows = client.get(self.api("list", page_size=200)).json()["results"]
            assert client.get(self.api("count")).json()["count"] == len(rows), persona

    @pytest.mark.pages
    def test_search_finds_what_is_seen(self):
        for persona in self.reaches() - GONE:
            path = reverse("search")
            text = "".join(
                body(self.client_of(persona).get(path, {"q": row.reference}))
                for row in (self.own, self.other)
            )
            assert self.found_in(text) == self.sees(persona), persona

    @pytest.mark.pages
    def test_suggestions_suggest_what_is_seen(self):
        for persona in self.reaches() - GONE:
            for path in (reverse("links", args=[self.name]), reverse("links-any")):
                for row in (self.own, self.other):
                    response = self.client_of(persona).get(path, {"q": row.reference})
                    seen = row.uid in self.sees(persona)
                    named = row.reference in body(response)
                    assert named == seen, (persona, path, row.reference)

    @pytest.mark.pages
    def test_related_records_are_those_that_are_seen(self):
        for persona in self.reaches() & set(self.readers()):
            for row in (self.own, self.other):
                self.assert_related(persona, row)

    def assert_related(self, persona, row) -> None:
        """What a row links to shows it to those who see it, and to nobody else."""
        for field in self.model._meta.concrete_fields:
            target = getattr(row, field.name, None)
            if not isinstance(target, RegisterModel) or field.name not in self.linked:
                continue
            page = self.client_of(persona).get(
                reverse(f"{target.register.name}-detail", args=[target.uid])
            )
            shown = str(row.uid) in body(page)
            seen = row.uid in self.sees(persona) and page.status_code == 200
            assert shown == seen, (persona, field.name)

    @property
    def linked(self) -> set[str]:
        """The register's links to other registers."""
        fields = self.model._meta.concrete_fields
        names = self.model.value_fields()
        return {f.name for f in fields if isinstance(f, models.ForeignKey) and f.name in names}

    @pytest.mark.once
    def test_hidden_foreign_and_nonexistent_answer_alike_in_the_api(self):
        self.assert_alike([lambda uid, verb=verb: self.api(verb, uid) for verb in
                           ("detail", "history")])  # fmt: skip

    @pytest.mark.pages
    def test_hidden_foreign_and_nonexistent_answer_alike_on_pages(self):
        verbs = ("detail", "edit", "archive", "restore", "history")
        self.assert_alike([lambda uid, verb=verb: self.page(verb, uid) for verb in verbs])
        self.assert_alike([lambda uid: self.page("version", uid, 1)])

    def assert_alike(self, addresses) -> None:
        """The same answer, byte by byte, for a foreign row and for none."""
        for persona in CUSTOMERS:
            foreign = self.other if CUSTOMERS[persona] != OTHER else self.own
            for address in addresses:
                answers = [
                    self.normal(persona, address(uid)) for uid in (foreign.uid, uuid.uuid4())
                ]
                assert answers[0] == answers[1], (persona, address(foreign.uid))
                assert answers[0][0] in (403, 404)

    def normal(self, persona, path) -> tuple[int, str]:
        """Status and body without what is made anew for every request."""
        response = self.client_of(persona).get(path)
        text = re.sub(r"[0-9a-f-]{36}", "UID", body(response))
        return response.status_code, ONE_REQUEST.sub("ONCE", text)

    def queries(self, path) -> int:
        """How many queries one page costs."""
        with CaptureQueriesContext(connection) as caught:
            assert self.admin.get(path).status_code == 200
        return len(caught)

    @pytest.mark.pages
    def test_list_and_detail_cost_the_same_however_many_rows_there_are(self):
        pages = {"list": self.page("list"), "detail": self.page("detail", self.own.uid)}
        pages["api"] = self.api("list")
        for path in pages.values():
            self.admin.get(path)  # what is remembered from the first request on
        before = {kind: self.queries(path) for kind, path in pages.items()}
        for _ in range(8):
            self.factory()
        after = {kind: self.queries(path) for kind, path in pages.items()}
        assert before == after
        most = MOST_QUERIES | {"detail": self.detail_queries}
        assert {kind: n for kind, n in after.items() if n > most[kind]} == {}

    @pytest.mark.pages
    def test_the_page_shows_what_the_api_says(self):
        row = self.admin.get(self.api("detail", self.own.uid)).json()
        shown = body(self.admin.get(self.page("detail", self.own.uid)))
        texts = [value for value in row.values() if isinstance(value, str) and "qaown" in value]
        assert [text for text in texts if escape(text) not in shown] == []
        assert texts

    def test_api_answers_are_json_with_a_strong_tag(self):
        response = self.admin.get(self.api("detail", self.own.uid))
        version = json.loads(response.content)["version"]
        assert response["ETag"] == f'"{self.own.uid}:{version}"'
