"""The replicas that are there, by the name of their family in the catalogue."""

from __future__ import annotations

from tests.portals.replica import Replica
from tests.portals.trs import Trs

FAMILIES: dict[str, type[Replica]] = {
    "trs": Trs,
}
"""Family -> its replica, with the family's usual manners by default."""
