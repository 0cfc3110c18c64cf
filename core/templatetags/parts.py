"""Template tags of the design system: small components, and samples that show their own source."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.base import NodeList, Parser, Token, TokenType
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

#: How the tokens of a template are written.
_WRITTEN = {
    TokenType.TEXT: "{}",
    TokenType.VAR: "{{{{ {} }}}}",
    TokenType.BLOCK: "{{% {} %}}",
    TokenType.COMMENT: "{{# {} #}}",
}


@register.simple_tag
def badge(words: Any, tone: str = "") -> SafeString:
    """A state: a word with a dot in its tone (good, warn, bad, info or none)."""
    return format_html('<span class="tone{}">{}</span>', f" tone-{tone}" if tone else "", words)


@register.simple_tag
def keys(*pressed: str) -> SafeString:
    """Keys to press together, as a hint."""
    return format_html("<kbd>{}</kbd>", "+".join(pressed))


@register.inclusion_tag("parts/empty.html")
def empty(icon: str, heading: str, advice: str, url: str = "", action: str = "") -> dict[str, Any]:
    """Nothing there yet, and what to do first."""
    return {"icon": icon, "heading": heading, "advice": advice, "url": url, "action": action}


@register.inclusion_tag("parts/pager.html")
def numbered(page: int, pages: int, query: str = "", part: str = "") -> dict[str, Any]:
    """Pages by number; ``query`` is what their addresses say besides, ``part`` the region's mark."""
    start = f"?{query}&page=" if query else "?page="
    return {
        "says": _("Page %(page)d of %(pages)d") % {"page": page, "pages": pages},
        "back": f"{start}{page - 1}" if page > 1 else "",
        "back_text": _("Previous"),
        "on": f"{start}{page + 1}" if page < pages else "",
        "on_text": _("Next"),
        "part": part,
    }


@register.inclusion_tag("parts/pager.html")
def newer_and_older(address: str, before: Any, older: Any, **query: Any) -> dict[str, Any]:
    """Back to the newest, where one is ``before`` a number, and on to what is ``older``."""
    asked = {name: value for name, value in query.items() if value}
    start = f"{address}?{urlencode(asked)}" if asked else address
    further = f"{address}?{urlencode({**asked, 'before': older})}"
    return {
        "back": start if before else "",
        "back_text": _("Newest"),
        "on": further if older else "",
        "on_text": _("Older"),
    }


class Sample(template.Node):
    """A piece of template, shown live and as source."""

    def __init__(self, inside: NodeList, source: str) -> None:
        self.inside, self.source = inside, source

    def render(self, context: template.Context) -> str:
        """The piece and its source."""
        frame = context.template.engine.get_template("parts/sample.html")  # type: ignore[union-attr]
        shown = {"live": self.inside.render(context), "source": self.source}
        with context.push(**shown):
            return frame.render(context)


@register.tag
def sample(parser: Parser, token: Token) -> Sample:
    """``{% sample %}…{% endsample %}``: an example that cannot differ from its documentation."""
    source = []
    coming: list[Any] = parser.tokens  # type: ignore[assignment]
    for ahead in reversed(coming):
        if ahead.token_type is TokenType.BLOCK and ahead.contents == "endsample":
            break
        source.append(_WRITTEN[ahead.token_type].format(ahead.contents))
    inside = parser.parse(("endsample",))
    parser.delete_first_token()
    return Sample(inside, _outdented("".join(source)))


def _outdented(text: str) -> str:
    """The text without the indentation that all its lines share."""
    lines = [line for line in text.strip("\n").splitlines() if line.strip()]
    shared = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    return "\n".join(line[shared:] for line in lines)
