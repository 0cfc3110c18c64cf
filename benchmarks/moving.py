"""Files in and out: import, export, bundle; and the time and memory of the verification."""

from __future__ import annotations

from typing import Any

from benchmarks.place import Database
from benchmarks.report import Figure, Report, at_least, at_most

TEN_THOUSAND = 10_000
#: Memory counts as flat when ten or a hundred times the rows take no more than this further.
FLAT_MIB = 60


def importing(database: Database, report: Report) -> None:
    """Ten thousand services from a spreadsheet, read, checked and written."""
    name = "Import of 10,000 services from xlsx"
    taken = database.inside("importing", str(TEN_THOUSAND))
    least = database.inside("execute_values", str(TEN_THOUSAND), "3")["seconds"]
    parts = ", ".join(f"{part} {taken[part]:.1f}" for part in ("read", "check", "write"))
    report(Figure(name, "product", f"{taken['seconds']:.1f} s ({parts})"))
    report(Figure(name, "execute_values of the same rows", f"{least:.1f} s"))
    ratio = least / taken["seconds"]
    report(at_least(name, "share of execute_values", ratio, 0.2, f"{ratio:.2f}"))
    report(Figure(name, "peak memory", f"{taken['peak']:.0f} MiB"))


def exporting(few: Database, many: Database, report: Report) -> None:
    """A hundred thousand services as csv and xlsx."""
    name = "Export of 100,000 services"
    best = many.inside("export_limits")
    for fmt, limit, goal, words in (
        ("csv", best["copy"], 0.1, "COPY"),
        ("xlsx", best["xlsx_alone"], 0.667, "XlsxWriter alone"),
    ):
        taken = many.inside("exporting", fmt)
        ratio = limit / best[fmt]
        shown = f"{ratio:.2f} ({best[fmt]:.1f} s, limit {limit:.1f} s)"
        report(at_least(name, f"{fmt}: share of {words}", ratio, goal, shown))
        _flat(report, (name, f"{fmt}: memory beyond that of 1,000 rows, MiB"),
              few.inside("exporting", fmt), taken)  # fmt: skip


def _flat(report: Report, where: tuple[str, str], few: Any, many: Any) -> None:
    more = many["peak"] - few["peak"]
    shown = f"{more:+.0f} ({few['peak']:.0f} → {many['peak']:.0f})"
    report(at_most(*where, more, FLAT_MIB, shown))


def verifying(few: Database, database: Database, report: Report, *, full: bool) -> None:
    """The verification against recomputing the same digests and nothing else."""
    taken, least = database.inside("verifying"), database.inside("digests")
    name = f"manage.py verify over {taken['entries']:,} entries"
    ratio = least["seconds"] / taken["seconds"]
    shown = f"{ratio:.2f} ({taken['seconds']:.1f} s, digests {least['seconds']:.1f} s)"
    report(at_least(name, "share of recomputing the digests", ratio, 0.5, shown))
    million = taken["seconds"] / taken["entries"] * 1_000_000
    if full:
        report(at_most(name, "seconds for a million", million, 60, f"{million:.0f}"))
    else:
        report(Figure(name, "seconds for a million, extrapolated", f"{million:.0f}", "≤ 60"))
    _flat(report, (name, "memory beyond that of 1,000 services, MiB"),
          few.inside("verifying"), taken)  # fmt: skip


def bundling(few: Database, database: Database, report: Report) -> None:
    """A bundle of ten thousand records against hashing and zipping the same bytes."""
    taken = database.inside("bundling")
    name = f"Bundle of {taken['records']:,} records"
    ratio = taken["least"] / taken["seconds"]
    shown = f"{ratio:.2f} ({taken['seconds']:.1f} s, limit {taken['least']:.1f} s)"
    report(Figure(name, "bytes", f"{taken['bytes'] >> 20} MiB, zipped {taken['zipped'] >> 20}"))
    report(at_least(name, "share of hashing and zipping", ratio, 0.333, shown))
    _flat(report, (name, "memory beyond that of 1,000 services, MiB"),
          few.inside("bundling"), taken)  # fmt: skip
