"""The published catalogue as its readers see it: a page, JSON-LD (schema.org), a PDF, and its editions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import EditionState
from core.declaration import MenuGroup
from core.declaration.chrome import MenuPage, menu_page
from core.declaration.pages import SCREEN, Page
from core.errors import Conflict, Forbidden, Invalid
from core.forms import LinkField, PlainForm
from core.printing import pdf
from core.printing.answers import pdf_answer
from core.reading.filters import bad, refuse_unknown
from core.text import reader
from portfolio.models import CatalogueEdition, CustomerCatalogue, Subscription
from portfolio.models.catalogue import TEXTS
from portfolio.services.catalogue import (
    Said,
    changes,
    edition,
    entries_for,
    label_of,
    may_read,
    require_reader,
)
from portfolio.services.publishing import LONGEST, OPEN, may_publish, publish
from relationships.models import Customer

PAGE_SIZE = 50

menu_page(
    MenuPage(
        MenuGroup.PORTFOLIO, gettext_lazy("Service catalogue"), "book", "catalogue",
        may_read,
    )
)  # fmt: skip


class ReaderForm(PlainForm):
    """Whose catalogue is looked at."""

    def __init__(self, principal: Any, *args: Any) -> None:
        super().__init__(*args)
        link: Any = Subscription._meta.get_field("customer")
        self.fields["customer"] = LinkField(
            principal, link, required=False, label=_("As a customer reads it")
        )
        self.dress()


class PublishForm(PlainForm):
    """What an edition says of itself."""

    change_reference = forms.CharField(
        label=gettext_lazy("Change reference"), max_length=LONGEST, required=False
    )
    impact = forms.CharField(
        label=gettext_lazy("What the change means for customers"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Both are needed from the second edition on."),
    )  # fmt: skip


class CatalogueView(Page):
    """Shared by all outputs: the entries that the reader, or one customer, reads in an edition."""

    known: tuple[str, ...] = ("customer", "edition")
    customer: Customer | None = None
    shown: CatalogueEdition | None = None

    def entries(self) -> list[Said]:
        """The texts of the entries; raises Forbidden and Invalid."""
        require_reader(self.principal)
        refuse_unknown(self.request.GET, self.known)
        self.form = ReaderForm(self.principal, self.request.GET)
        self.customer = self._customer()
        self.shown = edition(self.number("edition"))
        return entries_for(self.shown, by=self.principal, customer=self.customer)

    def _customer(self) -> Customer | None:
        if self.form.is_valid():
            found: Customer | None = self.form.cleaned_data["customer"]
            return found
        raise bad("customer", self.request.GET["customer"], _("choose a customer from the list."))

    def number(self, name: str) -> int | None:
        """A whole number in the address; raises Invalid."""
        text = self.request.GET.get(name, "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text)):
            raise bad(name, text, _("use a whole number from 1 on."))
        return int(text)

    def query(self, **more: Any) -> str:
        """The address's parameters with some added, for links to the same in another form."""
        query = self.request.GET.copy()
        query.pop("page", None)
        for name, value in more.items():
            query[name] = str(value)
        return f"?{query.urlencode()}" if query else ""


class CataloguePage(CatalogueView):
    """For people."""

    known = ("customer", "edition", "page")

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        entries = self.entries()
        page = self.number("page") or 1
        first, last = (page - 1) * PAGE_SIZE, page * PAGE_SIZE
        context = {
            "entries": entries[first:last],
            "count": len(entries),
            "customer": self.customer,
            "form": self.form,
            "shown": self.shown,
            "current": self.shown if not request.GET.get("edition") else edition(),
            "query": self.query(),
            "previous": self.query(page=page - 1) if page > 1 else "",
            "next": self.query(page=page + 1) if last < len(entries) else "",
            "versions": self._versions(),
            "may_publish": may_publish(self.principal),
            "changes": changes(self.shown) if self._compares() else [],
        }
        return self.show("portfolio/catalogue.html", context)

    def _compares(self) -> bool:
        """Whether what has changed since stands on the page: for our own people, of all of today's."""
        return self.principal.is_staff and not self.customer and "edition" not in self.request.GET

    def _versions(self) -> Any:
        """How far the customer has agreed: its last versions, for people of its own all of theirs."""
        if self.principal.is_staff and self.customer is None:
            return []
        found = CustomerCatalogue.objects.for_user(self.principal).current()
        if self.customer:
            found = found.filter(customer=self.customer)
        lasting = found.filter(state__in=(*OPEN, EditionState.AGREED)).order_by("title", "edition")
        return lasting.select_related("customer")


class CatalogueEditionsPage(Page):
    """All editions there were, the newest first."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The page."""
        require_reader(self.principal)
        refuse_unknown(request.GET, ())
        editions = CatalogueEdition.objects.order_by("-number").defer("data")
        context = {"editions": editions, "may_publish": may_publish(self.principal)}
        return self.show("portfolio/catalogue_editions.html", context)


class PublishCataloguePage(Page):
    """What a new edition would change, and the button."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Ask."""
        return self._answer(PublishForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Publish, or say why not."""
        self._require()
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self._answer(form, 400)
        try:
            made = publish(**form.cleaned_data, by=self.principal, origin=SCREEN)
        except (Conflict, Invalid) as error:
            form.take(error)
            return self._answer(form, error.status)
        messages.success(request, _("Edition %(number)d is published.") % {"number": made.number})
        return redirect("catalogue")

    def _require(self) -> None:
        if not may_publish(self.principal):
            raise Forbidden

    def _answer(self, form: PublishForm, status: int = 200) -> HttpResponseBase:
        self._require()
        last = edition()
        context = {"form": form, "last": last, "changes": changes(last)}
        return self.show("portfolio/catalogue_publish.html", context, status)


class CatalogueDataPage(CatalogueView):
    """For programs: an OfferCatalog of Services in the words of schema.org."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """JSON-LD."""
        entries = self.entries()
        data: dict[str, Any] = {
            "@context": "https://schema.org",
            "@type": "OfferCatalog",
            "name": _("Service catalogue"),
            "provider": {"@type": "Organization", "name": settings.ORGANISATION_NAME},
            "itemListElement": [_offer(entry) for entry in entries],
        }
        if self.shown:
            data["version"] = str(self.shown.number)
            data["datePublished"] = self.shown.published_at.date().isoformat()
        return JsonResponse(data, content_type="application/ld+json")


def _offer(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry as an Offer of a Service; empty texts are left out."""
    service = {
        "@type": "Service",
        "@id": f"urn:uuid:{entry['uid']}",
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
        data = {
            "entries": entries,
            "labels": {name: label_of(name) for name in TEXTS},
            "empty": _("Nothing is published for you yet."),
            "edition": _edition_line(self.shown),
        }
        title = _("Service catalogue")
        if self.customer:
            title = f"{title}: {self.customer.title}"
        content = pdf("portfolio/catalogue.typ", data, title=title)
        return pdf_answer(content, name="catalogue.pdf")


def _edition_line(shown: CatalogueEdition | None) -> str:
    if shown is None:
        return ""
    return _("Edition %(number)d of %(day)s") % {
        "number": shown.number,
        "day": reader.day(shown.published_at.date()),
    }
