"""Who drafts the next edition over the API: who keeps the text; the others learn no more than before."""

from datetime import date

import pytest
from django.urls import reverse

from core.choices import EditionState
from core.models import LedgerEntry
from tests import factories
from tests.contract.ground import OWN
from tests.personas import cast
from tests.security.ground import browser
from tests.security.proofs import GONE, sees

pytestmark = pytest.mark.django_db
AGREED = {"state": EditionState.AGREED, "effective_from": date(2025, 1, 1)}
#: "Keeps SLAs and requirements" (requirements.md, who uses it); an owner those of the own services.
KEEPERS = {"administrator", "service_manager", "service_level_manager", "service_owner"}


@pytest.mark.parametrize(
    "make", [factories.SlaFactory, factories.RequirementFactory], ids=["slas", "requirements"]
)
def test_who_does_not_keep_the_text_drafts_no_edition_of_it(make):
    world = cast()
    row = make(service=world.service, customer=world.customer, **AGREED)
    before, register = LedgerEntry.objects.count(), row.register.name
    address = reverse(f"api:{register}-next", args=[row.uid])
    tag = {"If-Match": f'"{row.uid}:{row.version}"'}
    for persona in sorted({*world.users, "anonymous"} - KEEPERS):
        client = browser(world.users.get(persona))
        answer = client.post(address, {}, content_type="application/json", headers=tag)
        expected = (
            {401} if persona in GONE else {403} if OWN in sees(persona, register) else {403, 404}
        )
        assert answer.status_code in expected, (persona, answer.status_code)
        assert row.reference not in answer.content.decode(), persona
    assert LedgerEntry.objects.count() == before
    theirs = make(service=world.other_service, customer=world.other_customer, **AGREED)
    tag = {"If-Match": f'"{theirs.uid}:{theirs.version}"'}
    owner = browser(world.users["service_owner"])
    address = reverse(f"api:{register}-next", args=[theirs.uid])
    assert owner.post(address, {}, content_type="application/json", headers=tag).status_code == 403
