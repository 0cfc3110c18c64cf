"""The API of the registers that every installation has: persons, users, actions, documents."""

from collections.abc import Sequence
from typing import Any

from core.api.registers import API, RegisterViewSet, expose
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
from core.records import Draft, Ending
from core.services import accounts


@expose
class Persons(RegisterViewSet):
    """Persons."""

    model = Person


@expose
class Users(RegisterViewSet):
    """Users; a new one is invited by mail, as from the page."""

    model = User

    def save_many(
        self, drafts: Sequence[Draft], reason: str, ending: Ending | None = None
    ) -> Sequence[Any]:
        """Invite and change, while no other administrator does."""
        return accounts.write_users(
            drafts=drafts, by=self.principal, origin=API, reason=reason, ending=ending
        )


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


@expose
class ConfirmationIntervals(RegisterViewSet):
    """After how long records are to be confirmed again."""

    model = ConfirmationInterval


@expose
class Calendars(RegisterViewSet):
    """Service hours."""

    model = Calendar


@expose
class Holidays(RegisterViewSet):
    """Days on which service hours are different."""

    model = Holiday


@expose
class ChecklistSteps(RegisterViewSet):
    """Steps of checklists."""

    model = ChecklistStep


@expose
class ChecklistTemplates(RegisterViewSet):
    """What checklists begin with."""

    model = ChecklistTemplate


@expose
class TemplateSteps(RegisterViewSet):
    """The steps of templates."""

    model = TemplateStep
