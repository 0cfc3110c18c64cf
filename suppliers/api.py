"""The API of suppliers, agreements and supplies."""

from core.api.registers import RegisterViewSet, expose
from suppliers.models import Agreement, Involvement, Supplier, Supply


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


@expose
class Involvements(RegisterViewSet):
    """Which party operates what."""

    model = Involvement
