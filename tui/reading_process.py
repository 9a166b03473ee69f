"""A file, read in a process of its own while this one imports Textual.

Four fifths of the time until the first words go into importing Textual. Meanwhile a second process reads the file, so
that the words are there when the screen is; and what reading takes (the parser of Markdown, lxml for a web page, the
file's bytes and all that is made of them on the way) never comes into the memory of the process that answers keys.

It is forked before anything was imported or started, when that costs a millisecond. It ends when it has handed the
article over, or when nobody is there any more to take it. Where there is no fork, or where it dies, the file is read
here.

What goes through the pipe: for the head of a long article, then for the whole, a byte that says which (HEAD, WHOLE),
eight with the length of what follows, and the article in slices, each with its length in eight bytes. Or FAILED, and
a sentence. After the article come the built-in TOPICS, whose TOML takes as long to read as a frame of the screen.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .formats.article_source import PartialArticle
from .formats.load_error import LoadError

if TYPE_CHECKING:
    from .text.article import Article, Block, Inline
    from .text.topic import Topic

HEAD, WHOLE, FAILED, TOPICS = b"h", b"w", b"f", b"t"
LENGTH = 8
"""Bytes of a number."""
SLICE = 2_000
"""Blocks or inlines handed over at a time: a millisecond or two, so that keys can come between."""
NO_LISTS: dict[str, tuple[()]] = {"blocks": (), "inlines": ()}
ROOM = 1 << 20
"""Bytes that the pipe is to hold, so that an article of a hundred thousand words waits in it. Linux alone has it."""


class ReadingDied(Exception):
    """The process has ended without having handed over everything."""


def begin(words: Sequence[str], format: str | None) -> Reading | None:
    """Start to read the file that these words of the command line name; None where they name no single file, or where
    there is no fork. To be called before a thread was started."""
    if len(words) != 1 or words[0] == "-" or not hasattr(os, "fork") or not os.path.isfile(words[0]):
        return None
    return fork(str(Path(words[0])), format)


def fork(path: str, format: str | None) -> Reading | None:
    """Start to read a file. None where no process can be had."""
    out = -1
    try:
        pipe, out = os.pipe()
        _make_room(out)
        process = os.fork()
    except OSError:
        if out >= 0:
            os.close(pipe)
            os.close(out)
        return None
    if process:
        os.close(out)
        return Reading(path, format, process, pipe)
    status = 1
    try:
        # ctrl+c goes to both; this one has nothing to tell of it.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.close(pipe)
        _hand_over(path, format, out)
        status = 0
    except BaseException:
        pass  # who waits reads the file himself then, and tells what is wrong with it
    os._exit(status)


def _make_room(out: int) -> None:
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(out, fcntl.F_SETPIPE_SZ, ROOM)


def _hand_over(path: str, format: str | None, out: int) -> None:
    from .formats.loading import open_article
    from .text.topics_file import built_in_topics

    try:
        opening = open_article(path, format=format)
        if not opening.complete:
            _send_article(out, HEAD, opening.head)
        _send_article(out, WHOLE, opening.rest())
        _send(out, TOPICS, [marshal.dumps([tuple(topic) for topic in built_in_topics()])])
    except LoadError as error:
        _send(out, FAILED, [str(error).encode("utf-8", "surrogatepass")])


def _send_article(out: int, kind: bytes, article: Article) -> None:
    slices = [marshal.dumps(part) for part in parts(article, with_digest=kind == WHOLE)]
    _send(out, kind, [some for data in slices for some in (_number(len(data)), data)])


def parts(article: Article, *, with_digest: bool = True) -> Iterator[dict[str, Any]]:
    """An article as short pieces of plain data, the first with all that is no list."""
    whole = article.to_json()
    lists = {name: whole.pop(name) for name in NO_LISTS}
    yield whole | ({"digest": article.digest} if with_digest else {})
    for name, items in lists.items():
        for start in range(0, len(items), SLICE):
            yield {name: items[start : start + SLICE]}


def _send(out: int, kind: bytes, pieces: Sequence[bytes]) -> None:
    for piece in (kind, _number(sum(map(len, pieces))), *pieces):
        left = memoryview(piece)
        while left:
            left = left[os.write(out, left) :]


def _number(value: int) -> bytes:
    return value.to_bytes(LENGTH, "big")


class Reading:
    """A file that is being read by another process."""

    def __init__(self, path: str, format: str | None, process: int, pipe: int) -> None:
        self.path = path
        self._format = format
        self._process = process
        self._pipe = pipe
        self._ended = False
        self._taken = False
        """Whether the whole article was read from the pipe: what comes next are the topics."""
        self._unwanted = False
        """Whether the topics were asked for before they could be there, and found elsewhere."""
        self._whole = 0
        """The bytes of the whole article, where its header was read and the article was not."""

    def opening(self) -> PartialArticle:
        """The whole article where it is there already, else its head, as soon as that is. Raises LoadError."""
        try:
            kind, length = self._header()
            article = self._article(length)
            if kind == HEAD and self._is_there():
                self._whole = self._header()[1]
                if self._is_there(self._whole):
                    kind, article = WHOLE, self._article(self._whole)
        except ReadingDied:
            return self._read_here()
        if kind == HEAD:
            return PartialArticle(article, False, self._rest)
        self._taken = True
        return PartialArticle(article, True, lambda: article)

    def _rest(self) -> Article:
        try:
            article = self._article(self._whole or self._header()[1])
        except ReadingDied:
            return self._read_here().rest()
        self._taken = True
        if self._unwanted:
            self.end()
        return article

    def _read_here(self) -> PartialArticle:
        from .formats.loading import open_article

        self.end()
        return open_article(self.path, format=self._format)

    def has_topics(self) -> bool:
        """Whether `topics` would give them without waiting."""
        return self._taken and not self._ended and self._is_there()

    def topics(self) -> list[Topic] | None:
        """The built-in topics; None where they did not come, or cannot have come, since the article is not taken yet.
        The process has ended when they have come."""
        from .text.topic import Topic

        if self._ended or not self._taken:
            self._unwanted = True
            return None
        try:
            kind, length = self._header()
            return [Topic(*topic) for topic in marshal.loads(self._bytes(length))] if kind == TOPICS else None
        except ReadingDied:
            return None
        finally:
            self.end()

    def end(self) -> None:
        """Nothing more is wanted: let it go, should it be at work still, and take note of its end."""
        if not self._ended:
            self._ended = True
            os.close(self._pipe)
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)

    def _is_there(self, count: int = 1) -> bool:
        """Whether so many bytes are in the pipe; where one cannot tell, False."""
        with suppress(ImportError, AttributeError, OSError):
            import fcntl
            import termios

            waiting = fcntl.ioctl(self._pipe, termios.FIONREAD, bytes(4))
            return int.from_bytes(waiting, sys.byteorder) >= count
        return False

    def _header(self) -> tuple[bytes, int]:
        """What comes next, and its length in bytes. Raises LoadError for the sentence that comes instead."""
        kind = self._bytes(1)
        length = int.from_bytes(self._bytes(LENGTH), "big")
        if kind == FAILED:
            sentence = self._bytes(length).decode("utf-8", "surrogatepass")
            self.end()
            raise LoadError(sentence)
        return kind, length

    def _article(self, length: int) -> Article:
        return gathered(self._slices(length))

    def _slices(self, length: int) -> Iterator[dict[str, Any]]:
        while length > 0:
            size = int.from_bytes(self._bytes(LENGTH), "big")
            yield marshal.loads(self._bytes(size))
            length -= LENGTH + size

    def _bytes(self, count: int) -> bytes:
        got: list[bytes] = []
        while count:
            some = os.read(self._pipe, min(count, ROOM))
            if not some:
                raise ReadingDied
            got.append(some)
            count -= len(some)
        return b"".join(got)


def gathered(pieces: Iterator[dict[str, Any]]) -> Article:
    """The article of `parts`."""
    from .text.article import Article, read_block, read_inline

    head = next(pieces)
    blocks: list[Block] = []
    inlines: list[Inline] = []
    for piece in pieces:
        blocks += map(read_block, piece.get("blocks", ()))
        inlines += map(read_inline, piece.get("inlines", ()))
    article = replace(Article.from_json(head | NO_LISTS), blocks=tuple(blocks), inlines=tuple(inlines))
    return article.named(head["digest"]) if "digest" in head else article
