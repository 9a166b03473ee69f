"""A folder of Parquet files that a run adds to and that can be read at any time.

The result of each group of articles is written at once to its own file in `_unfinished`, so that nothing is lost. Once
enough consecutive ones exist, they are merged into one `part-….parquet`. A file gets its name only when it is complete,
and the small files are deleted only after that: if a run is killed in between, the next one finds their articles in a
part and deletes them. Other programs (pandas, DuckDB, Spark) see parts only, and each article once. The rows are in the
order in which the articles were given.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...text.analyzed import Analyzed
from ...text.atomic_file import atomic_file
from ...text.file_lock import try_lock
from .table import WRITING, NoResults, Provenance, to_analyzed

UNFINISHED = "_unfinished"
"""The folder of results that are not yet in a part. Other programs ignore it because of the underscore."""
PART_BYTES = 64_000_000
"""Size of a part: some 6,000 articles, so that a million are 160 files."""
ROW_GROUP_BYTES = 16_000_000
"""How much of a part is in memory while it is written or read: some 700 articles."""
READ_AT_ONCE = 32
"""Rows converted to articles at a time."""


class ResultsError(Exception):
    """The results cannot be written; str() says why in a sentence."""


class Results:
    """The folder of one run, locked against other runs. A context manager; leaving it merges the remaining files into a
    part."""

    def __init__(self, folder: Path, provenance: Provenance) -> None:
        self._folder = folder
        self._provenance = provenance
        self._aside = folder / UNFINISHED
        self._lock = -1
        self._keys = numpy.zeros(0, numpy.uint64)
        self._sources = numpy.zeros(0, numpy.uint64)
        self._ready: dict[int, Path | None] = {}
        self._line: list[Path] = []
        self._turn = 0
        self._changed: set[str] = set()

    def __enter__(self) -> Results:
        """Raises ResultsError if another run is writing to the folder, or it has results made in another way."""
        try:
            self._aside.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self._folder, os.O_RDONLY)
            if not try_lock(self._lock):
                os.close(self._lock)
                raise ResultsError(f"Another run is writing to {self._folder}. Wait until it ends.")
        except OSError as error:
            raise ResultsError(f"{self._folder}: Nothing can be written there: {error.strerror}.") from error
        try:
            self._take_up()
        except BaseException:
            os.close(self._lock)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            rest = [path for _, path in sorted(self._ready.items()) if path]
            self._merge([*self._line, *rest])
            with contextlib.suppress(OSError):
                self._aside.rmdir()
        finally:
            os.close(self._lock)

    def has(self, source: str, file_digest: str) -> bool:
        """Whether the results have this version of an article. A changed one will replace its old row."""
        if _in(self._keys, _key(source, file_digest)):
            return True
        if _in(self._sources, _key(source)):
            self._changed.add(source)
        return False

    def add(self, number: int, provenance: Provenance, parquet: bytes | None) -> None:
        """Write the rows of a group (see `to_parquet`); None if none of its articles could be read.

        Groups are numbered from 0 in the order of their articles, and may be added in any order. Adding one again
        changes nothing. Raises ResultsError.
        """
        if number < self._turn or number in self._ready:
            return
        path = None
        if parquet is not None:
            self._agree(provenance)
            path = self._aside / f"{number:09d}-{hashlib.sha256(parquet).hexdigest()[:12]}.parquet"
            with self._write_errors(), self._replaced(path) as file:
                file.write(parquet)
        self._ready[number] = path
        while self._turn in self._ready:
            if ready := self._ready.pop(self._turn):
                self._line.append(ready)
            self._turn += 1
        if sum(path.stat().st_size for path in self._line) >= PART_BYTES:
            self._merge(self._line)
            self._line = []

    def _agree(self, provenance: Provenance) -> None:
        if not self._provenance.fits(provenance):
            difference = _differ(self._provenance, provenance)
            raise ResultsError(
                f"The articles in {self._folder} were analysed in another way ({difference}). "
                "Name another folder, or remove this one."
            )
        self._provenance = provenance if provenance.model else self._provenance

    def _take_up(self) -> None:
        """Read what is in the folder, and merge what a killed run left unfinished into a part."""
        for stray in self._aside.glob("*.tmp"):
            stray.unlink()
        keys, sources = [self._keys], [self._sources]
        for path in parts(self._folder):
            self._agree(Provenance.of(_opened(path).schema_arrow, path))
            for key, source in _identities(path):
                keys.append(key)
                sources.append(source)
        self._keys, self._sources = numpy.sort(numpy.concatenate(keys)), numpy.sort(numpy.concatenate(sources))
        left = []
        for path in sorted(self._aside.glob("*.parquet")):
            self._agree(Provenance.of(_opened(path).schema_arrow, path))
            if _in(self._keys, next(_identities(path))[0][0]):
                path.unlink()
            else:
                left.append(path)
        new = [pair for path in left for pair in _identities(path)]
        self._changed = {name for path in left for name in _sources(path) if _in(self._sources, _key(name))}
        self._keys = numpy.sort(numpy.concatenate([self._keys, *(key for key, _ in new)]))
        self._sources = numpy.sort(numpy.concatenate([self._sources, *(source for _, source in new)]))
        self._merge(left)

    def _merge(self, paths: Sequence[Path]) -> None:
        """Merge these files into one part."""
        if not paths:
            return
        number = max((int(path.name.split("-")[1]) for path in parts(self._folder)), default=-1) + 1
        content = hashlib.sha256("".join(path.name for path in paths).encode()).hexdigest()[:8]
        with self._write_errors(), self._replaced(self._folder / f"part-{number:06d}-{content}.parquet") as file:
            with pq.ParquetWriter(file, self._provenance.schema(), **WRITING) as writer:
                for table in _row_groups(paths):
                    writer.write_table(table)
            self._drop_changed(paths)
        for path in paths:
            path.unlink()

    def _drop_changed(self, paths: Sequence[Path]) -> None:
        """Remove the old rows of changed articles from their parts, just before the new rows are added. If the run is
        killed in between, the new rows are still in the unfinished files."""
        new = {name for path in paths if self._changed for name in _sources(path)}
        old = pa.array(sorted(self._changed & new), pa.string())
        if not len(old):
            return
        for part in parts(self._folder):
            if pc.any(pc.is_in(pq.read_table(part, columns=["source"])["source"], old)).as_py():
                with (
                    self._replaced(part) as file,
                    pq.ParquetWriter(file, self._provenance.schema(), **WRITING) as writer,
                ):
                    for table in _row_groups([part]):
                        writer.write_table(table.filter(pc.invert(pc.is_in(table["source"], old))))
        self._changed -= new

    def _replaced(self, path: Path) -> contextlib.AbstractContextManager[BinaryIO]:
        """A file that replaces `path` at the end of the block. It is written in another folder, since other programs
        would mistake it for a part in this one."""
        return atomic_file(path, temporary=self._aside / (path.name + ".tmp"))

    @contextlib.contextmanager
    def _write_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise ResultsError(
                f"{self._folder}: Nothing more can be written there: {error.strerror or error}. Finished work is saved."
            ) from error


def read_results(path: Path, without: Sequence[str] = ()) -> Iterator[Analyzed]:
    """Every article in a folder of results, or in one file, with its analysis. Holds a few in memory at a time.

    Skips the columns in `without`. Raises NoResults.
    """
    with contextlib.ExitStack() as stack:
        whole, aside = _listed(path, stack)
        # Results that are not in a part yet. A killed run may also have left some that are.
        known = [key for part in whole if aside for key, _ in _identities(part)]
        keys = numpy.sort(numpy.concatenate(known or [_NONE]))
        aside = [file for file in aside if not _in(keys, next(_keys(file))[0][0])]
        newer = {name for file in aside for name in file.read(["source"])["source"].to_pylist()}
        for part in whole:
            with _opened(part) as file:
                yield from (found for found in _analyzed(file, part, without) if found.path not in newer)
        for file in aside:
            yield from _analyzed(file, path, without)


def _listed(path: Path, stack: contextlib.ExitStack) -> tuple[list[Path], list[pq.ParquetFile]]:
    """The parts and the unfinished files. The latter are opened at once, because a run in progress deletes them."""
    if not path.is_dir():
        return [path], []
    while True:
        # In this order: a file deleted in between is in a part by then.
        aside = sorted((path / UNFINISHED).glob("*.parquet"))
        whole = parts(path)
        if not whole and not aside:
            raise NoResults(f"There are no results of “newsreader analyze” in {path}.")
        try:
            return whole, [stack.enter_context(_opened(file)) for file in aside]
        except NoResults:
            if all(file.exists() for file in aside):
                raise


def provenance_of(path: Path) -> Provenance:
    """How the results in a folder or file were made. Raises NoResults."""
    files = [*parts(path), *sorted((path / UNFINISHED).glob("*.parquet"))] if path.is_dir() else [path]
    if not files:
        raise NoResults(f"There are no results of “newsreader analyze” in {path}.")
    return Provenance.of(_opened(files[0]).schema_arrow, files[0])


def parts(folder: Path) -> list[Path]:
    """The files that hold the results, in order."""
    return sorted(folder.glob("part-*.parquet"))


def _analyzed(file: pq.ParquetFile, path: Path, without: Sequence[str]) -> Iterator[Analyzed]:
    Provenance.of(file.schema_arrow, path)
    columns = [name for name in file.schema_arrow.names if name not in without]
    for batch in file.iter_batches(READ_AT_ONCE, columns=columns):
        yield from map(to_analyzed, batch.to_pylist())


def _opened(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except FileNotFoundError:
        raise NoResults(f"There are no results in {path}: there is no such file or folder.") from None
    except pa.ArrowException as error:
        raise NoResults(f"{path} cannot be read as a Parquet file.") from error


_NONE = numpy.zeros(0, numpy.uint64)


def _identities(path: Path) -> Iterator[tuple[Any, Any]]:
    """The keys of the rows, some at a time: of source and digest, and of the source alone."""
    with _opened(path) as file:
        yield from _keys(file)


def _keys(file: pq.ParquetFile) -> Iterator[tuple[Any, Any]]:
    for batch in file.iter_batches(8192, columns=["source", "file_digest"]):
        rows = batch.to_pylist()
        yield (
            numpy.array([_key(row["source"], row["file_digest"]) for row in rows], numpy.uint64),
            numpy.array([_key(row["source"]) for row in rows], numpy.uint64),
        )


def _sources(path: Path) -> list[str]:
    names: list[str] = pq.read_table(path, columns=["source"])["source"].to_pylist()
    return names


def _key(*words: str) -> int:
    """A hash of 64 bits: eight bytes per article instead of two hundred for the strings. Among a hundred million
    articles the probability of a collision is 3 in 10,000."""
    text = "\0".join(words).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")


def _in(numbers: Any, number: int) -> bool:
    place = int(numpy.searchsorted(numbers, numpy.uint64(number)))
    return place < len(numbers) and int(numbers[place]) == int(number)


def _row_groups(paths: Sequence[Path]) -> Iterator[pa.Table]:
    """The rows of all files, some at a time."""
    held: list[pa.Table] = []
    for path in paths:
        with _opened(path) as file:
            for number in range(file.num_row_groups):
                held.append(file.read_row_group(number))
                if sum(table.nbytes for table in held) >= ROW_GROUP_BYTES:
                    yield pa.concat_tables(held)
                    held = []
    if held:
        yield pa.concat_tables(held)


def _differ(one: Provenance, other: Provenance) -> str:
    if one.version != other.version:
        return "by another version of newsreader"
    if one.topics != other.topics:
        return "with other topics"
    return f"with {one.model or 'another model'}, not {other.model}"
