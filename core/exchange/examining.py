"""A sheet examined against a plan: what each row is, would change, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from core import access, records
from core.access import Reach
from core.access.principals import Principal
from core.errors import Invalid
from core.exchange.book import Book
from core.exchange.entries import Entry, Offer, Part, RowState
from core.exchange.fixing import Cells, Fixes, correct, examples
from core.exchange.identity import Identifier
from core.exchange.matching import Match, match
from core.exchange.merging import Decisions, Merger, Sides
from core.exchange.outcome import Outcome, outcome_of
from core.exchange.plans import UID, Plan, Target, label_of
from core.exchange.round_trips import deleted
from core.exchange.values import CellError, Column, Meaning
from core.gates.requirements import behind
from core.records import Draft
from core.text.sheets import Cell, Sheet


@dataclass(frozen=True)
class Wishes:
    """What the person decided: columns, values for all rows, the unknown, the faulty.

    ``create`` has the keys of offers to make when not all are; ``fixes`` are corrected cells;
    ``sides`` and ``side_all`` say whose value is taken where two changed a cell.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    create_missing: bool = False
    skip_faulty: bool = False
    create: Collection[str] = ()
    fixes: Fixes = field(default_factory=dict)
    sides: Sides = field(default_factory=dict)
    side_all: str = ""


@dataclass
class Examination:
    """An examined sheet: the entries, what they would write, and how it is shown."""

    entries: list[Entry]
    book: Book
    matched: Match
    outcome: Outcome

    def take_drafts(self) -> list[Draft]:
        """Everything to write: of all rows that are not blocked. The rows are forgotten: a large file
        needs the memory for writing."""
        drafts = self.book.drafts(entry for entry in self.entries if entry.state in WRITTEN)
        self.entries.clear()
        self.book.forget()
        return drafts


WRITTEN = frozenset({RowState.NEW, RowState.CHANGED})


def examine(sheet: Sheet, plan: Plan, wishes: Wishes, *, by: Principal) -> Examination:
    """Examine a sheet. Raises Forbidden, and Invalid when no column can be recognised.

    Asks the database a few questions for the whole file, and none per row.
    """
    access.require(by, plan.register, "import")
    matched = match(sheet.header, plan.targets(by), wishes.mapping)
    targets = _with_fixed(matched, plan, by, wishes.fixed)
    _require_key(sheet, plan, targets)
    book = Book(by, plan, create_missing=wishes.create_missing, create=wishes.create)
    corrected = correct(sheet, wishes.fixes)
    entries = list(_understand(sheet, matched, targets, wishes.fixed))
    _announce(entries, targets, book)
    gone = deleted(sheet, plan.register, _uids(entries), by) if UID in targets else []
    merger = Merger(by, plan.register, Decisions(wishes.sides, wishes.side_all))
    Identifier(plan, book, targets, merger, set(wishes.fixed)).identify(entries)
    _complete(entries, plan, book)
    _check_reach(entries, by)
    _check_rules(entries, book, _headings(matched, targets))
    _tell_gates(entries, plan.register)
    cells = Cells(sheet.header, corrected, _places(sheet, matched), plan.labels_of_keys())
    notes = [*sheet.notes, *_unused(matched), *gone]
    outcome = outcome_of(entries, _used_offers(entries), notes, cells.to_correct)
    _say_columns(outcome, sheet, matched)
    return Examination(entries, book, matched, outcome)


def columns_only(sheet: Sheet, plan: Plan, *, by: Principal) -> Outcome:
    """What is known of a sheet whose rows cannot be examined yet: its columns and what they may be."""
    outcome = Outcome()
    _say_columns(outcome, sheet, match(sheet.header, plan.targets(by)))
    return outcome


def _say_columns(outcome: Outcome, sheet: Sheet, matched: Match) -> None:
    """Tell what the columns of the file are taken for, with a few of their values."""
    outcome.header, outcome.header_row = sheet.header, sheet.header_row
    outcome.sheets = list(sheet.sheets)
    outcome.mapping = matched.as_mapping()
    outcome.guesses = {heading: target.key for heading, target in matched.guesses.items()}
    outcome.examples = examples(sheet)


def _places(sheet: Sheet, matched: Match) -> dict[str, int]:
    """Where the cells stand that a fault names: by heading, and by what the register calls them."""
    places = {heading: index for index, heading in enumerate(sheet.header)}
    labels = {target.label: places[heading] for heading, target in matched.targets.items()}
    return labels | places


def _with_fixed(
    matched: Match, plan: Plan, by: Principal, fixed: Mapping[str, str]
) -> dict[str, Target]:
    """The targets that rows have values for, by key."""
    known = {target.key: target for target in plan.targets(by)}
    targets = {target.key: target for target in matched.targets.values()}
    for key in fixed:
        if key not in known:
            text = _("The register has no field “%(field)s”; it has %(known)s.")
            raise Invalid(text % {"field": key, "known": ", ".join(known)})
        if key in targets:
            text = _(
                "“%(field)s” has a column already; leave the column out to give all rows one value."
            )
            raise Invalid(text % {"field": targets[key].label})
        targets[key] = known[key]
    return targets


def _require_key(sheet: Sheet, plan: Plan, targets: Mapping[str, Target]) -> None:
    """Refuse a file in which nothing says which record a row is."""
    keys = plan.ways()
    if any(set(names) <= targets.keys() for names in keys):
        return
    wanted = _(" or ").join(" + ".join(plan.labels(names)) for names in keys)
    text = _(
        "“%(file)s” does not look like %(register)s: none of its columns (%(columns)s) is %(wanted)s. "
        "Say which column it is."
    )
    values = {
        "file": sheet.file,
        "register": plan.register._meta.verbose_name_plural,
        "columns": ", ".join(f"“{name[:40]}”" for name in sheet.header[:12]),
        "wanted": wanted,
    }
    raise Invalid(" ".join([*sheet.notes[:2], text % values]))


def _understand(
    sheet: Sheet, matched: Match, targets: Mapping[str, Target], fixed: Mapping[str, str]
) -> Iterator[Entry]:
    """Entries with the meaning of every matched cell."""
    columns = [
        (index, heading, matched.targets[heading], Column(_cells(sheet, index)))
        for index, heading in enumerate(sheet.header)
        if heading in matched.targets
    ]
    constant = _fixed_meanings(targets, fixed)
    for row in sheet.rows:
        entry = Entry(row, dict(constant))
        if row.fault:
            entry.faults.append(("", row.fault))
            yield entry
            continue
        for index, heading, target, column in columns:
            _read(entry, heading, target, row.cells[index], column)
        if any(not meaning.absent for meaning in entry.meanings.values()) or entry.faults:
            yield entry


def _cells(sheet: Sheet, index: int) -> Any:
    return lambda: (row.cells[index] for row in sheet.rows if not row.fault)


def _fixed_meanings(targets: Mapping[str, Target], fixed: Mapping[str, str]) -> dict[str, Meaning]:
    try:
        return {
            key: targets[key].convert(text, Column(lambda text=text: (text,)))  # type: ignore[misc]
            for key, text in fixed.items()
        }
    except CellError as error:
        raise Invalid(str(error)) from None


def _read(entry: Entry, heading: str, target: Target, cell: Cell, column: Column) -> None:
    try:
        meaning = target.convert(cell, column)
    except CellError as error:
        entry.faults.append((heading, str(error)))
        return
    entry.meanings[target.key] = meaning
    if meaning.remark:
        text = _("%(column)s: “%(text)s” was understood as: nothing yet.")
        entry.notes.append(text % {"column": heading, "text": meaning.remark})


def _announce(entries: Sequence[Entry], targets: Mapping[str, Target], book: Book) -> None:
    """Tell every directory what will be looked up in it."""
    for target in targets.values():
        if target.link is None:
            continue
        texts: set[str] = set()
        for entry in entries:
            meaning = entry.meanings.get(target.key)
            if meaning is not None and not meaning.absent:
                texts.update(
                    meaning.value if isinstance(meaning.value, list) else (str(meaning.value),)
                )
        book.directory(target.link).want(texts)


def _complete(entries: Sequence[Entry], plan: Plan, book: Book) -> None:
    for entry in entries:
        if entry.own is not None:
            plan.complete(entry, book)
        # From here on the parts say it all; a large file needs the memory.
        entry.meanings = {}


def _check_reach(entries: Sequence[Entry], by: Principal) -> None:
    """Faults for records that the principal may not add or change."""
    parts: dict[Any, list[tuple[Entry, Part]]] = {}
    for entry in entries:
        for part in entry.parts:
            if part.draft is not None:
                parts.setdefault((part.model, part.record is None), []).append((entry, part))
    for (model, is_new), found in parts.items():
        reach = access.allowed(by, model, "add" if is_new else "change")
        if reach is Reach.ALL or (is_new and reach is Reach.OWN):
            continue
        own = _own_keys(model, by) if reach is Reach.OWN else set()
        for entry, part in found:
            if is_new or part.record.pk not in own:
                entry.faults.append(("", _not_yours(part, is_new=is_new)))


def _own_keys(model: Any, by: Principal) -> set[int]:
    return set(model.objects.for_user(by, "change").values_list("pk", flat=True))


def _not_yours(part: Part, *, is_new: bool) -> str:
    values = {"kind": part.model._meta.verbose_name, "title": part.title}
    if is_new:
        return _("You may not add the %(kind)s “%(title)s”.") % values
    return _("You may not change the %(kind)s “%(title)s”.") % values


def _used_offers(entries: Sequence[Entry]) -> list[Offer]:
    """The offers that a row without faults waits for."""
    found = {id(offer): offer for entry in entries if not entry.faults for offer in entry.offers}
    return list(found.values())


def _headings(matched: Match, targets: Mapping[str, Target]) -> dict[str, str]:
    """What each target is called in the file, or else in the register."""
    called = {target.key: heading for heading, target in matched.targets.items()}
    return {key: called.get(key, target.label) for key, target in targets.items()}


def _check_rules(entries: Sequence[Entry], book: Book, headings: Mapping[str, str]) -> None:
    """Faults for values that break a rule of their register: the write door's own rules."""
    sound = [entry for entry in entries if not entry.faults]
    drafts = book.drafts(sound)
    try:
        records.check(drafts, by=book.principal, from_file=True)
    except Invalid as error:
        users = _users(sound)
        for index, errors in error.rows.items():
            for entry in users.get(id(drafts[index]), ()):
                entry.faults += _faults(errors, drafts[index], headings)


def _tell_gates(entries: Sequence[Entry], model: Any) -> None:
    """Remarks at new records that stand behind a gate: a file brings them as found, and nothing else
    in the preview says that the gate was not asked."""
    gated = behind(model)
    told = {name: _gate_notes(model, name, gated) for name in _state_fields(model)} if gated else {}
    for entry in entries:
        own = entry.own
        if not told or own is None or own.draft is None or own.record is not None or entry.faults:
            continue
        states = [(notes, own.draft.values.get(name)) for name, notes in told.items()]
        entry.notes += [notes[state] for notes, state in states if state in notes]


def _state_fields(model: Any) -> list[str]:
    return [table.field for table in model.register.transitions]


def _gate_notes(model: Any, name: str, gated: Collection[str]) -> dict[str, str]:
    """What is said of each state of a field that has a gate before it."""
    text = _(
        "Taken as found in “%(state)s”: what is needed for it is not asked here. See “Conformity” afterwards."
    )
    labels = dict(model._meta.get_field(name).flatchoices)
    return {state: text % {"state": labels[state]} for state in gated if state in labels}


def _users(entries: Sequence[Entry]) -> dict[int, list[Entry]]:
    """The rows behind each draft."""
    users: dict[int, list[Entry]] = {}
    for entry in entries:
        drafts = [*(offer.draft for offer in entry.offers), *(part.draft for part in entry.parts)]
        for draft in drafts:
            if draft is not None:
                users.setdefault(id(draft), []).append(entry)
    return users


def _faults(
    errors: Mapping[str, list[str]], draft: Draft, headings: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for name, messages in errors.items():
        heading = (
            "" if name == NON_FIELD_ERRORS else headings.get(name) or label_of(draft.model, name)
        )
        for message in messages:
            yield heading, _quoted(draft.values.get(name)) + message


def _quoted(value: Any) -> str:
    """The value that an error is about, when there is one to show."""
    if value in (None, "") or not isinstance(value, str | int | Decimal | date):
        return ""
    text = str(value)
    return f"“{text if len(text) <= 80 else text[:79] + '…'}”: "


def _uids(entries: Sequence[Entry]) -> set[str]:
    return {str(entry.meanings[UID].value) for entry in entries if UID in entry.meanings}


def _unused(matched: Match) -> list[str]:
    """What is said about columns that are left out."""
    if not matched.ignored:
        return []
    names = ", ".join(f"“{name}”" for name in matched.ignored)
    return [_("Columns left out: %(names)s.") % {"names": names}]
