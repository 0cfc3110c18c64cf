"""The screens of customers, their contacts and their representatives."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from core.declaration.brief_pages import BriefPage
from core.declaration.gate_pages import OverridePage
from core.declaration.records import TimelinePage
from core.declaration.verbs import Verb
from core.views.agreement_prints import PRINT_PAGES
from core.views.editions import EDITION_PAGES, EDITION_VERBS
from core.views.signing import SIGNING_PAGES, SIGNING_VERBS
from relationships.models import (
    AppointmentRequest,
    Assignment,
    Channel,
    Communication,
    ComplaintDefinition,
    Concern,
    Contact,
    Customer,
    CustomerGroup,
    EscalationLevel,
    Feedback,
    GroupMember,
    InterestedParty,
    Need,
    Opportunity,
    Participant,
    Representative,
    Tier,
)
from relationships.views.ending import EndPage
from relationships.views.handing_over import HandOverPage
from relationships.views.logging import LogMailPage, LogPage


@declare
class Customers(RegisterViews):
    """Who receives services."""

    model = Customer
    icon = "buildings"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "name", "kind", "tier", "manager", "status")
    filters = ("status", "kind", "tier", "manager")
    sections = (
        (_("Customer"), ("name", "organisation", "kind", "tier", "status", "manager")),
        (_("What they need"), ("users", "needs", "expectations", "priorities")),
        (_("Agreed"), ("contract_facts", "billing_facts")),
        (_("More"), ("opportunities", "address", "notes")),
    )
    wanted = ("manager", "tier", "needs", "users")
    head = ("tier", "manager")
    brief = ("needs", "expectations", "priorities")
    pages = {
        "hand-over": HandOverPage,
        "log": LogPage,
        "log-mail": LogMailPage,
        "timeline": TimelinePage,
        "brief": BriefPage,
        "end": EndPage,
        "override": OverridePage,
    }
    verbs = (
        Verb("brief", _("Brief for a meeting (PDF)"), "file-earmark-text", reads=True),
        Verb("log", _("Log a contact"), "chat-left-text"),
        Verb("hand-over", _("Hand over to another manager"), "arrow-left-right"),
        Verb("log-mail", _("Log a mail"), "envelope"),
        Verb("end", _("End the relationship"), "box-arrow-right", reads=True),
    )


@declare
class Representatives(RegisterViews):
    """Who may speak and sign for a customer."""

    model = Representative
    icon = "person-badge"
    group = MenuGroup.RELATIONSHIPS
    columns = (
        "reference", "person", "customer", "role", "agrees_slas", "appointed_from", "appointed_until",
    )  # fmt: skip
    filters = ("customer", "group", "agrees_slas", "appointed_until")
    sections = (
        (_("Representative"), ("customer", "group", "person", "role", "counterpart")),
        (
            _("Authority"),
            (
                "agrees_requirements",
                "agrees_slas",
                "reviews_performance",
                "approves_minutes",
                "limit_amount",
                "limit_currency",
                "limit_criticality",
                "authority_limit",
            ),
        ),
        (_("Appointment"), ("appointed_from", "appointed_until", "proof")),
        (_("More"), ("notes",)),
    )
    wanted = ("appointed_from", "proof", "counterpart")


@declare
class Contacts(RegisterViews):
    """Who is responsible for what, on both sides."""

    model = Contact
    icon = "person-lines-fill"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "person", "customer", "responsibility", "is_escalation")
    filters = ("customer", "is_escalation")
    sections = (
        (_("Contact"), ("customer", "person", "responsibility", "is_escalation")),
        (_("More"), ("notes",)),
    )
    wanted = ("responsibility",)


@declare
class AppointmentRequests(RegisterViews):
    """Who was asked to name a representative, and who stands in until then."""

    model = AppointmentRequest
    icon = "question-circle"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "customer", "name", "asked_on", "due", "answered_on", "interim")
    filters = ("customer", "answered_on", "due")
    sections = (
        (_("Request"), ("customer", "name", "asked_on", "asked", "kind", "due")),
        (_("Answer"), ("answered_on", "answer")),
        (_("Until then"), ("interim", "escalated_to", "escalated_on")),
    )
    wanted = ("interim", "due")


@declare
class Channels(RegisterViews):
    """By which ways we agreed to speak with each other."""

    model = Channel
    icon = "signpost-split"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "customer", "name", "kind", "frequency", "agreed_on")
    filters = ("customer", "kind")
    sections = (
        (_("Channel"), ("customer", "name", "kind", "purpose", "frequency")),
        (_("Who"), ("ours", "theirs", "agreed_on")),
        (_("More"), ("notes",)),
    )
    wanted = ("purpose", "frequency", "agreed_on")


@declare
class Communications(RegisterViews):
    """What was said with whom, and when."""

    model = Communication
    icon = "chat-left-text"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "held_on", "subject", "kind", "name", "follow_up")
    filters = ("subject", "kind", "held_on")
    sections = (
        (_("Communication"), ("subject", "held_on", "kind", "name")),
        (_("What was said"), ("details", "others", "follow_up")),
        (_("More"), ("message_id",)),
    )


@declare
class Participants(RegisterViews):
    """Who took part in which communication."""

    model = Participant
    icon = "people-fill"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "person", "communication", "remark")
    filters = ("communication", "person")
    sections = ((_("Participant"), ("communication", "person", "remark")),)


@declare
class InterestedParties(RegisterViews):
    """Who uses the services of a customer, and who else has an interest in them."""

    model = InterestedParty
    icon = "people"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "name", "customer", "kind", "people", "importance", "influence")
    filters = ("customer", "kind", "importance", "influence")
    sections = (
        (_("Interested party"), ("customer", "name", "kind", "people", "speaker")),
        (_("Interest"), ("concerned_with", "importance", "influence")),
        (_("More"), ("notes",)),
    )
    wanted = ("concerned_with", "speaker")


@declare
class Needs(RegisterViews):
    """What customers need and expect, and what the answer is."""

    model = Need
    icon = "flag"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "statement", "customer", "priority", "state", "owner", "since", "kind")
    filters = ("state", "customer", "kind", "priority", "owner", "source", "party")
    sections = (
        (_("Need or expectation"), ("customer", "party", "kind", "statement", "details")),
        (_("Priority and source"), ("priority", "source", "told_in", "since", "until")),
        (_("Answer"), ("owner", "state", "answer", "answered_on")),
        (_("More"), ("notes",)),
    )
    wanted = ("owner", "source", "since")
    tones = {"open": "warn", "planned": "info", "met": "good", "declined": "info"}


@declare
class Opportunities(RegisterViews):
    """What customers may need next, and what was decided."""

    model = Opportunity
    icon = "bullseye"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "name", "customer", "state", "owner", "wanted_by", "worth", "currency")
    filters = ("state", "customer", "owner", "wanted_by")
    sections = (
        (_("Opportunity"), ("customer", "name", "description", "owner", "state")),
        (_("Worth"), ("raised_on", "wanted_by", "worth", "currency", "assessment")),
        (_("Decision"), ("decision", "decided_on", "becomes", "delivered_as")),
    )
    wanted = ("owner",)
    tones = {"idea": "info", "assessed": "info", "agreed": "good", "delivered": "good"}


@declare
class Concerns(RegisterViews):
    """What burdens a relationship, and what is done about it."""

    model = Concern
    icon = "exclamation-triangle"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "name", "customer", "severity", "state", "due", "owner", "kind")
    filters = ("state", "kind", "customer", "severity", "owner", "due")
    sections = (
        (_("Risk or issue"), ("customer", "kind", "name", "description", "severity")),
        (_("Treatment"), ("owner", "due", "state", "treatment", "leads_to", "outside")),
        (_("Reported back"), ("reported_on", "reported")),
    )
    wanted = ("owner", "due")
    tones = {"open": "warn", "treated": "info", "accepted": "info", "closed": "good"}


@declare
class FeedbackViews(RegisterViews):
    """What customers say that is no complaint, and what we answered."""

    model = Feedback
    icon = "hand-thumbs-up"
    group = MenuGroup.RELATIONSHIPS
    columns = ("reference", "received_on", "kind", "name", "customer", "answered_on")
    filters = ("kind", "customer", "received_on", "answered_on")
    sections = (
        (_("Feedback"), ("customer", "kind", "name", "details", "said_by", "received_on")),
        (_("Answer"), ("answer", "answered_on")),
    )
    wanted = ("answer",)


@declare
class Tiers(RegisterViews):
    """How closely customers are looked after, and the least that each of them gets."""

    model = Tier
    icon = "layers"
    group = MenuGroup.RELATIONSHIPS
    minor = True
    columns = ("rank", "name", "review_months", "survey_months", "representatives", "reference")
    filters = ("rank",)
    sections = (
        (_("Tier"), ("name", "rank", "description")),
        (
            _("The least that its customers get"),
            ("review_months", "survey_months", "representatives", "needs_recorded", "controls"),
        ),
    )
    wanted = ("description",)


@declare
class ComplaintDefinitions(RegisterViews):
    """What counts as a complaint, agreed with each customer."""

    model = ComplaintDefinition
    icon = "chat-dots"
    group = MenuGroup.RELATIONSHIPS
    minor = True
    columns = ("reference", "customer", "edition", "state", "effective_from", "answered_within")
    filters = ("customer", "state", "effective_from")
    sections = (
        (_("Agreement"), ("customer", "state", "edition", "supersedes")),
        (_("Complaints"), ("definition", "lodging", "answered_within")),
        (_("Term"), ("effective_from", "effective_until", "in_force_until")),
        (_("Change"), ("change_reference", "impact")),
        (_("More"), ("notes",)),
    )
    wanted = ("definition", "lodging", "effective_from")
    pages = {**SIGNING_PAGES, **EDITION_PAGES, **PRINT_PAGES}
    verbs = (*SIGNING_VERBS, *EDITION_VERBS)


@declare
class EscalationLevels(RegisterViews):
    """Where a complaint goes when it was not answered in time."""

    model = EscalationLevel
    icon = "arrow-up"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "definition", "level", "who", "within", "person")
    filters = ("definition", "person")
    sections = ((_("Level"), ("definition", "level", "who", "person", "contact", "within")),)


@declare
class CustomerGroups(RegisterViews):
    """Customers that are looked after together."""

    model = CustomerGroup
    icon = "collection"
    group = MenuGroup.RELATIONSHIPS
    minor = True
    columns = ("reference", "name", "manager", "tier")
    filters = ("manager", "tier")
    sections = (
        (_("Group"), ("name", "rationale", "manager", "tier")),
        (_("Satisfaction"), ("satisfaction_plan",)),
        (_("More"), ("notes",)),
    )
    wanted = ("rationale", "manager", "satisfaction_plan")
    head = ("manager",)
    # Not the rationale: it may name members, and the pack goes to all of them.
    brief = ("satisfaction_plan",)
    pages = {"brief": BriefPage}
    verbs = (Verb("brief", _("Pack for a meeting (PDF)"), "file-earmark-text", reads=True),)


@declare
class GroupMembers(RegisterViews):
    """Which customer belongs to which group."""

    model = GroupMember
    icon = "node-plus"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "group", "customer", "member_from", "member_until", "remark")
    filters = ("group", "customer", "member_until")
    sections = ((_("Member"), ("group", "customer", "member_from", "member_until", "remark")),)


@declare
class Assignments(RegisterViews):
    """Who looked after which customer from when to when, and who stands in."""

    model = Assignment
    icon = "arrow-left-right"
    group = MenuGroup.RELATIONSHIPS
    in_menu = False
    columns = ("reference", "customer", "person", "role", "held_from", "held_until")
    filters = ("customer", "person", "role", "held_until")
    sections = (
        (_("Assignment"), ("customer", "person", "role")),
        (_("Term"), ("held_from", "held_until", "remark")),
    )
    wanted = ("held_from", "remark")
