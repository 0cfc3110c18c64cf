"""Secrets of a local installation: made on first use, kept in files only their owner reads."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from core.ledger.notes import SigningKey


def kept_secret(path: Path) -> str:
    """Return the secret in `path`; make one when there is none."""
    make_once(path, write_secret)
    return path.read_text(encoding="ascii")


def keep_signing_key(path: Path, origin: str) -> None:
    """Make the key that signs checkpoints and bundles when there is none."""
    make_once(path, lambda draft: SigningKey.generate(origin, draft))


def write_secret(path: Path) -> None:
    """Write a new random secret."""
    path.touch(mode=0o600)
    path.write_text(secrets.token_urlsafe(64), encoding="ascii")


def make_once(path: Path, write: Callable[[Path], object]) -> None:
    """Make a file that appears complete or not at all, also when several start at once."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    write(draft)
    try:
        os.link(draft, path)
    except FileExistsError:  # another process was first: then theirs counts
        pass
    finally:
        draft.unlink()
