"""Verbs on users that are no change of a field: the same as on the page of a user."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access
from core.api.bodies import take_object
from core.api.verb_schema import VerbSchema
from core.api.views import ApiView
from core.errors import Invalid, NotFound
from core.models import User
from core.services import accounts


class UserVerb(ApiView):
    """Does one thing to a user; the body is empty."""

    schema = VerbSchema()
    verb: ClassVar[Callable[..., None]]

    def permit(self) -> None:
        """Somebody who may not see users may do nothing with them."""
        super().permit()
        access.require(self.principal, User, "view")

    def post(self, request: Request, uid: uuid.UUID) -> HttpResponse:
        """Does it: 204."""
        self.params.finish()
        user: Any = User.objects.for_user(self.principal).filter(uid=uid).first()
        if user is None:
            raise NotFound
        access.require(self.principal, User, "change")
        if unknown := set(take_object(request.data)):
            rule = [_("There is no such part of this request.")]
            raise Invalid(fields={name[:100]: rule for name in unknown})
        type(self).verb(user=user, by=self.principal)
        return HttpResponse(status=204)


class ResetPassword(UserVerb):
    """Makes the password unusable and sends a link to choose another."""

    verb = staticmethod(accounts.reset_password)


class ResetSecondFactor(UserVerb):
    """Removes every second factor; the user is told by mail."""

    verb = staticmethod(accounts.reset_second_factor)
