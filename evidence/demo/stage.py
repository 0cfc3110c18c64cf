"""Plays the story: each step by its person, at its moment, through the write door."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core import clock, records
from core.access.principals import Principal, link, system, today
from core.choices import Event, Origin, Said, SignedBy
from core.declaration.signatures import place_of
from core.errors import Invalid
from core.models import Record
from core.records import Draft
from core.registers import by_name
from core.services import confirmations, discussion, documents, editions, endings, signing
from core.services.gates import move
from core.signing import content_of, standing_of
from core.signing.threads import openings
from evidence.demo.script import (
    BEGINNING,
    Begun,
    Day,
    Edition,
    Line,
    Measured,
    Moment,
    Month,
    NextEdition,
    Passage,
    Signed,
    Spoken,
    Step,
    To,
    Year,
    uid_of,
)
from portfolio.choices import PeriodKind
from portfolio.models import Breach, CustomerCatalogue
from portfolio.services import breaches, measuring, publishing, reconfirming, reports
from portfolio.services.catalogue import RULES
from portfolio.services.measuring import Entry
from portfolio.services.retirement import RETIREMENT
from portfolio.terms import period_on
from relationships.models import Customer
from relationships.services import handing_over

OPENING_TIME = time(8, 10)
BETWEEN_STEPS = timedelta(minutes=23)
SATURDAY = 5
BY = system("story")


class Stage:
    """The records of the story as they stand, and the day it is told on."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.rows: dict[str, Any] = {}

    def play(self, steps: Iterable[Step]) -> None:
        """Play steps in the order of their days."""
        ordered = sorted(steps, key=lambda step: step.day)
        for moment, step in zip(self._moments(ordered), ordered, strict=True):
            with clock.at(moment):
                self._perform(step)

    def _moments(self, steps: Iterable[Step]) -> Iterator[datetime]:
        """One instant a step, growing: on working days, during office hours."""
        last = self._opening(BEGINNING - 1)
        for step in steps:
            last = max(self._opening(step.day), last + BETWEEN_STEPS)
            yield last

    def _opening(self, offset: int) -> datetime:
        return clock.aware(datetime.combine(self.working_day(offset), OPENING_TIME))

    def day(self, offset: int) -> date:
        """The date some days from the day the story is told on."""
        return self.today + timedelta(days=offset)

    def moment(self, then: Moment) -> datetime:
        """An instant in an earlier month."""
        month = period_on(PeriodKind.MONTH, self.today).moved(-then.months).first
        at = time(then.hour, then.minute)
        return clock.aware(datetime.combine(month.replace(day=then.day), at))

    def working_day(self, offset: int) -> date:
        """The same, moved to the Friday before when it is a weekend."""
        day = self.day(offset)
        return day - timedelta(days=max(day.weekday() - SATURDAY + 1, 0))

    def _perform(self, step: Step) -> None:
        if step.lines:
            self._write(step)
        if step.passage is not None:
            self._pass(step, step.passage)
        if step.next_edition is not None:
            self._draft_next(step, step.next_edition)
        if step.begun is not None:
            self._begin_end(step, step.begun)
        if step.paper is not None:
            documents.add_version(
                document=self.rows[step.paper.document], file=io.BytesIO(step.paper.content),
                name=step.paper.name, by=self._actor(step.by), origin=step.origin,
            )  # fmt: skip
        for said in step.measured:
            self._measure(said, step)
        self._tell_customers(step)
        self._speak(step)

    def _speak(self, step: Step) -> None:
        """What people say of records by name: signed, still true, yours from now on."""
        if step.signed is not None:
            self._sign(step, step.signed)
        if step.spoken is not None:
            self._comment(step, step.spoken)
        if step.asked:
            reconfirming.follow()
        if step.confirmed:
            self._confirm(step)
        if step.handed is not None:
            self._hand_over(step, *step.handed)

    def _tell_customers(self, step: Step) -> None:
        if step.reports:
            reports.plan_due(by=self._actor(step.by), reason=step.reason)
            reports.issue_automatic(by=self._actor(step.by), reason=step.reason)
        if step.edition is not None:
            self._publish(step, step.edition)

    def _publish(self, step: Step, edition: Edition) -> None:
        publishing.publish(
            change_reference=edition.change_reference, impact=edition.impact,
            by=self._actor(step.by), origin=step.origin, reason=step.reason,
        )  # fmt: skip
        keys = {row.pk: key for key, row in self.rows.items() if isinstance(row, Customer)}
        for row in CustomerCatalogue.objects.for_user(RULES).current():
            self.rows[f"customer-catalogue:{keys[row.customer_id]}:{row.edition}"] = row

    def _pass(self, step: Step, passage: Passage) -> None:
        row = self.rows[passage.key]
        row.refresh_from_db(fields=["version"])
        try:
            self.rows[passage.key] = move(
                model=type(row), uid=row.uid, target=passage.target, version=row.version,
                by=self._actor(step.by), origin=step.origin, reason=step.reason,
                override=passage.override,
            )  # fmt: skip
        except Invalid as refusal:
            [[_head, *missing]] = refusal.fields.values()
            if len(missing) != passage.refused:
                raise

    def _draft_next(self, step: Step, said: NextEdition) -> None:
        """The copies of what belongs to the edition before are called by the new one's number."""
        before = self.rows[said.key]
        before.refresh_from_db()
        made = editions.draft_next(
            row=before, by=self._actor(step.by), origin=step.origin, reason=step.reason
        )
        self.rows[said.after] = made
        for key, row in list(self.rows.items()):
            if getattr(row, "sla_id", None) == before.pk:
                copied = type(row).objects.for_user(BY).get(sla=made, name=row.name)
                old, new = (word.partition(":")[2] for word in (said.key, said.after))
                self.rows[key.replace(f":{old}", f":{new}")] = copied

    def _begin_end(self, step: Step, begun: Begun) -> None:
        row = self.rows[begun.key]
        row.refresh_from_db()
        fields = type(row)._meta.get_field
        values = {name: self._value(v, {}, fields(name)) for name, v in begun.values.items()}
        ended = endings.begin(
            model=type(row), uid=row.uid, ending=RETIREMENT, values=values, version=row.version,
            by=self._actor(step.by), origin=step.origin, reason=step.reason,
        )  # fmt: skip
        for place, each in enumerate(RETIREMENT.steps(ended, BY), start=1):
            self.rows[f"step:{begun.key}:{place}"] = each

    def _confirm(self, step: Step) -> None:
        rows = [self.rows[key] for key in step.confirmed]
        for row in rows:
            row.refresh_from_db()
        confirmations.confirm(
            model=type(rows[0]), versions={row.uid: row.version for row in rows},
            by=self._actor(step.by), origin=step.origin, remark=step.reason,
        )  # fmt: skip

    def _hand_over(self, step: Step, key: str, person: str) -> None:
        row, by = self.rows[key], self._actor(step.by)
        row.refresh_from_db()
        moving = {duty.row.uid for duty in handing_over.duties(row, by=by)}
        self.rows[key] = handing_over.hand_over(
            customer=row, to=self.rows[person], on=today(), reason=step.reason, moving=moving, by=by,
            origin=step.origin,
        )  # fmt: skip

    def _measure(self, said: Measured, step: Step) -> None:
        """Record values of the periods that were over by then."""
        row = self.rows[said.key]
        last = period_on(row.period, today()).moved(-1)
        places = reversed(range(len(said.values)))
        periods = [last.moved(-place) for place in places]
        entries = [
            Entry(row, period, Decimal(value))
            for period, value in zip(periods, said.values, strict=True)
            if value is not None
        ]
        measuring.record(
            entries=entries, source="Monitoring", by=self._actor(step.by), origin=step.origin,
            reason=step.reason,
        )  # fmt: skip
        for breach in Breach.objects.for_user(breaches.BY).filter(target=row.pk):
            self.rows[f"breach:{said.key}"] = breach

    def _sign(self, step: Step, signed: Signed) -> None:
        row, person = self.rows[signed.key], self.rows[signed.person]
        row.refresh_from_db()
        user = self.rows.get(f"user:{step.by}")
        standing = standing_of(row)
        place = place_of(standing, signed.party)
        method = SignedBy.ACCOUNT if user else SignedBy.LINK
        signing.sign(
            row=row, party=signed.party, person=person, shown=content_of(row).digest,
            name=person.name, capacity=place.party.capacity(row, person, self.today),
            method=SignedBy.OUTSIDE if signed.proof else method,
            by=self._actor(step.by) if user else self._holder(row, person),
            origin=step.origin if user else Origin.LINK,
            agreed_on=clock.now().date() if signed.proof else None,
            proof=self.rows[signed.proof] if signed.proof else None,
        )  # fmt: skip

    def _comment(self, step: Step, spoken: Spoken) -> None:
        row = self.rows[spoken.key]
        row.refresh_from_db()
        known = f"user:{step.by}" in self.rows
        how = {
            "row": row,
            "text": spoken.text,
            "by": self._actor(step.by) if known else self._holder(row, self.rows[step.by]),
            "origin": step.origin if known else Origin.LINK,
        }
        if spoken.clause:
            discussion.comment(kind=Said.CONTEST, clause=spoken.clause, **how)
            return
        thread = openings(row).latest("said_at")
        discussion.answer(thread=thread, outcome=spoken.outcome, **how)

    def _holder(self, row: Any, person: Any) -> Principal:
        return link(
            name=person.name, uid=person.uid, person_id=person.pk, record_id=row.pk,
            register=row.register.name, only=frozenset(),
        )  # fmt: skip

    def _write(self, step: Step) -> None:
        drafts: dict[str, Draft] = {}
        for line in step.lines:
            drafts[line.key] = self._draft(line, drafts)
        rows = records.apply(
            list(drafts.values()), by=self._actor(step.by), origin=step.origin, reason=step.reason
        )
        self.rows.update(zip(drafts, rows, strict=True))

    def _actor(self, key: str) -> Principal:
        return Principal.of(self.rows[f"user:{key}"]) if key else system("installation")

    def _draft(self, line: Line, drafts: dict[str, Draft]) -> Draft:
        model = by_name(line.register) if line.register else type(self.rows[line.key])
        values = {
            name: self._value(value, drafts, model._meta.get_field(name))
            for name, value in line.values.items()
        }
        if line.register:
            return Draft(model, values, identity=uid_of(line.key))
        if line.event is Event.ARCHIVE:
            values["archived_at"] = clock.now()
        row = self.rows[line.key]
        # Renaming what its title quotes has given it another version meanwhile.
        row.refresh_from_db(fields=["version"])
        return Draft(model, values, row.uid, row.version, line.event)

    def _value(self, value: Any, drafts: dict[str, Draft], field: Any) -> Any:
        if isinstance(value, Day):
            return self.day(value.offset)
        if isinstance(value, Moment):
            return self.moment(value)
        if isinstance(value, Month):
            return period_on(PeriodKind.MONTH, self.today).moved(value.offset).first
        if isinstance(value, Year):
            return period_on(PeriodKind.YEAR, self.today).moved(value.offset).first
        if not isinstance(value, To):
            return value
        if field.related_model is Record:
            return self.rows[value.key].record
        return drafts.get(value.key) or self.rows[value.key]
