"""A signed edition stays as it was over every door; behind the doors, the verification tells."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from core.verification.run import verify
from tests import factories
from tests.signing.world import sign_all, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    made = world()
    sign_all(made)
    return made


def test_the_api_and_the_grid_change_nothing_that_was_signed(client, made):
    client.force_login(factories.UserFactory(roles=["administrator"]))
    sla, path = made.fresh(), "/api/v1/slas/"
    one = {"targets": "less", "version": sla.version}
    row = {"uid": str(sla.uid), "version": sla.version, "changes": {"targets": "less"}}
    answers = [
        client.patch(
            f"{path}{sla.uid}/", json.dumps(one), "application/json",
            headers={"If-Match": client.get(f"{path}{sla.uid}/")["ETag"]},
        ),
        client.post(f"{path}bulk/", json.dumps({"rows": [row]}), "application/json"),
    ]  # fmt: skip
    for answer in answers:
        assert answer.status_code in (400, 409), answer.content
        assert "targets" in answer.content.decode()
    assert (made.fresh().targets, made.sla.version) == ("99 % a month", sla.version)


def test_what_somebody_changes_in_the_database_itself_is_found(made):
    for table in ("core_signature", "portfolio_historicalsla"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    assert verify().findings == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE portfolio_sla SET targets = 'less'")
    assert any(
        made.sla.reference in str(each) or str(made.sla.uid) in str(each)
        for each in verify().findings
    )
