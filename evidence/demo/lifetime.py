"""One service of the story from the first idea to its end: refused at the gate, signed, measured, retired."""

from __future__ import annotations

from decimal import Decimal

from core.choices import ActionState, Level, Origin
from evidence.demo.levels import sla
from evidence.demo.lifecycle import done
from evidence.demo.measurements import measured
from evidence.demo.parts import built_on, covered, part, subscribe
from evidence.demo.script import (
    Begun,
    Day,
    NextEdition,
    Step,
    To,
    alter,
    new,
    passes,
    sign,
    step,
)
from evidence.demo.targets import ALWAYS, availability, target
from portfolio.choices import Audience, BreachState, ChangeTrigger, MetricKind, PeriodKind, Unit
from portfolio.choices import ComponentKind as Kind
from portfolio.choices import ServiceStatus as Status
from portfolio.choices import SLAState as State

LEVELS = "Availability ≥ 99.5 % a month, day and night; readings of the night delivered by 06:00."
PROBE = "Probe at the gateway, every minute"

IDEA: tuple[Step, ...] = (
    step(-690, "sabine.koch", "Asked for by Stadtwerke Auental: 18,000 meters begin to report",
         new("services", "meters", name="Meter Data Exchange", owner=To("grace.okafor"),
             description="Takes readings of smart meters, checks them and hands them to billing.",
             service_hours="24 × 7", support_channels="Service desk +49 7222 99100-0",
             proposal_priority=Level.HIGH, proposal_reason="Smart meters are a legal duty.",
             criticality=Level.MEDIUM, outcomes="Every bill rests on a reading.")),
    step(-680, "sabine.koch", "Worth a design", alter("meters", status=Status.DESIGN)),
    step(-662, "grace.okafor", "Gateway chosen", alter("meters", status=Status.BUILD)),
    step(-645, "grace.okafor", "Works with 200 meters", alter("meters", status=Status.TRANSITION)),
    step(-645, "claire.dubois", "Order of Stadtwerke Auental",
         *subscribe("meters", "stadtwerke", since=-645)),
    step(-644, "tomasz.nowak", "What customers will read of it",
         new("catalogue-entries", "catalogue:meters", service=To("meters"),
             name="Meter data exchange", service_hours="24 × 7", audience=Audience.RECEIVERS,
             description="Readings of your meters, checked each night and handed to billing.")),
    passes(-643, "grace.okafor", "Go live", "meters", Status.ACTIVE, refused=6),
    step(-643, "grace.okafor", "The gate refused it: six things are missing",
         new("actions", "action:meters-gate", name="Supply what the gate of the service asks for",
             subject=To("meters"), owner=To("grace.okafor"), due=Day(-605),
             details="Missing: components, coverage, a whole transition plan, an agreed SLA, the "
                     "acceptance, and a day for the review after the transition.")),
)  # fmt: skip

SUPPLIED: tuple[Step, ...] = (
    step(-641, "sabine.koch", "Design of the meter data exchange",
         part("mdx", "Meter data gateway", Kind.TECHNOLOGY, "grace.okafor", "Two nodes.")),
    step(-641, "grace.okafor", "What it is built on", *built_on("meters", "mdx", "vm", "fw")),
    step(-640, "sabine.koch", "Agreed with Stefan Kunz",
         *covered("rep:stadtwerke", "meters", since=-640)),
    step(-638, "grace.okafor", "Plan of the introduction",
         new("transition-plans", "plan:meters", service=To("meters"), name="Introduction",
             planned_on=Day(-600), outcomes="Readings of all 18,000 meters each night.",
             criteria="98 % of the readings complete on ten nights in a row.",
             tests="Load with 20,000 meters; loss of one node; wrong readings.",
             responsibilities="Grace Okafor leads, Yuki Tanaka operates.")),
    step(-637, "tomasz.nowak", "What Stadtwerke Auental needs",
         new("requirements", "slr:meters", service=To("meters"), customer=To("stadtwerke"),
             trigger=ChangeTrigger.NEW_SERVICE, hours="Day and night.", availability="99.5 % a month.",
             capacity="18,000 meters, 24,000 within two years.",
             response="Readings of the night by 06:00.", effective_from=Day(-600))),
    step(-636, "tomasz.nowak", "Draft from the template, version 3",
         sla(40, "meters", "stadtwerke", LEVELS, -600, service_hours="24 × 7",
             workload="18,000 meters, alarm from 19,500, limit 20,000."),
         availability(40, "99.5", "99.6", PROBE, ALWAYS, starts_on=None),
         target(40, "complete", "Readings complete by 06:00", "98", kind=MetricKind.QUALITY,
                starts_on=None, method="Report of the gateway"),
         new("workloads", "workload:40", sla=To("sla:40"), name="Meters", unit=Unit.DEVICES,
             expected=Decimal(18000), alarm_at=Decimal(19500), limit=Decimal(20000),
             method="Meters that reported in the month")),
    step(-630, "tomasz.nowak", "Sent to the customer", alter("sla:40", state=State.NEGOTIATING)),
    sign(-615, "sla:40", "customer", "stefan.kunz"),
    sign(-614, "sla:40", "owner", "grace.okafor"),
    step(-608, "grace.okafor", "Accepted after ten nights",
         alter("plan:meters", accepted_on=Day(-611), accepted_by=To("stefan.kunz"),
               conditions="Minutes of the acceptance, DMS 2025/0099.", review_due=Day(-500)),
         alter("action:meters-gate", state=ActionState.DONE, outcome="All six are there.")),
    passes(-605, "grace.okafor", "All that the gate asks for is there", "meters", Status.ACTIVE),
)  # fmt: skip

#: Twelve months: the fifth has no data, in the last one a node failed, and the meters grew too many.
MONTHS = {
    "target:40:availability": "99.9 99.8 99.85 99.9 - 99.75 99.9 99.8 99.85 99.9 99.7 99.12",
    "target:40:complete": "99 98.8 99.1 99.2 - 98.6 99 98.9 99.1 99 98.7 98.2",
    "workload:40": "17100 17400 17800 18000 - 18350 18600 18750 18900 19100 19320 19610",
}
BREACH = "breach:target:40:availability"

LIVED: tuple[Step, ...] = (
    step(-500, "grace.okafor", "Review after the transition",
         alter("plan:meters", reviewed_on=Day(-503), told_on=Day(-503), told="Stadtwerke, by mail.",
               achieved="Readings of 17,600 meters each night; as intended.")),
    step(-500, "tomasz.nowak", "Report as agreed",
         new("report-definitions", "report:meters", name="Service report meters, Stadtwerke",
             purpose="Shows month by month whether the SLA was kept.", audience="Operations",
             frequency=PeriodKind.MONTH, service=To("meters"), customer=To("stadtwerke"),
             sources="Gateway, probe", owner=To("tomasz.nowak"), agreed_with="Stefan Kunz",
             agreed_on=Day(-505), starts_on=Day(-500), is_automatic=True,
             recipients="s.kunz@stadtwerke-auental.example")),
    Step(-197, "tomasz.nowak", "Taken over from monitoring", (), Origin.IMPORT,
         measured=measured(MONTHS)),
    step(-196, "grace.okafor", "Failure of a gateway node",
         alter(BREACH, cause="The second node did not take over: its certificate had expired.",
               investigation="Expiry was watched on the first node only.",
               investigated_on=Day(-197), told_on=Day(-197), told_how="By phone, then by mail"),
         new("actions", "action:meters-node", name="Watch the certificates of both nodes",
             subject=To(BREACH), owner=To("grace.okafor"), due=Day(-190))),
    Step(-195, "tomasz.nowak", "Monthly report", (), reports=True),
    step(-191, "grace.okafor", "Done with operations",
         alter("action:meters-node", state=ActionState.DONE, outcome="Both are watched.")),
    step(-189, "tomasz.nowak", "Improvement done, customer told",
         alter(BREACH, state=BreachState.CLOSED)),
)  # fmt: skip

SUPERSEDED: tuple[Step, ...] = (
    Step(-175, "tomasz.nowak", "More meters than agreed; stricter levels in return", (),
         next_edition=NextEdition("sla:40", "sla:41")),
    step(-174, "tomasz.nowak", "As talked over with Stefan Kunz",
         alter("sla:41", reference="SLA-041", effective_from=Day(-152), effective_until=Day(578),
               change_reference="CHG-2026-0077", impact="A third node; EUR 9,000 a year.",
               targets=LEVELS.replace("99.5", "99.7"), review_due=Day(213),
               workload="24,000 meters, alarm from 23,000."),
         alter("target:41:availability", value=Decimal("99.7"), warn_at=Decimal("99.75")),
         alter("workload:41", expected=Decimal(20000), alarm_at=Decimal(23000),
               limit=Decimal(24000))),
    step(-168, "tomasz.nowak", "Sent to the customer", alter("sla:41", state=State.NEGOTIATING)),
    sign(-160, "sla:41", "customer", "stefan.kunz"),
    sign(-149, "sla:41", "owner", "grace.okafor"),
    Step(-62, "tomasz.nowak", "Taken over from monitoring", (), Origin.IMPORT,
         measured=measured({"target:41:availability": "99.92 99.9",
                            "target:41:complete": "99.2 99.4", "workload:41": "19800 19900"})),
)  # fmt: skip

RETIRED: tuple[Step, ...] = (
    Step(-118, "grace.okafor", "The grid operators offer this for all municipal utilities", (),
         begun=Begun("meters", {"support_ends": Day(-40)})),
    step(-106, "grace.okafor", "Told everybody",
         done("meters", 1, -106, "Letter to Stadtwerke Auental, DMS 2026/0611"),
         done("meters", 2, -106, "Mail to the maker of the meters")),
    step(-52, "grace.okafor", "Migration finished",
         done("meters", 3, -52, "All meters report to the grid operators, list of Stefan Kunz"),
         done("meters", 4, -52, "Readings of two years handed over, deletion confirmed")),
    step(-34, "grace.okafor", "Last day of support",
         done("meters", 5, -34, "No open request"),
         done("meters", 6, -34, "Gateway switched off, access removed"),
         done("meters", 7, -34, "Maintenance of the gateway cancelled"),
         alter("report:meters", ends_on=Day(-34))),
    passes(-31, "grace.okafor", "Every step of the checklist is done", "meters", Status.RETIRED),
)  # fmt: skip

STEPS: tuple[Step, ...] = (*IDEA, *SUPPLIED, *LIVED, *SUPERSEDED, *RETIRED)
