"""A drawing: elements with escaped attributes, closed as one SVG with title and description."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from core.charts.paint import Paint
from core.charts.wording import clean, shortened


def element(tag: str, attributes: dict[str, object], inside: str = "") -> str:
    """One element; ``inside`` is markup already, names come from our code."""
    written = "".join(
        f' {name}="{escape(_shown(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)


class Drawing:
    """Collects elements on a canvas; ``key`` starts every id, so that a page can hold several."""

    def __init__(self, key: str, width: float, height: float, paint: Paint) -> None:
        self.key, self.width, self.height, self.paint = key, width, height, paint
        self.parts: list[str] = []
        self.linked = False
        self.patterns: set[str] = set()

    def add(self, tag: str, role: str, of: int | str = "", /, **attributes: object) -> None:
        """An element in the look of its role; ``_`` in names of attributes is ``-``."""
        named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        self.parts.append(element(tag, {**self.paint(role, of), **named}))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        role: str = "label",
        *,
        anchor: str = "start",
        room: float | None = None,
    ) -> None:
        """A text, shortened to the room there is."""
        shown = clean(words) if room is None else shortened(words, room)
        place = {"x": x, "y": y, "text-anchor": anchor}
        self.parts.append(element("text", {**self.paint(role), **place}, escape(shown)))

    @contextmanager
    def named(self, words: str, link: str = "") -> Iterator[None]:
        """What is drawn inside says these words under the pointer, and leads to ``link``."""
        before, self.parts = self.parts, []
        yield
        wanted = link and not self.paint.literal
        # Beside its label, a link's title would count as visible text that the label does not hold.
        tip = "" if wanted else element("title", {}, escape(clean(words)))
        inside = "".join([tip, *self.parts])
        self.parts = before
        self.linked = self.linked or bool(link)
        attributes: dict[str, object] = {"href": link, "aria-label": clean(words)} if wanted else {}
        self.parts.append(element("a" if wanted else "g", attributes, inside))

    def pattern(self, place: int) -> str:
        """A hatching for the parts of the series at ``place``; empty for the first."""
        path = HATCHES[place % len(HATCHES)]
        if not path:
            return ""
        name = f"{self.key}-h{place % len(HATCHES)}"
        if name in self.patterns:
            return f"url(#{name})"
        self.patterns.add(name)
        lines = element("path", {**self.paint("hatch"), "d": path})
        size: dict[str, object] = {"id": name, "width": 8, "height": 8}
        units = {"patternUnits": "userSpaceOnUse"}
        self.parts.append(element("defs", {}, element("pattern", {**size, **units}, lines)))
        return f"url(#{name})"

    def finish(self, title: str, description: str) -> str:
        """The whole SVG. One with links is a group, because an image may hold nothing to click."""
        role = "group" if self.linked and not self.paint.literal else "img"
        head = element("title", {"id": f"{self.key}-t"}, escape(clean(title)) or " ")
        head += element("desc", {"id": f"{self.key}-d"}, escape(clean(description)) or " ")
        attributes: dict[str, object] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_shown(float(self.width))} {_shown(float(self.height))}",
            "width": float(self.width),
            "height": float(self.height),
            "role": role,
            "aria-labelledby": f"{self.key}-t",
            "aria-describedby": f"{self.key}-d",
        }
        return element("svg", attributes, head + "".join(self.parts))


#: Paths inside 8 × 8: none, diagonal, horizontal, counter-diagonal, vertical, crossed.
HATCHES = (
    "",
    "M-2 10 10 -2M-6 6 6 -6M2 14 14 2",
    "M0 4H8",
    "M-2 -2 10 10M-6 2 2 10M6 -2 14 6",
    "M4 0V8",
    "M0 4H8M4 0V8",
)
