"""The screens of core's registers: persons, actions, documents, service hours."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.verbs import Verb
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
)
from core.views.documents import DocumentPage
from core.views.holidays import HolidaysFilePage, HolidaysPage
from core.views.personal_data import ErasePersonPage, PersonalDataPage, PersonPage


@declare
class Persons(RegisterViews):
    """Everybody whom a register names."""

    model = Person
    icon = "people"
    group = MenuGroup.ORGANISATION
    columns = ("reference", "name", "job_title", "organisation", "side", "email")
    filters = ("side", "organisation")
    sections = (
        (_("Person"), ("name", "job_title", "side", "organisation")),
        (_("Contact"), ("email", "phone")),
        (_("Notes"), ("notes",)),
    )
    tones = {"own": "info"}
    state = "side"
    pages = {
        "detail": PersonPage,
        "personal-data": PersonalDataPage,
        "erase": ErasePersonPage,
    }
    verbs = (Verb("personal-data", _("Personal data"), "shield-lock", reads=True),)


@declare
class Actions(RegisterViews):
    """What somebody is to do."""

    model = Action
    icon = "check2-square"
    group = MenuGroup.EVIDENCE
    columns = ("reference", "name", "owner", "due", "priority", "state", "subject")
    filters = ("state", "priority", "owner", "due")
    sections = (
        (_("Action"), ("name", "details", "subject", "occasion")),
        (_("Who and when"), ("owner", "due", "priority", "state")),
        (_("Result"), ("outcome",)),
    )
    wanted = ("owner", "due")


@declare
class Documents(RegisterViews):
    """Documents and the files that are their versions."""

    model = Document
    icon = "file-earmark-text"
    group = MenuGroup.EVIDENCE
    columns = ("reference", "name", "kind", "description")
    filters = ("kind",)
    sections = ((_("Document"), ("name", "kind", "description")),)
    pages = {"detail": DocumentPage}
    verbs = (Verb("upload", _("New version"), "upload"),)


@declare
class DocumentLinks(RegisterViews):
    """Which document belongs to which record."""

    model = DocumentLink
    icon = "link-45deg"
    group = MenuGroup.EVIDENCE
    in_menu = False
    columns = ("reference", "document", "subject", "remark")


@declare
class Calendars(RegisterViews):
    """When services are to be there."""

    model = Calendar
    icon = "clock"
    group = MenuGroup.PORTFOLIO
    minor = True
    columns = ("reference", "name", "hours", "time_zone")
    filters = ("time_zone",)
    sections = ((_("Service hours"), ("name", "hours", "time_zone", "notes")),)
    pages = {"holidays": HolidaysPage, "holidays-file": HolidaysFilePage}
    verbs = (
        Verb("holidays", _("Holidays from a file"), "upload"),
        Verb("holidays-file", _("Holidays as a file"), "download", reads=True),
    )


@declare
class Holidays(RegisterViews):
    """Days on which service hours are different."""

    model = Holiday
    icon = "calendar-event"
    group = MenuGroup.PORTFOLIO
    in_menu = False
    columns = ("reference", "day", "name", "hours", "calendar")
    filters = ("calendar", "day")
    sections = ((_("Holiday"), ("calendar", "day", "name", "hours", "remark")),)


@declare
class ChecklistSteps(RegisterViews):
    """What is to be done for a record, step by step."""

    model = ChecklistStep
    icon = "list-check"
    group = MenuGroup.EVIDENCE
    minor = True
    columns = ("reference", "subject", "purpose", "name", "owner", "due", "state")
    filters = ("state", "purpose", "owner", "due", "subject")
    sections = (
        (_("Step"), ("subject", "purpose", "position", "name", "details")),
        (_("Who and when"), ("owner", "due", "state")),
        (_("Evidence"), ("done_on", "evidence", "remark")),
    )
    wanted = ("owner", "due")
    tones = {"not_applicable": "info"}


@declare
class ChecklistTemplates(RegisterViews):
    """What checklists begin with."""

    model = ChecklistTemplate
    icon = "list-check"
    group = MenuGroup.ORGANISATION
    minor = True
    columns = ("reference", "name", "purpose")
    filters = ("purpose",)
    sections = ((_("Template"), ("name", "purpose", "details")),)


@declare
class TemplateSteps(RegisterViews):
    """The steps of templates."""

    model = TemplateStep
    icon = "list-check"
    group = MenuGroup.ORGANISATION
    in_menu = False
    columns = ("reference", "template", "position", "name", "days")
    filters = ("template",)
    sections = ((_("Step"), ("template", "position", "name", "details", "days")),)


@declare
class ConfirmationIntervals(RegisterViews):
    """After how many months somebody is to say that a record is still true."""

    model = ConfirmationInterval
    icon = "arrow-repeat"
    group = MenuGroup.ORGANISATION
    in_menu = False
    columns = ("reference", "applies_to", "subject", "months", "remark")
    filters = ("applies_to",)
    sections = ((_("Interval"), ("applies_to", "subject", "months", "remark")),)
