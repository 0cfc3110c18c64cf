"""What is to be done in the story: finished, running and overdue."""

from __future__ import annotations

from core.choices import ActionState as State
from core.choices import Priority
from evidence.demo.script import Day, Line, To, alter, new, step


def action(key: str, what: str, about: str, owner: str, due: int, details: str = "",
           priority: Priority = Priority.MEDIUM) -> Line:  # fmt: skip
    """An action for somebody by a day, about a record."""
    return new(
        "actions", f"action:{key}", name=what, subject=To(about), owner=To(owner), due=Day(due),
        details=details, priority=priority,
    )  # fmt: skip


def done(key: str, outcome: str) -> Line:
    """An action finished."""
    return alter(f"action:{key}", state=State.DONE, outcome=outcome)


STEPS = (
    step(-580, "claire.dubois", "Review meeting with Klinikum Rheintal",
         action("downtime", "Print the downtime procedure for every ward", "klinikum",
                "grace.okafor", -540),
         action("probe", "Measure availability by a synthetic sign-in", "his", "grace.okafor", -545,
                "The customer does not trust figures from the server room.", Priority.HIGH)),
    step(-552, "grace.okafor", "", done("probe", "The probe runs every minute.")),
    step(-531, "grace.okafor", "", done("downtime", "Printed and laid out on 41 wards.")),
    step(-382, "jonas.brandt", "Contract review",
         action("wipe", "Obtain the certificate that copier disks were wiped", "kopiertec",
                "jonas.brandt", -370, priority=Priority.HIGH)),
    step(-374, "jonas.brandt", "", done("wipe", "Certificate received, filed in the DMS.")),
    step(-232, "jonas.brandt", "Monthly review with MediSoft",
         action("medisoft", "Follow the improvement plan of MediSoft", "medisoft", "jonas.brandt",
                -30, "Workaround for priority 1 within four hours, every time.", Priority.HIGH)),
    step(-200, "jonas.brandt", "Plan received", alter("action:medisoft", state=State.IN_PROGRESS)),
    step(-193, "sabine.koch", "Handover of Ralf Becker",
         action("owner", "Name an owner for Managed Network and WLAN", "network", "sabine.koch",
                -160, priority=Priority.HIGH)),
    step(-148, "tomasz.nowak", "SLA review",
         action("cadence", "Plan next year's reviews with Petra Lindner", "sla:1", "tomasz.nowak",
                10)),
    step(-120, "sabine.koch", "Retirement of telephony",
         action("notice", "Tell the customers when their exchange is switched off", "telephony",
                "mehmet.yilmaz", -100),
         action("fax", "Find out who still needs fax", "telephony", "mehmet.yilmaz", -45,
                "Medical practices that refer patients to Klinikum Rheintal.")),
    step(-99, "mehmet.yilmaz", "", done("notice", "Letters sent to all three customers.")),
    step(-60, "jonas.brandt", "Contract watch",
         action("night", "Extend or replace the night shift of the service desk", "agr:HL-2024-02",
                "jonas.brandt", -25, "The contract ends; no offer on the table.", Priority.HIGH)),
    step(-50, "claire.dubois", "Said in the budget talk",
         action("successor", "Ask Stadt Auental for a successor of Birgit Wolff", "auental",
                "claire.dubois", -5)),
    step(-44, "sabine.koch", "Preparation of the audit",
         action("audit", "Collect the minutes of the last four service reviews", "mail",
                "mehmet.yilmaz", 12)),
    step(-31, "jonas.brandt", "Contract watch",
         action("nordwolke", "Decide whether Nordwolke goes on", "agr:NW-2023-114", "jonas.brandt",
                -15, "Notice must be given 90 days before the end.", Priority.HIGH)),
    step(-23, "tomasz.nowak", "Letter of Stadtwerke",
         action("control-room", "Calculate on-site help for the control room", "sla:16",
                "mehmet.yilmaz", 7, priority=Priority.HIGH)),
    step(-12, "grace.okafor", "Design workshop on backup",
         action("restore", "Write the restore test into the design", "backup", "grace.okafor", 25)),
    step(-2, "sabine.koch", "Weekly meeting of the owners",
         action("works-council", "Hear the works councils on the documentation assistant", "scribe",
                "sabine.koch", 30)),
)  # fmt: skip
