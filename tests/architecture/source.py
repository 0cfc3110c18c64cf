"""The product's source as the architecture tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Lowest first; a module imports its own floor and lower ones.
STAIRCASE = [
    {"core"},
    {"relationships"},
    {"portfolio"},
    {"suppliers"},
    {"satisfaction", "complaints"},
    {"reviews"},
    {"evidence"},
    {"config"},
]
FLOOR = {name: number for number, names in enumerate(STAIRCASE) for name in names}
APPS = sorted(set(FLOOR) - {"config"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*packages: str) -> list[Path]:
    """Return the Python files of packages (all of the product by default), without migrations."""
    folders = [ROOT / package for package in packages or sorted(FLOOR)]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    return sorted(file for file in files if "migrations" not in file.parts)


def templates() -> list[Path]:
    """Return all templates of the product."""
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    return sorted(file for folder in folders for file in folder.rglob("*.*") if file.is_file())


@cache
def tree(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def short(file: Path) -> str:
    """Return a path as people say it."""
    return file.relative_to(ROOT).as_posix()


def functions(file: Path) -> Iterator[Function]:
    """Yield every function and method of a file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of each absolute import under a node."""
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            for name in child.names:
                yield child.lineno, name.name
        elif isinstance(child, ast.ImportFrom) and not child.level:
            yield child.lineno, child.module or ""


def calls(file: Path) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    """Yield every call of a method (`something.name(…)`) in a file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func
