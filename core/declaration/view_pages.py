"""Pages that keep a way to look at a register: save, rename, share, begin with, delete."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Layout, Role
from core.declaration.saved import View, find_view
from core.declaration.viewed import ViewedPage
from core.errors import Forbidden, Invalid
from core.forms import PlainForm, WordsField
from core.models import RoleView, SavedView
from core.services import saved_views

INVALID = 400


class ViewForm(PlainForm):
    """What people say of a view: name, layout, with whom it is shared, who begins with it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    layout = forms.ChoiceField(
        label=gettext_lazy("Opens as"), choices=Layout.choices, initial=Layout.LIST
    )
    roles = WordsField(
        label=gettext_lazy("Shared with"),
        choices=Role.choices,
        required=False,
        help_text=gettext_lazy(
            "Others see only columns and rows that they may see; nobody but you can change it."
        ),
    )
    default_for = WordsField(
        label=gettext_lazy("The register begins with it for"),
        choices=Role.choices,
        required=False,
        help_text=gettext_lazy("Unless somebody chose another view for themselves."),
    )
    mine = forms.BooleanField(
        label=gettext_lazy("Begin with this view when I open the register"), required=False
    )


class ViewPage(ViewedPage):
    """Shared by the pages of views."""

    def address_of(self, view: str) -> str:
        """The list with a view."""
        return f"{reverse(f'{self.declaration.name()}-list')}?view={view}"

    def form(self, data: Any = None, view: View | None = None, **start: Any) -> ViewForm:
        """The form with the fields that the reader may fill in."""
        form = ViewForm(data, initial=start)
        declared = view is not None and view.row is None
        if declared:
            self._leave_out(form, "name", "layout", "roles", "mine")
        if not saved_views.may_share(self.principal):
            self._leave_out(form, "roles")
        if view is None or not saved_views.may_set_first(self.principal):
            self._leave_out(form, "default_for")
        return form

    def _leave_out(self, form: ViewForm, *names: str) -> None:
        for name in names:
            form.fields.pop(name, None)

    def begin(self, view: str) -> None:
        """Let the reader's list begin with a view; empty: as everybody's."""
        user = self.principal.user
        saved_views.begin_with(user=user, register=self.declaration.name(), view=view)

    def show_form(self, form: ViewForm, view: View | None = None) -> HttpResponseBase:
        """The form, with errors on top when there are any."""
        back = f"{reverse(f'{self.declaration.name()}-list')}?{self.request.GET.urlencode()}"
        context = {
            "form": form,
            "view": view,
            "back": self.address_of(view.uid) if view else back,
            "may_delete": bool(view and view.row and self.may_write(view)),
        }
        return self.show("register/view.html", context, INVALID if form.errors else 200)

    def may_write(self, view: View) -> bool:
        """Whether the reader may change it."""
        return view.row is not None and saved_views.may_change(view.row, self.principal)


class NewViewPage(ViewPage):
    """Keeps what the address asks for under a name."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The form."""
        listing = self.listing()
        layout = listing.view.layout if listing.view else self.principal.user.layout
        return self.show_form(self.form(layout=layout))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Keep it and open it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show_form(form)
        listing = self.listing()
        listing.verify()
        values = {name: form.cleaned_data[name] for name in ("name", "layout")}
        try:
            kept = saved_views.keep(
                by=self.principal,
                register=self.declaration.name(),
                params=listing.content,
                roles=form.cleaned_data.get("roles", []),
                **values,
            )
        except Invalid as error:
            form.take(error)
            return self.show_form(form)
        if form.cleaned_data["mine"]:
            self.begin(str(kept.uid))
        messages.success(request, _("The view “%(name)s” was saved.") % {"name": kept.name})
        return redirect(self.address_of(str(kept.uid)))


class EditViewPage(ViewPage):
    """Renames and shares a view, and says whose register begins with it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The form."""
        view = self._find(uid)
        first = RoleView.objects.filter(type=self.declaration.name(), view=uid)
        start: dict[str, Any] = {
            "default_for": list(first.values_list("role", flat=True)),
            "mine": self.principal.user.first_views.get(self.declaration.name()) == str(uid),
        }
        if view.row is not None:
            start |= {name: getattr(view.row, name) for name in ("name", "layout", "roles")}
        return self.show_form(self._form(view, **start), view)

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Change what may be changed."""
        view = self._find(uid)
        form = self._form(view, request.POST)
        if not form.is_valid():
            return self.show_form(form, view)
        try:
            self._write(view, form.cleaned_data)
        except Invalid as error:
            form.take(error)
            return self.show_form(form, view)
        messages.success(request, _("The view was changed."))
        return redirect(self.address_of(view.uid))

    def _find(self, uid: uuid.UUID) -> View:
        """The view, if the reader can change anything about it."""
        view = find_view(self.views, str(uid))
        if not (self.may_write(view) or saved_views.may_set_first(self.principal)):
            raise Forbidden(_("Only its owner can change a view."))
        return view

    def _form(self, view: View, data: Any = None, **start: Any) -> ViewForm:
        form = self.form(data, view, **start)
        if not self.may_write(view):
            self._leave_out(form, "name", "layout", "roles", "mine")
        return form

    def _write(self, view: View, values: dict[str, Any]) -> None:
        row, name = view.row, self.declaration.name()
        if row is not None and self.may_write(view):
            written = {key: values[key] for key in ("name", "layout", "roles") if key in values}
            saved_views.change(row, by=self.principal, **written)
            self._begin_or_not(view, wanted=values["mine"])
        if "default_for" in values:
            shared: Sequence[str] = row.roles if row is not None else Role.values
            saved_views.set_first_for(
                register=name,
                view=uuid.UUID(view.uid),
                roles=values["default_for"],
                by=self.principal,
                shared=shared,
            )

    def _begin_or_not(self, view: View, *, wanted: bool) -> None:
        now = self.principal.user.first_views.get(self.declaration.name()) == view.uid
        if wanted != now:
            self.begin(view.uid if wanted else "")


class SaveViewPage(ViewPage):
    """Keeps the changed list as its view."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Write what the address asks for over the view."""
        view = find_view(self.views, str(uid))
        listing = self.listing()
        listing.verify()
        saved_views.change(_stored(view), by=self.principal, params=listing.content)
        messages.success(request, _("The view “%(name)s” was saved.") % {"name": view.name})
        return redirect(self.address_of(view.uid))


class FirstViewPage(ViewPage):
    """Lets the reader's list begin with a view, or as everybody's."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Remember it."""
        view = find_view(self.views, str(uid))
        wanted = request.POST.get("wanted") == "yes"
        self.begin(view.uid if wanted else "")
        sentence = _("The register begins with “%(name)s” from now on.") if wanted else _("Done.")
        messages.success(request, sentence % {"name": view.name})
        return redirect(self.address_of(view.uid))


class DeleteViewPage(ViewPage):
    """Deletes a view."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Delete it and show everything."""
        view = find_view(self.views, str(uid))
        saved_views.forget(_stored(view), by=self.principal)
        messages.success(request, _("The view “%(name)s” was deleted.") % {"name": view.name})
        return redirect(f"{self.declaration.name()}-list")


def _stored(view: View) -> SavedView:
    """The row behind a view; Forbidden for those that code declares."""
    if view.row is None:
        raise Forbidden(_("This view belongs to the product."))
    return view.row


VIEW_PAGES = {
    "view-new": ("views/new/", NewViewPage),
    "view-edit": ("views/<uuid:uid>/", EditViewPage),
    "view-save": ("views/<uuid:uid>/save/", SaveViewPage),
    "view-first": ("views/<uuid:uid>/first/", FirstViewPage),
    "view-delete": ("views/<uuid:uid>/delete/", DeleteViewPage),
}
