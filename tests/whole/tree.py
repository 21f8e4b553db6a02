"""The project's own files, as the tests that walk everything see them."""

import ast
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGE_FOLDERS = (ROOT / "site", ROOT)
NO_CODE = {"bench", "docs", "ops", "tests"}  # at the root, but no part of the site


def top_level_packages() -> dict[str, Path]:
    """Each importable package of the project by its name: the folder it lies in."""
    return {
        folder.name: folder
        for place in PACKAGE_FOLDERS
        for folder in sorted(place.iterdir())
        if (folder / "__init__.py").exists() and folder.name not in NO_CODE
    }


def python_files(*folders: Path) -> Iterator[Path]:
    """Every hand-written Python file below the folders; migrations are written by Django."""
    for folder in folders:
        for place, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if name not in {"migrations", "__pycache__"})
            yield from (Path(place) / file for file in sorted(files) if file.endswith(".py"))


def code_files() -> list[Path]:
    return [*python_files(*top_level_packages().values()), ROOT / "site" / "manage.py"]


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
