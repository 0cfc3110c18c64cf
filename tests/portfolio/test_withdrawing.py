"""Whoever contested a figure withdraws that, by page and API, and nobody else does."""

import json

import pytest
from django.test import Client

from core.access.principals import Principal
from core.choices import Origin, Role
from core.errors import Conflict, Forbidden, Invalid, PreconditionRequired, Stale
from core.verification.run import verify
from portfolio.models import FigureContest
from portfolio.services.contesting import withdraw
from tests import factories
from tests.personas import user
from tests.portfolio.test_contests import contest, mid_june, representative, target  # noqa: F401

pytestmark = pytest.mark.django_db
WHY = "Our clock was wrong"


@pytest.fixture
def speaker(target):  # noqa: F811
    return representative(target.sla.customer)


@pytest.fixture
def row(target, speaker):  # noqa: F811
    return contest(target, Principal.of(speaker))


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def take_back(row, account, text=WHY, version=1):
    return withdraw(
        contest=row, text=text, version=version, by=Principal.of(account), origin=Origin.SCREEN
    )


def post(row, account, **body):
    address = f"/api/v1/contested-figures/{row.uid}/withdraw/"
    return signed_in(account).post(address, json.dumps(body), content_type="application/json")


def test_who_contested_withdraws_with_their_words_and_only_once(row, speaker):
    settled = take_back(row, speaker)
    assert (settled.state, settled.settlement) == ("withdrawn", WHY)
    assert (settled.settled_by, str(settled.settled_on)) == (speaker.person, "2026-06-15")
    with pytest.raises(Conflict, match="settled already"):
        take_back(settled, speaker, version=2)
    assert verify().findings == []


def test_the_person_named_withdraws_and_not_who_entered_it_for_them(target, speaker):  # noqa: F811
    keeper = user("keeper", Role.SERVICE_MANAGER)
    row = contest(target, Principal.of(keeper), raised_by=speaker.person)
    with pytest.raises(Forbidden, match="Only who wrote it"):
        take_back(row, keeper)
    assert take_back(row, speaker).state == "withdrawn"


def test_nobody_else_withdraws_and_strangers_see_nothing(row, target):  # noqa: F811
    colleague = user("colleague", Role.REPRESENTATIVE)
    factories.RepresentativeFactory(customer=target.sla.customer, person=colleague.person)
    stranger = user("stranger", Role.REPRESENTATIVE)
    for account, status in (
        (colleague, 403),
        (user("m", Role.SERVICE_MANAGER), 403),
        (stranger, 404),
    ):
        assert post(row, account, text=WHY, version=1).status_code == status
        page = f"/contested-figures/{row.uid}/withdraw/"
        assert signed_in(account).get(page).status_code == status
        assert signed_in(account).post(page, {"text": WHY, "version": 1}).status_code == status
    assert FigureContest.objects.get().state == "open"


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ({"text": " "}, Invalid), ({"text": "x" * 4001}, Invalid),
        ({"version": None}, PreconditionRequired), ({"version": 7}, Stale),
    ],
)  # fmt: skip
def test_it_takes_words_and_the_version_that_was_seen(row, speaker, how, error):
    with pytest.raises(error):
        take_back(row, speaker, **how)


def test_what_is_archived_is_not_withdrawn(row, speaker):
    factories.archive(row)
    with pytest.raises(Conflict, match="archived"):
        take_back(FigureContest._base_manager.get(), speaker, version=2)


def test_over_the_api_by_the_same_rules(row, speaker):
    assert post(row, speaker, version=1).json()["errors"].keys() == {"text"}
    assert post(row, speaker, text=WHY).status_code == 428
    answer = post(row, speaker, text=WHY, version=1)
    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert post(row, speaker, text=WHY, version=2).status_code == 409


@pytest.mark.pages
def test_the_record_leads_to_the_page_for_who_contested_it(row, speaker):
    there, page = f"/contested-figures/{row.uid}/", f"/contested-figures/{row.uid}/withdraw/"
    client = signed_in(speaker)
    assert page in client.get(there).content.decode()
    assert page not in signed_in(user("m", Role.SERVICE_MANAGER)).get(there).content.decode()
    assert client.get(page).status_code == 200
    assert client.post(page, {"text": "", "version": 1}).status_code == 400
    assert client.post(page, {"text": WHY, "version": 7}).status_code == 412
    assert client.post(page, {"text": WHY, "version": 1}).status_code == 302
    shown = client.get(there).content.decode()
    assert WHY in shown
    assert page not in shown
