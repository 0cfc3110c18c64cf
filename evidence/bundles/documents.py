"""The files of documents in a bundle, each checked against the ledger before it is copied."""

from __future__ import annotations

import shutil
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Conflict
from core.files import storage
from evidence.bundles.bag import BLOCK, Bag
from evidence.bundles.scope import safe

Version = dict[str, Any]


class Files:
    """Copies files of document versions, as the ledger tells of them, into a bag."""

    def __init__(self, bag: Bag) -> None:
        self.bag = bag
        self.names: dict[str, str] = {}

    def add(self, version: Version) -> str:
        """Copy one file; its name in the bag. The same content is kept once.

        Conflict when the file is gone or is not the one in the ledger: a bundle with a hole in it
        is no bundle.
        """
        content = version["sha256"]
        if content not in self.names:
            self.names[content] = f"data/documents/{content}-{safe(version['name'])}"
            self._copy(version, self.names[content])
        return self.names[content]

    def _copy(self, version: Version, name: str) -> None:
        try:
            source = storage.open_checked(version["key"], sha256=version["sha256"])
        except storage.FileDamaged as error:
            message = _("The stored file “%(name)s” is missing or was changed. Run a check.")
            raise Conflict(message % {"name": version["name"]}) from error
        with source, self.bag.path(name).open("xb") as target:
            shutil.copyfileobj(source, target, BLOCK)
