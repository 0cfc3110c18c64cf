"""The API of saved views: the own ones and those shared, as their reader may use them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access
from core.api.answers import answer
from core.api.bodies import take_object
from core.api.kinds import bad
from core.api.schema import JsonSchema
from core.api.views import ApiView
from core.choices import Layout, Role
from core.declaration.listing import Listing, filters_by_parameter
from core.declaration.registry import Declared, declarations
from core.declaration.saved import View, query_of, views_of
from core.errors import FieldErrors, Forbidden, Invalid, NotFound
from core.models import SavedView
from core.services import saved_views

SCOPE = "views"
#: Part of a body → what it must be.
KINDS: dict[str, type] = {
    "name": str,
    "params": dict,
    "layout": str,
    "grid": dict,
    "roles": list,
}
BODY = {
    "type": "object",
    "properties": {
        "register": {"type": "string", "description": "On creation only."},
        "name": {"type": "string", "maxLength": 60},
        "params": {
            "type": "object",
            "description": "Parameters of the list's page, each with its values: "
            "column, sort, q, archived and filters.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
        "layout": {"type": "string", "enum": list(Layout.values)},
        "grid": {
            "type": "object",
            "properties": {
                "widths": {"type": "object", "additionalProperties": {"type": "integer"}},
                "frozen": {"type": "array", "items": {"type": "string"}},
            },
        },
        "roles": {"type": "array", "items": {"type": "string", "enum": list(Role.values)}},
    },
}
SCHEMA = {
    "type": "object",
    "required": ["uid", *BODY["properties"], "own", "built_in", "usable", "first", "page"],  # type: ignore[misc]
    "properties": {
        **BODY["properties"],  # type: ignore[dict-item]
        "uid": {"type": "string", "format": "uuid"},
        "own": {"type": "boolean"},
        "built_in": {"type": "boolean", "description": "Part of the product; nobody changes it."},
        "usable": {
            "type": "boolean",
            "description": "False when it filters by something hidden from the caller or gone.",
        },
        "first": {"type": "boolean", "description": "The caller's list begins with it."},
        "page": {"type": "string"},
    },
}


class ViewsSchema(JsonSchema):
    """How views are sent."""

    def get_request_serializer(self) -> Any:
        """The body of a POST or PATCH."""
        return {"application/json": BODY} if self.method in ("POST", "PATCH") else None


class ViewsView(ApiView):
    """Shared by the addresses of views."""

    schema = ViewsSchema()
    described = SCHEMA

    def permit(self) -> None:
        """A token needs the scope to read, and to write where something is written."""
        super().permit()
        action = "view" if self.request.method in ("GET", "HEAD") else "change"
        access.require_scope(self.principal, SCOPE, action)

    @cached_property
    def stored(self) -> dict[str, list[SavedView]]:
        """The rows that the caller may use, by register."""
        found: dict[str, list[SavedView]] = defaultdict(list)
        for row in SavedView.objects.for_reader(self.principal):
            found[row.type].append(row)
        return found

    def views(self, declaration: Declared) -> list[View]:
        """The views of a register that the caller may use."""
        filters = filters_by_parameter(self.principal, declaration)
        return views_of(self.principal, declaration, filters, self.stored[declaration.name()])

    def declaration(self, name: Any) -> Declared:
        """The screens of a register that the caller sees; raises Invalid."""
        for each in self.seen():
            if each.name() == name:
                return each
        raise Invalid(fields={"register": [_("There is no such register.")]})

    def seen(self) -> list[Declared]:
        """The screens of all registers that the caller sees."""
        return [
            each for each in declarations() if access.allowed(self.principal, each.model, "view")
        ]

    def represent(self, declaration: Declared, view: View) -> dict[str, Any]:
        """A view as the API tells of it."""
        row, name = view.row, declaration.name()
        return {
            "uid": view.uid,
            "register": name,
            "name": view.name,
            "params": view.params,
            "layout": view.layout,
            "grid": view.grid,
            "roles": row.roles if row is not None and view.mine else [],
            "own": view.mine,
            "built_in": row is None,
            "usable": view.usable,
            "first": self.principal.user.first_views.get(name) == view.uid,
            "page": f"{reverse(f'{name}-list')}?view={view.uid}",
        }


class Views(ViewsView):
    """The caller's views, of all registers or of one; POST keeps a new one."""

    described = {"type": "object", "properties": {"results": {"type": "array", "items": SCHEMA}}}

    def get(self, request: Request) -> HttpResponse:
        """Declared ones, own ones, shared ones."""
        wanted = self.params.take("register")
        self.params.finish()
        seen = [each for each in self.seen() if wanted in ("", each.name())]
        if not seen:
            raise bad("register", _("there is no such register."))
        found = [self.represent(each, view) for each in seen for view in self.views(each)]
        return answer({"results": found})

    def post(self, request: Request) -> HttpResponse:
        """Keep a view: 201 and where it is."""
        self.params.finish()
        body = take_object(request.data)
        declaration = self.declaration(body.pop("register", None))
        values = read(body)
        if not values.get("name"):
            raise Invalid(fields={"name": [_("This field cannot be empty.")]})
        values["params"] = checked(self.principal, declaration, values.get("params", {}))
        kept = saved_views.keep(by=self.principal, register=declaration.name(), **values)
        return self.written(declaration, kept, 201)

    def written(self, declaration: Declared, row: SavedView, status: int) -> HttpResponse:
        """The view as it is now."""
        self.__dict__.pop("stored", None)
        view = next(each for each in self.views(declaration) if each.uid == str(row.uid))
        place = reverse("api:views-detail", args=[row.uid])
        headers = {"Location": place} if status == 201 else {}
        return answer(self.represent(declaration, view), status, headers)


class OneView(Views):
    """One view of the caller."""

    described = SCHEMA

    def get(self, request: Request, uid: uuid.UUID) -> HttpResponse:  # type: ignore[override]
        """The view."""
        self.params.finish()
        return answer(self.represent(*self.find(uid)))

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:  # type: ignore[override]
        """Not here."""
        return self.http_method_not_allowed(request)

    def patch(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Change the given parts."""
        self.params.finish()
        declaration, view = self.find(uid)
        row = _own(view)
        values = read(take_object(request.data))
        if "params" in values:
            values["params"] = checked(self.principal, declaration, values["params"])
        saved_views.change(row, by=self.principal, **values)
        return self.written(declaration, row, 200)

    def delete(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Delete it."""
        self.params.finish()
        _declaration, view = self.find(uid)
        saved_views.forget(_own(view), by=self.principal)
        return HttpResponse(status=204)

    def find(self, uid: uuid.UUID) -> tuple[Declared, View]:
        """The view with its register; raises NotFound."""
        for declaration in self.seen():
            for view in self.views(declaration):
                if view.uid == str(uid):
                    return declaration, view
        raise NotFound


def _own(view: View) -> SavedView:
    if view.row is None:
        raise Forbidden(_("This view belongs to the product."))
    return view.row


def read(body: dict[str, Any]) -> dict[str, Any]:
    """The parts of a body; Invalid names each that is unknown or of the wrong kind."""
    errors: FieldErrors = {}
    for name, value in body.items():
        if name not in KINDS:
            errors[name[:100]] = [_("There is no such field.")]
        elif not isinstance(value, KINDS[name]):
            rule = _("This must be of the type “%(type)s”.")
            errors[name] = [rule % {"type": BODY["properties"][name]["type"]}]  # type: ignore[index]
    if errors:
        raise Invalid(fields=errors)
    return body


def checked(principal: Any, declaration: Declared, params: dict[str, Any]) -> Any:
    """Valid parameters as a view keeps them; raises Invalid naming what breaks a rule."""
    odd = [name for name, values in params.items() if not _texts(values)]
    if odd:
        raise Invalid(fields={"params": [_("Give each parameter a list of texts.")]})
    listing = Listing(declaration, principal, query_of(params))
    listing.verify()
    if unknown := params.keys() - listing.kept_names:
        rule = _("No view keeps: %(names)s.") % {"names": ", ".join(sorted(unknown))}
        raise Invalid(fields={"params": [rule]})
    return listing.content


def _texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
