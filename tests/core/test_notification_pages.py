"""The bell, the page behind it, and choosing how one is told."""

import pytest

from core.choices import Channel
from core.models import Notification, User
from core.services import notifications
from tests.personas import PERSONAS, cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def world():
    """The small world."""
    return cast()


def tell(user, key, record=None):
    """Tell a user something."""
    notifications.tell(
        user=user, kind="action-assigned", channel=Channel.APP, key=key, title=f"About {key}",
        body="", url="/services/", record=record,
    )  # fmt: skip
    return Notification.objects.get(dedup_key=key)


def test_the_bell_counts_what_is_unread_on_every_page(client, world):
    user = world.users["auditor"]
    client.force_login(user)
    assert "unread" not in client.get("/services/").content.decode()
    tell(user, "one")
    tell(user, "two")
    assert "Notifications, 2 unread" in client.get("/services/").content.decode()


def test_opening_one_leads_to_its_subject_and_counts_as_read(client, world):
    user = world.users["auditor"]
    client.force_login(user)
    first, _second = tell(user, "one"), tell(user, "two")
    assert client.get(f"/notifications/{first.uid}/").url == "/services/"
    assert notifications.unread_count(user) == 1
    page = client.get("/notifications/?unread=yes").content.decode()
    assert "About two" in page
    assert "About one" not in page
    client.post("/notifications/", {"uid": _second.uid})
    assert notifications.unread_count(user) == 0


def test_all_are_marked_as_read_at_once_and_only_the_own_ones(client, world):
    auditor, admin = world.users["auditor"], world.users["administrator"]
    for user in (auditor, admin):
        tell(user, f"one of {user.name}")
    client.force_login(auditor)
    client.post("/notifications/")
    assert notifications.unread_count(auditor) == 0
    assert notifications.unread_count(admin) == 1


def test_each_sees_the_own_notifications_alone(client, world):
    mine = tell(world.users["auditor"], "one")
    for name in set(PERSONAS) - {"expired_auditor", "deactivated", "auditor"}:
        client.force_login(world.users[name])
        assert "About one" not in client.get("/notifications/").content.decode()
        assert client.get(f"/notifications/{mine.uid}/").status_code == 404
    mine.refresh_from_db()
    assert mine.read_at is None


def test_a_notification_about_a_hidden_record_is_not_there(client, world):
    user = world.users["representative"]
    hidden = tell(user, "secret", record=world.other_service.record)
    client.force_login(user)
    assert "About secret" not in client.get("/notifications/").content.decode()
    assert client.get(f"/notifications/{hidden.uid}/").status_code == 404


def test_channels_and_the_hour_of_the_daily_mail_are_chosen_by_kind(client, world):
    user = world.users["service_owner"]
    client.force_login(user)
    page = client.get("/me/notifications/")
    kinds = [kind.name for kind in page.context["form"].kinds]
    assert {"action-assigned", "action-overdue", "job"} <= set(kinds)
    data = dict.fromkeys(kinds, "app") | {
        "action-assigned": "mail",
        "action-overdue": "none",
        "job": "app",
        "digest_hour": "18",
    }
    assert client.post("/me/notifications/", data).status_code == 302
    kept = User.objects.unscoped("test").get(pk=user.pk)
    assert kept.channels == {name: data[name] for name in kinds}
    assert kept.digest_hour == 18
    refused = client.post("/me/notifications/", {**data, "job": "pigeon"})
    assert refused.status_code == 400
    assert "pigeon" in refused.content.decode()


def test_only_administrators_choose_how_they_hear_of_a_failed_verification(client, world):
    for name, concerned in (("administrator", True), ("service_manager", False)):
        client.force_login(world.users[name])
        form = client.get("/me/notifications/").context["form"]
        assert ("verification" in form.fields) is concerned


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "?unread=perhaps", 400), ("post", "", 400)],
)
def test_odd_requests_are_refused(client, world, method, path, status):
    client.force_login(world.users["auditor"])
    answer = getattr(client, method)(f"/notifications/{path}", {"uid": "x"} if not path else {})
    assert answer.status_code == status
