"""Makes records through the write door, as the product itself: one factory per register."""

from tests.factories.portfolio import (
    ComponentFactory,
    CoverageFactory,
    DependencyFactory,
    ServiceFactory,
    SlaFactory,
    SubscriptionFactory,
)
from tests.factories.records import (
    ActionFactory,
    CalendarFactory,
    DocumentFactory,
    HolidayFactory,
    PersonFactory,
    RecordFactory,
    UserFactory,
    archive,
    change,
)
from tests.factories.relationships import (
    AppointmentRequestFactory,
    ChannelFactory,
    CommunicationFactory,
    ConcernFactory,
    ContactFactory,
    CustomerFactory,
    FeedbackFactory,
    OpportunityFactory,
    ParticipantFactory,
    RepresentativeFactory,
)
from tests.factories.suppliers import (
    AgreementFactory,
    SupplierFactory,
    SupplyFactory,
)

__all__ = [
    "ActionFactory",
    "AgreementFactory",
    "AppointmentRequestFactory",
    "CalendarFactory",
    "ChannelFactory",
    "CommunicationFactory",
    "ComponentFactory",
    "ConcernFactory",
    "ContactFactory",
    "CoverageFactory",
    "CustomerFactory",
    "DependencyFactory",
    "DocumentFactory",
    "FeedbackFactory",
    "HolidayFactory",
    "OpportunityFactory",
    "ParticipantFactory",
    "PersonFactory",
    "RecordFactory",
    "RepresentativeFactory",
    "ServiceFactory",
    "SlaFactory",
    "SubscriptionFactory",
    "SupplierFactory",
    "SupplyFactory",
    "UserFactory",
    "archive",
    "change",
]
