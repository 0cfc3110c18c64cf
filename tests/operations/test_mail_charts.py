"""A chart in the daily mail, as a mail server gets it: words, words in HTML, a picture with its text."""

import email
from datetime import UTC, datetime, timedelta
from email import policy

import pytest

from core.access.principals import Principal
from core.choices import Channel
from core.models import OutboxMessage
from core.services import notifications, outbox
from core.services.mail_charts import due_by_week
from tests import factories
from tests.operations.processes import mail_server
from tests.personas import cast

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday
TODAY = NOON.date()


@pytest.fixture
def owner():
    """Somebody with actions due long ago, this week, in two weeks, and much later."""
    user = cast().users["service_owner"]
    for days in (-30, 0, 14, 14, 200):
        factories.ActionFactory(owner=user.person, due=TODAY + timedelta(days=days))
    factories.archive(factories.ActionFactory(owner=user.person, due=TODAY))
    factories.ActionFactory(due=TODAY)
    return user


def test_only_the_own_open_actions_of_the_coming_weeks_are_counted(owner):
    chart = due_by_week(Principal.of(owner), TODAY)
    assert list(chart.values) == [1, 1, 0, 2, 0, 0, 0, 0, 0]
    assert chart.labels[:2] == ["earlier", "16.11."]


def test_few_actions_need_no_picture():
    user = cast().users["service_owner"]
    factories.ActionFactory(owner=user.person, due=TODAY)
    assert due_by_week(Principal.of(user), TODAY) is None


def test_the_daily_mail_brings_the_chart_as_picture_with_text_and_as_table(owner, settings):
    notifications.tell(
        user=owner, kind="action-assigned", channel=Channel.DIGEST, key="one",
        title="<b>About one</b>", body="", url="/", record=None,
    )  # fmt: skip
    assert notifications.send_digests(now=NOON) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as (sink, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        assert outbox.relay() == 1
    assert OutboxMessage.objects.get().state == "sent"
    [(recipient, content)] = sink.accepted
    assert recipient == owner.email
    mail = email.message_from_string(content, policy=policy.default)
    assert mail.get_content_type() == "multipart/related"
    plain = mail.get_body(("plain",)).get_content()
    assert "Your actions by the week they are due" in plain
    assert "30.11.  2" in plain
    html = mail.get_body(("html",)).get_content()
    assert "&lt;b&gt;About one" in html
    assert 'src="cid:chart" alt="' in html
    [picture] = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert picture["Content-ID"] == "<chart>"
    assert picture.get_content().startswith(b"\x89PNG")


def test_a_reminder_of_an_action_sent_at_once_brings_it_too_and_other_mails_do_not(owner):
    action = factories.ActionFactory(owner=owner.person, due=TODAY)
    for key, about in (("late", action), ("other", owner.person)):
        notifications.tell(
            user=owner, kind="action-overdue", channel=Channel.MAIL, key=key,
            title=key, body="", url="/", record=about.record,
        )  # fmt: skip
    sent = {mail.subject: mail for mail in OutboxMessage.objects.all()}
    assert sent["late"].chart["name"] == "Actions"
    assert "Your actions by the week they are due" in sent["late"].body
    assert sent["other"].chart is None


def test_a_chart_that_cannot_be_drawn_holds_no_mail_back(mailoutbox):
    outbox.enqueue(dedup_key="odd", recipient="a@b.example", subject="Odd", body="The words")
    OutboxMessage.objects.update(chart={"title": "no values"})
    outbox.relay()
    assert [mail.body for mail in mailoutbox] == ["The words"]
