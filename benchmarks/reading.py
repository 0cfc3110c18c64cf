"""Lists and pages: API and HTML, now and as of a day."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from benchmarks.load import Ask, Rate, fetch, measure, middle, repeat
from benchmarks.place import Database, Site, site
from benchmarks.report import Figure, Report, at_least, at_most

LIST = "/api/v1/services/?page_size=100"
ROUNDS = 3
BARE = {"DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings"}


def bearer(database: Database) -> dict[str, str]:
    """The header that admits to the API."""
    return {"Authorization": f"Bearer {database.token}"}


def cookie(database: Database) -> dict[str, str]:
    """The header that admits to the pages."""
    return {"Cookie": f"sessionid={database.session}"}


def rate(on: Site, path: str, headers: dict[str, str], clients: int, seconds: float) -> Rate:
    """How fast a path is answered."""
    return measure(on.port, repeat(path, **headers), clients=clients, seconds=seconds)


def last_page(on: Site, database: Database, path: str = LIST) -> str:
    """The address of the last page, from the answer of the first."""
    status, body = fetch(on.port, Ask(path, headers=tuple(bearer(database).items())))
    if status != 200:
        raise RuntimeError(f"{path}: {status} {body[:300]!r}")
    return str(json.loads(body)["last"])


def api_list(few: Database, many: Database, report: Report, seconds: float) -> None:
    """A list of 100 of 100,000 services: against a bare view, against 1,000, first against last."""
    name = "API list of 100 of 100,000"
    with site(many) as full, site(few) as small, site(many, "benchmarks.bare", **BARE) as bare:
        for clients in (1, 8):
            _against_bare(full, bare, many, report, (name, clients, seconds))
        own, other, last = _sizes(full, small, few, many, seconds)
    ratio = own.p50 / other.p50
    report(
        at_most(
            name,
            "p50 at 100,000 against 1,000",
            ratio,
            1.2,
            f"{ratio:.2f} ({own.p50 * 1000:.1f} / {other.p50 * 1000:.1f} ms)",
        )
    )
    ratio = last.p50 / own.p50
    report(at_most(name, "last page against first", ratio, 1.2, f"{ratio:.2f}"))
    counted = [db.inside("queries", LIST)[LIST]["queries"] for db in (few, many)]
    report(at_most(name, "queries at 1,000 and 100,000", max(counted), 5, f"{counted}"))


def _against_bare(full: Site, bare: Site, database: Database, report: Report,
                  how: tuple[str, int, float]) -> None:  # fmt: skip
    name, clients, seconds = how
    ours, limits = [], []
    for _round in range(ROUNDS):
        ours.append(rate(full, LIST, bearer(database), clients, seconds))
        limits.append(rate(bare, "/rows", {}, clients, seconds))
    own, limit = middle(ours), middle(limits)
    ratio = own.per_second / limit.per_second
    who = f"{clients} client{'s' * (clients > 1)}"
    report(Figure(name, f"{who}: product", own.words()))
    report(Figure(name, f"{who}: bare view", limit.words()))
    report(at_least(name, f"{who}: share of the bare view", ratio, 0.333, f"{ratio:.2f}"))
    tail = own.p95 / own.p50
    report(at_most(name, f"{who}: p95 / p50", tail, 2, f"{tail:.2f}"))


def _sizes(full: Site, small: Site, few: Database, many: Database,
           seconds: float) -> tuple[Rate, Rate, Rate]:  # fmt: skip
    end = last_page(full, many)
    own, other, last = [], [], []
    for _round in range(ROUNDS):
        own.append(rate(full, LIST, bearer(many), 1, seconds))
        other.append(rate(small, LIST, bearer(few), 1, seconds))
        last.append(rate(full, end, bearer(many), 1, seconds))
    return middle(own), middle(other), middle(last)


def by_link(many: Database, report: Report, seconds: float) -> None:
    """Sorted by the name of the owner: reported, not bounded."""
    path = f"{LIST}&ordering=owner"
    with site(many) as on:
        found = rate(on, path, bearer(many), 1, seconds)
    report(Figure("API list of 100 of 100,000", "sorted by the owner's name", found.words()))


def html(many: Database, report: Report, seconds: float) -> None:
    """Pages for people: queries, bytes, and time against bare templates."""
    first = many.inside("some", "1")["rows"][0][0]
    pages = {
        "HTML list of 50": ("/services/?layout=list", "/table", 9),
        "HTML list of 50, beneath the grid": ("/services/?layout=grid", "/table", 9),
        "HTML detail": (f"/services/{first}/", "/sheet", 10),
    }
    counted = many.inside("queries", *(path for path, _bare, _goal in pages.values()))
    with site(many) as on, site(many, "benchmarks.bare", **BARE) as bare:
        for name, (path, least, goal) in pages.items():
            cost = counted[path]
            report(at_most(name, "queries", cost["queries"], goal, str(cost["queries"])))
            size = cost["bytes"] / 1024
            report(at_most(name, "kilobytes", size, 80, f"{size:.0f}"))
            own = middle([rate(on, path, cookie(many), 1, seconds) for _n in range(ROUNDS)])
            limit = middle([rate(bare, least, {}, 1, seconds) for _n in range(ROUNDS)])
            ratio = f"{own.p50 / limit.p50:.1f} × bare ({limit.p50 * 1000:.1f} ms)"
            report(Figure(name, "time", f"{own.words()}"))
            report(Figure(name, "time against the bare template", ratio))


def as_of(database: Database, report: Report, seconds: float) -> None:
    """The list as it stood a year ago: first, middle and last page against the live ones."""
    versions = database.inside("counts")["history"]
    name = f"List as of a date at {versions:,} history rows"
    day = (datetime.now(UTC) - timedelta(days=365)).date()
    past = f"{LIST}&as_of={day}"
    with site(database) as on:
        places = {
            "first page": (past, LIST),
            "last page": (last_page(on, database, past), last_page(on, database)),
        }
        for place, (then, now) in places.items():
            old = middle([rate(on, then, bearer(database), 1, seconds) for _n in range(ROUNDS)])
            live = middle([rate(on, now, bearer(database), 1, seconds) for _n in range(ROUNDS)])
            goal = 3 * live.p50 * 1000 + 2
            words = f"{old.p50 * 1000:.1f} ms (live {live.p50 * 1000:.1f})"
            report(at_most(name, place, old.p50 * 1000, round(goal, 1), words))
