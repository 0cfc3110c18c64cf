"""Commands of the house: the first administrator, the signing key."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import first_start
from core.access.principals import today
from core.choices import Role
from core.ledger.notes import PublicKey, SigningKey
from core.models import LedgerEntry, User
from tests.factories import UserFactory


def said(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def password_in(text):
    return text.split(" with ")[1].split(" ")[0]


@pytest.mark.django_db
def test_the_first_administrator_can_sign_in_with_what_is_printed(client):
    password = password_in(said("administrator", "ann@example.org"))
    response = client.post("/account/login/", {"login": "ann@example.org", "password": password})
    assert response.status_code == 302
    user = User.objects.get(email="ann@example.org")
    assert user.roles == [Role.ADMINISTRATOR]
    assert LedgerEntry.objects.filter(record__uid=user.uid).count() == 1


@pytest.mark.django_db
def test_an_administrator_who_is_locked_out_is_let_in_again():
    user = UserFactory(
        email="ann@example.org", is_active=False, access_until=today() - timedelta(1)
    )
    password = password_in(said("administrator", "Ann@example.org"))
    user.refresh_from_db()
    assert user.has_access()
    assert user.check_password(password)


@pytest.mark.django_db
def test_an_address_that_is_none_is_refused_in_one_sentence():
    with pytest.raises(CommandError, match="valid email"):
        said("administrator", "nonsense")


@pytest.mark.django_db
def test_a_second_first_start_changes_nothing(monkeypatch):
    monkeypatch.setenv("DEMO", "0")
    assert "Sign in as admin@example.org" in said("first_start", address="http://here")
    entries = LedgerEntry.objects.count()
    assert said("first_start", address="http://here") == ""
    assert LedgerEntry.objects.count() == entries


@pytest.mark.django_db
def test_an_interrupted_first_start_says_what_to_do(monkeypatch, settings, tmp_path):
    monkeypatch.setenv("DEMO", "0")
    settings.VAR_DIR = tmp_path

    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(first_start.Command, "fill", interrupt)
        with pytest.raises(KeyboardInterrupt):
            said("first_start", address="http://here")
    with pytest.raises(CommandError, match="first start was interrupted"):
        said("first_start", address="http://here")


def test_a_signing_key_is_made_and_its_public_half_printed(tmp_path, settings):
    file = tmp_path / "keys" / "signing.key"
    line = said("signing_key", str(file)).strip()
    assert PublicKey.parse(line) == SigningKey.load(settings.LEDGER_ORIGIN, file).public
    assert file.stat().st_mode & 0o077 == 0


def test_a_signing_key_is_never_overwritten(tmp_path):
    file = tmp_path / "signing.key"
    said("signing_key", str(file))
    before = file.read_bytes()
    with pytest.raises(CommandError, match="never overwritten"):
        said("signing_key", str(file))
    assert file.read_bytes() == before
