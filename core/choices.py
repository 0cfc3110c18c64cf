"""The closed lists of words that every floor shares."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a user does here; a user may have several (requirements, "Who uses it")."""

    ADMINISTRATOR = "administrator", _("Administrator")
    SERVICE_MANAGER = "service_manager", _("Service manager")
    SERVICE_LEVEL_MANAGER = "service_level_manager", _("Service level manager")
    SERVICE_OWNER = "service_owner", _("Service owner")
    RELATIONSHIP_MANAGER = "relationship_manager", _("Business relationship manager")
    SUPPLIER_MANAGER = "supplier_manager", _("Supplier manager")
    AUDITOR = "auditor", _("Auditor")
    REPRESENTATIVE = "representative", _("Customer representative")
    CATALOGUE_READER = "catalogue_reader", _("Catalogue reader")


#: People of customers: they see what is theirs, and catalogue readers no register at all.
OUTSIDE = frozenset({Role.REPRESENTATIVE, Role.CATALOGUE_READER})
#: Everybody inside the organisation, and the auditor: they read all registers.
STAFF = frozenset(Role) - OUTSIDE


class Side(TextChoices):
    """Whose person somebody is."""

    OWN = "own", _("Our organisation")
    CUSTOMER = "customer", _("Customer")
    SUPPLIER = "supplier", _("Supplier")
    OTHER = "other", _("Other party")


class Origin(TextChoices):
    """Through which entrance a change came."""

    SCREEN = "screen", _("Screen")
    API = "api", _("API")
    IMPORT = "import", _("Import")
    TASK = "task", _("Task")
    LINK = "link", _("Link")
    COMMAND = "command", _("Command")
    MIGRATION = "migration", _("Migration")


class Event(TextChoices):
    """What an entry of the ledger says happened."""

    CREATE = "create", _("Created")
    CHANGE = "change", _("Changed")
    ARCHIVE = "archive", _("Archived")
    RESTORE = "restore", _("Restored")
    FACT = "fact", _("Recorded")
    SCHEMA = "schema", _("Fields changed")
    ERASE = "erase", _("Erased")


class EntryKind(TextChoices):
    """What an entry of the ledger is for (docs/ledger.md §2)."""

    RECORD = "record", _("Record")
    FACT = "fact", _("Fact")
    SCHEMA = "schema", _("Schema")
    ERASE = "erase", _("Erasure")


class ActionState(TextChoices):
    """The life of an action."""

    OPEN = "open", _("Open")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Priority(TextChoices):
    """How soon something must be looked at."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Level(TextChoices):
    """A grade of criticality or risk."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    CRITICAL = "critical", _("Critical")


class JobState(TextChoices):
    """The life of a long piece of work."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class MessageState(TextChoices):
    """The life of a message in the outbox."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class ImportState(TextChoices):
    """The life of an import that is looked at first."""

    OPEN = "open", _("Waiting for confirmation")
    RUNNING = "running", _("Being carried out")
    DONE = "done", _("Carried out")


class Density(TextChoices):
    """How much room lines of tables and forms take."""

    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")


class Layout(TextChoices):
    """What a register opens as."""

    LIST = "list", _("List")
    GRID = "grid", _("Grid")


class Severity(TextChoices):
    """How much it weighs that a conformity rule is not kept, in auditors' words."""

    MAJOR = "major", _("Major")
    MINOR = "minor", _("Minor")
    OBSERVATION = "observation", _("Observation")


class Conformity(TextChoices):
    """What a conformity rule came to."""

    PASS = "pass", _("Kept")
    FAIL = "fail", _("Not kept")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class BulkAction(TextChoices):
    """What is done to many records at once."""

    CHANGE = "change", _("Change fields")
    ARCHIVE = "archive", _("Archive")
    RESTORE = "restore", _("Restore")


class BulkState(TextChoices):
    """The life of a change of many records that is looked at first."""

    OPEN = "open", _("Waiting for confirmation")
    DONE = "done", _("Carried out")


class Channel(TextChoices):
    """How somebody wants to be told of a kind of thing."""

    APP = "app", _("In the application")
    MAIL = "mail", _("Also by mail, at once")
    DIGEST = "digest", _("Also in one mail a day")
    NONE = "none", _("Not at all")


class Meaning(TextChoices):
    """What somebody says by signing."""

    AGREES = "agrees", _("agrees")
    APPROVES = "approves", _("approves")
    CONFIRMS = "confirms", _("confirms that it still holds")
    ACKNOWLEDGES = "acknowledges", _("has taken note")


class SignedBy(TextChoices):
    """How a signature came about."""

    ACCOUNT = "account", _("Signed in, password entered again")
    LINK = "link", _("By a link sent to the signer")
    OUTSIDE = "outside", _("Agreed outside of this application")


class Said(TextChoices):
    """What somebody does by writing about a text that is, or was, agreed on."""

    COMMENT = "comment", _("Comment")
    CONTEST = "contest", _("Contested")
    ANSWER = "answer", _("Answer")
    SETTLED = "settled", _("Settled")


class Outcome(TextChoices):
    """How a comment or a contested clause was settled."""

    CHANGED = "changed", _("The text is changed")
    KEPT = "kept", _("The text stays as it is")
    WITHDRAWN = "withdrawn", _("Withdrawn by who wrote it")


class Purpose(TextChoices):
    """What a single-use link is for."""

    SIGN = "sign", _("Sign")


class ChecklistPurpose(TextChoices):
    """What a checklist is worked through for."""

    INTRODUCTION = "introduction", _("Introduction")
    TRANSFER = "transfer", _("Transfer to another party")
    RETIREMENT = "retirement", _("Retirement")
    ENDING = "ending", _("End of a relationship")
    EXIT = "exit", _("Exit from a contract")


class StepState(TextChoices):
    """The life of a step of a checklist."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class EditionState(TextChoices):
    """The life of a text that people agree on."""

    DRAFT = "draft", _("Draft")
    NEGOTIATING = "negotiating", _("Negotiating")
    AGREED = "agreed", _("Agreed")
    SUPERSEDED = "superseded", _("Superseded")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")


#: In these states a signed text never changes any more.
SETTLED = frozenset(
    {EditionState.AGREED, EditionState.SUPERSEDED, EditionState.EXPIRED, EditionState.TERMINATED}
)
