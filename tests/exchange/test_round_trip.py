"""An export that comes back unchanged changes nothing, for every register and every format."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from core.exchange.exporting import write_export
from core.models import LedgerEntry
from core.registers import registers
from portfolio.models import Service
from suppliers.models import Agreement
from tests import factories
from tests.exchange.files import TESTER, examined, states
from tests.factories import PersonFactory, ServiceFactory, SupplierFactory, archive
from tests.personas import cast

pytestmark = pytest.mark.django_db

FORMATS = ("csv", "xlsx", "json")
NASTY = (
    "=1+1", "+49 30 12", "-5", "@home", "＝SUM(A1)", "N/A", "TBD", "'N/A", "''=x", "'quoted'", "a,b;c\td",
    'say "hi"', "line\nbreak", "ümläut Łódź 日本", "12", "2024-01-02", "Yes", "1,234", "_x0041_",
    "<img src=x onerror=alert(1)>",
)  # fmt: skip


def exported(model: Any, folder: Path, fmt: str) -> Path:
    """A register as a file."""
    path = folder / f"{model.register.name}.{fmt}"
    write_export(model, by=TESTER, path=path)
    return path


def imported_states(model: Any, path: Path) -> set[str]:
    """The states of all rows of a file imported again."""
    return set(states(examined(model.register.name, path.read_bytes(), path.name)))


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_register_comes_back_unchanged(fmt: str, tmp_path: Path) -> None:
    cast()
    for name in dir(factories):
        made = getattr(factories, name)
        if name.endswith("Factory") and name != "RecordFactory":
            made()
    before = LedgerEntry.objects.count()
    for model in registers():
        if model.objects.current().exists():
            assert imported_states(model, exported(model, tmp_path, fmt)) == {"unchanged"}, model
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_text_comes_back_as_it_was(fmt: str, tmp_path: Path) -> None:
    for text in NASTY:
        ServiceFactory(name=f"Service {text}"[:200], notes=text, outsourced_to=text)
    path = exported(Service, tmp_path, fmt)
    assert imported_states(Service, path) == {"unchanged"}


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_text_is_the_same_in_another_register(fmt: str, tmp_path: Path) -> None:
    rows = [ServiceFactory(name=text, notes=text) for text in NASTY]
    path = exported(Service, tmp_path, fmt)
    # To another database a file goes without what identifies the records of this one.
    names = (
        ("reference", "@uid", "@version")
        if fmt == "json"
        else ("Reference", "Record uid", "Record version")
    )
    mapping = dict.fromkeys(names, "")
    for row in rows:
        archive(row)
    drafts = examined("services", path.read_bytes(), path.name, mapping=mapping).take_drafts()
    assert [(draft.uid, draft.values["name"], draft.values["notes"]) for draft in drafts] == [
        (None, row.name, row.notes) for row in rows
    ]


@pytest.mark.parametrize("fmt", FORMATS)
def test_days_amounts_and_links_come_back(fmt: str, tmp_path: Path) -> None:
    supplier = SupplierFactory(name="N/A · odd", contact=PersonFactory(name="James"))
    factories.AgreementFactory(
        supplier=supplier, amount=Decimal("1234567.80"), currency="EUR", starts_on=date(2024, 2, 3)
    )
    for model in (Agreement, type(supplier)):
        assert imported_states(model, exported(model, tmp_path, fmt)) == {"unchanged"}


def test_a_changed_cell_is_the_only_change(tmp_path: Path) -> None:
    ServiceFactory(name="Mail", status="active", owner=PersonFactory(name="James"))
    path = exported(Service, tmp_path, "csv")
    data = path.read_bytes().replace(b"Active", b"Retiring")
    [draft] = examined("services", data).take_drafts()
    assert (draft.values, draft.version) == ({"status": "retiring"}, 1)


def test_json_is_for_programs(tmp_path: Path) -> None:
    owner = PersonFactory(name="James")
    ServiceFactory(name="=1", cost=Decimal("5.10"), currency="EUR", owner=owner)
    content = json.loads(exported(Service, tmp_path, "json").read_bytes())
    [record] = content["records"]
    assert (content["register"], content["as_of"]) == ("services", None)
    assert (record["name"], record["cost"], record["in_scope"]) == ("=1", "5.10", True)
    assert record["owner"] == {
        "uid": str(owner.uid),
        "reference": owner.reference,
        "title": "James",
    }


@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_a_file_exported_in_german_is_understood_in_english(fmt: str, tmp_path: Path) -> None:
    ServiceFactory(name="Mail", status="active", criticality="high", last_review=date(2024, 5, 6))
    with translation.override("de"):
        path = exported(Service, tmp_path, fmt)
    examination = examined("services", path.read_bytes(), path.name)
    assert states(examination) == ["unchanged"]
    assert examination.matched.ignored == []
