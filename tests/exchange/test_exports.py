"""Exports hold what their reader may see, as text that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from core.choices import Role
from core.errors import Forbidden, Invalid
from core.exchange.exporting import write_rows
from core.models import AccessEntry
from portfolio.models import Service
from relationships.models import Customer
from tests.exchange.files import TESTER, parts_of
from tests.factories import PersonFactory, ServiceFactory
from tests.personas import cast, user

pytestmark = pytest.mark.django_db


def written(queryset: Any, fmt: str = "csv", by: Any = TESTER, **options: Any) -> bytes:
    """Rows as the bytes of a file."""
    file = io.BytesIO()
    write_rows(file, fmt, queryset, by=by, **options)
    return file.getvalue()


def table(data: bytes) -> list[dict[str, str]]:
    """A CSV file as dictionaries."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_a_formula_is_quoted_text_in_csv(text: str) -> None:
    ServiceFactory(name=text)
    assert table(written(Service.objects.all()))[0]["Name"] == f"'{text}"


def test_a_formula_is_a_text_cell_in_a_workbook() -> None:
    ServiceFactory(name='=HYPERLINK("http://x","y")', link="https://example.org/")
    data = written(Service.objects.all(), "xlsx")
    sheet = parts_of(data)["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in sheet
    assert b"<hyperlink" not in sheet
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.active["B2"].data_type == "s"
    assert book.active["B2"].value == '=HYPERLINK("http://x","y")'


def test_the_same_rows_give_the_same_bytes() -> None:
    ServiceFactory(name="Mail")
    for fmt in ("csv", "xlsx", "json"):
        assert written(Service.objects.all(), fmt) == written(Service.objects.all(), fmt)


def test_links_show_reference_and_name_in_one_question_for_many_rows(
    django_assert_max_num_queries: Any,
) -> None:
    owners = [PersonFactory(name=f"Person {n}") for n in range(5)]
    for n in range(20):
        ServiceFactory(name=f"Service {n}", owner=owners[n % 5])
    with django_assert_max_num_queries(2):
        rows = table(written(Service.objects.order_by("pk")))
    assert rows[0]["Owner"] == f"{owners[0].reference} · Person 0"


def test_hidden_fields_and_rows_are_nowhere_in_an_export() -> None:
    people = cast()
    by = people.principal("representative")
    for model in (Service, Customer):
        for fmt in ("csv", "json", "xlsx"):
            data = written(model.objects.for_user(by), fmt, by=by)
            text = b"".join(parts_of(data).values()) if fmt == "xlsx" else data
            for secret in (b"canary", b"Other", b"ost a year", b"strategic_intent"):
                assert secret not in text


def test_a_name_that_the_reader_may_not_see_stays_blank() -> None:
    people = cast()
    by = people.principal("representative")
    assert "Owner" not in table(written(Service.objects.for_user(by), by=by))[0]["Name"]
    assert b"The service_owner" not in written(Service.objects.for_user(by), by=by)


def test_who_may_not_see_the_register_exports_nothing() -> None:
    people = cast()
    with pytest.raises(Forbidden):
        written(Service.objects.all(), by=people.principal("outsider"))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(Invalid, match="csv, xlsx, json"):
        written(Service.objects.all(), "pdf")


def test_a_text_too_long_for_excel_is_refused_and_not_cut() -> None:
    ServiceFactory(name="Mail", notes="x" * 40_000)
    with pytest.raises(Invalid, match="too long for Excel"):
        written(Service.objects.all(), "xlsx")
    assert b"x" * 40_000 in written(Service.objects.all(), "csv")


def test_a_download_has_the_columns_on_screen_and_is_noted(client: Client) -> None:
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    ServiceFactory(name="Mail", status="active")
    response = client.get("/services/export/?format=csv&column=name")
    rows = table(b"".join(response))
    assert list(rows[0]) == ["Reference", "Name", "Record version", "Record uid"]
    assert response["Content-Disposition"].startswith('attachment; filename="services-')
    assert response["X-Content-Type-Options"] == "nosniff"
    entry = AccessEntry.objects.latest("seq")
    assert (entry.event, "The manager" in entry.payload) == ("export", True)
