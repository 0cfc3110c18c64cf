"""The published catalogue as its readers see it: a page, JSON-LD (schema.org), and a PDF."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import access
from core.declaration import MenuGroup
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import Page
from core.printing import pdf
from core.printing.answers import pdf_answer
from core.reading.filters import bad
from core.reading.links import record_url
from portfolio.models import CatalogueEntry
from portfolio.services.catalogue import catalogue
from relationships.models import Customer

#: What may leave of an entry: its own texts.
TEXTS = ("name", "description", "service_hours", "how_to_request", "support", "targets")
MOST = 500

menu_page(
    MenuPage(
        MenuGroup.PORTFOLIO, gettext_lazy("Service catalogue"), "book", "catalogue",
        lambda principal: access.allowed(principal, CatalogueEntry, "view") is not None,
    )
)  # fmt: skip


class CatalogueView(Page):
    """Shared by all outputs: the entries that the reader, or one customer, may read."""

    customer: Customer | None = None

    def entries(self) -> list[dict[str, Any]]:
        """The texts of the entries; raises Forbidden and Invalid."""
        access.require(self.principal, CatalogueEntry, "view")
        self.customer = self._customer()
        rows = catalogue(by=self.principal, customer=self.customer)
        return list(rows.values("uid", "reference", *TEXTS)[:MOST])

    def _customer(self) -> Customer | None:
        for name in self.request.GET:
            if name != "customer":
                raise bad(name, self.request.GET[name], _("this page has no such parameter."))
        text = self.request.GET.get("customer", "")
        if not text:
            return None
        try:
            mine = Customer.objects.for_user(self.principal)
            found: Customer | None = mine.filter(uid=uuid.UUID(text)).first()
        except ValueError:
            found = None
        if found is None:
            raise bad("customer", text, _("choose a customer from the list."))
        return found


class CataloguePage(CatalogueView):
    """For people."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        entries = self.entries()
        customers = Customer.objects.for_user(self.principal).current().order_by("title")
        context = {
            "entries": entries,
            "customer": self.customer,
            "customers": customers.values_list("uid", "title")[:MOST],
            "query": f"?customer={self.customer.uid}" if self.customer else "",
        }
        return self.show("portfolio/catalogue.html", context)


class CatalogueDataPage(CatalogueView):
    """For programs: an OfferCatalog of Services in the words of schema.org."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """JSON-LD."""
        data = {
            "@context": "https://schema.org",
            "@type": "OfferCatalog",
            "name": _("Service catalogue"),
            "provider": {"@type": "Organization", "name": settings.ORGANISATION_NAME},
            "itemListElement": [_offer(entry) for entry in self.entries()],
        }
        return JsonResponse(data, content_type="application/ld+json")


def _offer(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as an Offer of a Service; empty texts are left out."""
    service = {
        "@type": "Service",
        "@id": f"{settings.BASE_URL}{record_url('catalogue-entries', entry['uid'])}",
        "identifier": entry["reference"],
        "name": entry["name"],
        "description": entry["description"],
        "hoursAvailable": entry["service_hours"],
        "termsOfService": entry["targets"],
        "availableChannel": _channel(entry),
    }
    return {
        "@type": "Offer",
        "itemOffered": {name: value for name, value in service.items() if value},
    }


def _channel(entry: dict[str, Any]) -> dict[str, str] | None:
    said = [entry["how_to_request"], entry["support"]]
    text = "; ".join(part for part in said if part)
    return {"@type": "ServiceChannel", "name": text} if text else None


class CataloguePrintPage(CatalogueView):
    """For paper."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The PDF."""
        entries = [{name: entry[name] for name in TEXTS} for entry in self.entries()]
        labels = {name: _label(name) for name in TEXTS}
        data = {
            "entries": entries,
            "labels": labels,
            "empty": _("Nothing is published for you yet."),
        }
        title = _("Service catalogue")
        if self.customer:
            title = f"{title}: {self.customer.title}"
        return pdf_answer(pdf("portfolio/catalogue.typ", data, title=title), name="catalogue.pdf")


def _label(name: str) -> str:
    field: Any = CatalogueEntry._meta.get_field(name)
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]
