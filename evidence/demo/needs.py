"""Who has an interest in what the customers of the story get, what they need, and the answers."""

from __future__ import annotations

from typing import Any

from evidence.demo.script import Day, Line, To, alter, new, step
from relationships.choices import NeedKind, NeedSource, NeedState, PartyKind


def party(key: str, customer: str, name: str, kind: PartyKind, matters: str, importance: str,
          influence: str, **more: Any) -> Line:  # fmt: skip
    """Somebody who uses a customer's services, or is affected by them."""
    return new(
        "interested-parties", f"party:{key}", customer=To(customer), name=name, kind=kind,
        concerned_with=matters, importance=importance, influence=influence, **more,
    )  # fmt: skip


def need(key: str, customer: str, statement: str, priority: str, since: int, **more: Any) -> Line:
    """One thing a customer needs or expects."""
    return new(
        "needs", f"need:{key}", customer=To(customer), statement=statement, priority=priority,
        since=Day(since), **more,
    )  # fmt: skip


def met(need_key: str, service: str, how: str, **more: Any) -> Line:
    """Which service meets a need."""
    return new(
        "fulfilments", f"met:{need_key}:{service}", need=To(f"need:{need_key}"),
        service=To(service), how=how, **more,
    )  # fmt: skip


PARTIES = (
    party("klinikum:wards", "klinikum", "Ward staff", PartyKind.USERS,
          "Quick sign-in at shift change; records at the bedside.", "high", "medium", people=1100),
    party("klinikum:doctors", "klinikum", "Physicians", PartyKind.USERS,
          "Images and findings within seconds, from home too.", "high", "high", people=310,
          speaker=To("o.feldmann")),
    party("klinikum:board", "klinikum", "Board of the hospital", PartyKind.MANAGEMENT,
          "Cost, and no headline about an outage.", "medium", "high", speaker=To("petra.lindner")),
    party("klinikum:patients", "klinikum", "Patients", PartyKind.RECIPIENTS,
          "Safe treatment; that their data stays in the house.", "high", "low"),
    party("klinikum:authority", "klinikum", "Data protection authority of the Land",
          PartyKind.AUTHORITY, "Proof of who opened which record.", "medium", "high"),
    party("auental:clerks", "auental", "Clerks of the town", PartyKind.USERS,
          "Procedures that do not stop at the counter.", "high", "medium", people=640),
    party("auental:citizens", "auental", "Citizens", PartyKind.RECIPIENTS,
          "Applications from home, in plain language.", "high", "low", people=31000),
    party("auental:council", "auental", "Town council", PartyKind.MANAGEMENT,
          "Fixed prices for the budget year.", "medium", "high", speaker=To("birgit.wolff")),
)  # fmt: skip

CLAIRE, DAVID = To("claire.dubois"), To("david.hughes")

NEEDS = (
    need("signin", "klinikum", "Sign-in at shift change takes no longer than ten seconds", "high",
         -610, party=To("party:klinikum:wards"), source=NeedSource.MEETING,
         told_in=To("talk:klinikum:kickoff"), owner=CLAIRE),
    need("imaging", "klinikum", "Images are on the screen within three seconds", "high", -560,
         party=To("party:klinikum:doctors"), source=NeedSource.MEETING, owner=CLAIRE),
    need("downtime", "klinikum", "Planned downtime is told two weeks ahead", "medium", -560,
         kind=NeedKind.EXPECTATION, source=NeedSource.CONTRACT, owner=CLAIRE),
    need("who-opened", "klinikum", "One can prove who opened which patient record", "medium", -420,
         party=To("party:klinikum:authority"), source=NeedSource.LAW, owner=CLAIRE),
    need("online", "auental", "Every procedure that the law names can be applied for online",
         "high", -400, party=To("party:auental:citizens"), source=NeedSource.LAW, owner=CLAIRE),
    need("price", "auental", "The price of a workplace stays the same for a budget year", "medium",
         -400, party=To("party:auental:council"), kind=NeedKind.EXPECTATION,
         source=NeedSource.COMMUNICATION, owner=CLAIRE),
)  # fmt: skip

STEPS = (
    step(-398, "sabine.koch", "Strategic customers: what they need is followed one by one",
         alter("tier:strategic", needs_recorded=True)),
    step(-396, "claire.dubois", "From the notes of the yearly talks", *PARTIES, *NEEDS),
    step(-395, "claire.dubois", "Answered in the SLA talks",
         alter("need:signin", state=NeedState.MET, answered_on=Day(-400),
               answer="Badge sign-in on all wards; median 6 s, measured by a synthetic sign-in."),
         met("signin", "his", "Badge sign-in", requirement=To("slr:his")),
         alter("need:downtime", state=NeedState.MET, answered_on=Day(-398),
               answer="Maintenance calendar, sent three weeks ahead."),
         alter("need:price", state=NeedState.MET, answered_on=Day(-396),
               answer="Price list valid from January to December."),
         met("price", "workplace", "Yearly price list")),
    step(-236, "claire.dubois", "Told in the yearly strategy talk",
         alter("need:online", state=NeedState.PLANNED, answered_on=Day(-236),
               answer="Citizen Services Portal with a pilot of ten procedures."),
         met("online", "portal", "Pilot of ten procedures"),
         need("forms", "auental", "Clerks change online forms themselves", "low", -240,
              party=To("party:auental:clerks"), kind=NeedKind.EXPECTATION,
              source=NeedSource.MEETING, told_in=To("talk:auental:strategy"), owner=CLAIRE,
              state=NeedState.DECLINED, answered_on=Day(-236),
              answer="Not before the pilot; changes within two days by the service desk.")),
    step(-88, "claire.dubois", "Said in the budget talk",
         need("tablets", "klinikum", "Records can be read and signed on tablets at the bedside",
              "high", -90, party=To("party:klinikum:wards"), source=NeedSource.MEETING,
              told_in=To("talk:klinikum:budget"), owner=CLAIRE)),
    step(-75, "david.hughes", "From the survey of the schools",
         need("schools", "oberried", "A teacher gets help before the next lesson", "high", -80,
              source=NeedSource.SURVEY, owner=DAVID, state=NeedState.PLANNED,
              answered_on=Day(-75), answer="Own queue for schools from the new term on."),
         need("archive", "oberried", "Every mail can be found again for ten years", "medium", -400,
              source=NeedSource.LAW, owner=DAVID)),
)  # fmt: skip
