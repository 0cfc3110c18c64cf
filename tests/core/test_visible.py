"""Own rows over all registers: one statement kept by roles and day, and nobody else's rows in it."""

from datetime import timedelta

import pytest

from core import access, clock
from core.access import Reach
from core.access.principals import Principal, today
from core.choices import Role
from core.declaration import visible
from core.declaration.finding import find
from core.declaration.registry import declarations
from relationships.models import Representative
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    visible._statement.cache_clear()
    yield
    visible._statement.cache_clear()


@pytest.fixture
def world():
    made = cast()
    factories.SlaFactory(service=made.service, customer=made.customer)
    factories.SlaFactory(service=made.other_service, customer=made.other_customer)
    return made


def asked_one_by_one(principal):
    """The keys of own rows, by asking each register by itself."""
    own = [
        each.model
        for each in declarations()
        if access.allowed(principal, each.model, "view") is Reach.OWN
    ]
    rows = (model.objects.for_user(principal).current() for model in own)
    return {row.pk for found in rows for row in found}


def test_two_people_of_the_same_roles_get_their_own_rows_from_one_statement(world):
    representative, stranger = world.principal("representative"), world.principal("stranger")
    first, second = map(visible.own_keys, (representative, stranger))
    assert set(first) == asked_one_by_one(representative)
    assert set(second) == asked_one_by_one(stranger)
    assert world.service.pk in first
    assert world.service.pk not in second
    assert world.other_service.pk in second
    assert world.other_service.pk not in first
    assert visible._statement.cache_info().misses == 1


def test_an_appointment_that_ends_today_ends_the_sight_after_it(world):
    principal = world.principal("representative")
    appointment = Representative._base_manager.get(person=principal.person_id)
    factories.change(appointment, appointed_until=today())
    assert world.service.pk in visible.own_keys(principal)
    with clock.at(clock.now() + timedelta(days=2)):
        assert visible.own_keys(principal) == []


def test_a_representative_who_is_no_person_has_no_own_rows(world):
    somebody = Principal(kind="user", name="", roles=frozenset({Role.REPRESENTATIVE}))
    assert visible.own_keys(somebody) == []
    assert not visible.visible_records(somebody).exists()


def test_own_rows_too_many_to_name_are_the_same_records(world, monkeypatch):
    principal = world.principal("representative")
    named = set(visible.visible_records(principal).values_list("pk", flat=True))
    monkeypatch.setattr(visible, "FEW", 1)
    visible._statement.cache_clear()
    assert visible.own_keys(principal) is None
    assert set(visible.visible_records(principal).values_list("pk", flat=True)) == named


def test_search_of_somebody_who_sees_few_asks_two_questions(world, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(find(world.principal("representative"), "own", limit=1)) == 2
