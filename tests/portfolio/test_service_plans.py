"""Plans of services: what is refused, what is a finding, who is told, and what the page shows."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from core import clock
from core.access.principals import system
from core.errors import Invalid
from core.registries import notices
from core.registries.rules import rules_for
from portfolio.notices import plans_due
from tests import factories
from tests.exchange.files import csv_of, examined, states
from tests.personas import cast

pytestmark = pytest.mark.django_db
BY = system("tests")
TODAY = date(2026, 6, 3)


@pytest.fixture(autouse=True)
def early_june():
    with clock.at(datetime(2026, 6, 3, 12, tzinfo=UTC)):
        yield


def broken(name):
    """What breaks a rule, by title."""
    (rule,) = (each for each in rules_for(BY) if each.name == name)
    return sorted(rule.rows(BY, "view").values_list("title", flat=True))


def weighty(name="Mail", **values):
    wanted = {"status": "active", "criticality": "high", **values}
    return factories.ServiceFactory(name=name, **wanted)


def plan(**values):
    return factories.ServicePlanFactory(
        **{"tested_on": date(2026, 2, 1), "result": "passed", **values}
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"tested_on": date(2026, 6, 4), "result": "passed"}, "tested_on"),
        ({"reviewed_on": date(2026, 6, 4)}, "reviewed_on"),
        ({"tested_on": date(2026, 2, 1)}, "result"),
        ({"result": "failed"}, "tested_on"),
        ({"tested_on": TODAY, "result": "passed", "next_test": TODAY}, "next_test"),
        ({"reviewed_on": TODAY, "next_review": date(2026, 1, 1)}, "next_review"),
    ],
)
def test_impossible_days_and_results_are_refused_at_their_field(values, field):
    with pytest.raises(Invalid) as refused:
        factories.ServicePlanFactory(**values)
    assert list(refused.value.fields) == [field]


def test_a_service_has_a_plan_of_a_kind_and_name_once():
    first = factories.ServicePlanFactory(name="Restart")
    factories.ServicePlanFactory(service=first.service, kind="capacity", name="Restart")
    with pytest.raises(Invalid) as refused:
        factories.ServicePlanFactory(service=first.service, name="Restart")
    assert "already" in str(refused.value.fields)


def test_weighty_services_without_a_continuity_plan_are_findings():
    mail, fax = weighty("Mail"), weighty("Fax")
    weighty("Old", status="retired")
    factories.ServiceFactory(name="Wiki", status="active", criticality="low")
    factories.ServicePlanFactory(service=mail)
    factories.ServicePlanFactory(service=fax, kind="capacity")
    assert broken("service-continuity") == ["Fax"]


def test_overdue_and_unplanned_tests_and_reviews_are_findings():
    mail = weighty()
    plan(service=mail, name="Late", next_test=date(2026, 6, 2), next_review=date(2026, 6, 2))
    plan(service=mail, name="Sound", next_test=TODAY, next_review=TODAY, location="Binder 3")
    factories.ServicePlanFactory(service=mail, name="Never", link="https://example.org/p")
    plan(service=mail, name="Room", kind="capacity", result="failed", next_review=TODAY)
    plan(service=weighty("Old", status="retired"), name="Over", next_test=date(2026, 5, 1))
    assert broken("service-plan-test") == ["Late", "Never"]
    assert broken("service-plan-review") == ["Late", "Never"]
    assert broken("service-plan-failed") == ["Room"]
    assert broken("service-plan-place") == ["Late", "Over", "Room"]


def test_who_keeps_the_plan_is_told_ahead_once_else_who_owns_the_service():
    owner, keeper = (factories.PersonFactory(email=f"{who}@example.org") for who in "ok")
    mail = weighty(owner=owner)
    plan(service=mail, owner=keeper, next_test=date(2026, 6, 20))
    plan(service=mail, kind="security", next_review=date(2026, 6, 20))
    plan(service=mail, kind="capacity", next_test=date(2027, 6, 20))
    plan(service=weighty("Old", status="retired"), next_test=date(2026, 6, 20))
    found = {(each.recipient, each.day) for each in plans_due(TODAY)}
    assert found == {(keeper.email, date(2026, 6, 20)), (owner.email, date(2026, 6, 20))}
    assert notices.run(only="service-plan-due") == 2
    assert notices.run(only="service-plan-due") == 0


@pytest.mark.pages
def test_the_services_page_shows_its_plans_and_what_is_overdue():
    mail = weighty()
    plan(service=mail, name="Restart", next_test=date(2026, 6, 2), link="https://example.org/p")
    client = Client()
    client.force_login(cast().users["service_level_manager"])
    page = client.get(f"/services/{mail.uid}/").content.decode()
    panel = page[page.index('id="panel-plans"') :].split("</section>")[0]
    assert all(text in panel for text in ("Restart", "https://example.org/p", "overdue"))
    assert "No plan is named for: Availability, Capacity, Information security." in panel


def test_a_list_of_plans_is_understood_in_the_words_of_its_file():
    mail = weighty()
    found = examined(
        "service-plans",
        csv_of(
            "Service name,Plan type,Plan,Last exercise,Test result,URL",
            "Mail,BCP,Restart,2026-02-01,OK,https://example.org/p",
            "Mail,BCP,Walk,2026-07-01,OK,",
        ),
    )
    assert states(found) == ["new", "faulty"]
    values = found.entries[0].own.draft.values
    expected = {"service": mail, "kind": "continuity", "result": "passed"}
    assert {name: values[name] for name in expected} == expected
