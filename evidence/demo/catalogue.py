"""The service catalogue of the story: two editions, what its customers agreed to, one change that waits."""

from __future__ import annotations

from evidence.demo.script import Day, Line, To, alter, new, publishes, sign, step
from evidence.demo.services import ALWAYS, DESK, OFFICE_HOURS
from portfolio.choices import Audience

PORTAL = "In the portal of the service desk, or by whoever looks after you."


def entry(service: str, name: str, description: str, hours: str, **values: object) -> Line:
    """An entry that is to be published."""
    return new(
        "catalogue-entries", f"catalogue:{service}", service=To(service), name=name,
        description=description, service_hours=hours, how_to_request=PORTAL, published=True,
        **{"support": DESK, **values},
    )  # fmt: skip


FIRST = (
    entry("workplace", "Your workplace", "Device, programs, printing, and a new one after five years.",
          OFFICE_HOURS, targets="A new workplace within ten working days."),
    entry("mail", "Mail and calendar", "Mailboxes, calendars and mobile access; archive for ten years.",
          ALWAYS, targets="Available 99.5 % of each month."),
    entry("his", "Hospital information system", "Operation of the hospital information system.",
          ALWAYS, audience=Audience.RECEIVERS, targets="Available 99.9 % of each month.",
          support="Clinical hotline +49 7222 99100-112, portal"),
    entry("network", "Network and WLAN", "Lines, local networks, WLAN and remote access.", ALWAYS),
    entry("telephony", "Telephony", "Desk phones and fax.", OFFICE_HOURS,
          audience=Audience.NAMED, support="Service desk +49 7222 880-100"),
    entry("files", "Shared folders", "Folders for teams.", OFFICE_HOURS, audience=Audience.RECEIVERS),
    new("catalogue-readers", "reader:telephony:marien", entry=To("catalogue:telephony"),
        customer=To("marien"), remark="The last exchange that we run."),
    new("catalogue-readers", "reader:telephony:strategic", entry=To("catalogue:telephony"),
        tier=To("tier:strategic"), remark="Until IP telephony is there."),
)  # fmt: skip

READERS = (
    new("catalogue-accesses", "access:katja.vogel", person=To("katja.vogel"),
        party=To("party:klinikum:wards"), reads_from=Day(-182), reads_until=Day(183),
        remark="Tells the wards what they may order."),
    new("catalogue-accesses", "access:timo.reich", person=To("timo.reich"),
        party=To("party:klinikum:board"), reads_from=Day(-182), reads_until=Day(-120),
        remark="For the budget of the year."),
)  # fmt: skip

CHANGE = "CHG-2026-0052"
APPROVED = {
    "change_reference": CHANGE,
    "impact": "Folders end; mail gets the better target that was agreed.",
    "change_approved_by": To("sabine.koch"),
}

STEPS = (
    step(-622, "tomasz.nowak", "First catalogue, from the offers on the intranet", *FIRST),
    publishes(-618, "tomasz.nowak", "Resolved by the general assembly"),
    sign(-611, "customer-catalogue:klinikum:1", "customer", "petra.lindner"),
    sign(-608, "customer-catalogue:auental:1", "customer", "martin.auer"),
    sign(-604, "customer-catalogue:marien:1", "customer", "sr.agnes"),
    step(-198, "tomasz.nowak", "The folders are gone, and mail is better",
         alter("catalogue:files", published=False),
         alter("catalogue:mail", name="Mail and collaboration",
               targets="Available 99.7 % of each month.", **APPROVED)),
    publishes(-196, "tomasz.nowak", "Second edition", change_reference=CHANGE,
              impact="Shared folders end; mail is available 99.7 % of each month."),
    sign(-190, "customer-catalogue:marien:2", "customer", "sr.agnes"),
    step(-182, "claire.dubois", "Agreed with Petra Lindner: users may look it up", *READERS),
    step(-12, "tomasz.nowak", "Asked for by Klinikum Rheintal",
         alter("catalogue:workplace", targets="A new workplace within five working days.",
               change_reference="CHG-2026-0140", impact="One more person in the warehouse.",
               change_approved_by=To("sabine.koch"))),
)  # fmt: skip
