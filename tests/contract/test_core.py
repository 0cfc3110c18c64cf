"""The registers that every installation has keep the contract."""

from django.test import TestCase
from django.urls import reverse

from core.models import Action, Document, DocumentLink, Person
from tests import factories
from tests.contract.reading import body
from tests.contract.register_contract import RegisterContract

MANAGERS = frozenset(
    {"service_manager", "service_level_manager", "relationship_manager", "supplier_manager"}
)
KEEPERS = MANAGERS | {"service_owner"}


class TestPersons(RegisterContract, TestCase):
    model, factory = Person, factories.PersonFactory
    own_writers = other_writers = MANAGERS

    @classmethod
    def existing(cls, side):
        return side.person


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
