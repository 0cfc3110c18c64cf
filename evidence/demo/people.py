"""The people of the story: the provider's own, the customers', the suppliers', and who signs in."""

from __future__ import annotations

from core.choices import Origin, Role, Side
from evidence.demo.script import BEGINNING, Day, Line, To, alter, new, step

HOME = "rheintal-it.example"
PROVIDER = "Rheintal-IT Zweckverband"


def own(key: str, name: str, job: str, phone: str = "") -> Line:
    """Somebody of the provider; the key is the part of the address before the @."""
    return new(
        "persons", key, name=name, email=f"{key}@{HOME}", job_title=job, phone=phone,
        side=Side.OWN, organisation=PROVIDER,
    )  # fmt: skip


def other(key: str, name: str, email: str, job: str, side: Side, organisation: str) -> Line:
    """Somebody of a customer, a supplier or another party."""
    return new(
        "persons", key, name=name, email=email, job_title=job, side=side, organisation=organisation
    )


def account(person: str, name: str, email: str, *roles: Role, until: int | None = None) -> Line:
    """A sign-in for a person, for ever or until a day."""
    end = None if until is None else Day(until)
    return new(
        "users", f"user:{person}", name=name, email=email, person=To(person),
        roles=sorted(roles), access_until=end,
    )  # fmt: skip


OWN_PEOPLE = (
    own("andreas.vogt", "Andreas Vogt", "Application administrator", "+49 7222 880-110"),
    own("sabine.koch", "Sabine Koch", "Head of service management", "+49 7222 880-120"),
    own("tomasz.nowak", "Tomasz Nowak", "Service level manager", "+49 7222 880-124"),
    own("mehmet.yilmaz", "Mehmet Yılmaz", "Service owner, workplace", "+49 7222 880-131"),
    own("ralf.becker", "Ralf Becker", "Service owner, infrastructure", "+49 7222 880-135"),
    own("grace.okafor", "Grace Okafor", "Service owner, clinical systems", "+49 7222 880-138"),
    own("claire.dubois", "Claire Dubois", "Business relationship manager", "+49 7222 880-150"),
    own("david.hughes", "David Hughes", "Business relationship manager", "+49 7222 880-151"),
    own("jonas.brandt", "Jonas Brandt", "Supplier manager", "+49 7222 880-160"),
    own("yuki.tanaka", "Yuki Tanaka", "Lead, infrastructure operations", "+49 7222 880-170"),
    own("lena.hartmann", "Lena Hartmann", "Lead, service desk", "+49 7222 880-100"),
)

CUSTOMER_PEOPLE = (
    other("petra.lindner", "Petra Lindner", "p.lindner@klinikum-rheintal.example",
          "Chief information officer", Side.CUSTOMER, "Klinikum Rheintal gGmbH"),
    other("o.feldmann", "Dr. Oliver Feldmann", "o.feldmann@klinikum-rheintal.example",
          "Medical director", Side.CUSTOMER, "Klinikum Rheintal gGmbH"),
    other("martin.auer", "Martin Auer", "martin.auer@auental.example",
          "Head of digital administration", Side.CUSTOMER, "Stadt Auental"),
    other("birgit.wolff", "Birgit Wolff", "birgit.wolff@auental.example",
          "City treasurer", Side.CUSTOMER, "Stadt Auental"),
    other("henning.claus", "Henning Claus", "claus@landkreis-oberried.example",
          "IT coordinator", Side.CUSTOMER, "Landkreis Oberried"),
    other("sr.agnes", "Sr. Agnes Hofer", "verwaltung@marien-bergfeld.example",
          "Managing director", Side.CUSTOMER, "St. Marien-Hospital Bergfeld"),
    other("luca.moretti", "Luca Moretti", "l.moretti@marien-bergfeld.example",
          "Clinical engineering", Side.CUSTOMER, "St. Marien-Hospital Bergfeld"),
    other("anne.seiler", "Anne Seiler", "seiler@gv-seetal.example",
          "Mayor of Seetal, speaker of the association", Side.CUSTOMER, "Gemeindeverband Seetal"),
    other("stefan.kunz", "Stefan Kunz", "s.kunz@stadtwerke-auental.example",
          "Head of operations", Side.CUSTOMER, "Stadtwerke Auental GmbH"),
    other("nadia.rahman", "Nadia Rahman", "nadia.rahman@rheintal-it.example",
          "Head of finance and HR", Side.OWN, PROVIDER),
    other("uwe.petersen", "Uwe Petersen", "u.petersen@sonnhalde.example",
          "Home administrator", Side.CUSTOMER, "Pflegeheime Sonnhalde gGmbH"),
)  # fmt: skip

SUPPLIER_PEOPLE = (
    other("k.albers", "Katrin Albers", "k.albers@nordwolke.example",
          "Key account manager", Side.SUPPLIER, "Nordwolke Cloud GmbH"),
    other("p.hendriks", "Pieter Hendriks", "p.hendriks@telfort-carrier.example",
          "Service delivery manager", Side.SUPPLIER, "Telfort Carrier AG"),
    other("j.weiss", "Dr. Johanna Weiss", "weiss@medisoft.example",
          "Head of customer care", Side.SUPPLIER, "MediSoft Klinik-Systeme GmbH"),
    other("s.whitfield", "Sarah Whitfield", "sarah.whitfield@brightmail.example",
          "Licensing specialist", Side.SUPPLIER, "Brightmail Software Ltd"),
    other("f.ostermann", "Frank Ostermann", "ostermann@druckwerk.example",
          "Field service manager", Side.SUPPLIER, "DruckWerk Service GmbH"),
    other("m.vandijk", "Maaike van Dijk", "m.vandijk@securawatch.example",
          "SOC manager", Side.SUPPLIER, "SecuraWatch B.V."),
    other("c.reuter", "Christian Reuter", "reuter@helpline-sued.example",
          "Team lead, night shift", Side.SUPPLIER, "Helpline Süd GmbH"),
    other("e.schwarz", "Elke Schwarz", "e.schwarz@altaphone.example",
          "Contract administration", Side.SUPPLIER, "AltaPhone Systeme GmbH"),
)  # fmt: skip

#: Users of a customer's services, who do not speak for it.
CUSTOMER_USERS = (
    other("katja.vogel", "Katja Vogel", "k.vogel@klinikum-rheintal.example",
          "Ward manager, cardiology", Side.CUSTOMER, "Klinikum Rheintal gGmbH"),
    other("timo.reich", "Timo Reich", "t.reich@klinikum-rheintal.example",
          "Assistant of the board", Side.CUSTOMER, "Klinikum Rheintal gGmbH"),
)  # fmt: skip

AUDITOR = other(
    "ingrid.sorensen", "Dr. Ingrid Sørensen", "i.sorensen@nordcert.example",
    "Lead auditor", Side.OTHER, "NordCert AS",
)  # fmt: skip

ACCOUNTS = (
    account("andreas.vogt", "Andreas Vogt", f"admin@{HOME}", Role.ADMINISTRATOR),
    account("sabine.koch", "Sabine Koch", f"sabine.koch@{HOME}", Role.SERVICE_MANAGER),
    account("tomasz.nowak", "Tomasz Nowak", f"tomasz.nowak@{HOME}", Role.SERVICE_LEVEL_MANAGER),
    account("mehmet.yilmaz", "Mehmet Yılmaz", f"mehmet.yilmaz@{HOME}", Role.SERVICE_OWNER),
    account("ralf.becker", "Ralf Becker", f"ralf.becker@{HOME}", Role.SERVICE_OWNER),
    account("grace.okafor", "Grace Okafor", f"grace.okafor@{HOME}", Role.SERVICE_OWNER),
    account("david.hughes", "David Hughes", f"david.hughes@{HOME}", Role.RELATIONSHIP_MANAGER),
    account("claire.dubois", "Claire Dubois", f"claire.dubois@{HOME}", Role.RELATIONSHIP_MANAGER),
    account("jonas.brandt", "Jonas Brandt", f"jonas.brandt@{HOME}", Role.SUPPLIER_MANAGER),
)

#: Who gets a password when the demo is loaded, one for each role: key of the user.
SIGN_INS = (
    "user:andreas.vogt", "user:sabine.koch", "user:tomasz.nowak", "user:mehmet.yilmaz",
    "user:claire.dubois", "user:jonas.brandt", "user:ingrid.sorensen", "user:petra.lindner",
    "user:katja.vogel",
)  # fmt: skip

INSTALLER = ""
TAKEN_OVER = "Taken over from the address book"

STEPS = (
    step(BEGINNING, INSTALLER, "Installation", *OWN_PEOPLE, *ACCOUNTS, origin=Origin.COMMAND),
    step(BEGINNING, "sabine.koch", TAKEN_OVER, *CUSTOMER_PEOPLE, *SUPPLIER_PEOPLE,
         origin=Origin.IMPORT),
    step(-451, "sabine.koch", "New phone numbers after the move to Hafenstraße",
         alter("lena.hartmann", phone="+49 7222 99100-0"),
         alter("sabine.koch", phone="+49 7222 99100-20"),
         alter("jonas.brandt", phone="+49 7222 99100-60")),
    step(-400, "andreas.vogt", "Customers may see their own agreements from now on",
         account("petra.lindner", "Petra Lindner", "p.lindner@klinikum-rheintal.example",
                 Role.REPRESENTATIVE)),
    step(-318, "sabine.koch", "Married",
         alter("s.whitfield", name="Sarah Whitfield-Jones")),
    step(-184, "sabine.koch", "Users who asked what they may order", *CUSTOMER_USERS),
    step(-183, "andreas.vogt", "Invited to read the catalogue",
         account("katja.vogel", "Katja Vogel", "k.vogel@klinikum-rheintal.example",
                 Role.CATALOGUE_READER)),
    step(-198, "andreas.vogt", "Ralf Becker has left; access ends today",
         alter("user:ralf.becker", is_active=False, access_until=Day(-198))),
    step(-198, "sabine.koch", "Left for the state data centre",
         alter("ralf.becker", job_title="Service owner, infrastructure (until his departure)",
               notes="Left the organisation; his services are being handed over.")),
    step(-45, "sabine.koch", "Surveillance audit announced by NordCert", AUDITOR),
    step(-45, "andreas.vogt", "Access for the surveillance audit only",
         account("ingrid.sorensen", "Dr. Ingrid Sørensen", "i.sorensen@nordcert.example",
                 Role.AUDITOR, until=60)),
)  # fmt: skip
