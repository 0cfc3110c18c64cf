"""The words of services, their parts and their agreements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ServiceStatus(TextChoices):
    """The life of a service (requirements P2)."""

    PROPOSED = "proposed", _("Proposed")
    DESIGN = "design", _("Design")
    BUILD = "build", _("Build and test")
    TRANSITION = "transition", _("Transition")
    ACTIVE = "active", _("Active")
    RETIRING = "retiring", _("Retiring")
    RETIRED = "retired", _("Retired")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")


#: Services that customers receive: these need an owner, an agreement, a catalogue entry.
DELIVERED = (ServiceStatus.ACTIVE, ServiceStatus.RETIRING)
#: Services that nobody needs to answer for any more.
OVER = (ServiceStatus.RETIRED, ServiceStatus.REJECTED, ServiceStatus.CANCELLED)


class PlanKind(TextChoices):
    """What a transition plan is about."""

    NEW = "new", _("New service")
    CHANGED = "changed", _("Changed service")
    TRANSFER = "transfer", _("Transfer to or from another party")


class AssuranceKind(TextChoices):
    """What a plan of a service keeps it from losing (requirement P15)."""

    CONTINUITY = "continuity", _("Continuity")
    AVAILABILITY = "availability", _("Availability")
    CAPACITY = "capacity", _("Capacity")
    SECURITY = "security", _("Information security")


class TrialResult(TextChoices):
    """What the last test of a plan came to."""

    PASSED = "passed", _("Passed")
    FINDINGS = "findings", _("Passed with findings")
    FAILED = "failed", _("Failed")


class CostElement(TextChoices):
    """What a service costs money for (requirement P15)."""

    PERSONNEL = "personnel", _("Personnel")
    LICENCES = "licences", _("Licences")
    FACILITIES = "facilities", _("Facilities")
    EXTERNAL = "external", _("External services")
    SHARED = "shared", _("Shared cost")
    OVERHEAD = "overhead", _("Overhead")


class ComponentKind(TextChoices):
    """What a component is made of."""

    TECHNOLOGY = "technology", _("Technology")
    PEOPLE = "people", _("People")
    PROCESS = "process", _("Process")


class SLAState(TextChoices):
    """The life of a service level agreement (requirements P8)."""

    DRAFT = "draft", _("Draft")
    NEGOTIATING = "negotiating", _("Negotiating")
    AGREED = "agreed", _("Agreed")
    SUPERSEDED = "superseded", _("Superseded")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")


class MetricKind(TextChoices):
    """What a target is about (requirements P9)."""

    AVAILABILITY = "availability", _("Availability")
    RESPONSE = "response", _("Response time")
    RESOLUTION = "resolution", _("Resolution time")
    QUALITY = "quality", _("Quality")
    DELIVERY = "delivery", _("Delivery")
    FREE = "free", _("Another metric")


class Unit(TextChoices):
    """What values are counted in."""

    PERCENT = "percent", "%"
    MILLISECONDS = "milliseconds", "ms"
    SECONDS = "seconds", "s"
    MINUTES = "minutes", "min"
    HOURS = "hours", "h"
    WORKING_DAYS = "working_days", _("working days")
    DAYS = "days", _("days")
    COUNT = "count", _("number")
    POINTS = "points", _("points")
    USERS = "users", _("users")
    DEVICES = "devices", _("devices")
    CALLS = "calls", _("calls")
    REQUESTS = "requests", _("requests")
    TRANSACTIONS = "transactions", _("transactions")
    GIGABYTES = "gigabytes", "GB"


TIMES = (Unit.MILLISECONDS, Unit.SECONDS, Unit.MINUTES, Unit.HOURS, Unit.WORKING_DAYS, Unit.DAYS)
SHARES = (Unit.PERCENT, Unit.COUNT, Unit.POINTS)

#: The units that fit a kind; of times one may also agree which share is in time.
FITTING = {
    MetricKind.AVAILABILITY: (Unit.PERCENT, Unit.MINUTES, Unit.HOURS),
    MetricKind.RESPONSE: (*TIMES, Unit.PERCENT),
    MetricKind.RESOLUTION: (*TIMES, Unit.PERCENT),
    MetricKind.QUALITY: SHARES,
    MetricKind.DELIVERY: (*TIMES, Unit.PERCENT, Unit.COUNT),
    MetricKind.FREE: tuple(Unit),
}


class Comparison(TextChoices):
    """On which side of its value a target is met."""

    AT_LEAST = "at_least", "≥"
    MORE_THAN = "more_than", ">"
    AT_MOST = "at_most", "≤"
    LESS_THAN = "less_than", "<"


UPWARDS = (Comparison.AT_LEAST, Comparison.MORE_THAN)


class PeriodKind(TextChoices):
    """For how long each measurement stands."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    HALF = "half", _("Half-year")
    YEAR = "year", _("Year")


class LevelState(TextChoices):
    """How a target or a workload stands in a period."""

    MET = "met", _("Met")
    AT_RISK = "at_risk", _("At risk")
    MISSED = "missed", _("Missed")
    NO_DATA = "no_data", _("No data")
    RUNNING = "running", _("Running")


class ChangeTrigger(TextChoices):
    """Why requirements are written anew (requirement P7)."""

    NEW_SERVICE = "new_service", _("New service")
    INCIDENTS = "incidents", _("Major incident or a trend of incidents")
    CHANGE = "change", _("Major change")
    RENEWAL = "renewal", _("Renewal")
    UNCHANGED = "unchanged", _("Looked at, unchanged")


class BreachState(TextChoices):
    """Whether a breach still needs somebody."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AgreementKind(TextChoices):
    """What was agreed with a customer beside SLAs."""

    CONTRACT = "contract", _("Contract")
    MOU = "mou", _("Memorandum of understanding")
    STATEMENT_OF_WORK = "sow", _("Statement of work")
    CHARTER = "charter", _("Service charter")
    OTHER = "other", _("Other agreement")


class ContestState(TextChoices):
    """What became of a figure that somebody contested."""

    OPEN = "open", _("Open")
    UPHELD = "upheld", _("Upheld: the figure was corrected")
    REJECTED = "rejected", _("Rejected: the figure stays")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Light(TextChoices):
    """The four links from an agreement to the customer's eyes."""

    TARGETED = "targeted", _("Targets")
    MEASURED = "measured", _("Measured")
    REPORTED = "reported", _("Reported")
    REVIEWED = "reviewed", _("Reviewed")


class LightState(TextChoices):
    """Whether a link is there."""

    LIT = "lit", _("there")
    GAP = "gap", _("missing")
    RUNNING = "running", _("period not over")
    NO_DATA = "no_data", _("no data")
    CONTESTED = "contested", _("contested")
    NOT_ASKED = "not_asked", _("not agreed then")


class ReportAbout(TextChoices):
    """What a report tells of."""

    SERVICES = "services", _("Services and their levels")
    SMS = "sms", _("The management system itself")


class ReportState(TextChoices):
    """Whether a service report was given to its audience."""

    DUE = "due", _("Due")
    ISSUED = "issued", _("Issued")


class Audience(TextChoices):
    """Who reads an entry of the catalogue."""

    EVERYBODY = "everybody", _("Every customer")
    RECEIVERS = "receivers", _("Customers that receive the service")
    NAMED = "named", _("Named customers, groups and tiers")


class EventKind(TextChoices):
    """What kind of significant event it was (requirement P10)."""

    MAJOR_INCIDENT = "major_incident", _("Major incident")
    OUTAGE = "outage", _("Outage")
    CHANGE = "change", _("New or changed service")
    SECURITY = "security", _("Security event")
    CONTINUITY = "continuity", _("Continuity plan invoked")
    OTHER = "other", _("Another event")


#: Events that went wrong: their cause is wanted.
DISTURBANCES = (EventKind.MAJOR_INCIDENT, EventKind.OUTAGE, EventKind.SECURITY)
#: Events after which what a customer requires is looked at again.
TURNING_POINTS = (EventKind.MAJOR_INCIDENT, EventKind.CHANGE, EventKind.CONTINUITY)


class FigureKind(TextChoices):
    """What is counted of the operation of a service (requirement P10)."""

    INCIDENTS = "incidents", _("Incidents")
    MAJOR_INCIDENTS = "major_incidents", _("Major incidents")
    REQUESTS = "requests", _("Service requests")
    CHANGES = "changes", _("Changes")
    FAILED_CHANGES = "failed_changes", _("Failed changes")
    PROBLEMS = "problems", _("Open problems")
    KNOWN_ERRORS = "known_errors", _("Known errors")
    CAPACITY = "capacity", _("Capacity in use (%)")
