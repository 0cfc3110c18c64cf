"""The API of notifications: what the caller was told, and marking it as read."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core import access
from core.api.answers import answer
from core.api.bodies import take_object
from core.api.schema import JsonSchema
from core.api.views import ApiView
from core.errors import Invalid
from core.models import Notification
from core.services import notifications

SCOPE = "notifications"
ITEM = {
    "type": "object",
    "required": ["uid", "kind", "title", "body", "url", "record", "created", "read"],
    "properties": {
        "uid": {"type": "string", "format": "uuid"},
        "kind": {"type": "string"},
        "title": {"type": "string"},
        "body": {"type": "string"},
        "url": {"type": "string", "description": "The page that it is about."},
        "record": {"type": ["string", "null"], "format": "uuid"},
        "created": {"type": "string", "format": "date-time"},
        "read": {"type": ["string", "null"], "format": "date-time"},
    },
}
BODY = {
    "type": "object",
    "properties": {
        "uids": {"type": "array", "items": {"type": "string", "format": "uuid"}},
        "all": {"type": "boolean"},
    },
}


class ReadSchema(JsonSchema):
    """How notifications are marked as read."""

    def get_request_serializer(self) -> Any:
        """The body of a POST."""
        return {"application/json": BODY} if self.method == "POST" else None


class NotificationsView(ApiView):
    """Shared by the addresses of notifications."""

    schema = ReadSchema()

    def permit(self) -> None:
        """A token needs the scope to read, and to write where something is marked."""
        super().permit()
        action = "view" if self.request.method in ("GET", "HEAD") else "change"
        access.require_scope(self.principal, SCOPE, action)


class Notifications(NotificationsView):
    """The newest notifications of the caller whose records they see now."""

    described = {"type": "object", "properties": {"results": {"type": "array", "items": ITEM}}}

    def get(self, request: Request) -> HttpResponse:
        """At most a hundred, newest first; ``unread=true`` leaves out what was read."""
        unread = self.params.take_choice("unread", ("false", "true")) == "true"
        self.params.finish()
        found = notifications.latest(self.principal, unread=unread)
        return answer({"results": [represent(each) for each in found]})


class MarkRead(NotificationsView):
    """Marks notifications of the caller as read."""

    described = {"type": "object", "properties": {"read": {"type": "integer"}}}

    def post(self, request: Request) -> HttpResponse:
        """Those in ``uids``, or with ``all`` every one; answers how many were unread."""
        self.params.finish()
        uids = read(take_object(request.data))
        return answer({"read": notifications.mark_read(by=self.principal, uids=uids)})


def represent(notification: Notification) -> dict[str, Any]:
    """A notification as the API tells of it."""
    record = notification.record
    return {
        "uid": notification.uid,
        "kind": notification.kind,
        "title": notification.title,
        "body": notification.body,
        "url": notification.url,
        "record": record.uid if record is not None else None,
        "created": notification.created_at,
        "read": notification.read_at,
    }


def read(body: dict[str, Any]) -> list[uuid.UUID] | None:
    """The uids to mark, None for all; raises Invalid."""
    if set(body) == {"all"} and body["all"] is True:
        return None
    rule = _("Send {“uids”: [uid, …]} or {“all”: true}.")
    if set(body) != {"uids"} or not isinstance(body["uids"], list):
        raise Invalid(fields={"uids": [rule]})
    try:
        return [uuid.UUID(uid) for uid in body["uids"]]
    except (ValueError, TypeError, AttributeError):
        raise Invalid(fields={"uids": [rule]}) from None
