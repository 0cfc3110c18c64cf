"""What the customers of the story agreed to about complaints."""

from __future__ import annotations

from core.choices import EditionState as State
from evidence.demo.script import Day, Line, Step, To, alter, new, sign, step

DEFINITION = (
    "Whatever the customer says is a complaint: about how somebody was treated, a promise that was not "
    "kept, or an answer that did not help. Not an incident, a request or a suggestion by itself."
)
LODGING = "At the service desk, by phone or mail, or in any meeting; nobody needs a form."
ROUTE = (
    (1, "Relationship manager of the customer", 24),
    (2, "Head of service management", 72),
    (3, "Managing director of Rheintal-IT", 120),
)


def definition(customer: str, since: int, edition: int = 1, hours: int = 24) -> list[Line]:
    """An edition with its route."""
    key = f"complaints:{customer}:{edition}"
    more = {}
    if edition > 1:
        more = {
            "supersedes": To(f"complaints:{customer}:{edition - 1}"), "edition": edition,
            "change_reference": "CHG-2026-0102",
            "impact": "The relationship managers answer within half a day.",
        }  # fmt: skip
    head = new(
        "complaint-definitions", key, customer=To(customer), definition=DEFINITION, lodging=LODGING,
        answered_within=hours, effective_from=Day(since), **more,
    )  # fmt: skip
    levels = [
        new("escalation-levels", f"{key}:{level}", definition=To(key), level=level, who=who,
            within=within)
        for level, who, within in ROUTE
    ]  # fmt: skip
    return [head, *levels]


def agreed(customer: str, day: int, manager: str, person: str, edition: int = 1,
           hours: int = 24) -> list[Step]:  # fmt: skip
    """Drafted, sent, and signed by the representative a week later."""
    key = f"complaints:{customer}:{edition}"
    return [
        step(day - 8, manager, "Agreed in the yearly talk",
             *definition(customer, day + 1, edition, hours)),
        step(day - 7, manager, "Sent to the customer", alter(key, state=State.NEGOTIATING)),
        sign(day, key, "customer", person),
    ]  # fmt: skip


STEPS = (
    *agreed("klinikum", -640, "claire.dubois", "petra.lindner"),
    *agreed("auental", -620, "claire.dubois", "martin.auer"),
    *agreed("marien", -600, "claire.dubois", "sr.agnes"),
    *agreed("stadtwerke", -420, "claire.dubois", "stefan.kunz"),
    *agreed("klinikum", -100, "claire.dubois", "petra.lindner", edition=2, hours=12),
    step(-30, "david.hughes", "For the yearly talk", *definition("finance", 30)),
    step(-16, "claire.dubois", "Asked for by the wards", *definition("klinikum", 20, 3, 8)),
    step(
        -15,
        "claire.dubois",
        "Sent to the customer",
        alter(
            "complaints:klinikum:3",
            state=State.NEGOTIATING,
            change_reference="CHG-2026-0133",
            impact="Answers on the same working day: a deputy for each relationship manager.",
        ),
    ),
)
