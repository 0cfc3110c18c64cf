"""Numbers and days are read by the customs of the language on the screen, and never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation

from core.access.principals import system
from core.choices import Role
from core.errors import Invalid
from core.reading.filters import filter_for
from core.text import typed
from portfolio.models import Service
from tests import factories, personas
from tests.contract.html import form_with

NUMBERS = {
    "de": {"1.234,50": "1234.50", "1234,5": "1234.5", "1 234,5": "1234.5", "-0,25": "-0.25",
           "1,234": "1.234", "12.50": "12.50", "1.234.567": "1234567", "99,950": "99.950"},
    "en": {"1,234.50": "1234.50", "1234.5": "1234.5", "+7": "7", "1.234": "1.234",
           "12,5": "12.5", "1,234,567": "1234567", "99.950": "99.950", ".5": "0.5"},
}  # fmt: skip
UNCLEAR = {"de": "1.234", "en": "1,234"}
NO_NUMBERS = ("", "abc", "1,2,3", "1.2.3", "12.34,5,6", "NaN", "Infinity", "1e5", "٣", "€ 5", "5 %",
              "1,23,456.00", "9" * 100, "--1", ",")  # fmt: skip


@pytest.mark.parametrize("language", NUMBERS)
def test_numbers_are_read_as_people_write_them(language):
    with translation.override(language):
        read = {text: str(typed.number(text)) for text in NUMBERS[language]}
    assert read == NUMBERS[language]


@pytest.mark.parametrize("language", UNCLEAR)
def test_a_number_that_could_be_two_is_refused_with_both(language):
    with translation.override(language), pytest.raises(typed.NotANumber) as refused:
        typed.number(UNCLEAR[language])
    assert "1234" in str(refused.value)
    assert {"de": "1,234", "en": "1.234"}[language] in str(refused.value)


@pytest.mark.parametrize("language", NUMBERS)
@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_is_refused(language, text):
    with translation.override(language), pytest.raises(typed.NotANumber):
        typed.number(text)


def test_days_are_read_as_people_write_them():
    texts = ("2026-12-31", "31.12.2026", "31.12.26", "31/12/2026", "12/31/2026", "31 Dec 2026",
             "31. Dezember 2026")  # fmt: skip
    assert {text: typed.day(text) for text in texts} == dict.fromkeys(texts, date(2026, 12, 31))
    for text in ("1/2/2026", "31.02.2026", "2026-02-30", "46387", "soon", "1" * 90):
        with pytest.raises(typed.NotADate):
            typed.day(text)


@pytest.fixture
def german(db, client):
    """A service manager's browser that asks for German."""
    client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    return client


@pytest.fixture
def service(db):
    return factories.ServiceFactory(cost="1234.50", currency="EUR", last_review="2026-01-02")


def edit(client, service, **changes):
    """Send the edit form as it is, with changes."""
    path = f"/services/{service.uid}/edit/"
    form = form_with(client.get(path).content.decode(), "version")
    return form, client.post(path, {**form, **changes})


@pytest.mark.pages
def test_a_german_form_shows_and_takes_german_numbers(german, service):
    form, answer = edit(german, service)
    assert form["cost"] == ["1234,50"]
    assert answer.status_code == 302
    assert Service.objects.unscoped("test").get().version == 1
    _form, answer = edit(german, service, cost="2.500,25", last_review="31.12.2025")
    assert answer.status_code == 302, answer.content.decode()
    found = Service.objects.unscoped("test").get()
    assert (found.cost, found.last_review) == (Decimal("2500.25"), date(2025, 12, 31))


@pytest.mark.pages
def test_an_unclear_number_is_asked_about_and_stays_typed(german, service):
    _form, answer = edit(german, service, cost="2.500", last_review="1/2/2026")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "2500 oder 2,500" in page
    assert 'value="2.500"' in page
    assert "1/2/2026" in page
    assert Service.objects.unscoped("test").get().version == 1


@pytest.mark.pages
def test_filters_take_the_same(german, service):
    sla = factories.SlaFactory(service=service, effective_until="2026-01-02")
    later = factories.SlaFactory(effective_until="2026-02-03")
    page = german.get("/slas/?effective_until_to=2.1.2026").content.decode()
    assert (str(sla.uid) in page, str(later.uid) in page) == (True, False)
    cost = filter_for(Service, "cost")
    by = system("test")
    with translation.override("de"):
        bound = cost.bind(by, QueryDict("cost_from=1.234,5&cost_to=1234,50"))
        assert Service.objects.for_user(by).get(bound.condition) == service
        with pytest.raises(Invalid):
            cost.bind(by, QueryDict("cost_from=1.234"))


def test_the_api_keeps_to_the_point(german, service):
    body = {"cost": "1,5", "last_review": "31.12.2025", "version": 1}
    answer = german.patch(f"/api/v1/services/{service.uid}/", body, "application/json")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"cost", "last_review"}
