"""Preferences are kept for the person alone, checked, and leave no trace in history."""

import pytest

from core.choices import Role
from core.errors import Invalid
from core.models import LedgerEntry, User
from core.services.preferences import prefer
from tests.personas import user as made_user

pytestmark = pytest.mark.django_db


def test_preferences_are_kept_without_a_version_or_an_entry():
    user = made_user("sm", Role.SERVICE_MANAGER)
    before = LedgerEntry.objects.count()

    prefer(user=user, language="de", time_zone="Asia/Tokyo", density="compact")

    kept = User.objects.unscoped("test").get(pk=user.pk)
    assert (kept.language, kept.time_zone, kept.density) == ("de", "Asia/Tokyo", "compact")
    assert (kept.version, LedgerEntry.objects.count()) == (user.version, before)


@pytest.mark.parametrize(
    ("name", "value"),
    [("language", "xx"), ("time_zone", "Mars/Olympus"), ("density", "huge"), ("layout", "cube")],
)
def test_a_value_that_breaks_a_rule_is_refused_by_name_and_not_kept(name, value):
    user = made_user("sm", Role.SERVICE_MANAGER)

    with pytest.raises(Invalid) as refused:
        prefer(user=user, **{name: value})

    assert list(refused.value.fields) == [name]
    assert getattr(User.objects.unscoped("test").get(pk=user.pk), name) != value


def test_only_preferences_go_this_way():
    with pytest.raises(TypeError):
        prefer(user=made_user("sm", Role.SERVICE_MANAGER), roles=["administrator"])
