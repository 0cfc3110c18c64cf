"""How many cells of role × address × whose record the suite walks: counted by what it walks by."""

from tests.architecture.test_addresses import METHODS, shut
from tests.architecture.test_roles import pages
from tests.contract.reading import LISTS, VERBS
from tests.contract.test_completeness import contracted
from tests.personas import PERSONAS

#: Own, somebody else's, and none.
SCOPES = 3
#: By API, by opening the form, by sending it; each on the own row and on the other one.
WRITES = 3 * 2
AT_LEAST = 10_000


def cells():
    """Cells by the test that walks them."""
    registers = len(contracted())
    return {
        "test_addresses": len(shut()) * len(METHODS),
        "test_roles": len(pages()) * len(PERSONAS),
        "contract, records": registers * len(PERSONAS) * SCOPES * len(VERBS) * 2,
        "contract, lists": registers * len(PERSONAS) * len(LISTS),
        "contract, writes": registers * len(PERSONAS) * WRITES,
    }


def test_the_matrix_has_as_many_cells_as_it_should():
    found = cells()
    assert all(found.values()), found
    assert sum(found.values()) >= AT_LEAST, found
