"""The next edition drafted over the API: the same copy as on the page, once, with the API's own order."""

import pytest

from core.access.principals import system
from core.choices import EditionState
from portfolio.choices import ChangeTrigger, EventKind
from portfolio.models import SLA, Requirement, Target
from tests import factories
from tests.api.caller import Caller
from tests.portfolio.test_reconfirming import log, open_tasks, required
from tests.signing.world import sign_all, world

pytestmark = pytest.mark.django_db
BY = system("tests")


@pytest.fixture
def made():
    return world(notes="not-for-customers")


def ask(user, row, data=None, **headers):
    headers = {"If_Match": f'"{row.uid}:{row.version}"', **headers}
    return Caller(user).post(f"{row.register.name}/{row.uid}/next/", data or {}, **headers)


def test_a_token_drafts_the_next_edition_once_with_what_belongs_to_it(made):
    target = factories.TargetFactory(sla=made.sla)
    agreed = sign_all(made)
    answers = [ask(made.manager, agreed, {"reason": "2027"}, Idempotency_Key="k") for _n in "ab"]
    assert [answer.status_code for answer in answers] == [201, 201], answers[0].content
    assert answers[1]["Idempotency-Replayed"] == "true"
    drafted = SLA.objects.for_user(BY).get(supersedes=agreed.pk)
    assert answers[0]["Location"].endswith(f"/api/v1/slas/{drafted.uid}/")
    assert answers[0]["ETag"] == f'"{drafted.uid}:1"'
    told = answers[0].json()
    assert (told["state"], told["edition"], told["notes"]) == (EditionState.DRAFT, 2, "")
    copied = Target.objects.for_user(BY).get(sla=drafted.pk)
    assert (copied.name, copied.value) == (target.name, target.value)
    again = ask(made.manager, agreed)
    assert again.status_code == 409
    assert drafted.reference in again.json()["detail"]


def test_it_is_refused_in_the_order_of_the_api(made):
    still_open = ask(made.manager, made.sla)
    assert still_open.status_code == 409
    assert "still open" in still_open.json()["detail"]
    agreed = sign_all(made)
    assert ask(made.manager, agreed, If_Match=f'"{agreed.uid}:1"').status_code == 412
    assert Caller(made.manager).post(f"slas/{agreed.uid}/next/", {}).status_code == 428
    wrong = ask(made.manager, agreed, {"edition": 7})
    assert (wrong.status_code, [*wrong.json()["errors"]]) == (400, ["edition"])
    assert not SLA.objects.for_user(BY).filter(supersedes=agreed.pk).exists()


def test_the_next_edition_of_requirements_says_what_asked_for_it(made):
    row = required(made.service, made.customer)
    log(made.service, kind=EventKind.MAJOR_INCIDENT)
    assert [found for found, _event in open_tasks()] == [row]
    answer = ask(made.manager, row)
    assert answer.status_code == 201, answer.content
    drafted = Requirement.objects.for_user(BY).get(supersedes=row.pk)
    assert (answer.json()["trigger"], drafted.trigger) == (ChangeTrigger.INCIDENTS,) * 2
    assert open_tasks() == []
