"""The contract of a register: a subclass names the register and what makes a row of it."""

from tests.contract.exchanging import Exchanging
from tests.contract.hidden import Hidden
from tests.contract.looking_back import LookingBack
from tests.contract.odd_text import OddText
from tests.contract.reading import Reading
from tests.contract.writing import Writing


class RegisterContract(Reading, Hidden, Writing, LookingBack, Exchanging, OddText):
    """Inherit from this and `django.test.TestCase`; say `model`, `factory` and what differs.

    ``values(side)`` are the links and numbers of a row; ``existing(side)`` the row that the side has
    already; ``customers_see`` and ``never_for_customers`` what representatives get;
    ``own_writers`` and ``other_writers`` the personas who change the two rows.
    """
