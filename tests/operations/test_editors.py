"""Many editors at once, while web processes are killed: no acknowledged write is ever lost."""

import random
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from django.db import connections

from core import tokens
from core.access.principals import system
from core.choices import Role
from core.verification.run import verify
from portfolio.models import Service
from tests import factories, personas
from tests.operations.processes import running, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

EDITORS, EDITS, RECORDS, KILLS = 4, 8, 3, 2


class Editor:
    """Writes unique words, each until the site has said that it stands."""

    def __init__(self, number, base, secret, uids):
        self.number, self.base, self.uids = number, base, uids
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {secret}"
        self.chance = random.Random(number)
        self.acknowledged, self.last = [], None

    def work(self):
        for number in range(EDITS):
            self.write(self.chance.choice(self.uids), f"word {self.number}/{number}")
        return self.acknowledged

    def write(self, uid, word):
        """Try until answered: a lost answer is settled by what the history says."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                if self.tried(uid, word):
                    self.acknowledged.append((uid, word))
                    return
            except requests.RequestException as error:
                self.last = error
                time.sleep(0.2)
                self.session.close()
        raise TimeoutError(f"{word}: {self.last}")

    def tried(self, uid, word):
        seen = self.session.get(f"{self.base}{uid}/history/?page_size=200", timeout=20).json()
        if any(each["changes"].get("notes", {}).get("to") == word for each in seen["results"]):
            return True
        version = seen["results"][0]["version"]
        headers = {"If-Match": f'"{uid}:{version}"'}
        answer = self.session.patch(
            f"{self.base}{uid}/", json={"notes": word}, headers=headers, timeout=20
        )
        assert answer.status_code in (200, 412, 503), answer.text
        self.last = answer.status_code
        return answer.status_code == 200


def kill_sometimes(processes, is_up):
    """Kill the site while it answers, each time after a moment of work."""
    chance = random.Random(1)
    for _number in range(KILLS):
        assert until(is_up, 60), processes.log()
        time.sleep(chance.uniform(0.3, 1.0))
        processes.kill("web")
        processes.start("web")


def answers(base, headers):
    try:
        return requests.get(base, headers=headers, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def test_no_acknowledged_write_is_lost_by_kill_9():
    user = personas.user("manager", Role.SERVICE_MANAGER)
    secret = tokens.give_token(
        user=user, name="editors", scopes=["read", "write"], days=1, by=system("test")
    )[1]
    uids = [str(factories.ServiceFactory().uid) for _number in range(RECORDS)]
    with running(names=["web"]) as processes:
        base = f"http://localhost:{processes.web_port}/api/v1/services/"
        headers = {"Authorization": f"Bearer {secret}"}
        with ThreadPoolExecutor(EDITORS + 1) as pool:
            killer = pool.submit(kill_sometimes, processes, lambda: answers(base, headers))
            editors = [Editor(n, base, secret, uids) for n in range(EDITORS)]
            told = [pair for each in pool.map(Editor.work, editors) for pair in each]
            killer.result()
    connections.close_all()
    assert len(told) == EDITORS * EDITS
    for uid in uids:
        versions = list(Service.history.filter(uid=uid).order_by("version"))
        words = [row.notes for row in versions[1:]]
        assert sorted(words) == sorted(word for at, word in told if at == uid)
        assert [row.version for row in versions] == list(range(1, len(versions) + 1))
        assert Service.objects.unscoped("test").get(uid=uid).notes == versions[-1].notes
    report = verify()
    assert report.findings == []
