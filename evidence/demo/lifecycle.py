"""How services and relationships of the story end by their checklists, and a gate that was overridden."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from core.choices import ChecklistPurpose, Level, Origin, StepState
from core.gates.purposes import purposes
from evidence.demo.script import BEGINNING, Day, Line, Step, To, alter, new, passes, step
from portfolio.choices import ServiceStatus as Status
from relationships.choices import CustomerStatus

RETIREMENT, ENDING = ChecklistPurpose.RETIREMENT, ChecklistPurpose.ENDING


def names_of(purpose: ChecklistPurpose) -> list[tuple[str, int]]:
    """The steps of a shipped template, in the language of the story, with their days."""
    with translation.override("en"):
        shipped = next(each.steps for each in purposes() if each.purpose == purpose)
        return [(str(each.name), each.days or 0) for each in shipped]


def templates() -> Iterator[Line]:
    """The shipped templates as records."""
    for each in purposes():
        with translation.override("en"):
            name = str(each.name)
        key = f"template:{each.purpose}"
        yield new("checklist-templates", key, name=name, purpose=each.purpose)
        for place, (text, days) in enumerate(names_of(each.purpose), start=1):
            yield new(
                "template-steps", f"{key}:{place}", template=To(key), position=place * 10,
                name=text, days=days,
            )  # fmt: skip


def checklist(subject: str, purpose: ChecklistPurpose, owner: str, began: int) -> list[Line]:
    """A checklist that begins on a day."""
    return [
        new("checklist-steps", f"step:{subject}:{place}", subject=To(subject), purpose=purpose,
            position=place * 10, name=text, owner=To(owner), due=Day(began + days))
        for place, (text, days) in enumerate(names_of(purpose), start=1)
    ]  # fmt: skip


def done(subject: str, place: int, on: int, remark: str) -> Line:
    """A step that was done some days before somebody wrote it down."""
    return alter(
        f"step:{subject}:{place}", state=StepState.DONE, done_on=Day(on - 4), remark=remark
    )


def spared(subject: str, place: int, remark: str) -> Line:
    """A step that does not apply."""
    return alter(f"step:{subject}:{place}", state=StepState.NOT_APPLICABLE, remark=remark)


#: Received the old file storage only; ended when that was retired.
MUSIC_SCHOOL: tuple[Step, ...] = (
    step(BEGINNING + 1, "sabine.koch", "Taken over from the customer list (kundenliste.xlsx)",
         new("customers", "music", name="Musikschule Seetal", organisation="Musikschule Seetal e.V.",
             tier=To("tier:small"), manager=To("david.hughes"), users="14 teachers.",
             needs="A folder for sheet music.", priorities="1. cost"),
         origin=Origin.IMPORT),
    step(BEGINNING + 4, "sabine.koch", "Taken over from service-portfolio.xlsx",
         new("subscriptions", "files@music", service=To("files"), customer=To("music"),
             starts_on=Day(-1400)), origin=Origin.IMPORT),
    step(-200, "david.hughes", "Its only service is retired; the school now uses its own storage",
         alter("music", status=CustomerStatus.ENDING),
         *checklist("music", ENDING, "david.hughes", -200)),
    step(-188, "david.hughes", "Talk with the head of the school",
         done("music", 1, -188, "Letter of the school, DMS 2026/0210"),
         done("music", 2, -188, "Mail to the service desk"),
         spared("music", 6, "Nothing was ever charged.")),
    step(-172, "david.hughes", "Last visit",
         done("music", 3, -172, "Hard disk handed over against a receipt"),
         done("music", 4, -172, "Accounts closed, list of the directory"),
         done("music", 5, -172, "Certificate of erasure of the storage system"),
         done("music", 7, -172, "Thanks for patience; folders should have had owners")),
    passes(-170, "david.hughes", "All steps done", "music", CustomerStatus.ENDED),
)  # fmt: skip

ENDINGS: tuple[Step, ...] = (
    step(-364, "sabine.koch", "Checklist for the retirement",
         alter("files", replaced_by=To("mail"), support_ends=Day(-215)),
         *checklist("files", RETIREMENT, "grace.okafor", -364)),
    step(-330, "sabine.koch", "Letters sent", done("files", 1, -330, "Letters of the month"),
         done("files", 2, -330, "News in the portal")),
    step(-207, "sabine.koch", "Migration finished",
         done("files", 3, -207, "All 214 shares migrated and confirmed by the owners"),
         done("files", 4, -207, "Archive copy sealed in the document system"),
         done("files", 5, -207, "No open request"),
         done("files", 6, -207, "Shares read-only, then switched off"),
         spared("files", 7, "Maintenance had ended in 2023.")),
    step(-120, "sabine.koch", "Checklist for the retirement",
         alter("telephony", replaced_by=To("mail"), support_ends=Day(60)),
         *checklist("telephony", RETIREMENT, "mehmet.yilmaz", -120)),
    step(-98, "mehmet.yilmaz", "Notice given",
         done("telephony", 1, -98, "Notice to the customers, DMS 2026/0501"),
         done("telephony", 2, -98, "AltaPhone informed by mail")),
    step(-157, "sabine.koch", "Checklist for the end",
         *checklist("sonnhalde", ENDING, "david.hughes", -157)),
    step(-140, "david.hughes", "Letter of Diakonie Bergfeld",
         done("sonnhalde", 1, -140, "Letter of Diakonie Bergfeld, DMS 2026/0377"),
         done("sonnhalde", 2, -140, "Told in the team meeting")),
)  # fmt: skip

OVERRIDDEN: tuple[Step, ...] = (
    step(-250, "sabine.koch", "Asked for by both hospitals",
         new("services", "video", name="Video Consultation", owner=To("grace.okafor"),
             description="Consultations by video between patients at home and doctors.",
             service_hours="Mon–Fri 07:00–20:00", proposal_priority=Level.HIGH,
             proposal_reason="Outpatient departments are to close on weekends.",
             criticality=Level.MEDIUM, outcomes="Nobody travels for a talk.")),
    step(-246, "sabine.koch", "Urgent request", alter("video", status=Status.DESIGN)),
    step(-240, "grace.okafor", "Product chosen", alter("video", status=Status.BUILD)),
    step(-233, "grace.okafor", "Works with ten doctors", alter("video", status=Status.TRANSITION)),
    step(-232, "claire.dubois", "First wards",
         new("subscriptions", "video@klinikum", service=To("video"), customer=To("klinikum"),
             starts_on=Day(-232))),
    passes(-230, "sabine.koch",
           "Crisis board: consultations by video from Monday; SLA and coverage follow in a month",
           "video", Status.ACTIVE, override=True),
)  # fmt: skip

PLANS: tuple[Step, ...] = (
    step(-120, "grace.okafor", "Plan of the project",
         new("transition-plans", "plan:identity", service=To("identity"), name="Pilot and roll-out",
             planned_on=Day(40), outcomes="No account outlives its person by more than a day.",
             criteria="100 leavers of the pilot closed within a day; 500 sign-ins a minute.",
             tests="Load test, test of the second factor, restore of the directory.",
             responsibilities="Grace Okafor leads; the service desk trains; Yuki Tanaka operates.")),
    step(-120, "grace.okafor", "Checklist of the project",
         *checklist("plan:identity", ChecklistPurpose.INTRODUCTION, "grace.okafor", -120)),
    step(-29, "grace.okafor", "Tests passed with Klinikum Rheintal",
         done("plan:identity", 1, -60, "Workshop with both houses"),
         done("plan:identity", 2, -60, "Drawing 12"),
         done("plan:identity", 5, -29, "Test report of the pilot")),
    step(-90, "grace.okafor", "Written down after the crisis, for the review",
         new("transition-plans", "plan:video", service=To("video"), name="Urgent start",
             outcomes="Nobody travels for a talk.", criteria="Picture and sound for 15 minutes.",
             tests="Ten doctors for a week.", responsibilities="Grace Okafor.",
             accepted_on=Day(-236), accepted_by=To("petra.lindner"),
             conditions="By mail of Petra Lindner.", review_due=Day(-60))),
    step(-55, "grace.okafor", "Review after the transition",
         alter("plan:video", reviewed_on=Day(-60), told_on=Day(-60), told="Both hospitals, by mail.",
               achieved="1,240 talks in half a year; sound fails in two wards.")),
)  # fmt: skip

STEPS: tuple[Step, ...] = (
    step(BEGINNING, "", "Shipped with the program", *templates(), origin=Origin.COMMAND),
    *MUSIC_SCHOOL, *ENDINGS, *OVERRIDDEN, *PLANS,
)  # fmt: skip
