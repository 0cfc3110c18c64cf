"""Every register has its contract."""

from core.registers import registers
from tests.contract import (
    test_catalogue,
    test_core,
    test_events,
    test_parties,
    test_portfolio,
    test_relationships,
    test_service_plans,
    test_suppliers,
)
from tests.contract.register_contract import RegisterContract

#: Registers without the contract, and why.
EXCEPTIONS: dict[str, str] = {}


def contracted():
    """The registers for which a contract is inherited."""
    modules = (
        test_catalogue,
        test_core,
        test_events,
        test_parties,
        test_portfolio,
        test_relationships,
        test_service_plans,
        test_suppliers,
    )
    classes = [each for module in modules for each in vars(module).values()]
    return {
        each.model.register.name
        for each in classes
        if isinstance(each, type) and issubclass(each, RegisterContract) and hasattr(each, "model")
    }


def test_every_register_keeps_the_contract():
    known = {model.register.name for model in registers()}
    assert known - contracted() - set(EXCEPTIONS) == set()


def test_no_exception_is_stale():
    assert set(EXCEPTIONS) & contracted() == set()
    assert set(EXCEPTIONS) <= {model.register.name for model in registers()}
