"""Twelve months of measurements: one target was missed, one month has no data, one workload rose."""

from __future__ import annotations

from decimal import Decimal

from core.choices import Origin
from evidence.demo.script import Day, Measured, Month, Step, To, alter, new, step
from portfolio.choices import PeriodKind, ReportAbout

#: From the oldest to the latest of the twelve months before the day the story is told on.
MONTHS = {
    "target:1:calls": "84 83 86 85 82 81.5 84 85 86 83 84 85",
    "target:1:first-fix": "66 67 68 68 66 65.5 67 69 70 70 71 70",
    "target:3:availability": "99.93 99.88 99.97 99.91 99.95 99.9 99.87 99.96 99.94 99.9 99.92 99.95",
    "target:3:restore": "4 3.5 5 4 6 4.5 7.5 5 4 4 3 3.5",
    # The failed storage controller of eight months ago; the probe stood still five months ago.
    "target:8:availability": "99.97 99.95 99.98 99.96 99.41 99.95 99.97 - 99.93 99.96 99.97 99.96",
    "target:8:opening": "96.8 96.5 97.1 96.9 95.2 96.4 96.9 97.2 97 96.8 96.3 96.1",
    "target:8:site": "22 18 25 20 28 24 21 19 23 26 20 22",
    "target:9:availability": "99.96 99.97 99.95 99.98 99.93 99.97 99.96 99.94 99.97 99.98 99.96 99.97",
    "target:10:availability": "99.9 99.85 99.88 99.91 99.87 99.72 99.9 99.92 99.88 99.86 99.9 99.91",
    "target:10:loss": "0.2 0.18 0.22 0.2 0.25 0.41 0.24 0.2 0.19 0.21 0.2 0.18",
    "workload:8": "1390 1402 1410 1425 1440 1465 1498 1530 1571 1610 1668 1712",
    "workload:9": "231 235 229 240 244 238 246 251 248 252 255 253",
}
RECENT = {
    "target:13:calls": "83 85 84",
    "target:13:first-fix": "70 68 71",
    "target:15:availability": "99.94 99.9 99.96",
}
QUARTERS = {"target:1:device": "4.5 4 4.5 4"}


def measured(table: dict[str, str]) -> tuple[Measured, ...]:
    """The values of a table; a dash stands for nothing."""
    return tuple(
        Measured(key, tuple(None if word == "-" else word for word in words.split()))
        for key, words in table.items()
    )


REPORTS = (
    new("report-definitions", "report:his", name="Service report HIS, Klinikum",
        purpose="Shows month by month whether the SLA was kept, and what is done where it was not.",
        audience="IT board of the Klinikum", frequency=PeriodKind.MONTH, service=To("his"),
        customer=To("klinikum"), sources="Synthetic sign-in, service desk tool, session broker",
        owner=To("tomasz.nowak"), agreed_with="Petra Lindner", agreed_on=Day(-190),
        starts_on=Day(-180), is_automatic=True, recipients="p.lindner@klinikum-rheintal.example"),
    new("report-definitions", "report:sms", name="Service levels of all services",
        purpose="Performance of service level management itself.", audience="Management",
        frequency=PeriodKind.MONTH, sources="All measurements", owner=To("tomasz.nowak"),
        agreed_with="Sabine Koch", agreed_on=Day(-190), starts_on=Day(-180)),
)  # fmt: skip

SYSTEM = new(
    "report-definitions", "report:system", name="The management system", about=ReportAbout.SMS,
    purpose="Shows top management how the system performs and whether it works (clause 9.4).",
    audience="Top management", frequency=PeriodKind.QUARTER, sources="The registers themselves",
    owner=To("sabine.koch"), agreed_with="Managing director", agreed_on=Day(-41),
    is_automatic=True, recipients="sabine.koch@rheintal-it.example",
)  # fmt: skip

STEPS = (
    step(-40, "sabine.koch", "For the management review", SYSTEM),
    Step(-2, "tomasz.nowak", "Taken over from monitoring", (), Origin.IMPORT,
         measured=measured({**MONTHS, **RECENT, **QUARTERS})),
    step(-1, "tomasz.nowak", "Cause found with the supplier of the storage system",
         alter("breach:target:8:availability", cause="A storage controller failed; its partner took over "
               "only after two hours because of an old firmware.",
               investigation="Replayed in the test cluster: the takeover fails below firmware 9.4.",
               investigated_on=Day(-6)),
         new("actions", "action:firmware", name="Firmware 9.4 on all storage controllers",
             subject=To("breach:target:8:availability"), owner=To("ralf.becker"), due=Day(12))),
    step(-1, "claire.dubois", "Told on the phone, entered for the customer",
         new("contested-figures", "contest:his", target=To("target:8:site"), starts_on=Month(-2),
             value=Decimal(20), claimed=Decimal(35), raised_by=To("petra.lindner"), raised_on=Day(-3),
             grounds="On the 14th the technician needed 35 minutes; our ward has it in writing.")),
    step(-190, "tomasz.nowak", "Reports as agreed with the customers", *REPORTS),
    Step(-1, "tomasz.nowak", "Monthly reports", (), reports=True),
)  # fmt: skip
