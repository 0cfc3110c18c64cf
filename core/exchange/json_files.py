"""JSON as rows: a list of flat objects, alone or under “records” or “data”."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from core.exchange.limits import Limits, too_large, unreadable
from core.exchange.quoting import mark
from core.text.sheets import Cell, Row, Table

#: How our own export calls what identifies a record.
OWN_KEYS = {"uid": "@uid", "version": "@version"}
WRAPPERS = ("records", "data", "results")


def read_json(data: bytes, name: str, limits: Limits) -> Table:
    """The objects of a JSON file as rows numbered from 1; their keys are the header, row 0."""
    content = _parse(data, name)
    objects = _objects(content, name)
    own = isinstance(content, dict) and "register" in content
    if not objects:
        raise unreadable(name, _("it holds no records."))
    if len(objects) > limits.rows:
        raise too_large(name, _("more than %(count)s rows.") % {"count": limits.rows})
    keys = list(dict.fromkeys(key for item in objects for key in item))
    if len(keys) > limits.columns:
        raise too_large(name, _("more than %(count)s columns.") % {"count": limits.columns})
    read = _exported if own else _cell
    rows = [Row(0, [OWN_KEYS.get(key, key) if own else key for key in keys])]
    for number, item in enumerate(objects, 1):
        rows.append(Row(number, [read(item.get(key)) for key in keys]))
    return Table(file=name, rows=rows, rectangular=True)


def _parse(data: bytes, name: str) -> Any:
    try:
        # Numbers stay as written: a float would lose the last digits of an amount.
        return json.loads(data.decode("utf-8-sig"), parse_float=str, parse_constant=_refuse)
    except RecursionError:
        raise unreadable(name, _("its JSON is nested too deeply.")) from None
    except (ValueError, UnicodeDecodeError):
        raise unreadable(name, _("it is not valid JSON.")) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _objects(content: Any, name: str) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        lists = [content[key] for key in WRAPPERS if isinstance(content.get(key), list)]
        content = lists[0] if lists else content
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        raise unreadable(name, _("it is no list of objects, alone or under “records”."))
    return content


def _exported(value: Any) -> Cell:
    """A value of our own export: text is meant as it stands, a link is known by its uid."""
    if isinstance(value, dict) and "uid" in value:
        return str(value["uid"])
    return mark(value) if isinstance(value, str) else _cell(value)


def _cell(value: Any) -> Cell:
    """A JSON value as a cell; a structure as its JSON text."""
    if value is None:
        return ""
    if isinstance(value, str | bool | int):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
