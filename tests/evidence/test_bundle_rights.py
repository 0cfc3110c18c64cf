"""Whose rights end while a bundle is written gets none."""

from datetime import timedelta

import pytest

from core import tokens
from core.access.principals import today
from core.choices import JobState
from core.errors import Forbidden
from core.models import AccessEntry, Job, Token
from core.services import jobs
from evidence.bundles.scope import BundleRequest
from evidence.services import write_bundle
from relationships.models import Representative
from tests import factories
from tests.api.caller import Caller
from tests.evidence import world

pytestmark = pytest.mark.django_db


def test_a_customer_lost_meanwhile_is_in_no_bundle(tmp_path):
    made = world.world()
    own = Representative.objects.unscoped("test").get(person=made.users["representative"].person)

    seen = []

    def lose(percent, step):
        if percent == 45 and not seen:
            seen.append(factories.change(own, appointed_until=today() - timedelta(days=1)))

    out = tmp_path / "bundle.zip"
    with pytest.raises(Forbidden, match="while the bundle"):
        write_bundle(
            out=out,
            request=BundleRequest("8.3"),
            by=made.principal("representative"),
            report=lose,
        )
    assert not out.exists()
    assert not AccessEntry.objects.filter(event="bundle").exists()


def test_a_token_revoked_meanwhile_gets_no_bundle():
    made = world.world()
    auditor = Caller(made.users["auditor"], ("read", "bundles"))
    address = auditor.post("bundles/", {"clause": "8.2"})["Location"].removeprefix("/api/v1/")
    before = Job.objects.get()
    assert before.token == auditor.token
    tokens.revoke_token(auditor.token, by=world.BY)
    assert jobs.run_next()
    job = Job.objects.get()
    assert (job.state, job.file) == (JobState.FAILED, "")
    assert "revoked" in job.message
    assert auditor.get(address).status_code == 401
    assert Token.objects.exclude(revoked_at=None).count() == 1
