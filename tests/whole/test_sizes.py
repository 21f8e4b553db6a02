"""Small functions and files, by machine: what separates pleasant from painful is the tail."""

from collections.abc import Sequence
from pathlib import Path

from .tree import ROOT, code_files, functions, python_files

FUNCTION_USUAL, FUNCTION_MOST = 28, 60
FILE_USUAL, FILE_MOST = 250, 400
USUAL_SHARE = 0.9


def line_count(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def share_within(sizes: Sequence[int], usual: int) -> float:
    return sum(size <= usual for size in sizes) / len(sizes)


def test_no_function_is_long_and_nine_in_ten_are_short():
    sizes = {
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in code_files()
        for node in functions(file)
    }
    assert {name: size for name, size in sizes.items() if size > FUNCTION_MOST} == {}
    assert share_within(list(sizes.values()), FUNCTION_USUAL) >= USUAL_SHARE


def test_no_file_is_long_and_nine_in_ten_are_short():
    sizes = {str(file.relative_to(ROOT)): line_count(file) for file in code_files()}
    assert {name: size for name, size in sizes.items() if size > FILE_MOST} == {}
    assert share_within(list(sizes.values()), FILE_USUAL) >= USUAL_SHARE


def test_no_file_of_tests_is_long():
    sizes = {str(file.relative_to(ROOT)): line_count(file) for file in python_files(ROOT / "tests")}
    assert {name: size for name, size in sizes.items() if size > FILE_MOST} == {}
