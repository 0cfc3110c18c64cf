"""Rules checked for many rows at once: fields, ``clean()``, and uniqueness as set queries.

``full_clean`` asks the database several questions a row; this asks one a constraint. Check
constraints have their sentence in ``clean()``; the database holds them in any case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.errors import FieldErrors, messages_by_field
from core.models import NoOverlap, Period, RegisterModel
from core.models.money import CurrencyField, nameless

CHUNK = 500
#: Half characters, which stand for nothing.
SURROGATES = re.compile("[\ud800-\udfff]")
Rows = Sequence[RegisterModel]
#: Names of the fields that changed in a row; None for a new one, where all of them did.
Touched = frozenset[str] | None
RowErrors = dict[int, FieldErrors]


def validate(rows: Rows, touched: Sequence[Touched]) -> RowErrors:
    """Errors by row index and field for rows of one register; empty when all are valid.

    ``touched`` names the fields that changed, row by row: what was unique before and was not touched
    still is.
    """
    errors: RowErrors = {}
    for index, (row, names) in enumerate(zip(rows, touched, strict=True)):
        if found := _row_errors(row, names):
            errors[index] = found
    together = _together(touched)
    for index, name, message in _repeated(rows, together):
        errors.setdefault(index, {}).setdefault(name, []).append(message)
    for index, name, message in _overlapping(rows, together):
        errors.setdefault(index, {}).setdefault(name, []).append(message)
    return errors


def _together(touched: Sequence[Touched]) -> Touched:
    """The names of all fields that changed; None when there are new rows among them."""
    known = [names for names in touched if names is not None]
    return frozenset[str]().union(*known) if len(known) == len(touched) else None


def normalise(value: Any) -> Any:
    """Text without outer blanks, in NFC, with plain line ends; other values as they are.

    Raises ValidationError for characters that no database keeps.
    """
    if not isinstance(value, str):
        return value
    if "\x00" in value or SURROGATES.search(value):
        raise ValidationError(_("The text has characters that cannot be stored."))
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def kept(field: models.Field[Any, Any], value: Any, present: Any) -> Any:
    """A value as the write door keeps it in a field; one that stands there already is left alone.

    Raises ValidationError like :func:`normalise`.
    """
    found = normalise(value)
    spelled = isinstance(field, CurrencyField) and isinstance(found, str) and found != present
    return CurrencyField.spelled(found) if spelled else found


def _row_errors(row: RegisterModel, touched: Touched) -> FieldErrors:
    errors: FieldErrors = {}
    links = [field for field in row._meta.concrete_fields if field.is_relation]
    for field in links:
        # A record made in the same unit is linked before it has a key.
        linked = field.get_cached_value(row, default=None)  # type: ignore[attr-defined]
        empty = getattr(row, field.attname) is None and linked is None
        if empty and not field.null and not field.primary_key:
            errors[field.name] = [_("This field cannot be empty.")]
    try:
        spared = {field.name for field in links} | row.register.untracked | _as_before(row, touched)
        row.clean_fields(exclude=spared)
        if not errors:
            errors |= _broken_periods(row)
            rule = _("Name the currency of the amount.")
            errors |= {name: [rule] for name in nameless(row)}
            row.clean()
    except ValidationError as error:
        errors |= messages_by_field(error)
    return errors


def _as_before(row: RegisterModel, touched: Touched) -> set[str]:
    """Fields whose rule came later than some of the values, and which this write leaves alone."""
    ruled = {each.name for each in row._meta.concrete_fields if isinstance(each, CurrencyField)}
    return set() if touched is None else ruled - touched


def _broken_periods(row: RegisterModel) -> FieldErrors:
    errors: FieldErrors = {}
    for rule in row._meta.constraints:
        if isinstance(rule, Period):
            errors |= rule.errors(row)
    return errors


def _repeated(rows: Rows, touched: Touched) -> Iterator[tuple[int, str, str]]:
    """(index, field, message) for each row that breaks a uniqueness."""
    if not rows:
        return
    model = type(rows[0])
    for field in model._meta.concrete_fields:
        is_key = field.unique and not field.primary_key and field.name != "uid"
        if is_key and (touched is None or field.name in touched):
            message = _("This value is taken already.")
            yield from _breaking(rows, [field.name], None, message)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and _concerned(constraint, touched):
            yield from _breaking_constraint(rows, constraint)


def _overlapping(rows: Rows, touched: Touched) -> Iterator[tuple[int, str, str]]:
    """(index, field, message) for each row whose term overlaps that of another one."""
    for rule in type(rows[0])._meta.constraints if rows else ():
        if not isinstance(rule, NoOverlap):
            continue
        names = {*rule.links, rule.begins, *rule.ends, rule.state, "archived_at"}
        if touched is not None and not touched & names:
            continue
        message = str(rule.get_violation_error_message())
        for index, other in rule.clashes(type(rows[0]), rows):
            yield index, rule.begins, f"{message} ({other.reference})"


def _concerned(constraint: models.UniqueConstraint, touched: Touched) -> bool:
    """Whether a change of these fields can break a uniqueness; restoring can break any."""
    if touched is None or not constraint.fields:
        return True
    told = _fields_of(constraint.condition) if constraint.condition else set()
    return bool(touched.intersection((*constraint.fields, *told, "archived_at")))


def _fields_of(condition: models.Q) -> set[str]:
    """The fields that a condition names."""
    return set().union(
        *(_fields_of(e) if isinstance(e, models.Q) else {e[0]} for e in condition.children)  # type: ignore[index]
    )


def _fits(row: RegisterModel, condition: models.Q) -> bool:
    """Whether a row fits a condition that compares fields with values."""
    answers = (
        _fits(row, each) if isinstance(each, models.Q)
        else getattr(row, row._meta.get_field(each[0]).attname) == each[1]  # type: ignore[union-attr, index]
        for each in condition.children
    )  # fmt: skip
    found = all(answers) if condition.connector == models.Q.AND else any(answers)
    return found != condition.negated


def _breaking_constraint(
    rows: Rows, constraint: models.UniqueConstraint
) -> Iterator[tuple[int, str, str]]:
    message = str(constraint.get_violation_error_message())
    if constraint.fields:
        yield from _breaking(rows, list(constraint.fields), constraint.condition, message)
        return
    for index, row in enumerate(rows):
        try:
            constraint.validate(type(row), row)
        except ValidationError:
            yield index, "__all__", message


def _breaking(
    rows: Rows, names: list[str], condition: models.Q | None, message: str
) -> Iterator[tuple[int, str, str]]:
    keys = {index: _key(row, names) for index, row in enumerate(rows)}
    wanted = {
        index: key
        for index, key in keys.items()
        if key is not None and (condition is None or _fits(rows[index], condition))
    }
    taken = _taken(rows, names, condition, wanted)
    seen: set[tuple[Any, ...]] = set()
    for index, key in wanted.items():
        if taken.get(key, rows[index].pk) != rows[index].pk or key in seen:
            yield index, names[-1], message
        seen.add(key)


def _key(row: RegisterModel, names: list[str]) -> tuple[Any, ...] | None:
    """The row's values of a uniqueness, or None when one is empty and so not compared."""
    key = tuple(getattr(row, row._meta.get_field(name).attname) for name in names)  # type: ignore[union-attr]
    return None if None in key or key == ("",) else key


def _taken(
    rows: Rows, names: list[str], condition: models.Q | None, wanted: dict[int, tuple[Any, ...]]
) -> dict[tuple[Any, ...], Any]:
    """Who has the wanted keys now: key → primary key of the row in the database.

    Rows that are being written themselves are left out: their values are about to change.
    """
    model = type(rows[0])
    attnames = [model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
    ours = {row.pk for row in rows if row.pk is not None}
    values = sorted({key[0] for key in wanted.values()}, key=str)
    found: dict[tuple[Any, ...], Any] = {}
    for start in range(0, len(values), CHUNK):
        query = model._base_manager.filter(**{f"{attnames[0]}__in": values[start : start + CHUNK]})
        if condition is not None:
            query = query.filter(condition)
        for pk, *key in query.values_list("pk", *attnames):
            if pk not in ours:
                found[tuple(key)] = pk
    return found
