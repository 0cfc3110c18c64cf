"""The verifier recomputes what was signed from the bundle's own rows."""

import json
import uuid

import pytest

from core.access.principals import system
from core.choices import Origin
from core.models import Signature
from core.writing.unit import unit
from tests import factories
from tests.evidence.world import bundle, extract, public_key, verify
from tests.signing.world import sign_all, world

pytestmark = pytest.mark.django_db


def told(tmp_path):
    """What the verifier says of a bundle of everything about service levels, and its folder."""
    path = bundle(tmp_path, clause="8.3")
    return verify(path, "--public-key", public_key(tmp_path)), extract(path, tmp_path / "out")


def test_signatures_fit_the_text_that_the_bundle_shows_and_one_byte_makes_it_red(tmp_path):
    made = world()
    factories.TargetFactory(sla=made.sla, name="Answers")
    sign_all(made)
    factories.change(made.fresh(), notes="later")
    result, folder = told(tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "2 signatures fit the text they name\n" in result.stdout
    for name in ("data/ledger/entries.jsonl", "data/history/slas.jsonl"):
        file = folder / name
        file.write_text(file.read_text().replace("99 % a month", "98 % a month"))
    red = verify(folder, "--public-key", tmp_path / "public-key.txt")
    assert red.returncode == 1
    assert red.stdout.count("Rita Reed signed another text") == 1
    assert red.stdout.count("Olga Owner signed another text") == 1


def test_signatures_of_text_outside_the_bundle_are_counted_apart(tmp_path):
    made = world()
    factories.TargetFactory(sla=made.sla, name="Answers")  # what clause 8.2 leaves out
    sign_all(made)
    path = bundle(tmp_path, clause="8.2")
    result = verify(path, "--public-key", public_key(tmp_path))
    assert (result.returncode, result.stderr) == (0, "")
    said = "0 signatures fit the text they name, 2 name text that is not in this bundle\n"
    assert result.stdout.endswith(said)


def test_a_signature_that_the_organisation_entered_for_another_text_is_named(tmp_path):
    made = world()
    sign_all(made)
    forged = Signature.objects.first()
    forged.pk, forged.uid, forged.content = None, uuid.uuid4(), "0" * 64
    with unit(by=system("tests"), origin=Origin.COMMAND) as work:
        work.record_facts([forged], made.sla.record)
    result, folder = told(tmp_path)
    assert result.returncode == 1
    assert f"signature {forged.uid}: Rita Reed signed another text" in result.stdout
    assert json.loads((folder / "data/ledger/proof.json").read_text())  # all else is sound
    assert result.stdout.count("\n") == 2
