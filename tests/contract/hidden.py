"""Contract: what a customer must not see is nowhere, by whatever way one asks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import ClassVar

import pytest
from django.urls import reverse

from core import clock
from tests.contract.ground import LAST_SPRING, OWN, Ground
from tests.contract.reading import FORMATS, body

WHO = "representative"


def unpacked(response) -> str:
    """An answer as text; of a workbook, all its parts."""
    content = b"".join(response) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return content.decode("utf-8", "replace")


class Hidden(Ground):
    """Inherited by every register; speaks where ``never_for_customers`` names fields."""

    #: Fields that no customer may see, and how their values look beside the marked texts.
    never_for_customers: ClassVar[tuple[str, ...]] = ()
    secrets: ClassVar[tuple[str, ...]] = ()

    def tokens(self) -> list[str]:
        """What must not stand in any answer."""
        return [*(f"{OWN}-{name}" for name in self.never_for_customers), *self.secrets]

    def pages_of_own(self) -> Iterator[str]:
        """Every page on which the own row can be seen."""
        uid, day = self.own.uid, clock.now().date().isoformat()
        yield from (self.page("list"), self.page("list", q=OWN), self.page("list", as_of=day))
        for fmt in FORMATS:
            yield self.page("export", format=fmt)
        for verb in ("detail", "history"):
            yield self.page(verb, uid)
        yield self.page("detail", uid, as_of=day)
        yield from (self.page("version", uid, n) for n in range(1, self.own.version + 1))
        yield from (reverse("home"), f"{reverse('search')}?q={OWN}")

    def answers_of_own(self) -> Iterator[str]:
        """Every answer of the API in which the own row can be."""
        yield from (self.api("list"), self.api("detail", self.own.uid))
        yield from (self.api("history", self.own.uid), self.api("list", q=OWN))
        yield self.api("detail", self.own.uid, as_of=clock.now().date().isoformat())

    def assert_silent(self, paths) -> None:
        """The answers open, and no secret is in them."""
        for path in paths:
            response = self.client_of(WHO).get(path)
            assert response.status_code == 200, (path, response.status_code)
            text = unpacked(response)
            assert [token for token in self.tokens() if token in text] == [], path

    def test_secrets_are_there_for_those_who_may_see_them(self):
        texts = [name for name in self.never_for_customers if self.is_marked(name)]
        text = body(self.admin.get(self.api("detail", self.own.uid)))
        assert [name for name in texts if f"{OWN}-{name}" not in text] == []

    def is_marked(self, name) -> bool:
        """Whether the field holds a marked text."""
        return str(getattr(self.own, name)).startswith(OWN)

    @pytest.mark.pages
    def test_no_page_tells_a_customer(self):
        if self.never_for_customers:
            self.assert_silent(self.pages_of_own())

    def test_no_answer_of_the_api_tells_a_customer(self):
        if self.never_for_customers:
            self.assert_silent(self.answers_of_own())

    @pytest.mark.pages
    def test_no_parameter_of_a_page_reaches_a_hidden_field(self):
        for name in self.never_for_customers:
            for key in ("column", "sort", name, f"{name}_from", f"{name}__startswith"):
                value = "a" if key not in ("column", "sort") else name
                for verb in ("list", "export"):
                    path = self.page(verb, format="csv", **{key: value})
                    assert self.client_of(WHO).get(path).status_code == 400, path

    def test_no_parameter_of_the_api_reaches_a_hidden_field(self):
        for name in self.never_for_customers:
            keys = [name, *(f"{name}__{end}" for end in ("contains", "in", "gte", "isnull"))]
            asked = [{key: "true"} for key in keys]
            for query in ({"fields": name}, {"ordering": name}, {"ordering": f"-{name}"}, *asked):
                path = self.api("list", **query)
                assert self.client_of(WHO).get(path).status_code == 400, path

    @pytest.mark.pages
    def test_search_does_not_find_a_customer_by_what_is_hidden(self):
        for token in self.tokens():
            for persona in (WHO, "service_manager"):
                page = self.client_of(persona).get(reverse("search"), {"q": token})
                assert str(self.own.uid) not in body(page), token
            rows = self.client_of(WHO).get(self.api("list", q=token))
            if self.customers_see:
                assert rows.json()["results"] == [], token

    def test_the_past_hides_it_too(self):
        if self.never_for_customers:
            day = (LAST_SPRING.date()).isoformat()
            self.assert_silent([self.api("list", as_of=day), self.api("history", self.own.uid)])
