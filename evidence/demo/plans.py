"""Continuity and other plans of the story: one tested with findings, one whose test is overdue."""

from __future__ import annotations

from core.choices import Origin
from evidence.demo.script import Day, To, alter, new, step
from portfolio.choices import AssuranceKind as Kind
from portfolio.choices import TrialResult as Result

FOUND = (
    new("service-plans", "plan:his:continuity", service=To("his"), kind=Kind.CONTINUITY,
        name="Emergency operation of the hospital information system", owner=To("ralf.becker"),
        location="Red binder, data centre Rheintal, room 2", next_test=Day(-500)),
    new("service-plans", "plan:mail:continuity", service=To("mail"), kind=Kind.CONTINUITY,
        name="Restart of mail after a total loss", tested_on=Day(-790), result=Result.PASSED,
        next_test=Day(-425), reviewed_on=Day(-790), next_review=Day(-425),
        location="Operations handbook, chapter 9"),
    new("service-plans", "plan:network:capacity", service=To("network"), kind=Kind.CAPACITY,
        name="Capacity of lines and WLAN", link="https://wiki.rheintal-it.example/network/capacity",
        reviewed_on=Day(-700), next_review=Day(-335)),
)  # fmt: skip

STEPS = (
    step(-638, "sabine.koch", "Taken over from the list of emergency plans", *FOUND,
         origin=Origin.IMPORT),
    step(-500, "ralf.becker", "Failover to the second data centre, at night, with both hospitals",
         alter("plan:his:continuity", document=To("doc:his-continuity"), tested_on=Day(-500),
               result=Result.FAILED, next_test=Day(-440),
               outcome="The laboratory interface did not come up by itself: 3 h 40 min.")),
    step(-436, "ralf.becker", "Failover repeated after the interface was mended",
         alter("plan:his:continuity", tested_on=Day(-437), result=Result.PASSED,
               next_test=Day(-140), reviewed_on=Day(-436), next_review=Day(-71),
               outcome="Everything was back after 52 minutes.")),
    step(-424, "mehmet.yilmaz", "Restart tested on the new mail platform",
         alter("plan:mail:continuity", tested_on=Day(-425), result=Result.PASSED,
               next_test=Day(-60), reviewed_on=Day(-424), next_review=Day(120),
               outcome="Restarted in 6 hours; archive a day later, as planned.")),
    step(-330, "sabine.koch", "Reviewed with the budget",
         alter("plan:network:capacity", reviewed_on=Day(-331), next_review=Day(34))),
    step(-139, "grace.okafor", "Yearly failover with Klinikum Rheintal watching",
         alter("plan:his:continuity", owner=To("grace.okafor"), tested_on=Day(-140),
               result=Result.FINDINGS, next_test=Day(40), reviewed_on=Day(-139),
               next_review=Day(226),
               outcome="Back after 41 minutes; two telephone numbers in the plan were old, mended."),
         new("service-plans", "plan:his:capacity", service=To("his"), kind=Kind.CAPACITY,
             name="Storage and licences until 2029", owner=To("grace.okafor"),
             location="Sheet in the budget folder", reviewed_on=Day(-139), next_review=Day(226)),
         new("service-plans", "plan:his:security", service=To("his"), kind=Kind.SECURITY,
             name="Protection of patients' data", owner=To("grace.okafor"),
             link="https://wiki.rheintal-it.example/his/security", reviewed_on=Day(-139),
             next_review=Day(226))),
)  # fmt: skip
