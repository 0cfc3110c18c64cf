"""Operational figures of three months from the ticket tool; one names a service that nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.choices import Origin
from evidence.demo.script import Line, Month, To, new, step
from portfolio.choices import FigureKind as Kind

TOOL = "TicketPro"
#: Key, name in the tool, and of each kind the figures of the last three months.
COUNTED = (
    ("workplace", "Workplace and Device Management",
     {Kind.INCIDENTS: (412, 398, 441), Kind.REQUESTS: (630, 655, 702), Kind.CHANGES: (9, 11, 8)}),
    ("mail", "E-Mail and Collaboration",
     {Kind.INCIDENTS: (96, 88, 131), Kind.REQUESTS: (204, 190, 221), Kind.PROBLEMS: (3, 3, 4)}),
    ("his", "Hospital Information System Hosting",
     {Kind.INCIDENTS: (58, 61, 49), Kind.CHANGES: (4, 6, 5), Kind.FAILED_CHANGES: (0, 1, 0),
      Kind.KNOWN_ERRORS: (7, 7, 6), Kind.CAPACITY: (71, 74, 78)}),
    ("", "Fax2Mail", {Kind.INCIDENTS: (2, 0, 3)}),
)  # fmt: skip
REMARKS = {(Kind.CAPACITY, -1): "Storage is full in about nine months; extension is budgeted."}


def lines() -> Iterator[Line]:
    """A record for each figure."""
    for key, name, kinds in COUNTED:
        for kind, values in kinds.items():
            for months, value in zip((-3, -2, -1), values, strict=True):
                yield new(
                    "operational-figures", f"figure:{name}:{kind}:{months}", named=name, kind=kind,
                    service=To(key) if key else None, starts_on=Month(months),
                    value=Decimal(value), source=TOOL, remark=REMARKS.get((kind, months), ""),
                )  # fmt: skip


STEPS = (step(-1, "tomasz.nowak", "Monthly export of TicketPro", *lines(), origin=Origin.IMPORT),)
