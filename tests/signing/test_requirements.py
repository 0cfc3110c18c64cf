"""What a customer requires of a service: signed by who may agree requirements, and by the owner."""

from datetime import date

import pytest

from core.access.principals import Principal
from core.choices import EditionState, Origin
from core.errors import Forbidden, Invalid
from core.services import editions
from portfolio.choices import ChangeTrigger
from portfolio.models import Requirement
from tests import factories
from tests.signing.world import sign, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    found = world()
    found.sla = factories.RequirementFactory(
        service=found.service, customer=found.customer, availability="99 % end to end",
        effective_from=date(2026, 1, 1), state=EditionState.NEGOTIATING,
    )  # fmt: skip
    return found


def test_the_authority_for_slas_is_not_one_for_requirements(made):
    with pytest.raises(Forbidden, match="Agree requirements"):
        sign(made.sla, "customer", made.representative)


def agreed(made):
    factories.change(made.appointment, agrees_requirements=True)
    sign(made.sla, "customer", made.representative)
    sign(made.fresh(), "owner", made.owner)
    return made.fresh()


def test_signed_by_both_they_are_agreed_and_never_change(made):
    row = agreed(made)
    assert row.state == EditionState.AGREED
    with pytest.raises(Invalid):
        factories.change(row, availability="less")


def test_unchanged_at_renewal_is_an_edition_too(made):
    by = Principal.of(made.manager)
    following = editions.draft_next(row=agreed(made), by=by, origin=Origin.SCREEN)
    following = factories.change(
        following, trigger=ChangeTrigger.UNCHANGED, effective_from=date(2026, 6, 1),
        change_reference="CHG-1", impact="none",
    )  # fmt: skip
    following = factories.change(following, state=EditionState.NEGOTIATING)
    sign(following, "customer", made.representative)
    sign(following, "owner", made.owner)
    assert set(Requirement.objects.values_list("edition", "state")) == {
        (1, "superseded"), (2, "agreed"),
    }  # fmt: skip


def test_an_sla_of_somebody_else_is_refused(made):
    with pytest.raises(Invalid):
        factories.change(made.sla, sla=factories.SlaFactory())
