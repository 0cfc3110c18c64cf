"""How many cells of role × address × whose record the suite walks: counted by what it walks by."""

from tests.architecture.permission_table import ADDRESSES
from tests.architecture.test_addresses import METHODS, shut
from tests.architecture.test_roles import pages
from tests.contract.reading import VERBS
from tests.contract.test_completeness import contracted
from tests.personas import PERSONAS

#: Own and none; for the two customers, the outsider and those whose access ended somebody else's too.
SCOPES, NARROW = 2, 5
#: A page that every register has: by one who may and one who may not, and by those whose access ended.
TURNS = 2 + 2
#: A register's pages: for one persona of each reach, among them those whose access ended.
REACHES = 3
#: By API on the own row and on the other one.
WRITES = 2
AT_LEAST = 10_000


def cells():
    """Cells by the test that walks them."""
    registers, own = len(contracted()), [each for each in pages() if each.name in ADDRESSES]
    return {
        "test_addresses": len(shut()) * len(METHODS),
        "test_roles, own pages": len(own) * len(PERSONAS),
        "test_roles, pages of registers": (len(pages()) - len(own)) * TURNS,
        "contract, records by API": registers * (len(PERSONAS) * SCOPES + NARROW) * len(VERBS),
        "contract, records by page": registers * REACHES * SCOPES * len(VERBS),
        "contract, lists by page and API": registers * (len(PERSONAS) + REACHES),
        "contract, writes": registers * len(PERSONAS) * WRITES,
    }


def test_the_matrix_has_as_many_cells_as_it_should():
    found = cells()
    assert all(found.values()), found
    assert sum(found.values()) >= AT_LEAST, found
