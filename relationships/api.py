"""The API of customers, contacts and representatives."""

from core.api.registers import RegisterViewSet, expose
from relationships.models import Contact, Customer, Representative


@expose
class Contacts(RegisterViewSet):
    """Contacts."""

    model = Contact


@expose
class Customers(RegisterViewSet):
    """Customers."""

    model = Customer


@expose
class Representatives(RegisterViewSet):
    """Representatives."""

    model = Representative
