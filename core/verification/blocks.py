"""The blocks of the ledger, checked here or by several processes at once; answers come in order."""

from __future__ import annotations

import atexit
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import cache

import django
from django.db import OperationalError, connection

from core.database.snapshot import snapshot
from core.models import LedgerEntry, Record
from core.registers import facts, registers
from core.verification.entries import BATCH, Block, EntryCheck

#: From so many entries on further processes save more time than they take to start.
TOGETHER_FROM = 25_000
#: More than these would only queue up for the database.
MOST_PROCESSES = 4
#: So long a further process waits for a table.
LOCK_SECONDS = 3
#: The view of a further process, kept until it ends.
_view = ExitStack()

Bounds = tuple[int, int]


def check_blocks(last: int, *, together: bool) -> Iterator[Block]:
    """Every block of the entries 1 … ``last``, checked.

    ``together`` allows further processes, which have a view of the database of their own: what the
    ledger says up to ``last`` stays the same. What they find is what one process finds.
    """
    blocks = [(start, min(start + BATCH - 1, last)) for start in range(1, last + 1, BATCH)]
    processes = min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    # A process of a pool may not start others.
    alone = multiprocessing.current_process().daemon or processes < 2
    if alone or not together or last < TOGETHER_FROM:
        yield from _one_by_one(blocks)
    else:
        yield from _together(blocks, processes)


def _one_by_one(blocks: Sequence[Bounds]) -> Iterator[Block]:
    check = EntryCheck()
    for start, end in blocks:
        yield check.block(start, end)


def _together(blocks: Sequence[Bounds], processes: int) -> Iterator[Block]:
    done = 0
    # Processes that start from nothing: a connection of ours must not be shared by a copy.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup)
    name = connection.settings_dict["NAME"]
    try:
        for block in pool.map(_check, [name] * len(blocks), blocks):
            yield block
            done += 1
    except (BrokenProcessPool, OperationalError):
        # A process was ended, or may not read now; what it left undone is done here.
        yield from _one_by_one(blocks[done:])
    finally:
        pool.shutdown(cancel_futures=True)


def _check(database: str, bounds: Bounds) -> Block:
    """In a further process: one block."""
    return _checker(database).block(*bounds)


@cache
def _checker(database: str) -> EntryCheck:
    """In a further process: the checker of all its blocks, with one view until the process ends.

    Raises OperationalError when somebody waits to alter a table, who waits for the process that waits
    for this one: the database sees no circle in that, and all would wait for ever.
    """
    connection.settings_dict["NAME"] = database
    _view.enter_context(snapshot())
    atexit.register(_view.close)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute(f"LOCK TABLE {', '.join(_tables())} IN ACCESS SHARE MODE")
    return EntryCheck()


def _tables() -> list[str]:
    """Every table that a block is checked with."""
    histories = (model.history.model for model in registers())
    models = (LedgerEntry, Record, *histories, *registers(), *facts())
    return [connection.ops.quote_name(model._meta.db_table) for model in models]
