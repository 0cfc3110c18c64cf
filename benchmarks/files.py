"""Import, export, verification and bundle as measured from inside; limits beside them."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import connection

from core.access.principals import system
from core.choices import Level
from core.exchange.confirming import write
from core.exchange.examining import Wishes, examine
from core.exchange.exporting import write_export
from core.exchange.plans import plan_of
from core.exchange.reading import read_sheet
from core.models import Record
from core.verification import verify
from evidence.bundles.scope import BundleRequest
from evidence.services import write_bundle
from portfolio.models import Service

Answer = dict[str, Any]
BY = system("bench")
ROUNDS = 2
HEADINGS = ("Name", "Description", "Status", "Criticality", "Service hours", "Support channels")
XLSX_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip


def peak() -> float:
    """The most memory that this process or one that it started ever had, in MiB."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in who) / 1024


def importing(rows: str) -> Answer:
    """Seconds to read, check and write so many new services."""
    data = _workbook(int(rows))
    marks = [time.perf_counter()]
    sheet = read_sheet(data, "services.xlsx", header_row=None, sheet="")
    marks.append(time.perf_counter())
    wishes = Wishes()
    examined = examine(sheet, plan_of(Service), wishes, by=BY)
    marks.append(time.perf_counter())
    written = write(examined, wishes, by=BY, reason="Benchmark")
    marks.append(time.perf_counter())
    if len(written) != int(rows):
        raise RuntimeError(f"{len(written)} records written")
    parts = dict(zip(("read", "check", "write"), _steps(marks), strict=True))
    return {**parts, "seconds": marks[-1] - marks[0], "peak": peak()}


def _steps(marks: list[float]) -> list[float]:
    return [after - before for before, after in itertools.pairwise(marks)]


def _workbook(rows: int) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number in range(rows):
            cells = (
                f"Imported service {number:05d} {time.time_ns()}", f"The description of {number}.",
                "Active", str(Level.HIGH.label), "Mon–Fri 08:00–18:00", "Portal, phone",
            )  # fmt: skip
            sheet.write_row(number + 1, 0, cells)
    return made.getvalue()


def exporting(fmt: str) -> Answer:
    """Seconds to export all services."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        write_export(Service, by=BY, path=Path(folder) / f"services.{fmt}")
        return {"seconds": time.perf_counter() - start, "peak": peak()}


def export_limits() -> Answer:
    """Seconds of COPY and XlsxWriter alone beside those of the exports, in turns, the best of each."""
    taken: dict[str, list[float]] = {"copy": [], "csv": [], "xlsx_alone": [], "xlsx": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "services.csv"
        write_export(Service, by=BY, path=path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        for _round in range(ROUNDS):
            taken["csv"].append(exporting("csv")["seconds"])
            taken["copy"].append(_seconds(_copy, Path(folder)))
            taken["xlsx"].append(exporting("xlsx")["seconds"])
            taken["xlsx_alone"].append(_seconds(_xlsx, Path(folder), rows))
    return {name: min(times) for name, times in taken.items()}


def _seconds(work: Callable[..., None], *arguments: Any) -> float:
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def _copy(folder: Path) -> None:
    with (folder / "copy.csv").open("wb") as file, connection.cursor() as cursor:
        cursor.copy_expert(_copy_statement(), file)


def _xlsx(folder: Path, rows: list[list[str]]) -> None:
    with xlsxwriter.Workbook(folder / "services.xlsx", XLSX_OPTIONS) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, column, cell)


def _copy_statement() -> str:
    table = f'"{Service._meta.db_table}"'
    return f"COPY (SELECT * FROM {table} ORDER BY reference) TO STDOUT WITH CSV HEADER"


def verifying() -> Answer:
    """Seconds of a whole verification."""
    start = time.perf_counter()
    report = verify()
    if not report.sound:
        raise RuntimeError(report.findings[:3])
    return {"seconds": time.perf_counter() - start, "entries": report.entries, "peak": peak()}


def bundling() -> Answer:
    """Seconds of a bundle, and of hashing and zipping what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bundle.zip"
        start = time.perf_counter()
        write_bundle(out=path, request=BundleRequest(clause="8.2"), by=BY)
        taken, most = time.perf_counter() - start, peak()
        least, size = _hash_and_zip(path, Path(folder) / "again.zip")
        zipped = path.stat().st_size
    records = Record.objects.count()
    return {"seconds": taken, "peak": most, "least": least, "bytes": size, "zipped": zipped,
            "records": records}  # fmt: skip


def _hash_and_zip(made: Path, again: Path) -> tuple[float, int]:
    seconds, size = 0.0, 0
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(again, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            size += len(content)
            start = time.perf_counter()
            hashlib.sha512(content).hexdigest()  # BagIt's manifest
            hashlib.sha256(content).hexdigest()  # sha256sum's list
            target.writestr(info, content, compress_type=info.compress_type)
            seconds += time.perf_counter() - start
    return seconds, size


TASKS = (importing, exporting, export_limits, verifying, bundling)
