"""Who operates what: own units, suppliers and a customer, with controls; a few gaps are left."""

from __future__ import annotations

from evidence.demo.script import Day, Line, To, new, step


def unit(key: str, name: str, location: str, head: str, purpose: str) -> Line:
    """A unit of the provider."""
    return new(
        "organisation-units", f"unit:{key}", name=name, location=location, head=To(head),
        purpose=purpose,
    )  # fmt: skip


def process(key: str, name: str, clause: str, owner: str) -> Line:
    """A process of the service management system."""
    return new(
        "processes", f"process:{key}", name=name, clause=clause, owner=To(owner),
        owner_since=Day(-700),
    )  # fmt: skip


def runs(party: str, subject: str, **values: object) -> Line:
    """A party (``unit:desk``) operates something (``service:mail``): each named with its field."""
    (by, party_key), (what, key) = party.split(":"), subject.split(":")
    named = {by: To(f"unit:{party_key}" if by == "unit" else party_key)}
    operated = {what: To(key if what == "service" else f"{what}:{key}")}
    return new(
        "involvements", f"{party}>{subject}", **named, **operated, starts_on=Day(-600), **values
    )


STEPS = (
    step(-121, "sabine.koch", "Units and processes, collected for the audit",
         unit("desk", "Service Desk", "Rheintal", "lena.hartmann", "First contact of all users."),
         unit("operations", "Infrastructure Operations", "Rheintal and Auental", "yuki.tanaka",
              "Servers, storage, networks and their on-call duty."),
         unit("clinical", "Clinical Applications", "Rheintal", "grace.okafor",
              "Applications of the hospitals."),
         process("incident", "Incident management", "8.6.1", "lena.hartmann"),
         process("change", "Change management", "8.5.1", "ralf.becker"),
         process("levels", "Service level management", "8.3.3", "tomasz.nowak"),
         process("relations", "Business relationship management", "8.3.2", "claire.dubois"),
         process("suppliers", "Supplier management", "8.3.4", "jonas.brandt")),
    step(-120, "sabine.koch", "Who operates what, collected for the audit",
         *(runs("unit:operations", f"service:{key}") for key in ("network", "mail", "files")),
         *(runs("unit:clinical", f"service:{key}") for key in ("his", "identity")),
         runs("unit:desk", "service:workplace", contribution="On-site and remote support"),
         runs("unit:desk", "process:incident"),
         runs("unit:operations", "process:change"),
         runs("supplier:medisoft", "service:his", contribution="Third-level support of the software",
              controls="Monthly service report, quarterly review, targets in the agreement.",
              access="Remote maintenance of the production system",
              access_controls="Opened for each session, recorded, second factor.",
              agreed_on=Day(-590), review_due=Day(60)),
         runs("supplier:helpline", "process:incident",
              contribution="Service desk at night and at weekends",
              controls="Same tool, same targets; ten calls of each month are listened to.",
              access="Ticket system, without files of patients",
              access_controls="Personal accounts, reviewed each quarter.",
              agreed_on=Day(-400), review_due=Day(-12)),
         runs("supplier:telfort", "service:network", contribution="Lines between the locations",
              controls="Availability of each line is measured by us.", review_due=Day(90)),
         # Gaps to find: an access without agreed controls, and a supplier over whom none are written.
         runs("supplier:securawatch", "service:identity", contribution="Watches sign-ins",
              controls="Reports of the security operation centre, read weekly.",
              access="Logs of all sign-ins", review_due=Day(45)),
         runs("customer:auental", "service:network",
              contribution="Hands out access cards to its own rooms")),
)  # fmt: skip
