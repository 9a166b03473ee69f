"""How many frames there are: one for the first words, one for what is known of them, one for a key."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual._compositor import Compositor

from tests.reader import TEXT, reader, ready, screen
from tui.formats.markdown import read_markdown
from tui.screens.reading.screen import ReadingScreen

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
