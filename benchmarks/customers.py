"""The page of a customer with much around it: as many queries as for one with little, and how fast."""

from __future__ import annotations

from benchmarks.load import middle
from benchmarks.place import Database, site
from benchmarks.reading import ROUNDS, cookie, rate
from benchmarks.report import Figure, Report, at_most

FEW, MANY = 10, 500


def customers(database: Database, report: Report, seconds: float) -> None:
    """Queries and time of the page and its timeline, with 10 and with 500 records around."""
    made = {number: database.inside("crowd", str(number))["uid"] for number in (FEW, MANY)}
    name = f"Customer page, {MANY} records around"
    for page, path in (("page", ""), ("timeline", "timeline/")):
        paths = {number: f"/customers/{uid}/{path}" for number, uid in made.items()}
        counted = database.inside("queries", *paths.values())
        few, many = (counted[paths[number]]["queries"] for number in (FEW, MANY))
        words = f"{many} ({few} with {FEW} records)"
        report(at_most(name, f"{page}: queries", many, few, words))
        size = counted[paths[MANY]]["bytes"] / 1024
        report(Figure(name, f"{page}: kilobytes", f"{size:.0f}"))
        with site(database) as on:
            rates = {
                number: middle(
                    [rate(on, way, cookie(database), 1, seconds) for _n in range(ROUNDS)]
                )
                for number, way in paths.items()
            }
        report(Figure(name, f"{page}: time", rates[MANY].words()))
        ratio = rates[MANY].p50 / rates[FEW].p50
        report(at_most(name, f"{page}: against {FEW} records", ratio, 2, f"{ratio:.2f}"))
