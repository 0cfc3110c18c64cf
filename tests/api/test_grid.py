"""What the API does for grids: links as people write them, every stale row, rows as written, one request."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portfolio.models import Service
from tests import factories
from tests.api.caller import Caller

PATH = "services/bulk/"


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def change(row, **changes):
    """A row of a bulk request that changes a record."""
    return {"uid": str(row.uid), "version": row.version, "changes": changes}


def test_a_link_is_understood_by_reference_label_and_title(manager, world):
    person = factories.PersonFactory(name="Zoë Named")
    for text in (person.reference, f"{person.reference} · Zoë Named", "zoë named", " Zoë Named "):
        world.service.refresh_from_db()
        rows = [change(world.service, owner={"named": text}, description=text)]
        assert manager.post(PATH, {"rows": rows}).status_code == 200, text
        world.service.refresh_from_db()
        assert world.service.owner == person


def test_a_name_that_several_or_none_bear_is_an_error_of_its_cell(manager, world):
    factories.PersonFactory(name="Twice")
    factories.PersonFactory(name="Twice")
    gone = factories.archive(factories.PersonFactory(name="Gone"))
    for text in ("Twice", "Nobody", "Gone", "", 7):
        answer = manager.post(PATH, {"rows": [change(world.service, owner={"named": text})]})
        assert answer.status_code == 400
        assert list(answer.json()["rows"]["0"]) == ["owner"]
    rows = [change(world.service, owner={"named": gone.reference})]
    assert manager.post(PATH, {"rows": rows}).status_code == 200


def test_every_stale_row_is_told_with_its_present_values(manager, world):
    other = factories.ServiceFactory(name="Other")
    fine = factories.ServiceFactory(name="Fine")
    rows = [change(world.service, name="a"), change(fine, name="b"), change(other, name="c")]
    for row, text in ((world.service, "Theirs 1"), (other, "Theirs 2")):
        assert manager.patch(row, {"name": text}).status_code == 200
    answer = manager.post(PATH, {"rows": rows})
    assert answer.status_code == 412
    stale = answer.json()["stale"]
    assert {index: row["name"] for index, row in stale.items()} == {
        "0": "Theirs 1",
        "2": "Theirs 2",
    }
    assert stale["2"]["version"] == 2
    assert Service.objects.get(pk=fine.pk).name == "Fine"


def test_stale_rows_are_told_within_an_idempotent_request_too(manager, world):
    rows = [change(world.service, name="late")]
    manager.patch(world.service, {"name": "early"})
    answer = manager.post(PATH, {"rows": rows}, Idempotency_Key="stale-1")
    assert answer.status_code == 412
    assert answer.json()["stale"]["0"]["name"] == "early"


def test_bulk_answers_the_fields_asked_for_as_they_were_written(manager, world):
    rows = [{"changes": {"name": "  New  "}}, change(world.service, name="Old")]
    answer = manager.post(f"{PATH}?fields=name,owner", {"rows": rows})
    found = answer.json()["results"]
    assert [(row["name"], row["version"]) for row in found] == [("New", 1), ("Old", 2)]
    assert "description" not in found[0]
    assert manager.post(f"{PATH}?fields=nonsense", {"rows": rows}).status_code == 400


def test_a_list_says_which_rows_its_reader_may_change(world):
    user = world.users["service_owner"]
    mine = factories.ServiceFactory(name="Mine", owner=user.person)
    factories.ServiceFactory(name="Not mine")
    rows = Caller(user).get("services/?editable=true&page_size=200").json()["results"]
    editable = {row["name"] for row in rows if row["editable"]}
    assert "Mine" in editable
    assert "Not mine" not in editable
    assert all(not row["editable"] for row in _rows(world.users["auditor"]))
    assert all(row["editable"] for row in _rows(world.users["service_manager"]))
    assert "editable" not in Caller(user).get("services/").json()["results"][0]
    assert mine.version == 1


def _rows(user):
    return Caller(user).get("services/?editable=true").json()["results"]


def test_a_link_is_filtered_by_a_part_of_its_title(manager, world):
    person = factories.PersonFactory(name="Quirin Unusual")
    factories.ServiceFactory(name="Found", owner=person)
    assert manager.names("services/?owner__contains=unusu") == ["Found"]
    assert manager.names(f"services/?owner__contains={person.reference}") == ["Found"]


TEXTS = (
    "description", "criticality_reason", "service_hours", "support_channels", "outcomes", "drivers",
    "strategic_intent", "notes",
)  # fmt: skip


def test_a_paste_of_50_by_10_cells_takes_at_most_30_statements(manager):
    services = [factories.ServiceFactory(name=f"Service {number}") for number in range(50)]
    people = [factories.PersonFactory(name=f"Owner {number}") for number in range(5)]
    rows = []
    for number, service in enumerate(services):
        texts = {name: f"{name} {number}" for name in TEXTS}
        owner = {"named": people[number % 5].title}
        rows.append(change(service, name=f"Pasted {number}", owner=owner, **texts))
    with CaptureQueriesContext(connection) as statements:
        answer = manager.post(f"{PATH}?fields=name,owner", {"rows": rows}, Idempotency_Key="paste")
    assert answer.status_code == 200, answer.content
    assert len(statements) <= 30, [each["sql"][:90] for each in statements]
    assert Service.objects.filter(name__startswith="Pasted", owner__in=people).count() == 50
