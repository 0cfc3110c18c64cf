"""Editions of SLAs: drafted from the last, compared, taking its place, never two at a time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from core import records
from core.access.principals import Principal, system, today
from core.choices import Origin
from core.errors import Conflict, Forbidden, Invalid
from core.services import editions
from core.signing import standing_of
from core.signing.reading import flat
from core.signing.redline import between, compare
from core.verification.run import verify
from portfolio.choices import SLAState
from portfolio.models import SLA, Target
from tests import factories
from tests.signing.world import sign, sign_all, world

OVERLAP = "Another agreed SLA of this service and customer holds in this time."
pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world()


def draft(sla, made, **values):
    """The next edition, negotiated."""
    following = editions.draft_next(row=sla, by=Principal.of(made.manager), origin=Origin.SCREEN)
    ready = {"change_reference": "CHG-1", "impact": "none", "effective_from": date(2026, 6, 1)}
    following = factories.change(following, **{**ready, **values})
    return factories.change(following, state=SLAState.NEGOTIATING)


def test_the_next_edition_begins_with_the_text_and_the_targets_of_the_last(made):
    target = factories.TargetFactory(sla=made.sla)
    sla = sign_all(made)
    following = editions.draft_next(row=sla, by=Principal.of(made.manager), origin=Origin.API)
    assert (following.edition, following.supersedes, following.state) == (2, sla, "draft")
    assert following.targets == sla.targets
    assert (following.effective_from, following.change_reference) == (None, "")
    copy = following.measured_targets.get()
    assert (copy.name, copy.value, copy.pk != target.pk) == (target.name, target.value, True)


def test_there_is_one_next_edition_and_only_of_what_is_settled(made):
    with pytest.raises(Conflict, match="still open"):
        draft(made.sla, made)
    sla = sign_all(made)
    following = draft(sla, made)
    with pytest.raises(Conflict, match=following.reference):
        draft(made.fresh(), made)
    factories.change(following, state=SLAState.TERMINATED)
    assert draft(made.fresh(), made).edition == 2
    with pytest.raises(Forbidden):
        editions.draft_next(row=sla, by=Principal.of(made.representative), origin=Origin.SCREEN)


def test_a_later_edition_names_its_change_and_what_it_means(made):
    following = editions.draft_next(
        row=sign_all(made), by=Principal.of(made.manager), origin=Origin.SCREEN
    )
    with pytest.raises(Invalid) as refused:
        factories.change(following, state=SLAState.NEGOTIATING)
    assert refused.value.fields == {
        "state": ["A later edition needs first: change reference, assessed impact of the change."]
    }


def test_when_it_is_signed_it_takes_the_place_of_the_last_in_the_same_unit(made):
    first = sign_all(made)
    following = draft(first, made, targets="99.5 % a month")
    sign(following, "customer", made.representative)
    assert made.fresh().state == SLAState.AGREED
    sign(following, "owner", made.owner)
    following.refresh_from_db()
    first = made.fresh()
    assert (following.state, first.state) == (SLAState.AGREED, SLAState.SUPERSEDED)
    assert first.in_force_until == date(2026, 5, 31)
    assert first.effective_until is None  # what was signed stays
    units = {
        row.history.order_by("-version").values_list("history_unit", flat=True)[0]
        for row in (first, following)
    }
    assert len(units) == 1
    assert verify().findings == []


def test_the_last_stays_in_force_until_the_next_begins(made):
    first = sign_all(made)
    begins = today() + timedelta(days=30)
    following = draft(first, made, effective_from=begins)
    sign(following, "customer", made.representative)
    sign(following, "owner", made.owner)
    assert made.fresh().state == SLAState.AGREED
    assert editions.settle(today=begins - timedelta(days=1)) == 0
    assert editions.settle(today=begins) == 1
    assert editions.settle(today=begins) == 0
    assert made.fresh().state == SLAState.SUPERSEDED


def test_an_agreement_runs_out_by_itself(made):
    sla = factories.change(made.sla, effective_until=date(2026, 2, 1))
    sign(sla, "customer", made.representative)
    sign(made.fresh(), "owner", made.owner)
    assert editions.settle(today=date(2026, 2, 1)) == 0
    assert editions.settle(today=date(2026, 2, 2)) == 1
    assert made.fresh().state == SLAState.EXPIRED


def test_two_agreed_ones_never_overlap(made):
    sign_all(made)
    values = {
        "service": made.service, "customer": made.customer, "state": SLAState.AGREED,
        "effective_from": date(2026, 3, 1),
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        factories.SlaFactory(**values)
    assert refused.value.fields == {"effective_from": [f"{OVERLAP} ({made.sla.reference})"]}
    factories.SlaFactory(**values | {"customer": factories.CustomerFactory()})
    factories.SlaFactory(**values | {"effective_from": date(2020, 1, 1),
                                     "effective_until": date(2025, 12, 31)})  # fmt: skip


def test_not_even_two_of_one_import(made):
    values = {
        "service": made.service, "customer": made.customer, "state": SLAState.AGREED,
        "effective_from": date(2030, 3, 1),
    }  # fmt: skip
    drafts = [records.Draft(SLA, values), records.Draft(SLA, values)]
    with pytest.raises(Invalid) as refused:
        records.apply(drafts, by=system("tests"), origin=Origin.IMPORT)
    assert set(refused.value.rows) == {1}


def test_the_database_refuses_them_too(made):
    sign_all(made)
    other = factories.SlaFactory(
        service=made.service, customer=made.customer, effective_from=date(2026, 3, 1)
    )
    with pytest.raises(IntegrityError, match="portfolio_sla_overlap"), transaction.atomic():
        SLA._base_manager.filter(pk=other.pk).update(state=SLAState.AGREED)


def test_signed_targets_do_not_change_and_get_no_company(made):
    target = factories.TargetFactory(sla=made.sla)
    sign_all(made)
    for broken in (
        lambda: factories.change(target, value=target.value - 1),
        lambda: factories.archive(target),
        lambda: factories.change(target, sla=factories.SlaFactory()),
        lambda: factories.TargetFactory(sla=made.fresh()),
    ):
        with pytest.raises(Invalid, match="Some values"):
            broken()
    assert factories.change(Target.objects.get(), notes="for us").notes == "for us"


def test_targets_that_the_text_says_in_words_may_be_added_later(made):
    sign_all(made)
    target = factories.TargetFactory(sla=made.fresh())
    assert factories.change(target, name="Availability of the portal").version == 2


def test_a_changed_target_lets_signatures_fall(made):
    target = factories.TargetFactory(sla=made.sla)
    sign(made.fresh(), "customer", made.representative)
    factories.change(target, method="another probe")
    assert len(standing_of(made.fresh()).missing) == 2


def test_words_that_went_and_came_are_marked(made):
    pieces = compare("99 % a month, by day", "99.5 % a month")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("gone", "99"), ("new", "99.5"), ("same", " % a month"), ("gone", ", by day"),
    ]  # fmt: skip
    factories.TargetFactory(sla=made.sla, name="Answers")
    sla = sign_all(made)
    following = draft(sla, made, targets="")
    changed = {line.label for line in between(flat(sla), flat(following)) if line.changed}
    assert changed == {"Edition", "Effective from", "Targets", "Change reference"}


def test_an_amount_is_one_with_its_currency_and_the_hash_stays_that_of_the_plain_values(made):
    factories.change(made.fresh(), yearly_charge="84000.00", currency="EUR")
    factories.WorkloadFactory(sla=made.sla, limit="12000")
    sla = sign_all(made)
    said = sla.record.signatures.earliest("pk").parts[0]["fields"]
    assert {"yearly_charge", "currency"} <= set(said)
    following = draft(sla, made, yearly_charge="90500.50")
    read = {line.name: line.text for line in flat(following)}
    assert (read["yearly_charge"], "currency" in read) == ("90,500.50 EUR", False)
    assert "12,000" in next(text for name, text in read.items() if name.startswith("+"))
    (charge,) = [
        line for line in between(flat(sla), flat(following)) if line.label == "Charge a year"
    ]
    assert [(piece.kind, piece.text) for piece in charge.pieces] == [
        ("gone", "84,000.00"), ("new", "90,500.50"), ("same", " EUR"),
    ]  # fmt: skip
    with translation.override("de"):
        assert "90.500,50 EUR" in [line.text for line in flat(following)]
    unsaid = factories.SlaFactory(currency="EUR")
    assert ("currency", "EUR") in [(line.name, line.text) for line in flat(unsaid)]


@pytest.mark.pages
def test_a_day_is_replaced_as_a_whole():
    pieces = [(piece.kind, piece.text) for piece in compare("1 Apr 2025", "23 Jun 2026")]
    assert pieces == [("gone", "1 Apr 2025"), ("new", "23 Jun 2026")]
    words = [(piece.kind, piece.text) for piece in compare("by day only", "by night and day")]
    assert "".join(text for kind, text in words if kind != "new") == "by day only"
    assert "".join(text for kind, text in words if kind != "gone") == "by night and day"


def test_the_pages_draft_and_compare(client, made):
    sla = sign_all(made)
    client.force_login(made.manager)
    first = reverse("slas-compare", args=[sla.uid])
    assert client.get(first).status_code == 409
    page = reverse("slas-next", args=[sla.uid])
    assert client.get(page).status_code == 200
    assert client.post(page, {"version": sla.version}).status_code == 302
    following = SLA.objects.get(supersedes=sla)
    factories.change(following, targets="98 % a month")
    html = client.get(reverse("slas-compare", args=[following.uid])).content.decode()
    assert "<del>99</del><ins>98</ins> % a month" in html
