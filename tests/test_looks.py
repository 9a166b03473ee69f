"""What combined styles look like, above all without colours."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from tui.look.style_resolver import StyleResolver
from tui.look.themes import MONO, OWN


class Host(App[None]):
    """A widget in one of our themes."""

    def __init__(self, theme: str) -> None:
        super().__init__()
        for own in OWN:
            self.register_theme(own)
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield Static()


async def test_without_colours_match_current_match_caret_and_selection_look_different() -> None:
    app = Host(MONO.name)
    async with app.run_test():
        looks = StyleResolver(app.query_one(Static))
        hit = looks.style(("article--search",))
        current = looks.style(("article--search", "article--search-current"))
        caret = looks.style(("article--search", "article--search-current", "article--caret"))
        selected = looks.style(("article--search", "article--selection"))
        assert hit.reverse and current.reverse and current.bold and not hit.bold
        assert not caret.reverse and not selected.reverse
        assert looks.style(("article--caret",)).reverse and looks.style(("article--selection",)).reverse
        assert len({str(style) for style in (hit, current, caret, selected, looks.style(()))}) == 5


@pytest.mark.parametrize("theme", [MONO.name, "ansi-dark"])
async def test_without_backgrounds_a_highlight_differs_from_the_current_item_and_shows_names_in_it(
    theme: str,
) -> None:
    app = Host(theme)
    async with app.run_test():
        looks = StyleResolver(app.query_one(Static))
        highlight = looks.style(("article--passage-1", "article--label-1"))
        assert highlight.underline and highlight != looks.style(("article--passage-1",))
        assert highlight != looks.style(("article--passage-1", "article--current"))
        assert highlight != looks.style(("article--passage-1", "article--person", "article--label-1"))


async def test_without_colours_dimmed_text_is_weaker_than_other_text() -> None:
    app = Host(MONO.name)
    async with app.run_test():
        looks = StyleResolver(app.query_one(Static))
        name = looks.style(("article--person", "article--passage-edge"))
        dimmed = looks.style(("article--person", "article--passage-edge", "article--dimmed"))
        assert name.bold and name.underline and not dimmed.bold and not dimmed.underline and dimmed.dim


@pytest.mark.parametrize("theme", [own.name for own in OWN if not own.ansi])
async def test_dimmed_text_has_the_background_of_the_page(theme: str) -> None:
    app = Host(theme)
    async with app.run_test():
        looks = StyleResolver(app.query_one(Static))
        passage = looks.style(("article--passage-1",))
        dimmed = looks.style(("article--passage-1", "article--dimmed"))
        assert dimmed.bgcolor == looks.style(("article--dimmed",)).bgcolor != passage.bgcolor
