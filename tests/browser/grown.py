"""Page types that nobody has to list: from the permission table, and one register of each shape."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, get_resolver, reverse

from core.choices import Role
from core.declaration.columns import Column
from core.declaration.grid import kind_of
from core.declaration.registry import Declared, declarations
from core.registers import names
from tests.architecture.addresses import Address, addresses
from tests.architecture.permission_table import ADDRESSES, ANYBODY, HOLDER, WITH_FACTOR
from tests.browser.places import ADMINISTRATOR, PLACES, Place, first_record, nothing, showing

#: Answers for machines and scripts, files, and pages that only lead on to others.
NO_PAGES = {
    "livez", "readyz", "bundles-key", "problem", "search-found", "links", "links-any",
    "notifications-detail", "jobs-file", "documents-download", "users-reactivate",
    "services-signers", "calendars-holidays-file", "catalogue-data", "catalogue-print",
    "slas-print", "slas-compare-print", "requirements-print", "requirements-compare-print",
    "complaint-definitions-print", "complaint-definitions-compare-print",
    "scope-statements-print", "scope-statements-compare-print",
    "customer-catalogues-print", "customer-catalogues-compare-print",
}  # fmt: skip
#: Pages of the library for accounts in a state that only its own tests reach.
OTHERS = ("mfa_", "account_", "socialaccount_", "openid_")
#: Whose signature the demo waits for.
SIGNERS = {"scope-statements-sign": str(Role.SERVICE_MANAGER.label)}


def page_names() -> set[str]:
    """The names of all addresses that are pages of their own."""
    return {address.name for address in _pages()}


def _pages() -> Iterator[Address]:
    for address in addresses():
        who = ADDRESSES.get(address.name)
        plain = address.name not in NO_PAGES and not address.name.startswith(("api", *OTHERS))
        if who not in (None, HOLDER, WITH_FACTOR) and plain and _answers_get(address):
            yield address


def _answers_get(address: Address) -> bool:
    """Whether there is something to look at; what only takes a form has nothing."""
    values = dict.fromkeys(address.parameters, "00000000-0000-0000-0000-000000000000")
    values |= {"register": "services"} if "register" in values else {}
    values |= {"number": "1"} if "number" in values else {}
    try:
        view = get_resolver().resolve(reverse(address.name, kwargs=values)).func
    except NoReverseMatch:
        return True
    return hasattr(getattr(view, "view_class", view), "get")


def grown() -> list[Place]:
    """A place for each page that has none yet and can be reached by its name alone."""
    known = {place.of for place in PLACES}
    found = [_place(address) for address in _pages() if address.name not in known]
    return [place for place in found if place]


def _place(address: Address) -> Place | None:
    role = _reader(ADDRESSES[address.name])
    if not address.parameters:
        return Place(address.name, reverse(address.name), role, of=address.name)
    for register in sorted(names(), key=len, reverse=True):
        tail = address.name.removeprefix(f"{register}-")
        if tail != address.name and address.parameters == {"uid"}:
            if tail == "sign":
                role = SIGNERS.get(address.name, str(Role.REPRESENTATIVE.label))
            return Place(address.name, f"/{register}/", role, showing(f"{tail}/"), of=address.name)
    return None


def _reader(who: str | frozenset[Role]) -> str:
    if who == ANYBODY:
        return ""
    if isinstance(who, str) or Role.ADMINISTRATOR in who:
        return ADMINISTRATOR
    return str(min(who).label)


def shapes() -> list[Place]:
    """List, record and form of so many registers that every kind of field and column is seen."""
    return [
        Place(f"{name}-{verb}", path, then=then, of=f"{name}-{verb}")
        for name in (each.name() for each in _chosen())
        for verb, path, then in (
            ("list", f"/{name}/?layout=list", nothing),
            ("detail", f"/{name}/?layout=list", first_record),
            ("create", f"/{name}/new/", nothing),
        )
    ]


def _chosen() -> list[Declared]:
    """The fewest registers, greedily, that together have everything a register may have."""
    wanted = {each: _features(each) for each in declarations()}
    missing = set().union(*wanted.values())
    chosen = []
    while missing:
        best = max(wanted, key=lambda each: (len(wanted[each] & missing), each.name()))
        chosen.append(best)
        missing -= wanted[best]
    return chosen


def _features(declaration: Declared) -> set[tuple[str, str]]:
    """What may look different from other registers: kinds of columns and fields."""
    shown = {("column", kind_of(Column(declaration, name))) for name in declaration.columns}
    fields = [name for _title, part in declaration.sections for name in part]
    typed = {("field", kind_of(Column(declaration, name))) for name in fields}
    return shown | typed
