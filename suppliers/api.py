"""The API of suppliers, agreements and supplies."""

from core.api.registers import RegisterViewSet, expose
from suppliers.models import Agreement, Supplier, Supply


@expose
class Suppliers(RegisterViewSet):
    """Suppliers."""

    model = Supplier


@expose
class Agreements(RegisterViewSet):
    """Agreements."""

    model = Agreement


@expose
class Supplies(RegisterViewSet):
    """Supplies."""

    model = Supply
