"""Which column is which field: by name, label, synonym; guesses are only offered."""

from __future__ import annotations

import pytest

from core.access.principals import system
from core.errors import Invalid
from core.exchange.matching import Match, match
from core.exchange.plans import plan_of
from portfolio.models import Service


def matched(*header: str, **chosen: str) -> Match:
    """A header matched for services."""
    chosen = {heading.replace("_", " "): key for heading, key in chosen.items()}
    return match(header, plan_of(Service).targets(system("tests")), chosen)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("name", "name"),
        ("Service Name", "name"),
        ("SERVICE_NAME", "name"),
        ("serviceName", "name"),
        ("Reason for the criticality", "criticality_reason"),
        ("SLA Reference", "sla"),
        ("Key Components", "components"),
        ("Record uid", "@uid"),
    ],
)
def test_headings_are_recognised(heading: str, key: str) -> None:
    assert matched(heading).targets[heading].key == key


def test_a_field_is_matched_once() -> None:
    found = matched("Name", "Service Name")
    assert found.targets["Name"].key == "name"
    assert found.ignored == ["Service Name"]


def test_a_misspelt_heading_is_a_guess_and_left_out() -> None:
    found = matched("Name", "Descripton")
    assert found.ignored == ["Descripton"]
    assert found.guesses["Descripton"].key == "description"


def test_the_persons_choice_wins() -> None:
    found = matched("Title", "Name", Title="name", Name="")
    assert found.as_mapping() == {"Title": "name", "Name": ""}


def test_version_alone_is_not_the_records() -> None:
    assert matched("Version").ignored == ["Version"]


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ({"Nope": "name"}, "no column “Nope”"),
        ({"Name": "nope"}, "no field “nope”"),
        ({"Name": "notes", "Town": "notes"}, "cannot both be “Notes”"),
    ],
)
def test_impossible_choices_are_refused(chosen: dict[str, str], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        matched("Name", "Town", **chosen)
