"""The suppliers of the story, the agreements with them and what they contribute."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from core.choices import Level, Origin
from evidence.demo.script import BEGINNING, Day, Line, To, alter, new, put_away, step
from suppliers.choices import AgreementKind as Kind
from suppliers.choices import AgreementState as State
from suppliers.choices import Renewal, ReviewFrequency, SupplierKind, SupplierStatus

MANAGER = To("jonas.brandt")


def supplier(key: str, name: str, provides: str, criticality: Level, risk: Level,
             review: ReviewFrequency, **more: Any) -> Line:  # fmt: skip
    """A supplier."""
    return new(
        "suppliers", key, name=name, services_provided=provides, manager=MANAGER,
        criticality=criticality, risk_level=risk, review_frequency=review, **more,
    )  # fmt: skip


def agreement(reference: str, supplier: str, name: str, kind: Kind, start: int, end: int | None,
              notice: int | None = None, **more: Any) -> Line:  # fmt: skip
    """An agreement called by its contract reference, in force unless said otherwise."""
    values = {
        "reference": reference, "supplier": To(supplier), "name": name, "kind": kind,
        "starts_on": Day(start), "ends_on": None if end is None else Day(end),
        "notice_days": notice, "state": State.ACTIVE, **more,
    }  # fmt: skip
    return new("agreements", f"agr:{reference}", **values)


def supply(service: str, supplier: str, agreement: str | None, contribution: str) -> Line:
    """What a supplier contributes to a service."""
    under = To(f"agr:{agreement}") if agreement else None
    return new(
        "supplies", f"{supplier}>>{service}", service=To(service), supplier=To(supplier),
        agreement=under, contribution=contribution,
    )  # fmt: skip


SUPPLIERS = (
    supplier("nordwolke", "Nordwolke Cloud GmbH", "Infrastructure and colocation, second location",
             Level.CRITICAL, Level.MEDIUM, ReviewFrequency.QUARTERLY, contact=To("k.albers"),
             escalation="Key account → head of operations → managing director"),
    supplier("telfort", "Telfort Carrier AG", "WAN lines, internet access, mobile contracts",
             Level.HIGH, Level.MEDIUM, ReviewFrequency.QUARTERLY, contact=To("p.hendriks"),
             escalation="Service delivery manager → board member for customers"),
    supplier("medisoft", "MediSoft Klinik-Systeme GmbH",
             "Software of the hospital information system",
             Level.CRITICAL, Level.HIGH, ReviewFrequency.MONTHLY, contact=To("j.weiss"),
             escalation="Hotline → Dr. Weiss → user group board"),
    supplier("brightmail", "Brightmail Software Ltd", "Collaboration licences and support",
             Level.MEDIUM, Level.LOW, ReviewFrequency.ANNUAL, contact=To("s.whitfield")),
    supplier("druckwerk", "DruckWerk Service GmbH", "Printers, toner, repair on site", Level.LOW,
             Level.LOW, ReviewFrequency.SEMIANNUAL, contact=To("f.ostermann")),
    supplier("securawatch", "SecuraWatch B.V.", "Security monitoring around the clock", Level.HIGH,
             Level.HIGH, ReviewFrequency.MONTHLY, contact=To("m.vandijk"),
             escalation="SOC shift lead → SOC manager, both at any hour"),
    supplier("helpline", "Helpline Süd GmbH", "Service desk at night and at weekends", Level.MEDIUM,
             Level.MEDIUM, ReviewFrequency.QUARTERLY, contact=To("c.reuter")),
    supplier("altaphone", "AltaPhone Systeme GmbH", "Maintenance of private branch exchanges",
             Level.MEDIUM, Level.HIGH, ReviewFrequency.ANNUAL, contact=To("e.schwarz")),
    supplier("infrastructure", "Infrastructure Operations", "Servers, storage, on-call duty",
             Level.CRITICAL, Level.LOW, ReviewFrequency.QUARTERLY, kind=SupplierKind.INTERNAL,
             contact=To("yuki.tanaka"), escalation="Yuki Tanaka → managing director"),
    supplier("stw", "Stadtwerke Auental", "Dark fibre, power and rooms of data centre Auental",
             Level.CRITICAL, Level.LOW, ReviewFrequency.SEMIANNUAL, kind=SupplierKind.CUSTOMER,
             customer=To("stadtwerke"), contact=To("stefan.kunz")),
    supplier("kopiertec", "KopierTec Bürosysteme OHG", "Copiers", Level.LOW, Level.MEDIUM,
             ReviewFrequency.ANNUAL),
)  # fmt: skip

AGREEMENTS = (
    agreement("NW-2023-114", "nordwolke", "Colocation and infrastructure", Kind.MSA, -1020, 75, 90,
              renewal=Renewal.EXPRESS, amount=Decimal("486000.00"), currency="EUR",
              scope="Two rows of racks, virtual machines, backup storage in Bergfeld.",
              targets="99.95 % availability of power and network a month; replacement host ≤ 4 h.",
              charging_basis="Per rack and virtual machine, monthly", last_review=Day(-640)),
    agreement("TC-4471", "telfort", "WAN and internet", Kind.CONTRACT, -945, 150, 90,
              renewal=Renewal.NONE, amount=Decimal("312500.00"), currency="EUR",
              scope="62 locations, two exits to the internet.",
              targets="99.8 % a month and location; repair ≤ 6 h; latency ≤ 15 ms.",
              charging_basis="Per line, monthly", last_review=Day(-655)),
    agreement("MS-2022-009", "medisoft", "Software maintenance", Kind.CONTRACT, -1364, -268, 90,
              renewal=Renewal.TACIT, renewal_months=12, amount=Decimal("645000.00"), currency="EUR",
              scope="Corrections, legal changes, hotline, two releases a year.",
              targets="Priority 1: answer ≤ 30 min, workaround ≤ 4 h, around the clock.",
              charging_basis="18 % of licence value a year", last_review=Day(-600)),
    agreement("BM-EA-2024", "brightmail", "Enterprise agreement", Kind.SLA, -1065, 30, 0,
              renewal=Renewal.EXPRESS, amount=Decimal("198400.00"), currency="EUR",
              targets="99.9 % a month or a service credit of 10 %.",
              charging_basis="Per named user, yearly in advance"),
    agreement("PO-2024-118", "brightmail", "Migration help", Kind.PURCHASE_ORDER, -700, -520,
              amount=Decimal("24800.00"), currency="EUR", charging_basis="20 days at a daily rate"),
    agreement("SW-SOC-2024", "securawatch", "Security operations centre", Kind.SLA, -820, 210, 60,
              renewal=Renewal.NONE, amount=Decimal("156000.00"), currency="EUR",
              targets="24 × 7; alert to triage ≤ 15 min, to notice ≤ 30 min.",
              charging_basis="Per monitored source, monthly", last_review=Day(-620)),
    agreement("HL-2024-02", "helpline", "Service desk out of hours", Kind.CONTRACT, -750, -20, 60,
              renewal=Renewal.NONE, amount=Decimal("88000.00"), currency="EUR",
              targets="80 % of calls within 45 s; hand-over at 07:00 complete.",
              charging_basis="Per call, least 400 a month"),
    agreement("AP-1998-7", "altaphone", "Maintenance of exchanges", Kind.CONTRACT, -2900, 45, 30,
              renewal=Renewal.NONE, amount=Decimal("61000.00"), currency="EUR",
              targets="Repair ≤ 8 working hours.", charging_basis="Per port, quarterly"),
    agreement("OLA-INF-01", "infrastructure", "Operation of servers and storage", Kind.OLA, -800,
              None, targets="On call within 30 min at any hour; patch day every second Tuesday.",
              charging_basis="Internal allocation"),
    agreement("OLA-STW-01", "stw", "Fibre, power and rooms", Kind.OLA, -1200, 600, 180,
              renewal=Renewal.EXPRESS, amount=Decimal("74000.00"), currency="EUR",
              targets="Power 99.98 % a year; access to rooms at any hour.",
              charging_basis="Lease by square metre and kWh", last_review=Day(-500)),
    agreement("KT-2021-3", "kopiertec", "Copiers on lease", Kind.CONTRACT, -1500, -380, 90,
              amount=Decimal("31200.00"), currency="EUR", charging_basis="Per page"),
)  # fmt: skip

SUPPLIES = (
    supply("his", "nordwolke", "NW-2023-114", "Failover location and backup storage"),
    supply("his", "medisoft", "MS-2022-009", "Software maintenance and hotline"),
    supply("his", "infrastructure", "OLA-INF-01", "Operation of servers and databases"),
    supply("network", "telfort", "TC-4471", "Lines and internet access"),
    supply("network", "stw", "OLA-STW-01", "Dark fibre between the data centres"),
    supply("network", "securawatch", "SW-SOC-2024", "Monitoring of firewalls"),
    supply("mail", "brightmail", "BM-EA-2024", "Platform licences and support"),
    supply("workplace", "kopiertec", "KT-2021-3", "Copiers"),
    supply("workplace", "helpline", "HL-2024-02", "Service desk at night and at weekends"),
    supply("telephony", "altaphone", "AP-1998-7", "Maintenance of exchanges"),
)

#: What agreements say in figures. The hotline of MediSoft alone takes as long as the SLAs of the
#: hospital information system allow for being on site: those cannot be kept.
PROMISES = (
    alter("medisoft>>his", response=Decimal(30), calendar=To("hours:always")),
    alter("nordwolke>>his", component=To("part:dc2"), availability=Decimal("99.95")),
    alter("telfort>>network", component=To("part:wan"), availability=Decimal("99.8")),
    alter("brightmail>>mail", component=To("part:mx"), availability=Decimal("99.9")),
    alter("securawatch>>network", component=To("part:fw"), response=Decimal(30),
          calendar=To("hours:always")),
    alter("stw>>network", availability=Decimal("99.98")),
)  # fmt: skip

STEPS = (
    step(BEGINNING + 5, "sabine.koch", "Taken over from lieferanten.xlsx",
         *SUPPLIERS, *AGREEMENTS, *SUPPLIES, origin=Origin.IMPORT),
    step(-519, "jonas.brandt", "Work done and accepted",
         alter("agr:PO-2024-118", state=State.EXPIRED)),
    step(-490, "jonas.brandt", "Tender won against two bidders",
         agreement("DW-2025-031", "druckwerk", "Printers and service", Kind.CONTRACT, -470, 400, 90,
                   renewal=Renewal.TACIT, renewal_months=12, state=State.DRAFT,
                   amount=Decimal("52600.00"), currency="EUR", targets="Repair ≤ 8 working hours.",
                   charging_basis="Per page, all parts included")),
    step(-474, "jonas.brandt", "Signed", alter("agr:DW-2025-031", state=State.ACTIVE)),
    step(-469, "jonas.brandt", "Roll-out complete in the town hall",
         supply("workplace", "druckwerk", "DW-2025-031", "Printers, toner, repair")),
    step(-378, "jonas.brandt", "Not extended: prices and late repairs, see scorecard",
         alter("agr:KT-2021-3", state=State.TERMINATED, ends_on=Day(-380))),
    step(-376, "jonas.brandt", "Copiers collected, disks wiped, certificate filed",
         alter("kopiertec", status=SupplierStatus.ENDED), put_away("kopiertec>>workplace"),
         put_away("agr:KT-2021-3")),
    step(-375, "jonas.brandt", "No longer a supplier", put_away("kopiertec")),
    step(-355, "jonas.brandt", "Index clause: 4.2 % more from January", alter(
        "agr:NW-2023-114", amount=Decimal("506400.00"), edition=2,
        change_reference="CHG-2025-0533", impact="Prices of the hosting stay until the next budget.",
        change_approved_by=To("sabine.koch"))),
    step(-290, "jonas.brandt", "Yearly review",
         alter("agr:MS-2022-009", last_review=Day(-290)),
         alter("agr:SW-SOC-2024", last_review=Day(-290))),
    step(-233, "jonas.brandt", "Two late workarounds in one quarter, see minutes of the review",
         alter("medisoft", notes="Improvement plan agreed; watched monthly.")),
    step(-180, "jonas.brandt", "Telfort moves our contact",
         alter("telfort", escalation="Service delivery manager → regional director")),
    step(-172, "jonas.brandt", "Penetration test of the SOC passed",
         alter("securawatch", risk_level=Level.MEDIUM)),
    step(-134, "jonas.brandt", "Manufacturer goes out of business next year",
         alter("altaphone", status=SupplierStatus.ENDING, risk_level=Level.HIGH)),
    step(-61, "jonas.brandt", "Promises of the agreements, in figures", *PROMISES),
    step(-33, "jonas.brandt", "Negotiation of the follow-up has begun",
         agreement("NW-2026-DRAFT", "nordwolke", "Infrastructure and immutable backup", Kind.MSA,
                   76, 1171, 180, state=State.DRAFT, renewal=Renewal.EXPRESS,
                   amount=Decimal("548000.00"), currency="EUR",
                   scope="As before, and immutable backup storage.")),
    step(-18, "jonas.brandt", "The term has ended; the night shift goes on without a contract",
         alter("agr:HL-2024-02", state=State.EXPIRED)),
)  # fmt: skip
