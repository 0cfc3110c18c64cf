"""Deciding in a preview: corrected cells, offers one by one, large imports, interruptions, the result."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from core.choices import Role
from core.models import ImportPreview, Person
from portfolio.models import Service
from tests.exchange.uploading import names, text_of, upload
from tests.factories import ServiceFactory, change
from tests.personas import user

pytestmark = pytest.mark.django_db


# --- Correcting cells ---------------------------------------------------------------------


def test_a_faulty_cell_is_corrected_in_the_preview_and_the_file_stays(manager: Client) -> None:
    url = upload(manager, "Name,Status", "Mail,Actve", "Chat,Active")
    assert 'name="fix-2-1" value="Actve"' in text_of(manager, url)
    before = default_storage.open(ImportPreview.objects.get().key).read()
    manager.post(url, {"fix-2-1": "Active"})
    text = text_of(manager, url)
    assert "corrected; in the file: Actve" in text
    assert "1 cell is corrected here" in text
    assert default_storage.open(ImportPreview.objects.get().key).read() == before
    manager.post(f"{url}confirm/")
    assert Service.objects.get(name="Mail").status == "active"


def test_a_correction_is_checked_by_the_same_rules(manager: Client) -> None:
    url = upload(manager, "Name,Status", "Mail,Actve")
    manager.post(url, {"fix-2-1": "Nonsense"})
    text = text_of(manager, url)
    assert "“Nonsense” is not one of" in text
    assert 'value="Nonsense"' in text
    assert manager.post(f"{url}confirm/").status_code == 400


def test_a_correction_taken_back_is_none(manager: Client) -> None:
    url = upload(manager, "Name,Status", "Mail,Actve")
    manager.post(url, {"fix-2-1": "Active"})
    manager.post(url, {"fix-2-1": "Actve"})
    assert ImportPreview.objects.get().wishes["fixes"] == {}
    assert "corrected; in the file" not in text_of(manager, url)


def test_corrections_stay_when_other_rows_are_looked_at(manager: Client) -> None:
    url = upload(manager, "Name,Status", "Mail,Actve", "Chat,Actve")
    answer = manager.post(url, {"fix-2-1": "Active", "next": "state=faulty&page=1&evil=x"})
    assert answer.url == f"{url}?state=faulty&page=1"
    manager.post(url, {"fix-3-1": "Active"})
    manager.post(f"{url}confirm/")
    assert names() == {"Mail", "Chat"}


def test_a_name_that_is_missing_can_be_written(manager: Client) -> None:
    url = upload(manager, "Name,Notes", ",x")
    manager.post(url, {"fix-2-0": "Mail"})
    manager.post(f"{url}confirm/")
    assert names() == {"Mail"}


def test_only_cells_that_were_offered_can_be_corrected(manager: Client) -> None:
    url = upload(manager, "Name,Status", "Mail,Active", "Chat,Actve")
    manager.post(url, {"fix-2-0": "Evil", "fix-99-0": "x", "fix-x": "y", "fix-3-7": "z"})
    assert ImportPreview.objects.get().wishes["fixes"] == {}


def test_markup_in_a_correction_is_shown_as_text(manager: Client) -> None:
    url = upload(manager, "Name,Status", "Mail,Actve")
    manager.post(url, {"fix-2-1": "<img src=x onerror=alert(1)>"})
    assert "<img src=x" not in text_of(manager, url)


def test_nothing_typed_is_lost_when_a_choice_cannot_be_used(manager: Client) -> None:
    url = upload(manager, "Name,Status,Thing", "Mail,Actve,x")
    form = {"header_row": "abc", "column-0": "name", "column-1": "status", "column-2": "notes"}
    answer = manager.post(url, {**form, "skip_faulty": "on"})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="abc"' in text
    assert '<option value="notes" selected' in text
    assert 'name="skip_faulty" checked' in text


# --- Offers -------------------------------------------------------------------------------


def test_unknown_owners_are_created_one_by_one(manager: Client) -> None:
    url = upload(manager, "Name,Owner", "Mail,Mia", "Chat,Ben")
    assert "Person: Mia" in text_of(manager, url)
    manager.post(url, {"offer": ["persons:mia"], "skip_faulty": "on"})
    manager.post(f"{url}confirm/")
    assert names() == {"Mail"}
    assert Person.objects.filter(name="Mia").exists()
    assert not Person.objects.filter(name="Ben").exists()


def test_an_offer_that_nobody_made_cannot_be_ticked(manager: Client) -> None:
    url = upload(manager, "Name,Owner", "Mail,Mia")
    manager.post(url, {"offer": ["persons:mia", "persons:evil", "users:evil"]})
    assert ImportPreview.objects.get().wishes["create"] == ["persons:mia"]


def test_an_unknown_name_may_be_a_slip_and_is_corrected(manager: Client) -> None:
    before = Person.objects.count()
    mia = user("mia", Role.SERVICE_OWNER).person
    url = upload(manager, "Name,Owner", "Mail,The mai")
    manager.post(url, {"fix-2-1": "The mia"})
    manager.post(f"{url}confirm/")
    assert Service.objects.get().owner_id == mia.pk
    assert Person.objects.count() == before + 1


# --- Sides --------------------------------------------------------------------------------


def test_a_clash_is_decided_on_the_page(manager: Client) -> None:
    mail = ServiceFactory(name="Mail", notes="old")
    change(mail, notes="system")
    url = upload(manager, "Name,Notes,Record uid,Record version", f"Mail,file,{mail.uid},1")
    text = text_of(manager, url)
    for words in ("Both changed it", "old", "system", "file", "disabled"):
        assert words in text
    manager.post(url, {"side-2-notes": "mine", "side-2-evil": "x", "side-x-notes": "mine"})
    manager.post(f"{url}confirm/")
    assert Service.objects.get().notes == "file"
