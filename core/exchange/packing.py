"""The rows of a preview, kept packed: as structures those of a large file would fill the memory."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, overload

Row = dict[str, Any]

#: Rows unpacked at once.
AT_ONCE = 250


class PackedRows(Sequence[Row]):
    """A sequence of structures of which only a few hundred are unpacked at a time."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, pieces: Sequence[bytes] = (), count: int = 0) -> None:
        self.pieces, self.size = list(pieces), count
        self._unpacked: tuple[int, list[Row]] = (-1, [])

    @classmethod
    def of(cls, rows: Iterable[Row]) -> PackedRows:
        """Pack rows as they come."""
        found, coming = cls(), iter(rows)
        while piece := list(islice(coming, AT_ONCE)):
            found.pieces.append(zlib.compress(json.dumps(piece).encode(), 1))
            found.size += len(piece)
        return found

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self.pieces)):
            yield from self._piece(number)

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self.size))]
        place = range(self.size)[index]
        return self._piece(place // AT_ONCE)[place % AT_ONCE]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedRows) and self.pieces == other.pieces

    def _piece(self, number: int) -> list[Row]:
        if self._unpacked[0] != number:
            self._unpacked = (number, json.loads(zlib.decompress(self.pieces[number])))
        return self._unpacked[1]
