"""Template tags of every page: icons, cells, addresses of records."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import template
from django.core.exceptions import DisallowedHost
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from core.declaration.columns import Cell
from core.declaration.lists import Row
from core.declaration.markup import cell_html, row_html
from core.reading.links import record_url
from core.text import reader

register = template.Library()


class Compact(DjangoJSONEncoder):
    """JSON for scripts."""

    item_separator = ","
    key_separator = ":"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A picture from the sprite; decoration only, a word always stands beside it or in a label."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" icon-{size}" if size else "",
        static("vendor/icons/icons.svg"),
        name,
    )


@register.simple_tag
def cell(value: Cell) -> SafeString:
    """A cell as HTML."""
    return cell_html(value)


@register.simple_tag
def grid_settings(settings: dict[str, Any]) -> SafeString:
    """What the grid's script reads from the page, without the spaces that people read JSON by."""
    return json_script(settings, "grid-settings", Compact)


@register.simple_tag
def table_row(row: Row, query: str = "", pick: bool = False) -> SafeString:
    """A row of a list; ``query`` goes on to the record's page, ``pick`` makes it choosable."""
    return row_html(row, record_url(row.record.register.name, row.record.uid) + query, pick=pick)


@register.simple_tag
def page_url(name: str, page: str, *args: Any) -> str:
    """The address of a register's page."""
    return reverse(f"{name}-{page}", args=args)


@register.simple_tag(name="record_url")
def url_of_record(row: Any, page: str = "detail") -> str:
    """The address of a record, or of one of its pages."""
    return reverse(f"{row.register.name}-{page}", args=[row.uid])


@register.simple_tag(takes_context=True)
def came_from(context: Context) -> str:
    """The page of this site that led here, if it was another one; else nothing."""
    request = context.get("request")
    if not isinstance(request, HttpRequest):
        return ""
    before = request.headers.get("Referer", "")
    try:
        here = {request.get_host()}
    except DisallowedHost:  # the very reason why this page says that something is wrong
        return ""
    ours = url_has_allowed_host_and_scheme(before, here, require_https=request.is_secure())
    return before if ours and urlsplit(before).path != request.path else ""


@register.filter
def day(value: Any) -> str:
    """A day as the reader writes it."""
    return reader.day(value)


@register.filter
def long_day(value: Any) -> str:
    """A day with its month in full."""
    return reader.long_day(value)


@register.filter
def moment(value: Any) -> str:
    """An instant in the reader's time zone, which its title names."""
    return reader.moment(value)


@register.filter
def exact_moment(value: Any) -> str:
    """An instant with its seconds."""
    return reader.moment(value, seconds=True)


@register.filter
def capital(text: Any) -> str:
    """The text with a capital first letter."""
    words = str(text)
    return words[:1].upper() + words[1:]


@register.filter
def dressed(field: BoundField) -> SafeString:
    """A field of a foreign form with our look."""
    kind = getattr(field.field.widget, "input_type", "")
    look = {"checkbox": "form-check-input", "radio": "form-check-input", "select": "form-select"}
    wrong = " is-invalid" if field.errors else ""
    return field.as_widget(attrs={"class": look.get(kind, "form-control") + wrong})
