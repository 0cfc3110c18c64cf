"""Agreements on paper: the whole text with its signatures, what changed, the requirements on one page."""

import pytest
from django.urls import reverse

from tests import factories
from tests.printing import reading
from tests.signing.test_editions import draft
from tests.signing.world import sign, sign_all, world

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def printed(client, page, row):
    """The answer of a page that prints; it claims to be accessible."""
    answer = client.get(reverse(page, args=[row.uid]))
    assert answer.status_code == 200
    content = answer.getvalue()
    assert b"pdfuaid" in content
    return content


def test_an_agreement_is_printed_whole_with_who_signed_when_as_what_and_the_hash(client):
    made = world(service_hours="Mon–Fri", notes="not-for-customers")
    factories.TargetFactory(sla=made.sla, name="Availability of the portal")
    signature = sign(made.fresh(), "customer", made.representative, capacity="Head of buying")
    client.force_login(made.representative)
    words = reading.text(printed(client, "slas-print", made.sla))
    time = signature.signed_at.strftime("%Y-%m-%d %H:%M:%S UTC")
    for said in (
        "Mon–Fri",
        "Availability of the portal",
        "Rita Reed",
        "Head of buying",
        "agrees",
        time,
    ):
        assert said in words
    assert signature.content in words.replace(" ", "")
    assert "Still to sign: the service owner" in words
    assert "not-for-customers" not in words


def test_what_changed_is_printed_in_the_readers_language(client):
    made = world()
    following = draft(
        sign_all(made), made, targets="98 % a month", yearly_charge="84000.00", currency="EUR"
    )
    made.manager.language = "de"
    made.manager.save()
    client.force_login(made.manager)
    words = reading.text(printed(client, "slas-compare-print", following))
    assert "Durchgestrichen" in words
    assert "99 98 % a month" in words or "9998 % a month" in words
    assert "84.000,00 EUR" in words
    assert client.get(reverse("slas-compare-print", args=[made.sla.uid])).status_code == 409


def test_requirements_fit_on_one_page_and_name_the_sla(client):
    made = world()
    long = "As the customer needs it, day and night, also on holidays. " * 3
    names = ("hours", "channels", "access_rights", "response", "availability", "capacity",
             "continuity", "dependencies", "exclusions")  # fmt: skip
    row = factories.RequirementFactory(
        service=made.service,
        customer=made.customer,
        sla=made.sla,
        **dict.fromkeys(names, long[:150]),
    )
    client.force_login(made.manager)
    content = printed(client, "requirements-print", row)
    assert reading.pages(content) == 1
    assert made.sla.reference in reading.text(content)


def test_long_requirements_keep_their_one_page_and_stand_in_full_behind_it(client):
    made = world()
    long = " ".join(f"word{number}" for number in range(300))
    names = ("hours", "channels", "access_rights", "response", "availability", "capacity",
             "continuity", "dependencies", "exclusions")  # fmt: skip
    row = factories.RequirementFactory(
        service=made.service, customer=made.customer, sla=made.sla, **dict.fromkeys(names, long)
    )
    client.force_login(made.manager)
    first, *rest = reading.page_texts(printed(client, "requirements-print", row))
    for name in (*names, "sla"):
        label = str(type(row)._meta.get_field(name).verbose_name)
        assert label[:1].upper() + label[1:] in first
    assert "Nobody has signed" in first
    assert "word299" not in first
    assert " ".join(rest).count("word299") == len(names)
