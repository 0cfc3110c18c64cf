"""The grid: what first rows, the way to the last record and a paste ask for, in every size of register."""

from __future__ import annotations

from benchmarks.place import Database
from benchmarks.report import Figure, Report, at_most

FIELDS = "reference,name,status,owner,criticality,in_scope"
ROWS = f"/api/v1/services/?ordering=reference&page_size=100&fields={FIELDS}&editable=true"
END = f"{ROWS}&cursor=end"
MIDDLE = f"{ROWS}&cursor=@0.5"
PAGE = "/services/?layout=grid"


def grid(few: Database, many: Database, report: Report) -> None:
    """Requests, bytes and statements; at 100,000 records as at 1,000."""
    name = "Grid of a register of 100,000"
    for what, path in (
        ("first rows", ROWS),
        ("way to row 50,000", MIDDLE),
        ("way to row 100,000", END),
    ):
        small, large = (db.inside("queries", path)[path] for db in (few, many))
        shown = f"{large['bytes']:,} bytes (of 1,000: {small['bytes']:,})"
        report(Figure(name, f"{what}: one request", shown))
        ratio = large["bytes"] / small["bytes"]
        report(at_most(name, f"{what}: bytes against 1,000", ratio, 1.05, f"{ratio:.3f}"))
        counted = [small["queries"], large["queries"]]
        report(at_most(name, f"{what}: queries", max(counted), 5, f"{counted}"))
    page = many.inside("queries", PAGE)[PAGE]
    report(Figure(name, "page around it", f"{page['queries']} queries, {page['bytes']:,} bytes"))
    pasted = few.inside("paste", "50", "10")
    report(at_most(name, "paste of 50 × 10 cells: requests", pasted["requests"], 1, "1"))
    counted_paste = pasted["queries"]
    report(
        at_most(name, "paste of 50 × 10 cells: statements", counted_paste, 30, f"{counted_paste}")
    )
