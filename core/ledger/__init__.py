"""The ledger's formats and entries: canonical text, hashes, signed notes, the access chain."""
