"""The service level agreements of the story, from draft to the end."""

from __future__ import annotations

from typing import Any

from core.choices import EditionState, Origin
from evidence.demo.script import (
    BEGINNING,
    Day,
    Line,
    Step,
    To,
    alter,
    answers,
    contests,
    new,
    sign,
    step,
)
from portfolio.choices import ChangeTrigger
from portfolio.choices import SLAState as State

MAIL_TARGETS = (
    "Availability ≥ 99.5 % a month, measured at the mail gateway; restore of a mailbox ≤ 8 h."
)
DESK_TARGETS = (
    "80 % of calls answered within 30 s; new device within 5 working days; first fix ≥ 65 %."
)
HIS_TARGETS = (
    "Availability ≥ 99.9 % a month (24 × 7), measured by a synthetic sign-in every minute; "
    "response ≤ 2 s for 95 % of record openings; priority 1 on site within 30 min."
)
NETWORK_TARGETS = (
    "Availability ≥ 99.7 % a month and location, measured by probes; packet loss ≤ 0.5 %."
)


def sla(number: int, service: str, customer: str, targets: str, since: int, **more: Any) -> Line:
    """An agreement called by its number; valid for two years from a day."""
    values = {
        "reference": f"SLA-{number:03d}",
        "service": To(service),
        "customer": To(customer) if customer else None,
        "targets": targets,
        "effective_from": Day(since),
        "effective_until": Day(since + 730),
        "review_due": Day(since + 365),
        "support": "Service desk, then service owner, then head of service management.",
        **more,
    }
    return new("slas", f"sla:{number}", **values)


def negotiated(number: int, draft: Line, drafted: int, talks: int) -> list[Step]:
    """Draft and negotiation of one SLA."""
    key = f"sla:{number}"
    return [
        step(drafted, "tomasz.nowak", "Draft from the template, version 3", draft),
        step(talks, "tomasz.nowak", "Sent to the customer", alter(key, state=State.NEGOTIATING)),
    ]


def signed(number: int, day: int, customer: str, owner: str) -> list[Step]:
    """The representative signs by the link that was sent, then the owner of the service."""
    key = f"sla:{number}"
    return [sign(day - 1, key, "customer", customer), sign(day, key, "owner", owner)]


FOUND = (
    sla(1, "workplace", "klinikum", DESK_TARGETS, -900, state=State.AGREED),
    sla(2, "workplace", "auental", DESK_TARGETS, -880, state=State.AGREED),
    sla(3, "mail", "klinikum", MAIL_TARGETS, -900, state=State.AGREED),
    sla(4, "mail", "auental", MAIL_TARGETS, -860, state=State.AGREED),
    sla(5, "his", "klinikum",
        "Availability ≥ 99.5 % a month, office hours; priority 1 within 60 min.", -1100,
        state=State.AGREED, workload="900 concurrent users"),
    sla(6, "network", "oberried", NETWORK_TARGETS, -950, state=State.AGREED),
    sla(7, "files", "auental", "Availability ≥ 98 % in office hours.", -1300, state=State.AGREED),
)  # fmt: skip

STEPS = (
    step(BEGINNING + 4, "sabine.koch", "Taken over from the SLA list, paper originals in the DMS",
         *FOUND, origin=Origin.IMPORT),
    *negotiated(
        8, sla(8, "his", "klinikum", HIS_TARGETS, -540, edition=2, service_hours="24 × 7",
               workload="1,400 concurrent users, peak 1,800",
               exceptions="Maintenance on Sundays 02:00–06:00, told two weeks ahead.",
               provider_duties="Failover test twice a year in the presence of the customer.",
               customer_duties="Names key users on every ward; keeps downtime procedures.",
               supersedes=To("sla:5"), change_reference="CHG-2025-0114",
               yearly_charge="84000.00", currency="EUR",
               impact="Second room needed; EUR 84,000 a year; on-call rota of four people."),
        -596, -580),
    sign(-548, "sla:8", "customer", "petra.lindner", by="tomasz.nowak", proof="doc:sla-8"),
    sign(-548, "sla:8", "owner", "ralf.becker"),
    step(-545, "tomasz.nowak", "Replaced by edition 2 (SLA-008)",
         alter("sla:5", state=State.SUPERSEDED, effective_until=Day(-541))),
    *negotiated(9, sla(9, "his", "marien", HIS_TARGETS, -500, service_hours="24 × 7",
                       workload="300 concurrent users"), -530, -522),
    *signed(9, -503, "sr.agnes", "ralf.becker"),
    *negotiated(10, sla(10, "network", "klinikum", NETWORK_TARGETS, -450),
                -475, -468),
    *signed(10, -452, "petra.lindner", "ralf.becker"),
    *negotiated(11, sla(11, "network", "stadtwerke", NETWORK_TARGETS, -380,
                        exceptions="The control network is not part of this service."),
                -402, -395),
    contests(-392, "sla:11", "stefan.kunz", "exceptions",
             "The control network has a gateway that is yours: it must be in."),
    answers(-390, "sla:11", "ralf.becker", "The gateway stands in SLA-010 with its own target.", "kept"),
    *signed(11, -383, "stefan.kunz", "ralf.becker"),
    *negotiated(12, sla(12, "mail", "marien", MAIL_TARGETS, -350), -371, -366),
    *signed(12, -353, "sr.agnes", "mehmet.yilmaz"),
    *negotiated(13, sla(13, "workplace", "finance", DESK_TARGETS, -330), -345, -341),
    *signed(13, -333, "nadia.rahman", "mehmet.yilmaz"),
    *negotiated(14, sla(14, "mail", "oberried", MAIL_TARGETS, -300,
                        exceptions="Archive of the schools excluded."), -320, -316),
    # Nobody may sign for Oberried: the paper that its coordinator signed is taken over as found.
    step(-302, "tomasz.nowak", "Signed on paper by the IT coordinator, DMS 2026/0015",
         alter("sla:14", state=State.AGREED), origin=Origin.IMPORT),
    step(-206, "tomasz.nowak", "The service is retired",
         alter("sla:7", state=State.TERMINATED, effective_until=Day(-206))),
    *negotiated(15, sla(15, "mail", "auental", MAIL_TARGETS.replace("99.5", "99.7"), -120,
                        edition=2, supersedes=To("sla:4"), change_reference="CHG-2026-0088",
                        impact="None on cost; BrightMail promises 99.9 %."), -150, -141),
    *signed(15, -124, "martin.auer", "mehmet.yilmaz"),
    step(-123, "tomasz.nowak", "Replaced by edition 2 (SLA-015)",
         alter("sla:4", state=State.SUPERSEDED)),
    *negotiated(30, sla(30, "mail", "", MAIL_TARGETS, -270, group=To("group:small"),
                        notes="One text for all small members."), -290, -284),
    *signed(30, -273, "anne.seiler", "mehmet.yilmaz"),
    step(-148, "tomasz.nowak", "Review with Petra Lindner: kept for another year",
         alter("sla:1", review_due=Day(20), effective_until=Day(200),
               change_reference="CHG-2026-0041", impact="None: the same levels for another year.",
               change_approved_by=To("sabine.koch"))),
    *negotiated(16, sla(16, "workplace", "stadtwerke", DESK_TARGETS, 30,
                        notes="Disputed: on-site times for the control room."), -70, -52),
    contests(-50, "sla:16", "claire.dubois", "targets",
             "Stefan Kunz by phone: four hours are too late for the control room, which is not named."),
    answers(-24, "sla:16", "mehmet.yilmaz", "Written into the draft; the supplier has not said yes yet."),
    step(-24, "tomasz.nowak", "Stadtwerke ask for 24 × 7 on-site help in the control room",
         alter("sla:16", targets=f"{DESK_TARGETS} Control room: on site within 2 h, 24 × 7.")),
    step(-170, "tomasz.nowak", "Nobody asked for an extension",
         alter("sla:2", state=State.EXPIRED)),
    *negotiated(19, sla(19, "mail", "klinikum", MAIL_TARGETS.replace("99.5", "99.7"), 30,
                        edition=2, supersedes=To("sla:3"), change_reference="CHG-2026-0131",
                        impact="None on cost; restore of mailboxes stays as it is."), -19, -14),
    sign(-6, "sla:19", "owner", "mehmet.yilmaz"),
    step(-590, "tomasz.nowak", "From the talks about edition 2 of the SLA",
         new("requirements", "slr:his", service=To("his"), customer=To("klinikum"),
             trigger=ChangeTrigger.CHANGE, hours="Day and night, every day of the year.",
             channels="Service desk by phone; key users on every ward.",
             access_rights="Clinical staff by their role; physicians from home with a second factor.",
             response="Records open within 2 s for 95 % of openings.",
             availability="99.9 % a month, measured at the bedside.",
             capacity="1,400 users at the same time, 1,800 at a shift change.",
             continuity="Back within 4 h from the second data centre; no more than 5 min of data lost.",
             dependencies="Network and WLAN on the wards; identity management.",
             exclusions="Medical devices that the manufacturer looks after.",
             effective_from=Day(-540), review_due=Day(-175))),
    step(-586, "tomasz.nowak", "Sent to the customer",
         alter("slr:his", state=EditionState.NEGOTIATING)),
    sign(-575, "slr:his", "customer", "petra.lindner"),
    sign(-574, "slr:his", "owner", "ralf.becker"),
    step(-330, "tomasz.nowak", "Asked on the wards and in the offices",
         new("requirements", "slr:workplace", service=To("workplace"), customer=To("klinikum"),
             sla=To("sla:1"), trigger=ChangeTrigger.INCIDENTS, hours="06:00–22:00, every day.",
             channels="Service desk by phone and chat; a technician in the main building.",
             access_rights="Shared workstations on wards, own devices in offices.",
             response="Calls answered within 30 s; a broken ward workstation replaced within 2 h.",
             availability="No ward without a working workstation for more than 2 h.",
             capacity="2,900 devices; 60 new ones a month.",
             continuity="Spare devices for two wards in each house.",
             dependencies="Network and WLAN; identity management.",
             exclusions="Medical devices and their displays.",
             effective_from=Day(-300), review_due=Day(65))),
    step(-325, "tomasz.nowak", "Sent to the customer",
         alter("slr:workplace", state=EditionState.NEGOTIATING)),
    sign(-318, "slr:workplace", "customer", "petra.lindner"),
    sign(-317, "slr:workplace", "owner", "mehmet.yilmaz"),
    step(-18, "tomasz.nowak", "The new ward needs more",
         new("requirements", "slr:his:2", service=To("his"), customer=To("klinikum"), edition=2,
             supersedes=To("slr:his"), trigger=ChangeTrigger.CHANGE,
             change_reference="CHG-2026-0136", impact="Two more servers; EUR 11,000 a year.",
             hours="Day and night, every day of the year.",
             channels="Service desk by phone, day and night; key users on every ward.",
             access_rights="Clinical staff by their role; physicians from home with a second factor.",
             response="Records open within 2 s for 98 % of openings.",
             availability="99.9 % a month, measured at the bedside.",
             capacity="1,600 users at the same time, 2,000 at a shift change.",
             continuity="Back within 2 h from the second data centre; no more than 5 min of data lost.",
             dependencies="Network and WLAN on the wards; identity management.",
             exclusions="Medical devices that the manufacturer looks after.",
             effective_from=Day(60), review_due=Day(400))),
    step(-13, "tomasz.nowak", "Sent to the customer",
         alter("slr:his:2", state=EditionState.NEGOTIATING)),
    step(-21, "tomasz.nowak", "Pilot of identity management",
         sla(17, "identity", "klinikum",
             "Availability ≥ 99.9 % a month; accounts of leavers closed within 24 h.", 45,
             service_hours="24 × 7")),
)  # fmt: skip
