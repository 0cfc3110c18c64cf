"""What was said with the customers of the story, and what they may need next."""

from __future__ import annotations

from core.choices import Level
from evidence.demo.script import Day, Line, To, alter, new, step
from relationships.choices import (
    ChannelKind,
    ConcernKind,
    ConcernState,
    Delivery,
    FeedbackKind,
    OpportunityState,
)


def channel(key: str, customer: str, name: str, kind: ChannelKind, often: str, ours: str,
            theirs: str, agreed: int, purpose: str) -> Line:  # fmt: skip
    """A way of speaking with each other, agreed with a customer."""
    return new(
        "channels", f"channel:{key}", customer=To(customer), name=name, kind=kind, frequency=often,
        ours=To(ours), theirs=To(theirs), agreed_on=Day(agreed), purpose=purpose,
    )  # fmt: skip


def talk(key: str, customer: str, day: int, kind: ChannelKind, about: str, said: str = "",
         follow: str = "", others: str = "") -> Line:  # fmt: skip
    """One contact with a customer."""
    return new(
        "communications", f"talk:{key}", subject=To(customer), held_on=Day(day), kind=kind,
        name=about, details=said, follow_up=follow, others=others,
    )  # fmt: skip


def present(talk_key: str, *people: str) -> tuple[Line, ...]:
    """Who took part."""
    return tuple(
        new("participants", f"present:{talk_key}:{person}", communication=To(f"talk:{talk_key}"),
            person=To(person))
        for person in people
    )  # fmt: skip


CHANNELS = (
    channel("klinikum:review", "klinikum", "Quarterly service review", ChannelKind.MEETING,
            "every quarter", "claire.dubois", "petra.lindner", -670,
            "Service levels, incidents, changes, improvements."),
    channel("klinikum:night", "klinikum", "Clinical escalation line", ChannelKind.CALL,
            "on demand, day and night", "grace.okafor", "o.feldmann", -670,
            "When a ward cannot work."),
    channel("auental:review", "auental", "Half-yearly service review", ChannelKind.MEETING,
            "every six months", "claire.dubois", "martin.auer", -660, "Service levels and plans."),
    channel("oberried:report", "oberried", "Monthly figures", ChannelKind.REPORT,
            "every month", "david.hughes", "henning.claus", -650, "For the district council."),
    channel("stadtwerke:security", "stadtwerke", "Security talk", ChannelKind.MEETING,
            "once a year", "claire.dubois", "stefan.kunz", -640, "Proof of security measures."),
)  # fmt: skip

STEPS = (
    step(-640, "sabine.koch", "Agreed in the kick-off talks", *CHANNELS),
    step(-610, "claire.dubois", "",
         talk("klinikum:kickoff", "klinikum", -610, ChannelKind.MEETING,
              "How the wards use the hospital information system",
              "Three wards shown. Sign-in takes too long at shift change.",
              "Measure availability by a synthetic sign-in", "ward sister Heike Baum")),
    step(-609, "claire.dubois", "",
         *present("klinikum:kickoff", "claire.dubois", "grace.okafor", "petra.lindner")),
    step(-455, "david.hughes", "",
         talk("oberried:lines", "oberried", -455, ChannelKind.CALL,
              "Lines of two schools down for a morning", "Told cause and time; accepted.")),
    step(-330, "david.hughes", "Asked once more; the town council has not decided",
         new("appointment-requests", "request:seetal", customer=To("seetal"),
             name="Somebody who may agree service levels for all six municipalities",
             asked_on=Day(-330), asked=To("anne.seiler"), kind=ChannelKind.LETTER, due=Day(-270),
             interim=To("anne.seiler"), escalated_to=To("sabine.koch"),
             escalated_on=Day(-200))),
    step(-240, "claire.dubois", "Said in the yearly strategy talk",
         new("opportunities", "opp:lowcode", customer=To("auental"),
             name="Low-code forms for citizen services", owner=To("claire.dubois"),
             raised_on=Day(-240), wanted_by=Day(120), worth="18000.00", currency="EUR",
             description="Citizens apply online; the forms are built by the town itself."),
         talk("auental:strategy", "auental", -240, ChannelKind.MEETING, "Yearly strategy talk",
              "Wants a pilot of online forms before the next council term.",
              "Assess the effort of a pilot")),
    step(-205, "claire.dubois", "Effort assessed with the service owners",
         alter("opp:lowcode", state=OpportunityState.ASSESSED,
               assessment="Two services fit; pilot takes eight weeks, no new supplier.")),
    step(-200, "sabine.koch", "",
         new("concerns", "concern:seetal", customer=To("seetal"), kind=ConcernKind.RISK,
             name="Nobody may sign for the association", severity=Level.HIGH,
             owner=To("david.hughes"), due=Day(-30),
             description="Six municipalities, no common decision; SLAs stay drafts."),
         new("concerns", "concern:signin", customer=To("klinikum"), name="Slow sign-in at shift change",
             severity=Level.MEDIUM, owner=To("grace.okafor"), due=Day(-150), outside="PRB-20431",
             description="Every morning at six, 40 seconds until the first screen.")),
    step(-188, "david.hughes", "Letters go to each mayor",
         alter("concern:seetal", state=ConcernState.TREATED,
               treatment="Each municipality appoints on its own until they agree.")),
    step(-152, "claire.dubois", "Measured for two weeks",
         alter("concern:signin", state=ConcernState.CLOSED, treatment="Profiles shortened.",
               reported_on=Day(-150), reported="Sign-in takes nine seconds now; shown on ward 4.")),
    step(-140, "claire.dubois", "",
         new("feedback", "feedback:ward4", customer=To("klinikum"), kind=FeedbackKind.COMPLIMENT,
             name="Ward 4 thanks for the faster sign-in", said_by=To("o.feldmann"),
             received_on=Day(-141), answer="Passed on to the workplace team.",
             answered_on=Day(-140))),
    step(-120, "claire.dubois", "The mayor and the treasurer want it",
         alter("opp:lowcode", state=OpportunityState.AGREED, decided_on=Day(-121),
               decision="Pilot with two forms; review after three months.",
               becomes=Delivery.IMPROVEMENT)),
    step(-90, "claire.dubois", "Budget talk with Petra Lindner",
         new("opportunities", "opp:tablets", customer=To("klinikum"),
             name="Digital ward round on tablets", owner=To("claire.dubois"), raised_on=Day(-400),
             wanted_by=Day(150), worth="96000.00", currency="EUR",
             state=OpportunityState.IDEA),
         talk("klinikum:budget", "klinikum", -90, ChannelKind.MEETING, "Budget talk",
              "Budget for tablets granted; start next spring.",
              "Ask for a successor of Birgit Wolff in Auental as well")),
    step(-70, "david.hughes", "",
         new("feedback", "feedback:bill", customer=To("seetal"), kind=FeedbackKind.SUGGESTION,
             name="One bill for six town halls", said_by=To("anne.seiler"), received_on=Day(-70),
             details="Today each town hall gets a bill of its own.")),
    step(-18, "claire.dubois", "",
         talk("stadtwerke:security", "stadtwerke", -18, ChannelKind.CALL,
              "Proof of security measures", "Report promised for next month.")),
    step(-4, "david.hughes", "",
         talk("sonnhalde:handover", "sonnhalde", -4, ChannelKind.MAIL,
              "Which data goes to Diakonie Bergfeld", "List of mailboxes and files asked for.",
              "Export the mailboxes")),
)  # fmt: skip
