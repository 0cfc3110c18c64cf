"""Sizes that keep the code readable: functions, files, templates, tests."""

import ast
import statistics

import pytest

from tests.architecture.source import ROOT, functions, imports, modules, short, templates, tree

LARGEST_FUNCTION = 60
LARGEST_FILE = 400
LARGEST_TEMPLATE = 120
LARGEST_TEST_FILE = 250


def lines_of(node):
    """Lines of a function without its docstring and decorators."""
    length = node.end_lineno - node.lineno + 1
    if ast.get_docstring(node):
        docstring = node.body[0]
        length -= docstring.end_lineno - docstring.lineno + 1
    return length


def lengths():
    """The length of every function of the product."""
    return {
        f"{short(file)}:{node.lineno} {node.name}": lines_of(node)
        for file in modules()
        for node in functions(file)
    }


def too_long(files, limit):
    """The files with more lines than the limit."""
    counted = {short(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    return {name: number for name, number in counted.items() if number > limit}


def test_half_of_the_functions_have_at_most_8_lines():
    assert statistics.median(lengths().values()) <= 8


def test_nine_in_ten_functions_have_at_most_25_lines():
    assert statistics.quantiles(lengths().values(), n=10)[-1] <= 25


def test_no_function_is_longer_than_60_lines():
    assert {name: n for name, n in lengths().items() if n > LARGEST_FUNCTION} == {}


@pytest.mark.parametrize(
    ("files", "limit"),
    [
        pytest.param(modules, LARGEST_FILE, id="modules"),
        pytest.param(templates, LARGEST_TEMPLATE, id="templates"),
        pytest.param(lambda: (ROOT / "tests").rglob("*.py"), LARGEST_TEST_FILE, id="tests"),
    ],
)
def test_files_stay_small(files, limit):
    assert too_long(files(), limit) == {}


def test_imports_stand_at_the_top():
    wrong = [
        f"{short(file)}:{line} {name}"
        for file in modules()
        for node in functions(file)
        if not (file.name == "apps.py" and node.name == "ready")
        for line, name in imports(node)
    ]
    assert wrong == []


def test_every_module_says_its_purpose_in_its_first_line():
    empty = [
        short(file)
        for file in modules()
        if not (ast.get_docstring(tree(file)) or "").strip() and file.read_text().strip()
    ]
    assert empty == []
