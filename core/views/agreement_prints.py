"""Texts that people agree on, for paper: the whole with its signatures, and what differs between editions."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core.choices import Meaning
from core.declaration.pages import RegisterPage
from core.declaration.signatures import Shown, shown
from core.models import Signature
from core.printing import pdf
from core.printing.answers import pdf_answer
from core.signing import content_of
from core.signing.reading import blocks
from core.text import reader
from core.views.editions import compared

UTC_FORMAT = "%Y-%m-%d %H:%M:%S UTC"


class PrintPage(RegisterPage):
    """The whole text, with its signatures and what is still missing."""

    template: ClassVar[str] = "core/agreement.typ"

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The PDF."""
        row = self.find(uid)
        signing = shown(self.principal, row, may_send=False)
        assert signing is not None
        data = {
            "facts": _head(row),
            "blocks": [
                {
                    "title": block.title,
                    "lines": [(ln.label, ln.text) for ln in block.lines if ln.text],
                }
                for block in blocks(row)
            ],
            "signatures": [
                {
                    "party": party,
                    "outdated": outdated,
                    "facts": _told(each),
                    "line": ", ".join(text for _label, text in _told(each)[:5]),
                }
                for each, party, outdated in signing.rows
            ],
            "missing": _missing(signing),
            "hash": content_of(row).digest,
            "words": _words(),
        }
        content = pdf(self.template, data, title=row.title)
        return pdf_answer(content, name=f"{row.reference}.pdf")


class SummaryPrintPage(PrintPage):
    """The same on one page: in smaller letters if need be, then with texts cut short.

    What was cut stands in full on the pages behind it.
    """

    template = "core/summary.typ"


class RedlinePrintPage(RegisterPage):
    """What differs from the edition before."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The PDF."""
        row = self.find(uid)
        before, redlines = compared(self, row)
        words = {"from": before.edition, "to": row.edition}
        data = {
            "lines": [
                {"label": line.label, "pieces": [[p.kind, p.text] for p in line.pieces]}
                for line in redlines
                if line.changed
            ],
            "same": [line.label for line in redlines if line.pieces and not line.changed],
            "words": {
                "editions": _("From edition %(from)s to edition %(to)s") % words,
                "legend": _("Struck out: what went. Underlined: what came."),
                "none": _("The texts are the same."),
                "unchanged": _("Unchanged:"),
            },
        }
        title = _("What changed: %(title)s") % {"title": row.title}
        content = pdf("core/redline.typ", data, title=title)
        return pdf_answer(content, name=f"{row.reference}-changes.pdf")


def _head(row: Any) -> list[tuple[str, str]]:
    """What is no part of the text, but says which text this is."""
    return [
        (_("Reference"), row.reference),
        (_("State"), row.get_state_display()),
        (_("Version"), str(row.version)),
    ]


def _told(signature: Signature) -> list[tuple[str, str]]:
    """A signature as an auditor reads it."""
    found = [
        (_("Name"), signature.name),
        (_("Signed as"), signature.capacity),
        (_("Meaning"), str(Meaning(signature.meaning).label)),
        (_("Time"), signature.signed_at.strftime(UTC_FORMAT)),
        (_("How"), signature.get_method_display()),
    ]
    if signature.is_outside:
        found.append((_("Agreed on"), reader.day(signature.agreed_on)))
        found.append((_("Entered by"), signature.entered_by))
        found.append((_("Proof"), signature.proof.title if signature.proof else ""))
    return [*found, ("SHA-256", signature.content)]


def _missing(signing: Shown) -> list[str]:
    return [str(place.party.label) for place in signing.missing]


def _words() -> dict[str, str]:
    return {
        "signatures": _("Signatures"),
        "nobody": _("Nobody has signed."),
        "missing": _("Still to sign:"),
        "outdated": _("on an earlier text"),
        "hash": _("Hash of this text (SHA-256):"),
        "onward": _("(in full on the next page)"),
        "full": _("In full"),
    }


PRINT_PAGES = {"print": PrintPage, "compare-print": RedlinePrintPage}
