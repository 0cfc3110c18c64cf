"""Significant events of the last year: two of them left gaps."""

from __future__ import annotations

from core.choices import Origin
from evidence.demo.script import Day, Line, Moment, To, new, step
from portfolio.choices import EventKind as Kind


def effect(event: str, service: str, customer: str = "", **values: object) -> Line:
    """An event affected a service: all customers, or one of them."""
    whom = {"customer": To(customer)} if customer else {}
    return new(
        "event-effects", f"{event}:{service}@{customer}", event=To(event), service=To(service),
        **whom, **values,
    )  # fmt: skip


STEPS = (
    # The breach of that month has the same cause.
    step(-224, "tomasz.nowak", "From the service desk",
         new("events", "event:storage", name="Hospital information system down after a disk error",
             kind=Kind.MAJOR_INCIDENT, began_at=Moment(8, 14, 2, 40),
             ended_at=Moment(8, 14, 5, 52), source="Service desk", external_id="INC-20417",
             description="Wards worked on paper from 03:00 to 06:00; no data was lost.",
             cause="A storage controller failed and its partner took over only after two hours.",
             told_on=Day(-224), told_how="Letter to the IT boards of both hospitals"),
         effect("event:storage", "his", minutes=192,
                effect="Availability of that month: 99.41 % instead of 99.8 %."),
         origin=Origin.IMPORT),
    step(-70, "mehmet.yilmaz", "Change CHG-1188 is closed",
         new("events", "event:archive", name="Mail archive moved to the second data centre",
             kind=Kind.CHANGE, began_at=Moment(3, 6, 20, 0), ended_at=Moment(3, 7, 1, 15),
             source="Change tool", external_id="CHG-1188", cause="Planned",
             description="Old mail could not be searched for five hours.",
             told_on=Day(-95), told_how="Notice to all customers a week ahead"),
         effect("event:archive", "mail", effect="None: announced maintenance.")),
    step(-30, "mehmet.yilmaz", "From the security operation centre",
         new("events", "event:phishing", name="Wave of forged invoices", kind=Kind.SECURITY,
             began_at=Moment(2, 12, 9, 5), ended_at=Moment(2, 13, 17, 30), is_internal=True,
             source="SecuraWatch", external_id="2025-311",
             cause="Forged sender of a supplier; nine mailboxes opened the file."),
         effect("event:phishing", "mail", effect="None.")),
    step(-3, "tomasz.nowak", "Told by the town hall",
         new("events", "event:line", name="Line to the town hall cut by an excavator",
             kind=Kind.OUTAGE, began_at=Moment(1, 9, 7, 15), ended_at=Moment(1, 9, 11, 50)),
         effect("event:line", "network", "auental", minutes=275)),
)  # fmt: skip
