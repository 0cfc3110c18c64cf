"""`manage.py bundle` writes a sound file, or says in one sentence why it cannot."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from core.models import AccessEntry
from tests import factories
from tests.evidence import world

pytestmark = pytest.mark.django_db


def test_the_operator_writes_a_sound_bundle_to_a_file(tmp_path, capsys):
    service = factories.ServiceFactory()
    out = tmp_path / "out.zip"
    day = date.today().isoformat()
    call_command(
        "bundle", "--clause", "8.2", "--service", service.reference,
        "--from", "2026-01-01", "--to", day, "--as-of", day, "--out", str(out),
    )  # fmt: skip
    assert "8.2 Service portfolio" in capsys.readouterr().out
    told = world.verify(out, "--public-key", world.public_key(tmp_path))
    assert told.returncode == 0, told.stdout
    assert AccessEntry.objects.get().event == "bundle"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--clause", "99"), "no clause “99”"),
        (("--clause", "8.2", "--supplier", "SUP-1"), "no “SUP-1”"),
        (("--clause", "8.2", "--as-of", "2999-01-01"), "a day that has begun"),
        (("--clause", "8.2", "--to", "tomorrow"), "--to"),
        (("--clause", "8.2", "--out", "/nowhere/at/all.zip"), "Cannot write"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(tmp_path, arguments, sentence):
    factories.ServiceFactory()
    out = tmp_path / "out.zip"
    with pytest.raises(CommandError, match=sentence):
        call_command("bundle", "--out", str(out), *arguments)
    assert list(tmp_path.iterdir()) == []


def test_without_a_signing_key_there_is_no_bundle(tmp_path, settings):
    factories.ServiceFactory()
    settings.SIGNING_KEY_FILE = tmp_path / "none.key"
    with pytest.raises(CommandError, match="no signing key"):
        call_command("bundle", "--clause", "8.2", "--out", str(tmp_path / "out.zip"))
