"""Pages by key: every row once, in order, in both directions, whatever it is ordered by."""

import base64
import json
from datetime import date

import pytest

from core.errors import Invalid
from core.models import Action
from core.reading.paging import Key, capped_count, page, read_cursor
from tests import factories

pytestmark = pytest.mark.django_db

REFERENCE = Key("reference")
ORDERS = {
    "reference": [REFERENCE],
    "reference down": [Key("reference", descending=True)],
    "name with repeats": [Key("name"), REFERENCE],
    "name down": [Key("name", descending=True), Key("reference", descending=True)],
    "day with gaps": [Key("due"), REFERENCE],
    "day with gaps, down": [Key("due", descending=True), Key("reference", descending=True)],
    "linked title with gaps": [Key("owner__title"), REFERENCE],
}


@pytest.fixture
def actions():
    """Seven actions with repeated names, missing days and missing owners."""
    people = [factories.PersonFactory(name=name) for name in ("Zoë", "Anna")]
    days = [
        date(2026, 3, 1),
        None,
        date(2026, 1, 5),
        None,
        date(2026, 3, 1),
        date(2027, 1, 1),
        None,
    ]
    for number, day in enumerate(days):
        owner = people[number % 3] if number % 3 < 2 else None
        factories.ActionFactory(name=f"Task {number % 2}", due=day, owner=owner)


def forward(keys, size):
    """All references, page by page from the first."""
    found, cursor = [], None
    while True:
        part = page(Action.objects.all(), keys, size=size, after=cursor)
        found += [row.reference for row in part.rows]
        cursor = part.next
        if cursor is None:
            return found


def backward(keys, size):
    """All references, page by page from the last."""
    part = page(Action.objects.all(), keys, size=size, last=True)
    found = [row.reference for row in part.rows]
    while part.previous:
        part = page(Action.objects.all(), keys, size=size, before=part.previous)
        found = [row.reference for row in part.rows] + found
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
@pytest.mark.parametrize("keys", ORDERS.values(), ids=ORDERS)
def test_pages_forward_and_backward_hold_every_row_once_in_the_same_order(actions, keys, size):
    whole = [row.reference for row in page(Action.objects.all(), keys, size=100).rows]
    assert len(set(whole)) == 7
    assert forward(keys, size) == whole
    assert backward(keys, size) == whole


def test_rows_without_a_value_come_last_in_both_directions(actions):
    for keys in (ORDERS["day with gaps"], ORDERS["day with gaps, down"]):
        days = [row.due for row in page(Action.objects.all(), keys, size=100).rows]
        assert days[-3:] == [None, None, None]
        assert None not in days[:-3]


def test_a_row_deleted_from_view_does_not_move_the_next_page(actions):
    first = page(Action.objects.all(), [REFERENCE], size=3)
    rest = Action.objects.exclude(reference=first.rows[-1].reference)
    second = page(rest, [REFERENCE], size=3, after=first.next)
    assert second.rows[0].reference > first.rows[-1].reference


def test_a_cursor_carries_no_integer_key(actions):
    cursor = page(Action.objects.all(), ORDERS["name with repeats"], size=1).next
    values = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    assert values == ["Task 0", "ACT-0001"]


def encoded(value):
    """Any JSON as a cursor."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "é",
        "%%%",
        "AAAA",
        encoded([]),
        encoded(["2026-01-01", "x", "y"]),
        encoded(["2026-99-01", "x"]),
        encoded(["10000-01-01", "x"]),
        encoded([7, "x"]),
        encoded({"due": "2026-01-01"}),
        encoded(["2026-01-01", "a\x00b"]),
        encoded(["2026-01-01", "\ud800"]),
        "[" * 5000,
    ],
)
def test_a_broken_cursor_is_refused_by_name(cursor):
    with pytest.raises(Invalid) as refused:
        read_cursor(Action, ORDERS["day with gaps"], cursor)
    assert list(refused.value.fields) == ["after"]


def test_counting_stops_at_the_cap(actions):
    assert capped_count(Action.objects.all()) == (7, False)
    assert capped_count(Action.objects.all(), cap=7) == (7, False)
    assert capped_count(Action.objects.all(), cap=5) == (5, True)


def test_the_last_page_costs_no_more_queries_than_the_first(actions, django_assert_num_queries):
    with django_assert_num_queries(1):
        page(Action.objects.all(), [REFERENCE], size=2)
    with django_assert_num_queries(1):
        page(Action.objects.all(), [REFERENCE], size=2, last=True)
