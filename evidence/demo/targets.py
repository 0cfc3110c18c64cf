"""What the agreements of the story promise in figures, within which hours, for which workload."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from evidence.demo.script import BEGINNING, Day, Line, To, new, step
from portfolio.choices import Comparison, MetricKind, PeriodKind, Unit

#: Measuring in figures begins so many days before the day the story is told on.
SINCE = -400
HOLIDAYS = {
    "New Year's Day": (1, 1),
    "Labour Day": (5, 1),
    "Day of German Unity": (10, 3),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
}


def holidays() -> list[Line]:
    """The same five days of some years; on Christmas Eve it is open until noon."""
    lines = []
    for year in (2025, 2026, 2027):
        for name, (month, day) in HOLIDAYS.items():
            key = f"holiday:{year}-{month}-{day}"
            lines.append(
                new("holidays", key, calendar=To("hours:office"), day=date(year, month, day),
                    name=name)
            )  # fmt: skip
        eve = date(year, 12, 24)
        lines.append(
            new("holidays", f"holiday:{year}-eve", calendar=To("hours:office"), day=eve,
                name="Christmas Eve", hours="07:00–12:00")
        )  # fmt: skip
    return lines


def target(sla: int, key: str, name: str, value: str, **more: Any) -> Line:
    """A target of an agreement."""
    values = {"sla": To(f"sla:{sla}"), "name": name, "value": Decimal(value), **more}
    return new("targets", f"target:{sla}:{key}", **{"starts_on": Day(SINCE), **values})


def availability(sla: int, value: str, warn: str, method: str, hours: str, **more: Any) -> Line:
    """An availability a month."""
    values = {"warn_at": Decimal(warn), "method": method, "calendar": To(hours), "weight": 3}
    return target(sla, "availability", "Availability", value, **{**values, **more})


def desk(sla: int) -> list[Line]:
    """What the service desk promises everywhere."""
    share = {"kind": MetricKind.RESPONSE, "unit": Unit.PERCENT, "calendar": To("hours:office")}
    return [
        target(sla, "calls", "Calls answered within 30 s", "80", **share, warn_at=Decimal(82),
               method="Telephone system, monthly report"),
        target(sla, "first-fix", "Fixed at the first contact", "65", kind=MetricKind.QUALITY,
               method="Service desk tool"),
        target(sla, "device", "New device", "5", kind=MetricKind.DELIVERY, period=PeriodKind.QUARTER,
               unit=Unit.WORKING_DAYS, comparison=Comparison.AT_MOST,
               method="Slowest of nine in ten orders, shop system"),
    ]  # fmt: skip


ALWAYS, OFFICE = "hours:always", "hours:office"
GATEWAY, PROBES = "Probe at the mail gateway, every minute", "Probes at every location"
SIGN_IN = "Synthetic sign-in every minute"
MOST = {"comparison": Comparison.AT_MOST}

TARGETS = (
    *desk(1),
    availability(3, "99.5", "99.6", GATEWAY, ALWAYS),
    target(3, "restore", "Restore of a mailbox", "8", kind=MetricKind.RESOLUTION, unit=Unit.HOURS,
           **MOST, warn_at=Decimal(7), method="Slowest restore of the month, service desk tool"),
    availability(8, "99.9", "99.92", SIGN_IN, ALWAYS),
    target(8, "opening", "Records opened within 2 s", "95", kind=MetricKind.RESPONSE,
           unit=Unit.PERCENT, method="Measured in the client"),
    target(8, "site", "Priority 1 on site", "30", kind=MetricKind.RESPONSE, unit=Unit.MINUTES,
           **MOST, method="Slowest of the month, service desk tool"),
    availability(9, "99.9", "99.92", SIGN_IN, ALWAYS),
    availability(10, "99.7", "99.75", PROBES, ALWAYS),
    target(10, "loss", "Packet loss", "0.5", kind=MetricKind.QUALITY, unit=Unit.PERCENT, **MOST,
           warn_at=Decimal("0.4"), method=PROBES),
)  # fmt: skip
#: Agreed later: measured from their beginning on.
LATER = (
    *(line for line in desk(13) if not line.key.endswith("device")),
    availability(15, "99.7", "99.75", GATEWAY, ALWAYS, starts_on=None),
)
WORKLOADS = (
    new("workloads", "workload:8", sla=To("sla:8"), name="Concurrent users", unit=Unit.USERS,
        expected=Decimal(1400), alarm_at=Decimal(1700), limit=Decimal(1800),
        method="Peak of the month, session broker", starts_on=Day(SINCE)),
    new("workloads", "workload:9", sla=To("sla:9"), name="Concurrent users", unit=Unit.USERS,
        expected=Decimal(250), alarm_at=Decimal(280), limit=Decimal(300),
        method="Peak of the month, session broker", starts_on=Day(SINCE)),
)  # fmt: skip

STEPS = (
    step(BEGINNING + 6, "tomasz.nowak", "Service hours as agreed in the SLAs",
         new("calendars", OFFICE, name="Office hours", hours="Mon–Fri 07:00–18:00",
             time_zone="Europe/Berlin"),
         new("calendars", ALWAYS, name="Around the clock", hours="24x7",
             time_zone="Europe/Berlin"),
         *holidays()),
    step(SINCE + 5, "tomasz.nowak", "Targets in figures, so that they can be measured",
         *TARGETS, *WORKLOADS),
    step(-16, "tomasz.nowak", "Targets of the next edition",
         availability(19, "99.7", "99.75", GATEWAY, ALWAYS, starts_on=None),
         target(19, "restore", "Restore of a mailbox", "8", kind=MetricKind.RESOLUTION,
                unit=Unit.HOURS, **MOST, warn_at=Decimal(7), starts_on=None,
                method="Slowest restore of the month, service desk tool")),
    step(-119, "tomasz.nowak", "Targets of the agreements signed this year", *LATER),
)  # fmt: skip
