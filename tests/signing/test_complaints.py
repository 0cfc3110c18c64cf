"""What counts as a complaint: agreed with each customer, signed, unchangeable, shown where it is needed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core import records
from core.access.principals import Principal, system, today
from core.choices import EditionState, Origin, Role
from core.errors import Conflict, Forbidden, Invalid
from core.registries.rules import outcomes
from core.services import editions
from core.signing import standing_of
from relationships.models import ComplaintDefinition
from tests import factories, personas
from tests.signing.world import send, sign

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def made():
    """A definition that is negotiated, its level, its manager, its representative."""
    manager = personas.user("manager", Role.RELATIONSHIP_MANAGER)
    customer = factories.CustomerFactory(manager=manager.person, status="active")
    speaker = factories.UserFactory(roles=["representative"])
    appointment = factories.RepresentativeFactory(
        customer=customer, person=speaker.person, agrees_requirements=True
    )
    definition = factories.ComplaintDefinitionFactory(
        customer=customer, lodging="By phone.", effective_from=date(2026, 1, 1),
        state=EditionState.NEGOTIATING,
    )  # fmt: skip
    level = factories.EscalationLevelFactory(definition=definition, level=1)
    return {"manager": manager, "speaker": speaker, "appointment": appointment,
            "definition": definition, "level": level, "customer": customer}  # fmt: skip


def signed(made):
    sign(made["definition"], "customer", made["speaker"])
    return ComplaintDefinition.objects.get(pk=made["definition"].pk)


def test_a_representative_with_authority_agrees_it(made):
    factories.change(made["appointment"], agrees_requirements=False, approves_minutes=True)
    with pytest.raises(Forbidden, match="no appointment to agree requirements"):
        sign(made["definition"], "customer", made["speaker"])
    made["appointment"].refresh_from_db()
    factories.change(made["appointment"], agrees_slas=True)
    assert signed(made).state == EditionState.AGREED


def test_nobody_signs_what_says_too_little(made):
    factories.archive(made["level"])
    with pytest.raises(Conflict, match="at least one escalation level"):
        sign(made["definition"], "customer", made["speaker"])
    assert not standing_of(made["definition"]).is_open


@pytest.mark.parametrize("origin", [Origin.SCREEN, Origin.API, Origin.IMPORT, Origin.TASK])
def test_a_signed_one_never_changes(made, origin):
    definition = signed(made)
    for row, values in (
        (definition, {"definition": "Only in writing."}),
        (definition, {"effective_until": date(2026, 2, 1)}),
        (made["level"], {"within": 1000}),
        (made["level"], {"who": "Nobody"}),
    ):
        with pytest.raises(Invalid):
            records.change(
                type(row), row.uid, values, version=row.version, by=BY, origin=origin, reason="so"
            )
    with pytest.raises(Invalid):
        factories.archive(made["level"])


def test_form_grid_and_api_refuse_it_too(client, made):
    definition = signed(made)
    client.force_login(made["manager"])
    sent = {"customer": str(made["customer"].uid), "state": "agreed", "edition": 1,
            "definition": "Less.", "lodging": "By phone.", "effective_from": "2026-01-01",
            "version": definition.version, "reference": definition.reference}  # fmt: skip
    page = client.post(reverse("complaint-definitions-edit", args=[definition.uid]), sent)
    assert page.status_code == 400
    assert "was signed and never changes" in page.content.decode()
    row = {"uid": str(definition.uid), "version": definition.version,
           "changes": {"definition": "Less."}}  # fmt: skip
    answer = client.post(
        "/api/v1/complaint-definitions/bulk/", {"rows": [row]}, content_type="application/json"
    )
    assert answer.status_code in (400, 403)
    assert ComplaintDefinition.objects.get().definition == definition.definition


def test_the_next_edition_takes_its_place(made):
    first = signed(made)
    following = editions.draft_next(
        row=first, by=Principal.of(made["manager"]), origin=Origin.SCREEN
    )
    assert [level.who for level in following.levels.all()] == [made["level"].who]
    following = factories.change(
        following, effective_from=today(), change_reference="CHG-7", impact="none"
    )
    following = factories.change(following, state=EditionState.NEGOTIATING)
    sign(following, "customer", made["speaker"])
    theirs = ComplaintDefinition.objects.filter(customer=made["customer"])
    assert theirs.agreed_on(today()).get() == following
    assert theirs.agreed_on(today() - timedelta(days=1)).get() == first


def test_a_customer_without_one_is_a_finding(made):
    def failing():
        found = {each.rule.name: each.failing for each in outcomes(BY)}
        return found["customer-complaints"]

    assert failing() == 1
    signed(made)
    assert failing() == 0


@pytest.mark.pages
def test_the_customers_page_shows_the_route_to_both_sides(client, made):
    signed(made)
    for who in ("manager", "speaker"):
        client.force_login(made[who])
        html = client.get(reverse("customers-detail", args=[made["customer"].uid])).content.decode()
        assert "Whatever the customer calls one." in html, who
        assert made["level"].who in html, who


@pytest.mark.pages
def test_it_is_signed_by_a_link_as_well(client, made):
    factories.change(made["speaker"].person, email="speaker@customer.example")
    page = client.get(send(made["definition"], made["manager"]))
    assert page.status_code == 200
    assert made["level"].who in page.content.decode()
