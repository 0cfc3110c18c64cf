"""Reads forms out of pages, so that tests post what a browser would post."""

from __future__ import annotations

from html.parser import HTMLParser

Fields = dict[str, list[str]]


class FormReader(HTMLParser):
    """Collects the fields of every form of a page that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Fields] = []
        self.open: Fields | None = None
        self.area = ""
        self.select = ""

    def handle_starttag(self, tag, attrs):
        known = {name: value or "" for name, value in attrs}
        if tag == "form" and known.get("method", "get").lower() == "post":
            self.open = {}
            self.forms.append(self.open)
        elif self.open is not None:
            self.take(tag, known)

    def take(self, tag, known):
        """One control inside a form."""
        name = known.get("name", "")
        if tag == "textarea" and name:
            self.area = name
            self.open[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in known:
            self.open.setdefault(self.select, []).append(known.get("value", ""))
        elif tag == "input" and name:
            self.take_input(name, known)

    def take_input(self, name, known):
        """An input: boxes only when they are ticked, files never."""
        kind = known.get("type", "text")
        if kind in ("checkbox", "radio") and "checked" not in known:
            return
        if kind not in ("file", "submit", "button"):
            value = known.get("value", "on" if kind == "checkbox" else "")
            self.open.setdefault(name, []).append(value)

    def handle_data(self, data):
        if self.area:
            self.open[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            # A browser drops the line break right after the tag.
            self.open[self.area][-1] = self.open[self.area][-1].removeprefix("\n")
            self.area = ""
        elif tag == "form":
            self.open = None


def form_with(page: str, field: str) -> Fields:
    """The form of a page that has this field; fails when there is none."""
    reader = FormReader()
    reader.feed(page)
    found = [form for form in reader.forms if field in form]
    assert found, f"no form with {field}"
    return found[0]
