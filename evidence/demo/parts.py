"""What the services of the story are made of and lean on, and who receives them."""

from __future__ import annotations

from decimal import Decimal

from core.choices import Origin
from evidence.demo.script import BEGINNING, Day, Line, To, alter, new, put_away, step
from portfolio.choices import ComponentKind as Kind


def part(key: str, name: str, kind: Kind, owner: str, description: str = "") -> Line:
    """A component."""
    return new(
        "components", f"part:{key}", name=name, kind=kind, owner=To(owner), description=description
    )


def built_on(service: str, *parts: str) -> list[Line]:
    """A service depends on components."""
    return [
        new("dependencies", f"{service}>{part}", service=To(service), component=To(f"part:{part}"))
        for part in parts
    ]


def leans_on(service: str, other: str, remark: str) -> Line:
    """A service depends on another."""
    return new(
        "dependencies", f"{service}>{other}", service=To(service), depends_on=To(other),
        remark=remark,
    )  # fmt: skip


def subscribe(service: str, *customers: str, since: int = -1400) -> list[Line]:
    """Customers receive a service from a day."""
    return [
        new("subscriptions", f"{service}@{customer}", service=To(service), customer=To(customer),
            starts_on=Day(since))
        for customer in customers
    ]  # fmt: skip


def covered(representative: str, *services: str, since: int = -688) -> list[Line]:
    """A representative speaks for the customer in services."""
    customer = representative.split(":")[1]
    return [
        new("coverage", f"{representative}:{service}", representative=To(representative),
            subscription=To(f"{service}@{customer}"), covers_from=Day(since))
        for service in services
    ]  # fmt: skip


COMPONENTS = (
    part("dc1", "Data centre Auental", Kind.TECHNOLOGY, "yuki.tanaka", "Room, power, cooling."),
    part("dc2", "Data centre Bergfeld", Kind.TECHNOLOGY, "yuki.tanaka", "Second location."),
    part("vm", "Virtualisation cluster", Kind.TECHNOLOGY, "yuki.tanaka", "24 hosts in two rooms."),
    part("san", "Storage system 2015", Kind.TECHNOLOGY, "yuki.tanaka"),
    part("db", "Clinical database cluster", Kind.TECHNOLOGY, "grace.okafor", "Three nodes."),
    part(
        "hl7", "Interface engine", Kind.TECHNOLOGY, "grace.okafor", "Laboratory, imaging, billing."
    ),
    part("mx", "Mail platform", Kind.TECHNOLOGY, "mehmet.yilmaz"),
    part("mdm", "Device management", Kind.TECHNOLOGY, "mehmet.yilmaz"),
    part("wan", "Wide area network", Kind.TECHNOLOGY, "yuki.tanaka", "62 locations."),
    part("wlan", "WLAN controllers", Kind.TECHNOLOGY, "yuki.tanaka", "840 access points."),
    part("fw", "Firewalls", Kind.TECHNOLOGY, "yuki.tanaka"),
    part("pbx", "Private branch exchanges", Kind.TECHNOLOGY, "yuki.tanaka", "Nine exchanges."),
    part("ad", "Directory", Kind.TECHNOLOGY, "yuki.tanaka", "Accounts and groups."),
    part("desk", "Service desk team", Kind.PEOPLE, "lena.hartmann", "Eleven people, two shifts."),
    part("ops", "Infrastructure operations", Kind.PEOPLE, "yuki.tanaka", "On call at night."),
    part("clin", "Clinical application team", Kind.PEOPLE, "grace.okafor"),
    part("inc", "Incident management", Kind.PROCESS, "lena.hartmann"),
    part("chg", "Change management", Kind.PROCESS, "sabine.koch"),
    part("join", "Joiners, movers, leavers", Kind.PROCESS, "sabine.koch"),
)

DEPENDENCIES = (
    *built_on("workplace", "mdm", "ad", "desk", "inc", "join"),
    *built_on("mail", "mx", "vm", "ad", "desk"),
    *built_on("his", "db", "hl7", "vm", "dc1", "dc2", "clin", "inc", "chg"),
    *built_on("network", "wan", "wlan", "fw", "ops"),
    *built_on("telephony", "pbx", "desk"),
    *built_on("files", "san", "ad"),
    leans_on("his", "network", "Bedside devices by WLAN"),
    leans_on("mail", "network", ""),
    leans_on("workplace", "network", "Remote access"),
    leans_on("workplace", "mail", "First mailbox with the device"),
)

SUBSCRIPTIONS = (
    *subscribe("workplace", "klinikum", "auental", "oberried", "seetal", "finance", "sonnhalde"),
    *subscribe("mail", "klinikum", "auental", "oberried", "marien", "seetal", "finance"),
    *subscribe("his", "klinikum", "marien"),
    *subscribe("network", "klinikum", "auental", "oberried", "marien", "stadtwerke", "sonnhalde"),
    *subscribe("telephony", "klinikum", "auental", "marien"),
    *subscribe("files", "auental", "oberried"),
)

COVERAGE = (
    *covered("rep:klinikum", "workplace", "mail", "his", "network"),
    *covered("rep:auental", "workplace", "mail", "network", "telephony"),
    *covered("rep:oberried", "workplace", "mail"),
    *covered("rep:marien", "mail", "his", "network"),
    *covered("rep:stadtwerke", "network"),
    *covered("rep:finance", "workplace", "mail"),
)

#: What the own groups keep to, in percent and minutes.
KEPT = (
    *(alter(f"part:{key}", availability=Decimal(share))
      for key, share in (("dc1", "99.9"), ("dc2", "99.5"), ("vm", "99.95"), ("db", "99.9"),
                         ("hl7", "99.8"), ("mx", "99.9"), ("ad", "99.95"), ("wan", "99.8"),
                         ("wlan", "99.7"), ("fw", "99.95"), ("mdm", "99.5"))),
    alter("part:ops", response=Decimal(30)),
    alter("part:desk", response=Decimal(15)),
    alter("his>dc1", alternative="Data centre"),
    alter("his>dc2", alternative="Data centre"),
)  # fmt: skip

STEPS = (
    step(BEGINNING + 3, "sabine.koch", "Taken over from service-portfolio.xlsx",
         *COMPONENTS, *DEPENDENCIES, *SUBSCRIPTIONS, origin=Origin.IMPORT),
    step(-687, "sabine.koch", "Agreed in the appointment talks", *COVERAGE),
    step(-420, "claire.dubois", "Contract amendment 3",
         *subscribe("workplace", "stadtwerke", since=-410)),
    step(-405, "sabine.koch", "Design of identity management",
         part("sso", "Sign-in service", Kind.TECHNOLOGY, "grace.okafor", "With second factor.")),
    step(-404, "grace.okafor", "Design of identity management",
         *built_on("identity", "sso", "ad", "join")),
    step(-309, "mehmet.yilmaz", "Design of the portal",
         leans_on("portal", "identity", "Sign-in of case workers"),
         leans_on("portal", "network", "")),
    step(-206, "sabine.koch", "Legacy File Storage is retired",
         alter("files@auental", ends_on=Day(-206)), alter("files@oberried", ends_on=Day(-206)),
         *built_on("mail", "dc1")),
    step(-205, "sabine.koch", "Storage system scrapped, certificate of erasure filed",
         put_away("files>san"), put_away("part:san")),
    step(-158, "david.hughes", "Merger of the operator",
         alter("workplace@sonnhalde", ends_on=Day(40)),
         alter("network@sonnhalde", ends_on=Day(40))),
    step(-62, "sabine.koch", "Levels agreed with the own groups", *KEPT),
    step(-27, "grace.okafor", "Pilot of identity management",
         *subscribe("identity", "klinikum", since=-27)),
)  # fmt: skip
