"""Series, parallel, times and hours: what a service can keep at best, and what it cannot."""

from decimal import Decimal

from core.calendars.hours import read_week
from portfolio.services.underpinning.promises import COMPONENT, SERVICE, Level, Promise
from portfolio.services.underpinning.reckoning import (
    in_parallel,
    in_series,
    needs_of,
    reckon,
)

OFFICE, EARLY = read_week("Mon–Fri 08:00–18:00"), read_week("Mon–Sat 06:00–14:00")
SHOP, PORTAL, DIRECTORY = 1, 2, 3
WEB, DATABASE, SPARE = 11, 12, 13


def says(key, percent=None, minutes=None, hours=None, kind=COMPONENT, **more):
    """A promise for a node, alone under its key."""
    level = Level(percent and Decimal(percent), minutes and Decimal(minutes), hours)
    return {(kind, key): [Promise((kind, key), "somebody", level, **more)]}


def best(rows, promised, service=SHOP):
    """What a service can keep, of (service, component, other service, group) and promises."""
    return reckon(needs_of(rows), promised).services[service]


def test_parts_that_are_all_needed_multiply():
    rows = [(SHOP, WEB, None, ""), (SHOP, DATABASE, None, "")]
    promised = {**says(WEB, "99.9"), **says(DATABASE, "99.5")}
    assert best(rows, promised).level.availability == Decimal("99.4005")


def test_alternatives_fail_only_together():
    rows = [(SHOP, WEB, None, "db"), (SHOP, DATABASE, None, "db")]
    found = best(rows, {**says(WEB, "99"), **says(DATABASE, "98")})
    assert found.level.availability == Decimal("99.98")
    assert in_series([found.level.availability, Decimal(50)]) == Decimal("49.99")


def test_an_alternative_that_nobody_promises_anything_for_counts_as_perfect():
    rows = [(SHOP, WEB, None, "db"), (SHOP, DATABASE, None, "db"), (SHOP, SPARE, None, "")]
    found = best(rows, {**says(WEB, "99"), **says(SPARE, "97")})
    assert found.level.availability == Decimal(97)
    assert found.unknown == 1
    assert in_parallel([Decimal(99), None]) is None


def test_services_below_bring_what_they_can_keep_themselves():
    rows = [(SHOP, None, PORTAL, ""), (PORTAL, WEB, None, ""), (SHOP, DATABASE, None, "")]
    found = best(rows, {**says(WEB, "90", "30"), **says(DATABASE, "90", "20")})
    assert found.level.availability == Decimal(81)
    assert found.level.response == Decimal(30)


def test_the_own_time_is_added_to_the_slowest_part():
    rows = [(SHOP, WEB, None, ""), (SHOP, DATABASE, None, "")]
    promised = {**says(WEB, None, "30"), **says(DATABASE, None, "60")}
    promised |= says(SHOP, None, "15", kind=SERVICE)
    assert best(rows, promised).level.response == Decimal(75)


def test_hours_of_parts_are_those_they_have_in_common_and_alternatives_extend_them():
    rows = [(SHOP, WEB, None, ""), (SHOP, DATABASE, None, "")]
    promised = {**says(WEB, hours=OFFICE), **says(DATABASE, hours=EARLY)}
    assert best(rows, promised).level.hours == read_week("Mon–Fri 08:00–14:00")
    either = [(SHOP, WEB, None, "x"), (SHOP, DATABASE, None, "x")]
    both = read_week("Mon–Fri 06:00–18:00; Sat 06:00–14:00")
    assert best(either, promised).level.hours == both


def test_of_several_promises_for_one_thing_the_weakest_counts():
    rows = [(SHOP, WEB, None, "")]
    both = says(WEB, "99.9", "60")[COMPONENT, WEB] + says(WEB, "99", "10")[COMPONENT, WEB]
    found = best(rows, {(COMPONENT, WEB): both}).level
    assert (found.availability, found.response) == (Decimal(99), Decimal(60))


def test_what_is_agreed_for_a_service_alone_counts_only_while_nothing_else_is_known():
    rows = [(SHOP, None, DIRECTORY, "")]
    own = says(DIRECTORY, "99.9", kind=SERVICE, fallback=True)
    assert best(rows, own).level.availability == Decimal("99.9")
    supplier = says(DIRECTORY, "99.5", kind=SERVICE)[SERVICE, DIRECTORY]
    both = {(SERVICE, DIRECTORY): [*own[SERVICE, DIRECTORY], *supplier]}
    assert best(rows, both).level.availability == Decimal("99.5")


def test_a_circle_from_before_is_cut_and_told():
    rows = [(SHOP, None, PORTAL, ""), (PORTAL, None, SHOP, ""), (PORTAL, WEB, None, "")]
    book = reckon(needs_of(rows), says(WEB, "99"))
    assert [set(circle) for circle in book.broken] == [{SHOP, PORTAL}]
    assert book.services[PORTAL].level.availability == Decimal(99)


def test_a_chain_longer_than_any_stack_is_reckoned():
    rows = [(key, None, key + 1, "") for key in range(1, 3000)] + [(3000, WEB, None, "")]
    assert best(rows, says(WEB, "99")).level.availability == Decimal(99)
