"""What is on screen, all pages of it, as a file."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core import access
from core.declaration.lists import FORMATS, ListPage
from core.exchange.exporting import export_response
from core.reading.filters import bad


class ExportPage(ListPage):
    """What is on screen, all pages of it, as a file."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file in the asked format."""
        listing = self.listing()
        fmt = request.GET.get("format", "")
        if fmt not in FORMATS:
            raise bad("format", fmt, _("use one of: %(all)s.") % {"all": ", ".join(FORMATS)})
        access.require(self.principal, self.model, "export")
        ordered = listing.rows().order_by(*[key.order(self.model) for key in listing.keys])
        return export_response(request, self.declaration, ordered, fmt)
