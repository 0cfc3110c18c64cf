"""Who reads and writes what belongs to a customer."""

from dataclasses import replace

from core.access import Access, Reach, everyone_in
from core.choices import STAFF, Role
from relationships.reach import (
    about_own_customers,
    of_own_customers,
    of_own_representatives,
    writers_of_customers,
)

VIEWERS = {**everyone_in(STAFF), Role.REPRESENTATIVE: Reach.OWN}
#: Written by who looks after the customer, read by who represents it.
OF_OWN_CUSTOMERS = Access(
    view=VIEWERS,
    write=writers_of_customers(),
    add=writers_of_customers(),
    own=of_own_customers,
    hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
)
#: The same for those who speak for a customer or for a group of them.
OF_OWN_REPRESENTATIVES = replace(OF_OWN_CUSTOMERS, own=of_own_representatives)
#: Written by who looks after the customer; for our own eyes.
INTERNAL = Access(write=writers_of_customers(), add=writers_of_customers(), own=of_own_customers)
#: The same for what concerns a customer's record.
INTERNAL_ABOUT = Access(
    write=writers_of_customers(), add=writers_of_customers(), own=about_own_customers
)
