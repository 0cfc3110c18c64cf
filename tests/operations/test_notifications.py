"""What people are told: once, by the channel they chose, while they may see what it is about."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from core import clock
from core.access.principals import Principal, today
from core.choices import Channel, JobState
from core.models import Job, Notification, OutboxMessage
from core.notices import verification_failed
from core.registries import notices
from core.services import notifications
from core.services.preferences import prefer
from core.tasks import clear_away
from portfolio.models import Service
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """The small world."""
    return cast()


def assign(user, name="Renew the certificate", **values):
    """An action for somebody."""
    return factories.ActionFactory(name=name, owner=user.person, **values)


def told(user):
    """Titles of what a user was told, oldest first."""
    found = Notification.objects.filter(user=user).order_by("pk")
    return [each.title for each in found]


def tell(user, key, record=None, channel=Channel.APP):
    """Tell a user something."""
    notifications.tell(
        user=user, kind="job", channel=channel, key=key, title=f"About {key}", body="",
        url="/jobs/", record=record,
    )  # fmt: skip


def test_an_action_is_told_to_whom_it_was_given_once(world):
    owner = world.users["service_owner"]
    action = assign(owner)
    assert notices.run() == 1
    assert notices.run() == 0
    assert told(owner) == ["Action for you: Renew the certificate"]
    other = world.users["supplier_manager"]
    factories.change(action, owner=other.person)
    notices.run()
    assert told(other) == ["Action for you: Renew the certificate"]
    assert len(told(owner)) == 1


def long_ago(**values):
    """An action that somebody got nine days ago, and who that is."""
    with clock.at(datetime.now(UTC) - timedelta(days=9)):
        owner = cast().users["service_owner"]
        return owner, assign(owner, **values)


def test_what_was_given_long_ago_is_no_news():
    owner, action = long_ago()
    factories.change(action, details="More words")
    notices.run()
    assert told(owner) == []


def test_an_overdue_action_is_told_once_for_each_day_set():
    owner, action = long_ago(due=today() - timedelta(days=3))
    notices.run()
    notices.run()
    assert len(told(owner)) == 1
    assert "Overdue since" in told(owner)[0]
    factories.change(action, due=today() - timedelta(days=1))
    notices.run()
    assert len(told(owner)) == 2


def test_a_job_that_ended_is_told_to_its_requester(world):
    user = world.users["auditor"]
    now = datetime.now(UTC)
    for state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED):
        Job.objects.create(
            kind="bulk", requested_by=user, state=state, created_at=now, finished_at=now
        )
    notices.run(only="job")
    assert told(user) == ["Finished: Changing many records", "Failed: Changing many records"]


def test_a_verification_that_failed_is_told_to_administrators_by_mail(world):
    verification_failed(["Entry 7 was changed."])
    verification_failed(["Entry 7 was changed."])
    message = OutboxMessage.objects.get()
    assert message.recipient == world.users["administrator"].email
    assert "Entry 7 was changed." in message.body
    assert told(world.users["service_manager"]) == []


def test_the_command_that_verifies_tells_the_administrators(world, capsys):
    Service._base_manager.filter(pk=world.service.pk).update(name="Behind the back")
    with pytest.raises(SystemExit) as ended:
        call_command("verify")
    assert ended.value.code == 1
    assert told(world.users["administrator"]) == [
        "The verification of the ledger found inconsistencies"
    ]


@pytest.mark.parametrize(
    ("channel", "in_application", "mails"),
    [("app", 1, 0), ("mail", 1, 1), ("digest", 1, 0), ("none", 0, 0)],
)
def test_each_is_told_by_the_channel_they_chose(world, channel, in_application, mails):
    owner = world.users["service_owner"]
    prefer(user=owner, channels={"action-assigned": channel})
    assign(owner)
    notices.run()
    assert len(told(owner)) == in_application
    assert OutboxMessage.objects.count() == mails


def test_one_mail_a_day_has_all_that_is_unread_at_the_hour_of_the_readers_own_time_zone(world):
    owner = world.users["service_owner"]
    prefer(user=owner, time_zone="Asia/Tokyo", digest_hour=8)
    for key in ("one", "two", "read"):
        tell(owner, key, channel=Channel.DIGEST)
    Notification.objects.filter(dedup_key="read").update(read_at=datetime.now(UTC))
    early = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # 07:30 in Tokyo
    assert notifications.send_digests(now=early) == 0
    assert notifications.send_digests(now=early + timedelta(hours=1)) == 1
    assert notifications.send_digests(now=early + timedelta(hours=2)) == 0
    message = OutboxMessage.objects.get()
    assert message.subject == "2 things to know today"
    assert "About one" in message.body
    assert "About read" not in message.body
    tell(owner, "three", channel=Channel.DIGEST)
    assert notifications.send_digests(now=early + timedelta(hours=3)) == 0
    assert notifications.send_digests(now=early + timedelta(days=1, hours=1)) == 1
    assert "About one" not in OutboxMessage.objects.latest("pk").body


def test_what_somebody_may_not_see_any_more_is_neither_shown_nor_counted_nor_mailed(world):
    user = world.users["representative"]
    by = Principal.of(user)
    tell(user, "own", record=world.service.record, channel=Channel.DIGEST)
    tell(user, "other", record=world.other_service.record, channel=Channel.DIGEST)
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    notifications.send_digests(now=noon)
    assert "About other" not in OutboxMessage.objects.get().body
    assert [each.title for each in notifications.latest(by)] == ["About own"]
    assert notifications.unread_count(user) == 1


def test_nobody_without_access_gets_a_digest(world):
    tell(world.users["expired_auditor"], "x", channel=Channel.DIGEST)
    assert notifications.send_digests(now=datetime(2026, 11, 21, 12, tzinfo=UTC)) == 0


def test_what_was_read_long_ago_is_forgotten_and_the_rest_is_kept(world, settings):
    user, now = world.users["auditor"], datetime.now(UTC)
    old = now - timedelta(days=settings.NOTIFICATION_KEEP_DAYS + 1)
    for key, created, read in (("gone", old, old), ("unread", old, None), ("new", now, now)):
        tell(user, key)
        found = Notification.objects.filter(dedup_key=key)
        found.update(created_at=created, read_at=read)
    clear_away()
    assert set(Notification.objects.values_list("dedup_key", flat=True)) == {"unread", "new"}
