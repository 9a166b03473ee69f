"""How many frames there are: one for the first words, one for what is known of them, one for a key."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual._compositor import Compositor

from tests.reader import TEXT, FakeAnalyst, marks, reader, ready, screen, until
from tui.analysis.protocol import environment
from tui.formats.markdown import read_markdown
from tui.screens.reading.screen import ReadingScreen
from tui.text.analysis import Analysis, Entity, Mention, Quote
from tui.text.span import Span

SIZE = (120, 30)
LONG = TEXT + "\n\n" + "\n\n".join(f"Paragraph {n} of a report that goes on for a while." for n in range(60))


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is on the reading screen with each frame that is drawn: the first words of each row."""
    drawn: list[str] = []
    render = Compositor.render_update

    def noted(self: Compositor, *arguments: object, **more: object) -> object:
        update = render(self, *arguments, **more)  # type: ignore[arg-type]  # as it was called
        if update is not None and isinstance(self.root, ReadingScreen):
            drawn.append("\n".join("".join(s.text for s in strip) for strip in self.render_strips()))
        return update

    monkeypatch.setattr(Compositor, "render_update", noted)
    return drawn


async def test_a_key_makes_one_frame_with_all_that_follows_from_it(tmp_path: Path, frames: list[str]) -> None:
    app = reader(tmp_path, of=read_markdown(LONG, "a.md"))
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        # Textual draws sixty times a second what was asked for until then. On a busy machine that moment can come
        # between two things that follow from one key, but not each time.
        to_try = {"space", "b", "G", "g"}
        for key in ("space", "b", "G", "g") * 10:
            await asyncio.sleep(0.1)
            frames.clear()
            await pilot.press(key)
            await asyncio.sleep(0.1)
            if len(frames) == 1 and f"{screen(app).view.progress:.0%}" in frames[0].splitlines()[-1]:
                to_try.discard(key)
            if not to_try:
                break
        assert not to_try, "keys whose first frame does not have the footer's new place, or that make a second one"


async def test_what_is_known_already_stands_there_with_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: list[str]
) -> None:
    monkeypatch.setattr("tui.screens.reading.screen.WITH_THE_WORDS", 60)
    first = reader(tmp_path)
    async with first.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: bool(screen(first).session.store) and known(first))
    frames.clear()
    again = reader(tmp_path)
    async with again.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: any("People (" in frame for frame in frames))
        at = next(n for n, frame in enumerate(frames) if "People (" in frame)
        assert at == 0 and "Ferry" in frames[0]


def known(app: object) -> bool:
    here = screen(app)  # type: ignore[arg-type]
    return here.session.is_analysed(here.services.settings.model)


async def test_a_key_is_answered_though_frames_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadingScreen, "_begin", lambda self: None)
    monkeypatch.setattr("tui.screens.reading.screen.HELD", 60)
    app = reader(tmp_path, of=read_markdown(LONG, "a.md"))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen._frames == 1)
        await pilot.press("space")
        assert screen(app)._frames == 2 and screen(app).view.progress > 0


async def test_frames_are_not_held_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReadingScreen, "_begin", lambda self: None)
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen) and app.screen._frames == 2)


@pytest.mark.skipif(sys.platform != "linux", reason="what is counted is what glibc does")
def test_memory_that_the_parser_needs_again_and_again_is_not_given_back_each_time() -> None:
    code = (
        "import resource, numpy\n"
        "faults = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_minflt\n"
        "for n in range(60):\n"
        "    if n == 10: before = faults()\n"
        "    numpy.ones(200_000).sum()\n"
        "print(faults() - before)"
    )

    def faults(env: dict[str, str]) -> int:
        return int(subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout)

    # A megabyte and a half has four hundred pages.
    assert faults(environment()) < 50 * 40
    assert faults(environment() | {"MALLOC_MMAP_THRESHOLD_": str(1 << 17), "PATH": os.defpath}) > 50 * 300


async def test_a_second_article_comes_with_its_lists_and_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frames: list[str]
) -> None:
    monkeypatch.setattr("tui.screens.reading.screen.HELD", 60)
    app = reader(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: screen(app).session.store)
        frames.clear()
        app.opener.show(read_markdown(LONG, "b.md"))
        await until(
            pilot, lambda: isinstance(app.screen, ReadingScreen) and screen(app).session.article.source == "b.md"
        )
        await until(pilot, lambda: screen(app).session.raw_analysis is not None and screen(app)._frames == 2)
        assert " Who " in frames[0], "the sidebar is there with the words"


async def test_of_a_long_article_the_first_frame_paints_what_it_shows_and_the_rest_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.reading.screen.WITH_THE_WORDS", 60)
    long = read_markdown(
        TEXT + "\n\n" + "\n\n".join(f"Paragraph {n}: “Yes,” said Odd Berg." for n in range(4000)), "a.md"
    )
    at = [found.start() for found in re.finditer("Odd Berg", long.text)]
    analysed = Analysis(
        long.digest,
        "test",
        entities=(Entity("e2", "Odd Berg", "PERSON", tuple(Mention(Span(here, here + 8)) for here in at)),),
        quotes=tuple(Quote("direct", (Span(here - 12, here - 6),)) for here in at[1:]),
    )
    first = reader(tmp_path, of=long)
    first.services.analyst = FakeAnalyst(lambda article: analysed)  # type: ignore[assignment]
    async with first.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await until(pilot, lambda: known(first))
        screen(first).view.go_to(Span(at[2000], at[2000]))
        await pilot.pause()
        await pilot.press("m")
        await until(pilot, lambda: len(screen(first).session.placed) == 1)

    go_on = ReadingScreen._go_on
    monkeypatch.setattr(ReadingScreen, "_go_on", lambda self: None)
    again = reader(tmp_path, of=long)
    async with again.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(again.screen, ReadingScreen) and screen(again)._goes_on)
        await until(pilot, lambda: screen(again)._frames == 2)
        here = screen(again)
        shown = here.view.on_screen
        seen = {layer: len(marks(here, layer)) for layer in ("entity", "quote")}
        assert all(0 < number < 4000 for number in seen.values()) and marks(here, "highlight")
        assert [one.span.start for one in marks(here, "entity") if one.span.overlaps(shown)] == [
            start for start in at if shown.start < start + 8 and start < shown.end
        ]
        await pilot.pause(0.1)
        for place in (at[3000], at[2000]):
            here.view.go_to(Span(place, place))
            await pilot.pause(0.1)
        window = {place for place, _ in here.view._rows()}
        assert window < set(here.view._strips)
        strips = {place: strip for place, strip in here.view._strips.items() if place in window}
        go_on(here)
        assert len(marks(here, "entity")) == 4001 and len(marks(here, "quote")) == 4000
        await pilot.pause(0.1)
        assert strips and all(here.view._strips[place] is strip for place, strip in strips.items()), "nothing anew"
        assert set(here.view._strips) == window, "what was drawn elsewhere before is"
        here.near = Span(at[1], at[5])
        here.paint()
        await pilot.pause(0.1)
        assert here.view._strips
        here.near = None
        here.paint()
        assert not here.view._strips, "where less was seen than stands on the screen, all is drawn anew"
