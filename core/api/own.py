"""The API of the registers that every installation has: persons, users, actions, documents."""

from core.api.registers import RegisterViewSet, expose
from core.models import Action, Document, DocumentLink, Person, User


@expose
class Persons(RegisterViewSet):
    """Persons."""

    model = Person


@expose
class Users(RegisterViewSet):
    """Users."""

    model = User


@expose
class Actions(RegisterViewSet):
    """Actions."""

    model = Action


@expose
class Documents(RegisterViewSet):
    """Documents; their files come with their own addresses."""

    model = Document


@expose
class DocumentLinks(RegisterViewSet):
    """Which document belongs to which record."""

    model = DocumentLink
