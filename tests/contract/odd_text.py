"""Contract: odd text in any parameter or field is an error of the caller, never of the site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any, ClassVar

import pytest
from django.db import models

from tests.contract.ground import Ground, marked
from tests.contract.html import form_with
from tests.contract.reading import body

BROKEN = ("%00", "a%00b", "%ED%A0%80", "%FF")
ODD = ("9223372036854775808", "10000-01-01", "NaN", "-Infinity", "1e999", "\u202e", "-", "\u0661")
OWN_PARAMETERS = ("q", "sort", "column", "archived", "as_of", "format", "after", "before", "last")
OF_THE_API = ("q", "ordering", "fields", "archived", "as_of", "page_size", "cursor")
SERVER_ERROR = 500


class OddText(Ground):
    """Inherited by every register."""

    lookups: ClassVar[tuple[str, ...]] = ("", "__in", "__gte", "__contains")

    def odd(self, own, endings, values, *, whole=()) -> Iterator[tuple[str, str]]:
        """Every parameter with something odd in it: one of the values in turn, which turns on from
        register to register; the first field of each kind with all values of ``whole``.
        """
        met, turn = set(), self.turning(values)
        yield from ((name, next(turn)) for name in own)
        for field in map(self.model._meta.get_field, self.model.value_fields()):
            kind = (type(field), bool(field.choices))
            for ending in endings(field):
                for value in [next(turn)] if kind in met or not whole else whole:
                    yield field.name + ending, value
            met.add(kind)

    def turning(self, values) -> Iterator[Any]:
        """The values over and over, beginning elsewhere for every register."""
        return islice(cycle(values), sum(map(ord, self.name)) % len(values), None)

    def endings(self, field) -> tuple[str, ...]:
        """What the list puts behind the name of a field."""
        ranged = isinstance(field, models.DateField | models.DecimalField | models.IntegerField)
        return ("", "_from", "_to") if ranged else ("",)

    @pytest.mark.pages
    def test_no_parameter_of_the_list_breaks_the_site(self):
        path = self.page("list")
        for name, value in self.odd(OWN_PARAMETERS, self.endings, ODD[:5]):
            response = self.admin.get(path, {name: value})
            assert response.status_code < SERVER_ERROR, (name, value)

    def test_no_parameter_of_the_api_breaks_the_site(self):
        path = self.api("list")
        for name, value in self.odd(
            OF_THE_API, lambda _field: self.lookups, ODD[:5], whole=ODD[:3]
        ):
            response = self.admin.get(path, {name: value})
            assert response.status_code < SERVER_ERROR, (name, value)

    def test_broken_text_is_refused_wherever_it_stands(self):
        for value in BROKEN:
            for path in (self.api("list"), self.api("detail", self.own.uid)):
                assert self.admin.get(f"{path}?q={value}").status_code == 400
                assert self.admin.get(f"{path}?{value}=1").status_code == 400

    def groups(self) -> tuple[list[str], list[str]]:
        """All fields, and those that take any text: errors elsewhere would hide theirs."""
        return list(self.model.writable_fields()), [*marked(self.model, ""), "reference"]

    def test_no_value_in_a_body_breaks_the_api(self):
        before = self.all_written()
        turn = self.turning((*ODD, 2**63, 10**400, {"uid": 1}, [], True, None, "x" * 70_000))
        for names in self.groups():
            for value in islice(turn, 8):
                data = {**dict.fromkeys(names, value), "version": 10**6}
                status = self.admin.patch(
                    self.api("detail", self.own.uid), json.dumps(data), "application/json"
                ).status_code
                assert status in (400, 412), (names, value, status)
        assert self.all_written() == before

    def test_broken_text_in_a_body_is_refused(self):
        before = self.all_written()
        for text in ("\\u0000", "\\ud800", "\\udfff"):
            data = f'{{"{self.text_field}": "a{text}", "version": {self.own.version}}}'
            answer = self.admin.patch(self.api("detail", self.own.uid), data, "application/json")
            assert answer.status_code == 400, text
        assert self.all_written() == before

    @pytest.mark.pages
    def test_no_value_in_a_form_breaks_the_page(self):
        page = self.admin.get(self.page("edit", self.own.uid))
        data = form_with(body(page), "version")
        data["version"] = [str(10**6)]
        before, turn = self.all_written(), self.turning((*ODD, "x\x00y", "x" * 70_000))
        for names in self.groups():
            for value in islice(turn, 4):
                answer = self.admin.post(
                    self.page("edit", self.own.uid), {**data, **dict.fromkeys(names, value)}
                )
                assert answer.status_code in (400, 412), (names, value, answer.status_code)
        assert self.all_written() == before
