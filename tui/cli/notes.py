"""Add, list, search, export and import highlights and notes, and check or back up the file they are stored in.

If the exit status of `add` is 0, the note is safe on disk. Tags are printed as “#follow-up”; a cell of CSV has “dates;
follow up”, and JSON a list.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config.paths import data_folder
from ..export import notes as export
from ..export.gathering import gather, gather_article
from ..export.notes import ArticleNotes, ExportedNote
from ..export.w3c import ANONYMOUS, NotReadable, read, to_jsonld
from ..library.unfinished_notes import unlisted_notes
from ..notes.anchoring import find_words
from ..notes.check import outcome
from ..notes.tag import written_tags
from ..store.database import Store, open_store
from ..store.errors import StoreDamaged, StoreError
from ..store.faults import damaged_rows
from ..store.repair import repair, unrecovered_notes
from ..text.address import is_address
from ..text.file_name import file_name
from ..text.quotation_marks import in_quotes
from ..text.safe import one_line, visible
from .arguments import settings_for
from .errors import CliError
from .inputs import known_note, load_article, no_such_article
from .parser import add_subcommands
from .printing import RowFormat, add_output, chosen_format, count, print_rows, refuse_folder
from .remarks import remark

if TYPE_CHECKING:
    from ..text.article import Article

EXPORT_FORMATS = ("markdown", "jsonld", "csv", "json")
LARGEST_IMPORT = 100_000_000
"""Bytes. A hundred thousand notes need half of that."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The commands below `newsreader notes`."""
    command = add_subcommands(parser, "notes_command")
    add = command("add", "highlight words of an article and write a note on them")
    add.add_argument("article", metavar="ARTICLE", help="a file, an address in the library, or -")
    add.add_argument("--quote", required=True, metavar="TEXT", help="the words to highlight, exactly as in the article")
    add.add_argument("--note", default="", metavar="TEXT", help="the note; “-” reads it from standard input")
    add.add_argument(
        "--label", default="", metavar="L", help="claim, quote, check, context, doubt, or one of your settings"
    )
    add.add_argument("--tag", action="append", default=[], metavar="T", help="a tag; may be repeated")
    add.add_argument("--number", type=int, metavar="N", help="which occurrence, if the words occur several times")

    list_ = command("list", "list notes")
    list_.add_argument("article", nargs="?", metavar="ARTICLE", help="only notes on this article, in its order")
    list_.add_argument("--label", metavar="L", help="only notes with this label")
    list_.add_argument("--tag", metavar="T", help="only notes with this tag")
    add_output(list_, FORM)

    search = command("search", "find notes by their words, the words they mark, and their tags")
    search.add_argument("words", nargs="+", metavar="WORDS")
    add_output(search, FORM)

    _add_export_arguments(command("export", "write notes as Markdown, W3C JSON-LD, CSV or JSON"))

    formats = "W3C JSON-LD, Hypothesis JSON or newsreader JSON"
    import_ = command("import", f"import notes from {formats}; who made them is not stored")
    import_.add_argument("file", metavar="FILE")

    trash = command("trash", "list deleted notes")
    add_output(trash, FORM)
    for name, help in (("delete", "move a note to the trash"), ("restore", "restore a note from the trash")):
        command(name, help).add_argument("id", metavar="ID", help="the id, or enough of its start to be unique")
    command("undo", "undo the last change to notes")
    command("redo", "redo what was undone")
    backup = command("backup", "copy all articles, analyses and notes to a file")
    target = backup.add_mutually_exclusive_group(required=True)
    target.add_argument("file", nargs="?", metavar="FILE", help="the file to write")
    target.add_argument("-o", "--output", metavar="FILE", help="the same")
    check = command("check", "check the stored articles and notes for damage")
    check.add_argument("--repair", action="store_true", help="set a damaged file aside and recover what can be read")


def _add_export_arguments(export: argparse.ArgumentParser) -> None:
    export.add_argument("article", nargs="?", metavar="ARTICLE", help="only notes on this article")
    export.add_argument(
        "--format", choices=EXPORT_FORMATS, help="default: what the name of FILE ends in, or else markdown"
    )
    export.add_argument(
        "--template",
        metavar="FILE",
        help="a Jinja2 template in place of Markdown; obsidian names the one we ship",
    )
    export.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="the file to write; in existing Markdown only the exported part is replaced. With a template, a folder "
        "gets one file for each article; a name that ends in / is a folder and is created if needed",
    )
    export.add_argument("--creator", metavar="NAME", help="your name, for JSON-LD; imported notes have no creator")


def run(args: argparse.Namespace) -> int:
    """The exit status. Raises CliError."""
    try:
        return _COMMANDS[args.notes_command](args)
    except StoreError as error:
        raise CliError(str(error)) from error


# Writing


def _add(args: argparse.Namespace) -> int:
    if args.article == args.note == "-":
        raise CliError("Standard input can be read only once, as the article or as the note.")
    note = sys.stdin.read() if args.note == "-" else args.note

    if _is_readable(args.article):
        article = load_article(args.article)
    else:
        with _open(args, read_only=True) as store:
            article = _kept(store, args.article)
    words = _sound(args.quote)
    places = find_words(article.text, words)
    if not places:
        raise CliError(f"{args.article} does not contain {in_quotes(one_line(words, 60))}.")
    if len(places) > 1 and args.number is None:
        raise CliError(
            f"{args.article} contains {in_quotes(one_line(words, 60))} {len(places)} times; give more words, or choose "
            f"one with --number 1 to {len(places)}."
        )
    number = args.number or 1
    if not 1 <= number <= len(places):
        raise CliError(f"--number must be from 1 to {len(places)}.")
    with _open(args) as store:
        label = _known_label(store, args)
        try:
            highlight = store.notebook.add(
                article,
                places[number - 1],
                label=label,
                note=_sound(note),
                tags=[_sound(tag) for tag in args.tag],
            )
        except ValueError as error:
            raise CliError(f"The note was not saved: {error}.") from error
        try:
            store.backup_daily()
        except StoreDamaged as error:
            print(f"newsreader: {visible(str(error))}", file=sys.stderr)
        except StoreError:
            pass  # the note is safe; the backup is made with the next one
    print(f"Saved as {_short(highlight.id)}.")
    return 0


def _known_label(store: Store, args: argparse.Namespace) -> str:
    """The label of the settings, or else of a note, that `--label` names; "" for none. Raises CliError."""
    wanted = _sound(args.label).strip()
    known = [label.name for label in settings_for(args).labels]
    if not wanted or wanted in known:
        return wanted
    known += dict.fromkeys(one.label for one in store.notebook.all() if one.label and one.label not in known)
    by_key = {label.casefold(): label for label in reversed(known)}
    if wanted in known or wanted.casefold() in by_key:
        return wanted if wanted in known else by_key[wanted.casefold()]
    near = get_close_matches(wanted.casefold(), by_key, n=1)
    meant = f" Did you mean “{by_key[near[0]]}”?" if near else ""
    raise CliError(
        f"There is no label “{one_line(wanted, 60)}”.{meant} The labels are {one_line(', '.join(known))}; "
        "others are made in the settings."
    )


def _delete(args: argparse.Namespace) -> int:
    with _open(args) as store:
        highlight = store.notebook.delete(known_note(store, args.id).id)
    print(f"{in_quotes(one_line(highlight.target.exact, 60))} was moved to the trash.")
    return 0


def _restore(args: argparse.Namespace) -> int:
    with _open(args) as store:
        highlight = store.notebook.restore(known_note(store, args.id).id)
    print(f"{in_quotes(one_line(highlight.target.exact, 60))} was restored.")
    return 0


def _undo(args: argparse.Namespace) -> int:
    with _open(args) as store:
        print(visible(store.notebook.undo() or "There is nothing to undo."))
    return 0


def _redo(args: argparse.Namespace) -> int:
    with _open(args) as store:
        print(visible(store.notebook.redo() or "There is nothing to redo."))
    return 0


def _import(args: argparse.Namespace) -> int:
    try:
        path = Path(args.file)
        if path.stat().st_size > LARGEST_IMPORT:
            raise CliError(f"{path} is larger than {LARGEST_IMPORT // 1_000_000} MB; split it and import the parts.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise CliError(f"{args.file} cannot be read: {reason}.") from error
    with _open(args) as store:
        try:
            result = read(text, now=store.now())
        except NotReadable as error:
            raise CliError(f"{args.file}: {error}") from error
        before = store.notebook.imported()
        new = store.notebook.import_highlights(result.highlights)
        added = store.notebook.imported() - before
        placed = [note for notes in gather(store) for note in notes.notes if note.highlight.id in added]
    lost = sum(note.state == "orphan" for note in placed)
    known = len(result.highlights) - new
    parts = [f"{count(new, 'note')} imported" + (f" ({lost} without a certain place in the article)" if lost else "")]
    parts += [f"{known} already in the library"] if known else []
    parts += [f"{len(result.skipped)} skipped"] if result.skipped else []
    print(", ".join(parts) + ".")
    for reason in result.skipped:
        print(f"newsreader: {visible(reason)}", file=sys.stderr)
    return 0


# Reading


def _list(args: argparse.Namespace) -> int:
    with _open(args, read_only=True) as store:
        articles = _gathered(store, args.article)
        _name_damaged(store)
        found = [
            (notes, note)
            for notes in articles
            for note in notes.notes
            if (args.label is None or note.highlight.label == args.label)
            and (args.tag is None or args.tag.casefold() in (tag.casefold() for tag in note.highlight.all_tags))
        ]
        if not args.article:
            order = {highlight.id: n for n, highlight in enumerate(store.notebook.all())}
            found.sort(key=lambda pair: order.get(pair[1].highlight.id, len(order)))
            for sentence in unlisted_notes(store):
                remark(sentence)
    return _print([export.row(notes, note) for notes, note in found], args)


def _search(args: argparse.Namespace) -> int:
    with _open(args, read_only=True) as store:
        ids = [highlight.id for highlight in store.notebook.search(_sound(" ".join(args.words)))]
        found = {row["id"]: row for row in export.rows(_gathered(store, None))} if ids else {}
        _name_damaged(store)
    return _print([found[id] for id in ids if id in found], args)


def _trash(args: argparse.Namespace) -> int:
    with _open(args, read_only=True) as store:
        deleted = store.notebook.trash()
    of = [(ArticleNotes(h.target.source, h.target.source, ()), ExportedNote(h, None, None)) for h in deleted]
    return _print([export.row(notes, note) | {"deleted": note.highlight.deleted} for notes, note in of], args)


def _export(args: argparse.Namespace) -> int:
    format = "markdown" if args.template else chosen_format(args, EXPORT_FORMATS)
    with _open(args, read_only=True) as store:
        articles = _gathered(store, args.article)
        _name_damaged(store)
        order = {highlight.id: n for n, highlight in enumerate(store.notebook.all())}
        imported = store.notebook.imported()
    if args.template:
        template = _template(args.template)
        if args.output and (args.output.endswith("/") or Path(args.output).is_dir()):
            _make_folder(Path(args.output))
            for notes in articles:
                text = _render(template, [notes])
                _write(Path(args.output, f"{file_name(notes.title)}.md"), partial(_merged, text, notes.key))
            remark(f"{count(len(articles), 'file')} written to {args.output}.")
            return 0
        text = _render(template, articles)
    elif format == "jsonld":
        highlights = [note.highlight for notes in articles for note in notes.notes]
        highlights.sort(key=lambda highlight: order.get(highlight.id, len(order)))
        speakers = {note.highlight.id: note.speaker for notes in articles for note in notes.notes if note.speaker}
        creator = _sound(args.creator) if args.creator else ANONYMOUS
        text = to_jsonld(highlights, creator=creator, imported=imported, speakers=speakers)
    else:
        make = {"markdown": export.to_markdown, "csv": export.to_csv, "json": export.to_json}[format]
        text = make(articles)
    if not args.output:
        sys.stdout.write(text)
        return 0
    refuse_folder(args.output)

    def replaced(old: str) -> str:
        if args.template:
            return export.merge_block(old, "template", export.template_block(text)) if old else text
        return export.merge_markdown(old, articles) if format == "markdown" else text

    _write(Path(args.output), replaced)
    remark(f"{count(sum(len(notes.notes) for notes in articles), 'note')} written to {args.output}.")
    return 0


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CliError(f"The folder {path} cannot be created: {error.strerror or error}.") from error


def _template(name: str) -> str:
    """The text of a template: a file, or one that comes with the program. Raises CliError."""
    shipped = resources.files("tui.export").joinpath("templates", f"{name}.md.j2")
    try:
        if not Path(name).exists() and name.isalpha() and shipped.is_file():
            return shipped.read_text(encoding="utf-8")
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise CliError(f"The template {name} cannot be read: {reason}.") from error


def _render(template: str, articles: Sequence[ArticleNotes]) -> str:
    try:
        return export.render(template, articles)
    except export.TemplateFault as error:
        raise CliError(str(error)) from error


def _merged(text: str, key: str, old: str) -> str:
    return export.merge_templated(old, text, key)


def _write(path: Path, change: Callable[[str], str]) -> None:
    """Write a file for which `change` gives the new text. Raises CliError."""
    try:
        export.rewrite(path, change)
    except UnicodeDecodeError as error:
        raise CliError(f"{path} is not text in UTF-8; it was not changed.") from error
    except OSError as error:
        raise CliError(f"{path} cannot be written: {error.strerror or error}.") from error


# The file itself


def _backup(args: argparse.Namespace) -> int:
    target = Path(args.file or args.output)
    with _open(args, read_only=True) as store:
        if target.exists():
            _check_replaceable(target, store)
        store.backup(target)
    print(f"Everything was copied to {visible(str(target))}.")
    return 0


def _check_replaceable(target: Path, store: Store) -> None:
    """Raises CliError if the backup would replace anything but an earlier backup."""
    if store.path.exists() and target.samefile(store.path):
        raise CliError(f"{target} is the file to be copied; name another one.")
    try:
        with target.open("rb") as file:
            is_copy = file.read(16) == b"SQLite format 3\0"
    except OSError as error:
        raise CliError(f"{target} cannot be written: {error.strerror or error}.") from error
    if not is_copy:
        raise CliError(f"{target} already exists and is not a backup; it was not changed.")


def _check(args: argparse.Namespace) -> int:
    folder = data_folder(args.data_dir)
    try:
        with open_store(folder, read_only=True) as store:
            wrong = store.check()
            if not wrong and (missing := unrecovered_notes(folder, store)):
                wrong = [f"an unfinished repair has left out {count(missing, 'note')}"]
            if not wrong:
                notes, texts = len(store.notebook.all()), len(store.articles.library())
                print(f"{visible(str(store.path))} is sound: {count(notes, 'note')}, {count(texts, 'article')}.")
                return 0
            sentence = f"{store.path} is not sound: {'; '.join(wrong).rstrip('.')}."
    except StoreError as error:
        if not isinstance(error, StoreDamaged):
            raise
        sentence = str(error)
    if not args.repair:
        hint = "" if "--repair" in sentence else " `newsreader notes check --repair` recovers what can be read."
        print(f"newsreader: {visible(sentence)}{hint}", file=sys.stderr)
        return 1
    done = repair(folder)
    if done.aside:
        print(f"The damaged file was set aside as {visible(str(done.aside))}.")
    print(
        f"The store was rebuilt from {visible(str(done.copy))}." if done.copy else "There was no backup to start from."
    )
    print(f"{count(done.notes, 'note')} recovered, {done.from_damaged} of them only from damaged files.")
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "add": _add,
    "list": _list,
    "search": _search,
    "export": _export,
    "import": _import,
    "trash": _trash,
    "delete": _delete,
    "restore": _restore,
    "undo": _undo,
    "redo": _redo,
    "backup": _backup,
    "check": _check,
}


# Shared


def _open(args: argparse.Namespace, *, read_only: bool = False) -> Store:
    return open_store(data_folder(args.data_dir), read_only=read_only)


def _name_damaged(store: Store) -> None:
    """Name the notes that are shown without their damaged values."""
    for sentence in damaged_rows(store):
        print(f"newsreader: {visible(sentence)}", file=sys.stderr)


def _is_readable(word: str) -> bool:
    """Whether the word is “-” or names an existing file; an address is looked up in the library and not fetched."""
    return word == "-" or os.path.exists(word)


def _gathered(store: Store, path: str | None) -> list[ArticleNotes]:
    """The notes on one article, or on all."""
    if path is None:
        return gather(store)
    article = load_article(path) if _is_readable(path) else _kept(store, path)
    notes = gather_article(store, article)
    return [notes] if notes.notes else []


def _kept(store: Store, source: str) -> Article:
    """The latest text in the library under an address, or under the path of a file that is gone."""
    article = store.articles.load_latest(source)
    if article is None:
        if is_address(source):
            raise CliError(f"{source} is not in the library. Add it with `newsreader library add {source}`.")
        raise no_such_article(source)
    return article


def _print(rows: Sequence[dict[str, Any]], args: argparse.Namespace) -> int:
    print_rows(rows, FORM, args, "There are no such notes.")
    return 0


def _table(rows: Iterable[dict[str, Any]], width: int | None) -> Iterator[str]:
    room = None if width is None else max(40, width) - 10
    for row in rows:
        tags = row["tags"] if isinstance(row["tags"], list) else []
        state = str(row["state"] or "")
        if row["candidates"]:
            state += f" ({count(len(row['candidates']), 'possible place')})"
        verdict = outcome(row["verdict"] or "", changed=state == "changed")
        facts = [str(row["label"] or ""), verdict, state, written_tags(map(str, tags))]
        yield f"{_short(str(row['id']))}  {one_line(' · '.join(filter(None, facts)), room)}"
        yield f"          {in_quotes(one_line(str(row['quote']), room and room - 2))}"
        if row["note"]:
            yield f"          {one_line(str(row['note']), room)}"
        yield f"          {one_line(str(row['title'] or row['source']), room)}"


FORM: RowFormat[dict[str, Any]] = RowFormat(dict, _table, export.COLUMNS, export.cells)


def _short(id: str) -> str:
    return id[:8] if len(id) == 36 else visible(id)


def _sound(text: str) -> str:
    """An argument of the command line as text; bytes that are not UTF-8 become U+FFFD."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
