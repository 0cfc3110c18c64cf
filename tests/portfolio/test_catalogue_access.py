"""Users and other interested parties read a customer's catalogue, as long as they are given access to it."""

from datetime import timedelta

import pytest

from core import records
from core.access.principals import Principal, today
from core.choices import Origin, Role
from core.errors import Forbidden, Invalid
from core.models import User
from portfolio.models import CatalogueAccess
from portfolio.services import catalogue
from relationships.choices import CustomerStatus
from tests import factories, personas
from tests.exchange.files import csv_of, examined, states
from tests.portfolio.catalogues import publish, words
from tests.security.ground import browser, crawl

pytestmark = [pytest.mark.django_db]
PAGES = ("/catalogue/", "/catalogue.jsonld", "/catalogue.pdf", "/catalogue/editions/")
API = ("/api/v1/catalogue/", "/api/v1/catalogue/editions/")
DAY = timedelta(days=1)


@pytest.fixture
def world():
    """Each customer receives a service, which stands in the catalogue for its receivers alone."""
    made = personas.cast()
    for name, service in (("Mine", made.service), ("Theirs", made.other_service)):
        factories.CatalogueEntryFactory(
            service=service, name=name, audience="receivers", published=True
        )
    publish()
    return made


@pytest.fixture
def reader(world):
    return world.users["catalogue_reader"]


@pytest.fixture
def given(world, reader):
    return factories.CatalogueAccessFactory(person=reader.person, customer=world.customer)


def read(user):
    """The names in the catalogue of somebody to whom it is open, else the answers of its addresses."""
    client = browser(user)
    statuses = {client.get(path).status_code for path in (*PAGES[:2], *API)}
    if statuses != {200}:
        return statuses
    offers = client.get("/catalogue.jsonld").json()["itemListElement"]
    return {each["itemOffered"]["name"] for each in offers}


@pytest.mark.pages
def test_every_output_has_what_the_customer_reads_and_nothing_of_another(reader, given):
    client = browser(reader)
    for path in (*PAGES[:3], API[0]):
        told = words(client.get(path))
        assert "Mine" in told, path
        assert "Theirs" not in told, path
    for path in PAGES[:3]:
        hidden = client.get(path, {"customer": str(given.customer.uid)})
        assert hidden.status_code == 400, path  # no customer is there to choose


def change(row, **values):
    """A later version of what the record is now."""
    factories.change(type(row)._base_manager.get(pk=row.pk), **values)


def test_it_ends_at_once_however_it_ends(reader, given):
    refused = {403}
    assert read(reader) == {"Mine"}
    change(given, reads_until=today() - DAY)
    assert read(reader) == refused
    change(given, reads_until=today())
    assert read(reader) == {"Mine"}
    change(given, reads_from=today() + DAY, reads_until=None)
    assert read(reader) == refused
    change(given, reads_from=None)
    change(reader, roles=[])
    assert read(reader) == refused
    change(reader, roles=[Role.CATALOGUE_READER])
    assert read(reader) == {"Mine"}
    factories.archive(CatalogueAccess._base_manager.get(pk=given.pk))
    assert read(reader) == refused
    assert given.history.count() == 6  # each of them is in the history


def test_it_ends_with_the_relationship(reader):
    customer = factories.CustomerFactory(status=CustomerStatus.PROSPECT)
    factories.CatalogueAccessFactory(person=reader.person, customer=customer)
    assert read(reader) == set()
    change(customer, status=CustomerStatus.ENDED)
    assert read(reader) == {403}


def test_the_role_alone_and_the_access_alone_open_nothing(world, reader):
    assert read(reader) == {403}
    outsider = world.users["outsider"]
    factories.CatalogueAccessFactory(person=outsider.person, customer=world.customer)
    assert read(outsider) == {403}


def test_access_to_a_group_shows_what_the_group_reads_and_no_member(world, reader):
    group = factories.CustomerGroupFactory()
    factories.GroupMemberFactory(group=group, customer=world.customer)
    entry = factories.CatalogueEntryFactory(
        service=factories.ServiceFactory(), name="Shared", audience="named", published=True
    )
    factories.CatalogueReaderFactory(entry=entry, customer=None, group=group)
    publish("CHG-1", "More.")
    access = factories.CatalogueAccessFactory(person=reader.person, customer=None, group=group)
    assert read(reader) == {"Shared"}
    factories.change(access, customer=world.customer, group=None)
    assert read(reader) == {"Mine", "Shared"}


def test_a_token_of_a_reader_reads_the_catalogue_where_its_scope_says_so(reader, given):
    for scope, open_ in (("read", True), ("customers:read", False)):
        principal = Principal.of(reader, frozenset({scope}))
        assert catalogue.may_read(principal) is open_, scope


@pytest.mark.pages
def test_nothing_else_is_reached_from_any_page(world, reader, given):
    answers = list(crawl(browser(reader), "/"))
    found = {path for path, response, _text in answers if response.status_code == 200}
    assert {"/", "/catalogue/", "/catalogue/editions/"} <= found
    told = "".join(text for _path, _response, text in answers)
    for canary in ("Own customer", "Own service", "canary", "Theirs", "Other"):
        assert canary not in told, canary


def test_a_representative_who_is_a_reader_too_sees_no_more_fields(world):
    both = world.users["representative"]
    before = browser(both).get(f"/api/v1/services/{world.service.uid}/").json()
    factories.change(both, roles=[Role.CATALOGUE_READER, Role.REPRESENTATIVE])
    after = browser(both).get(f"/api/v1/services/{world.service.uid}/").json()
    assert set(after) == set(before)
    assert not {"cost", "strategic_intent", "notes"} & set(after)


def give(world, persona, **values):
    person = factories.PersonFactory()
    by = Principal.of(world.users[persona])
    return records.create(
        CatalogueAccess, {"person": person, **values}, by=by, origin=Origin.SCREEN
    )


def test_a_party_alone_says_whose_catalogue_it_is(world):
    party = factories.InterestedPartyFactory(customer=world.customer)
    assert give(world, "relationship_manager", party=party).customer == world.customer
    theirs = factories.InterestedPartyFactory(customer=world.other_customer)
    for values in ({"party": theirs}, {"customer": world.other_customer}):
        with pytest.raises((Invalid, Forbidden)):
            give(world, "relationship_manager", **values)
    assert CatalogueAccess.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("values", ["nobody", "both", "a party of another"])
def test_what_makes_no_sense_is_refused_with_its_rule(world, values):
    group = factories.CustomerGroupFactory()
    theirs = factories.InterestedPartyFactory(customer=world.other_customer)
    wrong = {
        "nobody": ({}, "customer"),
        "both": ({"customer": world.customer, "group": group}, "customer"),
        "a party of another": ({"customer": world.customer, "party": theirs}, "party"),
    }
    given, field = wrong[values]
    with pytest.raises(Invalid) as caught:
        give(world, "service_manager", **given)
    assert set(caught.value.fields) == {field}


@pytest.mark.pages
def test_an_access_says_whether_it_can_be_used_and_leads_to_the_invitation(world):
    person = factories.PersonFactory(name="Ines", email="ines@example.org")
    row = factories.CatalogueAccessFactory(person=person, customer=world.customer)
    page = f"/catalogue-accesses/{row.uid}/"
    manager, administrator = map(
        browser, map(world.users.get, ("relationship_manager", "administrator"))
    )
    assert "Has no account yet" in words(manager.get(page))
    assert "/users/new/" not in words(manager.get(page))
    way = f"/users/new/?person={person.uid}&amp;roles=catalogue_reader"
    assert way in words(administrator.get(page))
    form = words(administrator.get(way.replace("&amp;", "&")))
    assert 'value="ines@example.org"' in form
    sent = administrator.post(
        "/users/new/",
        {
            "name": "Ines",
            "email": "ines@example.org",
            "person": str(person.uid),
            "roles": ["catalogue_reader"],
        },
    )
    assert sent.status_code == 302, sent.content
    user = User.objects.unscoped("test").get(person=person)
    assert (user.roles, read(user)) == ([Role.CATALOGUE_READER], {"Mine"})
    assert "Can sign in as a catalogue reader" in words(manager.get(page))


def test_a_list_of_readers_needs_no_references_and_knows_who_reads_already():
    clinic = factories.CustomerFactory(name="Clinic")
    reader = factories.PersonFactory(name="Ana Reader")
    factories.PersonFactory(name="Ben Reader")
    factories.CatalogueAccessFactory(person=reader, customer=clinic)
    lines = ("Reader,Organisation,Since", "Ana Reader,Clinic,", "Ben Reader,Clinic,2026-01-01")
    assert states(examined("catalogue-accesses", csv_of(*lines))) == ["unchanged", "new"]
