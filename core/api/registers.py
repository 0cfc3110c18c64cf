"""One viewset for every register; an app's ``api.py`` names the model and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSetMixin

from core import access, records
from core.access.principals import Principal
from core.api import history
from core.api.answers import answer, etag
from core.api.bodies import take_object
from core.api.incoming import Incoming, Values
from core.api.kinds import bad
from core.api.listing import BACK, END, ONWARD, Listing
from core.api.preconditions import is_known, read_version, version_seen
from core.api.register_schema import RegisterSchema
from core.api.rows import IDENTITY, Model, Row, Rows, identity
from core.api.views import ApiView
from core.choices import Origin
from core.errors import (
    FieldErrors,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionRequired,
    Stale,
    TooLarge,
)
from core.history.time_machine import shadowed
from core.reading.paging import COUNT_CAP, Page, capped_count
from core.records import Draft, Ending
from core.registers import registers
from core.services import endings as ways

API = Origin.API
NEWEST = 10**9 - 1
MOST_ROWS = 5000
HISTORY_SIZE, LARGEST_HISTORY = 50, 200
#: Parts of a body beside fields; no register may call a field so.
RESERVED = {*IDENTITY, "reason"} - {"reference"}


class RegisterViewSet(ViewSetMixin, ApiView):
    """The API of one register; see docs/api.md for what each address does."""

    model: ClassVar[Model]
    #: Whether states of records have gates that somebody may let them pass unready.
    gated: ClassVar[bool] = False
    #: How records end, by the name of the verb.
    endings: ClassVar[Mapping[str, ways.Ending]] = {}
    #: Verbs of one record that only this register has (core/api/verbs.py), by name.
    verbs: ClassVar[Mapping[str, type[ApiView]]] = {}
    schema = RegisterSchema()
    looks_back = True

    def permit(self) -> None:
        """Somebody who may not see any of the register may do nothing with it."""
        super().permit()
        access.require(self.principal, self.model, "view")
        if self.params.has("as_of") and self.model not in shadowed():
            raise bad("as_of", _("this register can only be read as it is now."))

    # --- many records ---------------------------------------------------------------------

    def list(self, request: Request) -> HttpResponse:
        """A page of records."""
        listing = Listing(self.principal, self.model, self.params)
        rows, page = listing.page()
        spot = listing.spot
        where = {"position": spot.number, "count": spot.count} if spot else {}
        return answer({**self._neighbours(page), **where, "results": rows})

    def count(self, request: Request) -> HttpResponse:
        """How many records fit the filters."""
        capped = self.params.take_choice("capped", ("false", "true")) == "true"
        found = Listing(self.principal, self.model, self.params).rows()
        self.params.finish()
        number, more = capped_count(found, COUNT_CAP) if capped else (found.count(), False)
        return answer({"count": number, "more": more})

    def create(self, request: Request) -> HttpResponse:
        """A new record."""
        access.require(self.principal, self.model, "add")
        self.params.finish()
        body = take_object(request.data)
        reason = self._take_reason(body)
        incoming = self._incoming(body)
        row = self.save_one(incoming.draft(), reason)
        return written(self.principal, row, 201)

    def bulk(self, request: Request) -> HttpResponse:
        """Creates and changes many records, all or nothing, as one unit."""
        names = Listing(self.principal, self.model, self.params).names
        self.params.finish()
        body = take_object(request.data)
        reason = self._take_reason(body)
        incoming = self._many(body)
        units: list[uuid.UUID] = []
        try:
            drafts = self._checked(incoming, incoming.drafts)
            rows = self.save_many(drafts, reason, lambda work: units.append(work.unit.uid))
        except Stale as error:
            error.seen = {n: (r.uid, r.version) for n, r in enumerate(incoming.rows) if r.uid}
            raise
        unit = units[0] if units else None
        written = (
            Rows(self.principal, self.model, names).many(rows) if names else map(identity, rows)
        )
        return answer({"unit": unit, "results": list(written)})

    # --- one record -----------------------------------------------------------------------

    def retrieve(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """One record."""
        names = Listing(self.principal, self.model, self.params).names
        self.params.finish()
        row = Rows(self.principal, self.model, names).one(uid=uid)
        tag = etag(uid, row["version"])
        if is_known(self.request, tag):
            return HttpResponse(status=304, headers={"ETag": tag})
        return answer(row, headers={"ETag": tag})

    def partial_update(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Changes the given fields of a record."""
        return self._change(uid, whole=False)

    def update(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Replaces all writable fields of a record."""
        return self._change(uid, whole=True)

    def destroy(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Archives a record: nothing is ever deleted."""
        return self._move(uid, records.archive)

    def restore(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Brings an archived record back."""
        return self._move(uid, records.restore)

    def history(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """The versions of a record, newest first."""
        size = self.params.take_number("page_size", HISTORY_SIZE, LARGEST_HISTORY)
        below = self.params.take_number("below", NEWEST, NEWEST)
        self.params.finish()
        visible = self.model.objects.for_user(self.principal).filter(uid=uid)
        key = visible.values_list("pk", flat=True).first()
        if key is None:
            raise NotFound
        writer = Rows(self.principal, self.model)
        found, more = history.versions(writer, key, size=size, below=below)
        onward = f"{request.path}?{self._query(below=found[-1]['version'])}" if more else None
        return answer({"next": onward, "results": found})

    # --- writing, for registers with verbs of their own -------------------------------------

    def save_one(self, draft: Draft, reason: str) -> Any:
        """Write one record, new or changed; raises what the door raises, ``fields`` for Invalid."""
        try:
            return self.save_many([draft], reason)[0]
        except Invalid as error:
            raise Invalid(error.message, error.rows.get(0, error.fields)) from error

    def save_many(
        self, drafts: Sequence[Draft], reason: str, ending: Ending | None = None
    ) -> Sequence[Any]:
        """Write records, all or nothing; ``ending`` as in records.apply. Invalid has ``rows``."""
        return records.apply(drafts, by=self.principal, origin=API, reason=reason, ending=ending)

    # --- steps ----------------------------------------------------------------------------

    def _change(self, uid: uuid.UUID, *, whole: bool) -> HttpResponse:
        self.params.finish()
        body = take_object(self.request.data)
        reason = self._take_reason(body)
        version = version_seen(self.request, uid, body.pop("version", None))
        incoming = self._incoming(body, uid=uid, version=version, whole=whole)
        row = self.save_one(self._checked(incoming, incoming.draft), reason)
        return written(self.principal, row)

    def _move(self, uid: uuid.UUID, verb: Callable[..., Any]) -> HttpResponse:
        self.params.finish()
        body = take_object(self.request.data)
        reason = self._take_reason(body)
        version = version_seen(self.request, uid, body.pop("version", None))
        if body:
            rule = [_("There is no such part of this request.")]
            raise Invalid(fields={name[:100]: rule for name in body})
        row = verb(self.model, uid, version=version, by=self.principal, origin=API, reason=reason)
        return written(self.principal, row)

    def _incoming(
        self, body: Values, *, uid: uuid.UUID | None = None, version: int | None = None,
        whole: bool = False,
    ) -> Incoming:  # fmt: skip
        incoming = Incoming(self.principal, self.model)
        incoming.add(body, uid=uid, version=version)
        if whole:
            incoming.rows[0].errors.update(incoming.missing(body))
        return incoming

    def _many(self, body: Values) -> Incoming:
        rows = body.pop("rows", None)
        if body or not isinstance(rows, list) or not rows:
            rule = _("Send {“rows”: [{“uid”, “version”, “changes”}, …]} with at least one row.")
            raise Invalid(fields={name[:100]: [rule] for name in body or ("rows",)})
        if len(rows) > MOST_ROWS:
            limit = _("The request has more than %(count)d rows.") % {"count": MOST_ROWS}
            raise TooLarge(limit)
        incoming = Incoming(self.principal, self.model)
        for row in rows:
            _add(incoming, row)
        return incoming

    def _checked(self, incoming: Incoming, take: Callable[[], Any]) -> Any:
        """The drafts; an error in values is only told to those who may write at that version."""
        try:
            return take()
        except Invalid:
            self._ask(incoming)
            raise

    def _ask(self, incoming: Incoming) -> None:
        """Raise NotFound, Forbidden, PreconditionRequired or Stale, in the order of the door."""
        known = [row for row in incoming.rows if row.uid]
        if len(known) < len(incoming.rows):
            access.require(self.principal, self.model, "add")
        if not known:
            return
        uids = {row.uid for row in known}
        found = {row.uid: row for row in self._reachable("view", uids)}
        if len(found) < len(uids):
            raise NotFound
        access.require(self.principal, self.model, "change")
        if len(self._reachable("change", uids)) < len(uids):
            raise Forbidden
        for row in known:
            if row.version is None:
                raise PreconditionRequired
            if row.version != found[row.uid].version:
                raise Stale(found[row.uid], row.values)

    def _reachable(self, action: str, uids: set[Any]) -> QuerySet[Any]:
        visible = self.model.objects.for_user(self.principal, action)
        return visible.filter(uid__in=uids)

    def _take_reason(self, body: Values) -> str:
        reason = self.reason()
        body.pop("reason", None)
        return reason

    def _neighbours(self, page: Page) -> Row:
        onward = page.next and self._query(cursor=ONWARD + page.next)
        back = page.previous and self._query(cursor=BACK + page.previous)
        here = self.request.path
        return {
            "next": f"{here}?{onward}" if onward else None,
            "previous": f"{here}?{back}" if back else None,
            "last": f"{here}?{self._query(cursor=END)}",
        }

    def _query(self, **changes: Any) -> str:
        """This address's parameters with some replaced."""
        query = self.params.query.copy()
        for name, value in changes.items():
            query[name] = str(value)
        return query.urlencode()


def written(principal: Principal, row: Any, status: int = 200) -> HttpResponse:
    """What was written, as the writer sees it."""
    shown = Rows(principal, type(row)).again(row)
    headers = {"ETag": etag(row.uid, row.version)}
    if status == 201:
        headers["Location"] = shown["url"]
    return answer(shown, status, headers)


def _add(incoming: Incoming, row: Any) -> None:
    """Read one row of a bulk request."""
    if not isinstance(row, dict) or not isinstance(row.get("changes"), dict):
        incoming.reject({"changes": [_("Each row is an object with “changes”.")]})
        return
    if unknown := set(row) - {"uid", "version", "changes"}:
        incoming.reject({name[:100]: [_("There is no such part of a row.")] for name in unknown})
        return
    try:
        uid = _read_uid(row.get("uid"))
        incoming.add(row["changes"], uid=uid, version=read_version(row.get("version")))
    except Invalid as error:
        incoming.reject(error.fields)


def _read_uid(value: Any) -> uuid.UUID | None:
    if value is None:
        return None
    try:
        return uuid.UUID(value)
    except (ValueError, AttributeError, TypeError):
        rule: FieldErrors = {"uid": [_("This must be a uid.")]}
        raise Invalid(fields=rule) from None


Exposed = type[RegisterViewSet]
E = TypeVar("E", bound=Exposed)
_exposed: dict[Any, Exposed] = {}


def expose(viewset: E) -> E:
    """Put a viewset under ``/api/v1/<register>/``; raises ImproperlyConfigured."""
    taken = RESERVED.intersection(viewset.model.value_fields())
    if taken:
        raise ImproperlyConfigured(f"{viewset.__name__}: fields cannot be called {sorted(taken)}.")
    _exposed[viewset.model] = viewset
    return viewset


@cache
def _discover() -> None:
    autodiscover_modules("api")


def exposed() -> list[Exposed]:
    """Every viewset, in the order of the registers."""
    _discover()
    return [_exposed[model] for model in registers() if model in _exposed]
