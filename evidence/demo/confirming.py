"""What the people of the story confirmed as still true, and what nobody did."""

from __future__ import annotations

from evidence.demo.script import Step, confirm

STEPS = (
    # The failure of the storage asks, and SLAs that end or are reviewed; all of it is answered.
    Step(-223, "", "", (), asked=True),
    confirm(-210, "tomasz.nowak", "Wards and control room asked: no change", "slr:his", "slr:meters"),
    confirm(-147, "mehmet.yilmaz", "Review with Petra Lindner: kept", "slr:workplace"),
    # The next review of SLA-001 asks for what workplaces need; nobody has answered yet.
    Step(-12, "", "", (), asked=True),
    confirm(-310, "claire.dubois", "Read through with the customer", "klinikum", "auental", "marien"),
    confirm(-88, "claire.dubois", "After the budget talk", "klinikum"),
    confirm(-75, "david.hughes", "Asked by phone", "seetal", "finance"),
    confirm(-60, "sabine.koch", "Half-yearly look through the register", "rep:klinikum", "rep:auental",
            "rep:marien", "rep:stadtwerke"),
    confirm(-40, "mehmet.yilmaz", "Yearly portfolio review", "workplace", "mail"),
    confirm(-39, "grace.okafor", "Yearly portfolio review", "his"),
    confirm(-25, "jonas.brandt", "Before the audit", "nordwolke", "medisoft"),
)  # fmt: skip
