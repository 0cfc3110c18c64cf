"""Notifications through the API: the caller's own, marked as read."""

import pytest

from core.choices import Channel
from core.services import notifications

pytestmark = pytest.mark.django_db


def tell(user, key, record=None):
    """Tell a user something."""
    notifications.tell(
        user=user, kind="job", channel=Channel.APP, key=key, title=f"About {key}", body="",
        url="/jobs/", record=record,
    )  # fmt: skip


def test_the_own_ones_are_read_and_marked(caller, world):
    auditor, user = caller("auditor"), world.users["auditor"]
    tell(user, "one", world.service.record)
    tell(user, "two")
    tell(world.users["administrator"], "three")
    found = auditor.get("notifications/").json()["results"]
    assert [each["title"] for each in found] == ["About two", "About one"]
    assert found[1]["record"] == str(world.service.uid)
    marked = auditor.post("notifications/read/", {"uids": [found[0]["uid"]]})
    assert marked.json() == {"read": 1}
    unread = auditor.get("notifications/?unread=true").json()["results"]
    assert [each["title"] for each in unread] == ["About one"]
    assert auditor.post("notifications/read/", {"all": True}).json() == {"read": 1}
    assert notifications.unread_count(world.users["administrator"]) == 1


def test_hidden_records_are_not_told_of(caller, world):
    tell(world.users["representative"], "secret", world.other_service.record)
    assert caller("representative").get("notifications/").json()["results"] == []


@pytest.mark.parametrize(
    "body",
    [{}, {"all": False}, {"uids": "x"}, {"uids": ["x"]}, {"uids": [7]}, {"uids": [], "all": True}],
)
def test_what_cannot_be_marked_is_refused(caller, body):
    assert caller("auditor").post("notifications/read/", body).status_code == 400


def test_a_token_that_only_reads_marks_nothing(caller):
    assert caller("auditor", "read").get("notifications/").status_code == 200
    assert caller("auditor", "read").post("notifications/read/", {"all": True}).status_code == 403
