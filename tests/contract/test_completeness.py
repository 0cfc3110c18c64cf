"""Every register has its contract."""

from core.registers import registers
from tests.contract.registered import contracts

#: Registers without the contract, and why.
EXCEPTIONS: dict[str, str] = {}


def contracted():
    """The registers for which a contract is inherited."""
    return {each.model.register.name for each in contracts()}


def test_every_register_keeps_the_contract():
    known = {model.register.name for model in registers()}
    assert known - contracted() - set(EXCEPTIONS) == set()


def test_no_exception_is_stale():
    assert set(EXCEPTIONS) & contracted() == set()
    assert set(EXCEPTIONS) <= {model.register.name for model in registers()}
