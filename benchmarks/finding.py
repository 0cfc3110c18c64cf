"""Search over 50,000 records: for one who sees all of them and one who sees a few."""

from __future__ import annotations

from urllib.parse import quote

from benchmarks.load import measure, middle, repeat
from benchmarks.place import Database, site
from benchmarks.reading import BARE, ROUNDS, bearer
from benchmarks.report import Figure, Report, at_most

GOAL_MS = 50
#: What people type: a reference, a whole name, beginnings, words, a number, a slip, nothing there.
TYPED = {
    "a reference": "SVC-034567",
    "the beginning of a name": "arch",
    "two words": "gateway 0123",
    "a word of every record": "service",
    "part of a number": "45678",
    "a slip": "hositng 01234",
    "a slip in a word of every record": "servcie 4321",
    "nothing": "quastenflosser",
}


def finding(database: Database, report: Report, seconds: float) -> None:
    """Each kind of question, then all in turn for a service manager and for a customer."""
    database.sql("VACUUM ANALYZE core_record")  # as the server does by itself
    name = "Search in 50,000 records"
    outsider = database.inside("admit_customer", "100")["token"]
    asked = {what: f"/api/v1/search/?q={quote(text)}" for what, text in TYPED.items()}
    who = {"sees all": bearer(database), "sees 100": {"Authorization": f"Bearer {outsider}"}}
    with site(database) as on, site(database, "benchmarks.bare", **BARE) as bare:
        for what, path in asked.items():
            found = measure(on.port, repeat(path, **who["sees all"]), clients=1, seconds=1)
            report(Figure(name, what, found.words()))
        plain = repeat(*(path.replace("/api/v1/search/", "/find") for path in asked.values()))
        limit = middle(
            [measure(bare.port, plain, clients=1, seconds=seconds) for _n in range(ROUNDS)]
        )
        report(Figure(name, "bare view: one LIKE", limit.words()))
        for reader, headers in who.items():
            script = repeat(*asked.values(), **headers)
            rates = [measure(on.port, script, clients=1, seconds=seconds) for _n in range(ROUNDS)]
            own = middle(rates)
            shown = f"{own.words()}; {own.p50 / limit.p50:.1f} × bare"
            report(at_most(name, f"{reader}: p95 in ms", own.p95 * 1000, GOAL_MS, shown))
