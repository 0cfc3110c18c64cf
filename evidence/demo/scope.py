"""What the certificate of the story covers: a first statement, and the second that names own units too."""

from __future__ import annotations

from evidence.demo.people import own
from evidence.demo.script import Day, Line, NextEdition, Step, To, alter, new, sign, step
from portfolio.choices import SLAState as State

TEXT = (
    "The service management system of Rheintal-IT Zweckverband that supports the operation of "
    "workplaces, networks, collaboration and clinical applications for its members and customers, "
    "run from Rheintal and Auental."
)


def item(kind: str, key: str, edition: int = 1, **values: object) -> Line:
    """A service, customer or unit of the scope."""
    to = To(f"unit:{key}" if kind == "unit" else key)
    return new(
        "scope-items", f"scope:{edition}:{key}", statement=To(f"scope:{edition}"),
        **{kind: to}, **values,
    )  # fmt: skip


STEPS = (
    step(-604, "sabine.koch", "Scope of the first certification",
         own("ursula.engel", "Ursula Engel", "Managing director", "+49 7222 880-100"),
         new("scope-statements", "scope:1", statement=TEXT, approver=To("ursula.engel"),
             effective_from=Day(-598), state=State.NEGOTIATING, review_due=Day(-233)),
         *(item("service", key) for key in ("workplace", "mail", "his", "network", "files")),
         item("service", "telephony", outsourced_to="AltaPhone Systeme GmbH: the exchanges"),
         *(item("customer", key) for key in ("klinikum", "auental", "marien", "oberried", "seetal",
                                             "stadtwerke", "sonnhalde")),
         new("scope-items", "scope:1:rooms", statement=To("scope:1"), included=False,
             location="Computer room of St. Marien-Hospital",
             why="Run by the hospital itself; our part ends at the line to it.")),
    sign(-599, "scope:1", "management", "ursula.engel"),
    Step(-118, "sabine.koch", "Units collected for the audit; surveillance audit in spring", (),
         next_edition=NextEdition("scope:1", "scope:2")),
    step(-118, "sabine.koch", "Units collected for the audit",
         alter("scope:2", effective_from=Day(-110), state=State.NEGOTIATING, review_due=Day(255),
               change_reference="CHG-2026-0088",
               impact="None for customers; the certificate names the three units."),
         *(item("unit", key, 2) for key in ("desk", "operations", "clinical"))),
    sign(-109, "scope:2", "management", "ursula.engel"),
    Step(-9, "sabine.koch", "The recertification comes near", (),
         next_edition=NextEdition("scope:2", "scope:3")),
    step(-8, "sabine.koch", "Ursula Engel is away: her deputy approves it",
         alter("scope:3", effective_from=Day(30), state=State.NEGOTIATING, review_due=Day(395),
               approver=To("sabine.koch"), change_reference="CHG-2026-0144",
               impact="None for customers; the same services and units for three more years.")),
)  # fmt: skip
