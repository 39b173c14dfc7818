"""The ledger of claims as a table that filters itself."""

from attractor.show.ledger_table.entry import Result as Result
from attractor.show.ledger_table.table import LedgerTable as LedgerTable
