"""The registers that every installation has keep the contract."""

import pytest
from django.test import TestCase
from django.urls import reverse

from core.models import (
    Action,
    Calendar,
    ChecklistStep,
    ChecklistTemplate,
    ConfirmationInterval,
    Document,
    DocumentLink,
    Holiday,
    Person,
    TemplateStep,
    User,
)
from tests import factories
from tests.contract.reading import body
from tests.contract.register_contract import RegisterContract
from tests.personas import PERSONAS

MANAGERS = frozenset(
    {"service_manager", "service_level_manager", "relationship_manager", "supplier_manager"}
)
LEVELS = frozenset({"service_manager", "service_level_manager"})
KEEPERS = MANAGERS | {"service_owner"}


class TestPersons(RegisterContract, TestCase):
    model, factory = Person, factories.PersonFactory
    own_writers = other_writers = MANAGERS

    @classmethod
    def existing(cls, side):
        return side.person


class TestUsers(RegisterContract, TestCase):
    """Administrators write users, auditors read them; everybody else meets none."""

    model, factory = User, factories.UserFactory
    text_field = "name"  # users have no other text but their address

    def sees(self, persona):
        both = {self.own.uid, self.other.uid}
        return both if persona in {"administrator", "auditor"} else set()

    def assert_no_past(self, *paths):
        """Sign-in needs columns that no history keeps, so users are read as they are now."""
        for path in paths:
            response = self.admin.get(path)
            assert response.status_code == 400, path
            assert "as_of" in body(response), path
            assert self.own.name not in body(response), path

    def test_the_api_shows_the_past(self):
        _before, then = self.days()
        addresses = (self.api("list", as_of=then), self.api("count", as_of=then))
        self.assert_no_past(*addresses, self.api("detail", self.own.uid, as_of=then))

    @pytest.mark.pages
    def test_pages_show_the_past_and_offer_no_change(self):
        _before, then = self.days()
        self.assert_no_past(
            self.page("list", as_of=then), self.page("detail", self.own.uid, as_of=then)
        )

    @pytest.mark.pages
    def test_exports_of_the_past_hold_the_past(self):
        _before, then = self.days()
        self.assert_no_past(*(self.page("export", format=f, as_of=then) for f in self.formats))

    def test_those_who_see_it_today_see_its_past_and_nobody_else(self):
        """Its past is its history."""
        factories.change(self.own, name="of today")
        for persona in PERSONAS:
            answer = self.client_of(persona).get(self.api("history", self.own.uid))
            assert ("qaown-name" in body(answer)) == bool(self.sees(persona)), persona


class TestActions(RegisterContract, TestCase):
    model, factory = Action, factories.ActionFactory
    own_writers, other_writers = KEEPERS, MANAGERS

    @classmethod
    def values(cls, side):
        return {"owner": side.service.owner, "subject": side.service.record}


class TestDocuments(RegisterContract, TestCase):
    model, factory = Document, factories.DocumentFactory
    own_writers = other_writers = KEEPERS


class LinkFactory(factories.RecordFactory):
    """A document of a new service."""

    class Meta:
        model = DocumentLink

    @classmethod
    def _create(cls, model_class, *args, **values):
        document, service = factories.DocumentFactory(), factories.ServiceFactory()
        return super()._create(model_class, document=document, subject=service.record)


class TestDocumentLinks(RegisterContract, TestCase):
    model, factory = DocumentLink, LinkFactory
    own_writers = other_writers = KEEPERS

    @classmethod
    def values(cls, side):
        return {"document": factories.DocumentFactory(), "subject": side.service.record}

    def assert_related(self, persona, row):
        """The link itself is no page's business: document and service name each other."""
        service = row.subject.service
        for here, there in ((row.document, service), (service, row.document)):
            path = reverse(f"{here.register.name}-detail", args=[here.uid])
            assert str(there.uid) in body(self.client_of(persona).get(path)), persona


class TestCalendars(RegisterContract, TestCase):
    model, factory = Calendar, factories.CalendarFactory
    own_writers = other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {"hours": "Mon–Fri 08:00–18:00", "time_zone": "Europe/Berlin"}


class TestConfirmationIntervals(RegisterContract, TestCase):
    """After how long a record is to be confirmed again."""

    model, factory = ConfirmationInterval, factories.ConfirmationIntervalFactory
    text_field = "remark"
    own_writers = other_writers = frozenset({"service_manager"})

    @classmethod
    def values(cls, side):
        record = factories.CustomerFactory().record
        return {"applies_to": None, "subject": record, "months": 3}


class TestHolidays(RegisterContract, TestCase):
    model, factory = Holiday, factories.HolidayFactory
    own_writers = other_writers = LEVELS

    @classmethod
    def values(cls, side):
        calendar = factories.CalendarFactory()
        return {"calendar": calendar, "day": "2026-12-25", "hours": "09:00–12:00"}


class TestChecklistTemplates(RegisterContract, TestCase):
    """Kept by administrators."""

    model, factory = ChecklistTemplate, factories.ChecklistTemplateFactory

    @classmethod
    def values(cls, side):
        return {"purpose": "ending"}


class TestTemplateSteps(RegisterContract, TestCase):
    model, factory = TemplateStep, factories.TemplateStepFactory

    @classmethod
    def values(cls, side):
        return {"template": factories.ChecklistTemplateFactory()}


class TestChecklistSteps(RegisterContract, TestCase):
    """Whoever may change the record works through its checklist."""

    model, factory = ChecklistStep, factories.ChecklistStepFactory
    own_writers = frozenset({"service_manager", "relationship_manager"})
    other_writers = frozenset({"service_manager"})

    @classmethod
    def values(cls, side):
        return {"subject": side.customer.record, "purpose": "ending"}
