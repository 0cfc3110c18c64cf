"""Recording measurements: all or nothing, once per target, period and source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core import access, clock
from core.access.principals import Principal, today
from core.choices import Origin
from core.errors import FieldErrors, Forbidden, Invalid
from core.registers import registers
from core.writing.unit import Work, unit
from portfolio.choices import PeriodKind, Unit
from portfolio.models import MeasuredModel, Measurement, Target
from portfolio.models.levels import impossible
from portfolio.services import breaches
from portfolio.terms import TimePeriod

TYPED = "typed"
CREATED, UNCHANGED, CORRECTED = "created", "unchanged", "corrected"
MOST_AT_ONCE = 5000
LONGEST_SOURCE, LONGEST_REMARK = 100, 500
PLACES, WHOLE = 4, Decimal(10) ** 11

Key = tuple[int, Any]


@dataclass(frozen=True)
class Entry:
    """One value to record. ``unit`` may be left out; when it is given it must be the agreed one."""

    subject: Any
    period: TimePeriod
    value: Decimal
    unit: str = ""
    remark: str = ""

    @property
    def key(self) -> Key:
        """What it is a value of."""
        return self.subject.pk, self.period.first


@dataclass(frozen=True)
class Outcome:
    """What became of an entry, and the measurement that stands for it now."""

    state: str
    measurement: Measurement


def measured_models() -> list[Any]:
    """The registers whose rows are measured, of every floor."""
    return [model for model in registers() if issubclass(model, MeasuredModel)]


def may_record(by: Principal) -> bool:
    """Whether somebody may record measurements of anything at all."""
    return any(access.allowed(by, model, "change") is not None for model in measured_models())


def subjects(by: Principal, condition: Q, action: str = "change") -> list[Any]:
    """Current targets and workloads that ``by`` may measure (or, with ``view``, see), by SLA."""
    return by_agreement(
        model.objects.for_user(by, action).current().filter(condition)
        for model in measured_models()
        if access.allowed(by, model, action) is not None
    )


def by_agreement(querysets: Iterable[QuerySet[Any]]) -> list[Any]:
    """These targets and workloads with what is agreed about them, by SLA; a query each."""
    found = [
        row
        for rows in querysets
        for row in rows.select_related("sla__service", "sla__customer", "record").order_by(
            "sla__reference", "reference"
        )
    ]
    return sorted(found, key=lambda row: row.sla.reference)


def named(words: Collection[str], by: Principal) -> dict[str, Any]:
    """What each word names: a uid, a reference, a title, or a name that only one of them has."""
    uids, texts = [], []
    for word in words:
        try:
            uids.append(UUID(word))
        except ValueError:
            texts.append(word)
    fitting = Q(uid__in=uids) | Q(reference__in=texts) | Q(title__in=texts) | Q(name__in=texts)
    found: dict[str, set[Any]] = defaultdict(set)
    for row in subjects(by, fitting):
        for word in {str(row.uid), row.reference, row.title, row.name}:
            found[word].add(row)
    return {word: next(iter(rows)) for word, rows in found.items() if len(rows) == 1}


def record(
    *, entries: Sequence[Entry], source: str, by: Principal, origin: Origin, reason: str = ""
) -> list[Outcome]:
    """Record values, in one unit; outcomes in the order of the entries.

    The same value from the same source changes nothing; another one is a correction that stands
    beside the first. Raises Forbidden, and Invalid with ``rows`` by entry.
    """
    source = check_source(source)
    errors = faults(entries, by)
    if errors:
        raise Invalid(rows=errors)
    keys = sorted({entry.subject.pk for entry in entries})
    if not _news(entries, source, _said(keys, source)):
        said = _said(keys, source)
        return [Outcome(UNCHANGED, said[entry.key]) for entry in entries]
    with unit(by=by, origin=origin, reason=reason) as work:
        work.lock(keys)
        said = _said(keys, source)
        made = _write(work, entries, source, said, by)
    since = min(entry.period.first for entry in entries)
    breaches.follow(_targets(entries), since=since)
    return made


def _targets(entries: Sequence[Entry]) -> list[Target]:
    """The targets among what was measured, each once."""
    rows = {each.subject.pk: each.subject for each in entries}
    return [row for row in rows.values() if isinstance(row, Target)]


def check_source(source: str) -> str:
    """The name of a source, tidied. Raises Invalid."""
    tidy = " ".join(source.split())
    if not tidy or len(tidy) > LONGEST_SOURCE or not tidy.isprintable():
        rule = _("Name the source in 1 to %(most)d characters.") % {"most": LONGEST_SOURCE}
        raise Invalid(fields={"source": [rule]})
    return tidy


def faults(entries: Sequence[Entry], by: Principal) -> dict[int, FieldErrors]:
    """What is wrong with each entry, by its place. Raises Forbidden when one may not be measured."""
    _require_all(entries, by)
    overlapping = _overlapping(entries)
    seen: dict[Key, int] = {}
    errors: dict[int, FieldErrors] = {}
    for place, entry in enumerate(entries):
        found = _faults(entry)
        if entry.key in seen:
            rule = _("This period of this target stands twice, first as number %(first)d.")
            found.setdefault("period", []).append(rule % {"first": seen[entry.key] + 1})
        seen.setdefault(entry.key, place)
        if place in overlapping:
            found.setdefault("period", []).append(overlapping[place])
        if found:
            errors[place] = found
    return errors


def _require_all(entries: Sequence[Entry], by: Principal) -> None:
    wanted: dict[Any, set[int]] = defaultdict(set)
    for entry in entries:
        wanted[type(entry.subject)].add(entry.subject.pk)
    for model, keys in wanted.items():
        mine = model.objects.for_user(by, "change").current().filter(pk__in=keys)
        if mine.count() < len(keys):
            raise Forbidden(_("You may not record measurements of all of these."))


def _faults(entry: Entry) -> FieldErrors:
    found: FieldErrors = {}
    if rule := _bad_period(entry):
        found["period"] = [rule]
    if entry.unit and entry.unit != entry.subject.unit:
        agreed = _("%(name)s is measured in %(agreed)s, not in %(given)s.") % {
            "name": entry.subject.name,
            "agreed": Unit(entry.subject.unit).label,
            "given": Unit(entry.unit).label if entry.unit in Unit.values else entry.unit[:20],
        }
        found["unit"] = [agreed]
    if rule := _bad_value(entry.value, entry.subject.unit):
        found["value"] = [rule]
    if len(entry.remark) > LONGEST_REMARK:
        found["remark"] = [_("Use at most %(most)d characters.") % {"most": LONGEST_REMARK}]
    return found


def _bad_period(entry: Entry) -> str:
    values = {"name": entry.subject.name, "period": entry.period.name}
    if entry.period.kind != entry.subject.period:
        kind = PeriodKind(entry.subject.period).label
        rule = _("%(name)s is measured by another period (%(kind)s), not for %(period)s.")
        return rule % {**values, "kind": kind}
    if entry.period.first > today():
        return _("%(period)s has not begun; nothing can have been measured.") % values
    return ""


def _bad_value(value: Decimal, agreed: str) -> str:
    if not value.is_finite() or abs(value) >= WHOLE:
        return _("Write a number of at most 11 digits before the point.")
    if value != round(value, PLACES):
        return _("Use at most %(places)d decimal places.") % {"places": PLACES}
    return impossible(value, agreed)


def _overlapping(entries: Sequence[Entry]) -> dict[int, str]:
    """Entries whose period crosses one of another length that was measured before."""
    keys = {entry.subject.pk for entry in entries}
    spans: dict[int, list[Measurement]] = defaultdict(list)
    for each in Measurement.objects.filter(subject__in=keys):
        spans[each.subject_id].append(each)
    found = {}
    for place, entry in enumerate(entries):
        for each in spans[entry.subject.pk]:
            other = each.period != entry.period.kind
            if other and each.starts_on <= entry.period.last and entry.period.first <= each.ends_on:
                rule = _("%(period)s overlaps %(other)s, which was measured already.")
                earlier = TimePeriod(each.starts_on, PeriodKind(each.period)).name
                found[place] = rule % {"period": entry.period.name, "other": earlier}
    return found


def _said(keys: Iterable[int], source: str) -> dict[Key, Measurement]:
    """What a source said last, by target and beginning of the period."""
    rows = Measurement.objects.filter(subject__in=list(keys), source=source).order_by("number")
    return {(row.subject_id, row.starts_on): row for row in rows}


def _news(
    entries: Sequence[Entry], source: str, said: dict[Key, Measurement]
) -> Iterator[Entry] | list[Entry]:
    return [each for each in entries if _differs(said.get(each.key), each)]


def _differs(before: Measurement | None, entry: Entry) -> bool:
    if before is None:
        return True
    return before.value != entry.value or bool(entry.remark and entry.remark != before.remark)


def _write(
    work: Work, entries: Sequence[Entry], source: str, said: dict[Key, Measurement], by: Principal
) -> list[Outcome]:
    outcomes, batches = [], defaultdict(list)
    for entry in entries:
        before = said.get(entry.key)
        if before is not None and not _differs(before, entry):
            outcomes.append(Outcome(UNCHANGED, before))
            continue
        made = _fact(entry, source, before.number + 1 if before else 1, by)
        batches[entry.subject.record].append(made)
        outcomes.append(Outcome(CORRECTED if before else CREATED, made))
    for subject, facts in batches.items():
        work.record_facts(facts, subject)
    return outcomes


def _fact(entry: Entry, source: str, number: int, by: Principal) -> Measurement:
    return Measurement(
        subject=entry.subject.record,
        period=entry.period.kind,
        starts_on=entry.period.first,
        ends_on=entry.period.last,
        value=entry.value,
        unit=entry.subject.unit,
        source=source,
        number=number,
        remark=entry.remark,
        recorded_at=clock.now(),
        recorded_by=by.name[:255],
    )
