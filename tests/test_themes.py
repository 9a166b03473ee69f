"""Colours: readable in every theme, and absent if not wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.console import Console
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Vertical
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import Footer, Input, OptionList, Static

import tui.look.themes
from tests.contrast import painted, too_faint
from tests.reader import until
from tui.actions.table import bindings
from tui.look.colors import AA, contrast, rounded
from tui.look.themes import (
    DARK,
    LIGHT,
    MONO,
    OWN,
    PLAIN_BACKGROUNDS,
    SUPPORTED,
    TERMINAL,
    TEXT_COLORS,
    TINTS,
    choose,
    colours_of,
    theme_for,
    variables_for,
)
from tui.screens.concordance import ConcordanceScreen
from tui.screens.dialogs.help import HelpScreen
from tui.text.concordance import lines
from tui.text.find import Finder
from tui.widgets.bars.find_bar import FindBar

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in OWN} | BUILTIN_THEMES


def variables(
    theme: Theme, topic_colors: list[str] | None = None, label_colors: list[str] | None = None, palette: bool = False
) -> dict[str, str]:
    ours = variables_for(theme, topic_colors or [], label_colors or [], palette=palette)
    return theme.to_color_system().generate() | theme.variables | ours


def pairs(variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """All pairs of a text variable and a background variable that can occur together on the screen."""
    for text in TEXT_COLORS:
        for background in (*PLAIN_BACKGROUNDS, *TINTS):
            yield text, background
    for background in (*PLAIN_BACKGROUNDS, *TINTS):
        for number in range(1, 10):
            yield f"topic-{number}-sign", background
        for number in range(1, 6):
            yield f"label-{number}-sign", background
    for name in ("text-primary", "text-secondary", "text-accent", "text-warning", "text-error", "text-success"):
        for background in PLAIN_BACKGROUNDS:
            yield name, background
    for name in ("search", "search-current", "selection", "caret"):
        yield f"{name}-text", name
    yield "block-cursor-foreground", "block-cursor-background"
    yield "block-cursor-blurred-foreground", "block-cursor-blurred-background"
    yield "dimmed", "background"
    yield "footer-key-foreground", "footer-background"
    yield "footer-description-foreground", "footer-background"
    yield "input-selection-foreground", "input-selection-background"
    yield "input-cursor-foreground", "input-cursor-background"


def faint(
    values: Mapping[str, str], of: Iterable[tuple[str, str]], sent: Callable[[Color], Color] = lambda color: color
) -> dict[tuple[str, str], float]:
    """The pairs with a contrast below WCAG AA."""
    ratios = {(one, two): contrast(sent(Color.parse(values[one])), sent(Color.parse(values[two]))) for one, two in of}
    return {pair: ratio for pair, ratio in ratios.items() if ratio < AA}


# -- contrast


def test_contrast_follows_wcag() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)
    assert contrast(Color.parse("#abcdef"), Color.parse("#abcdef")) == 1


@pytest.mark.parametrize("name", SUPPORTED)
def test_every_pair_of_text_and_background_is_readable(name: str) -> None:
    values = variables(THEMES[name])
    assert faint(values, pairs(values)) == {}


@pytest.mark.parametrize("name", SUPPORTED)
def test_every_pair_is_readable_in_256_colours_as_sent(name: str) -> None:
    values = variables(THEMES[name], palette=True)
    assert faint(values, pairs(values), rounded) == {}


@pytest.mark.parametrize("name", SUPPORTED)
def test_our_colours_change_little_in_256_colours(name: str) -> None:
    for variable, value in variables_for(THEMES[name], palette=True).items():
        if value.startswith("#"):
            color, sent = Color.parse(value), rounded(Color.parse(value))
            assert max(abs(one - other) for one, other in zip(color.rgb, sent.rgb, strict=True)) <= 10, variable


@pytest.mark.parametrize("name", SUPPORTED)
def test_topics_still_differ_in_256_colours(name: str) -> None:
    values = variables_for(THEMES[name], palette=True)
    grounds = [rounded(Color.parse(values[f"topic-{number}"])) for number in range(1, 10)]
    assert len(set(grounds[:4])) == 4
    assert len(set(grounds)) >= 6
    assert rounded(Color.parse(values["background"])) not in grounds


@pytest.mark.parametrize("name", [DARK.name, LIGHT.name, "nord"])
@pytest.mark.parametrize("color", ["#000000", "#ffffff", "red", "#ffff00", "#0000ff", "hotpink"])
def test_colours_a_reader_chose_stay_readable(name: str, color: str) -> None:
    for palette in (False, True):
        values = variables(THEMES[name], [color] * 9, [color] * 5, palette)
        assert faint(values, pairs(values)) == {}


def test_a_chosen_colour_changes_only_its_own_slot() -> None:
    own, chosen = variables_for(DARK, palette=False), variables_for(DARK, ["", "red"], palette=False)
    assert chosen["topic-2"] != own["topic-2"]
    assert chosen["topic-1"] == own["topic-1"] and chosen["topic-3"] == own["topic-3"]
    assert variables_for(DARK, ["", "no such colour"], palette=False) == own


@pytest.mark.parametrize("name", SUPPORTED)
def test_kinds_topics_and_labels_differ_from_one_another(name: str) -> None:
    values = variables_for(THEMES[name], palette=False)
    for family in (
        [f"entity-{kind}" for kind in ("person", "org", "place", "other")],
        [f"topic-{number}" for number in range(1, 10)],
        [f"label-{number}" for number in range(1, 6)],
        ["search", "search-current", "selection"],
    ):
        assert len({values[member] for member in family}) == len(family)


@pytest.mark.parametrize("name", SUPPORTED)
def test_topics_and_labels_are_visible_on_the_page(name: str) -> None:
    values = variables(THEMES[name])
    page = Color.parse(values["background"])
    for ground in [f"topic-{number}" for number in range(1, 10)] + [f"label-{number}" for number in range(1, 6)]:
        color = Color.parse(values[ground])
        assert max(abs(one - other) for one, other in zip(color.rgb, page.rgb, strict=True)) >= 12


# -- which theme


@pytest.mark.parametrize(
    ("environ", "wanted", "theme"),
    [
        ({"TERM": "xterm-256color"}, "", DARK.name),
        ({"TERM": "xterm-256color"}, "auto", DARK.name),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "", LIGHT.name),
        ({"TERM": "xterm-256color", "COLORFGBG": "15;default;0"}, "", DARK.name),
        ({"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "nord", "nord"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "gruvbox", "gruvbox"),
        ({"TERM": "xterm"}, "", "ansi-dark"),
        ({"TERM": "linux"}, "gruvbox", "ansi-dark"),
        ({"TERM": "screen"}, LIGHT.name, "ansi-light"),
        ({"TERM": "screen", "COLORFGBG": "0;15"}, DARK.name, "ansi-light"),
        ({"TERM": "xterm"}, MONO.name, MONO.name),
        ({"TERM": "vt100"}, "", MONO.name),
        ({"TERM": "linux-m"}, DARK.name, MONO.name),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, "nord", "nord"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "nord", MONO.name),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "", MONO.name),
    ],
)
def test_the_theme_fits_the_terminal(environ: dict[str, str], wanted: str, theme: str) -> None:
    assert theme_for(environ, wanted) == theme


def test_an_unknown_theme_is_reported() -> None:
    choice = choose({"TERM": "xterm-256color"}, "mauve")
    assert choice.theme == DARK.name
    assert "mauve" in choice.notice and "newsreader-light" in choice.notice
    choice = choose({"TERM": "xterm-256color"}, "newsreader-lite")
    assert choice.notice == "There is no theme called “newsreader-lite”. Did you mean “newsreader-light”?"


def test_textuals_own_colour_switch_is_respected() -> None:
    assert colours_of({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}) == 16
    assert colours_of({"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "truecolor"}) > 256
    assert colours_of({"TERM": "linux", "TEXTUAL_COLOR_SYSTEM": "256"}) == 256


def test_colours_are_counted_as_textual_counts_them() -> None:
    for term in ("xterm", "linux", "xterm-256color", "screen-256color", "xterm-kitty", "xterm-16color", "tmux", ""):
        for color_term in ("", "truecolor", "24bit", "yes"):
            environ = {"TERM": term, "COLORTERM": color_term}
            found = Console(force_terminal=True, _environ=environ)._detect_color_system()
            counts = {None: 16, ColorSystem.STANDARD: 16, ColorSystem.EIGHT_BIT: 256, ColorSystem.TRUECOLOR: 16_777_216}
            assert colours_of(environ) == counts[found], environ


@pytest.mark.parametrize("name", [*SUPPORTED, *TERMINAL])
def test_every_theme_has_every_variable(name: str) -> None:
    assert variables_for(DARK).keys() - {"foreground"} <= variables(THEMES[name]).keys()


# -- on the screen


class Page(App[None]):
    """A page in a theme, set up as in the program."""

    CSS_PATH = Path(tui.look.themes.__file__).with_name("app.tcss")
    BINDINGS = [*bindings("app")]

    def __init__(self, theme: str, environ: Mapping[str, str] | None = None) -> None:
        choice = choose(environ or {"TERM": "xterm-256color"}, theme)
        super().__init__(ansi_color=choice.ansi_color)
        for own in OWN:
            self.register_theme(own)
        self.theme = choice.theme

    def get_css_variables(self) -> dict[str, str]:
        return super().get_css_variables() | variables_for(self.current_theme, palette=False)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Some words, [$text-muted]muted[/], [$entity-person on $label-2]a name[/] and "
                         "[reverse $text-accent]turned[/]")  # fmt: skip
            yield OptionList("one", "two", "[$entity-org]three[/]")
            yield Input("typed")
        yield FindBar()
        yield Footer()


@pytest.mark.parametrize("name", [DARK.name, LIGHT.name, "textual-light", "nord", "solarized-dark", "atom-one-light"])
async def test_everything_painted_is_readable(name: str) -> None:
    app = Page(name)
    async with app.run_test(size=(90, 30), notifications=True) as pilot:
        app.query_one(OptionList).focus()
        app.query_one(OptionList).highlighted = 2
        app.notify("A sentence for the reader.", title="Notice", severity="warning", timeout=60)
        app.query_one(FindBar).display = True
        await until(pilot, lambda: app.screen.query("Toast"))
        assert len(painted(app)) > 10
        assert too_faint(app) == []
        text = "The board met. A board of five."
        await app.push_screen(ConcordanceScreen("board", lambda words: lines(text, Finder(text).find(words).spans)))
        await pilot.pause()
        assert too_faint(app) == []
        await app.push_screen(HelpScreen())
        await pilot.pause()
        # The page behind it is dimmed on purpose.
        assert too_faint(app, within=app.screen.query_one(Vertical).region) == []


async def test_the_contrast_check_finds_faint_words() -> None:
    app = Page(DARK.name)
    async with app.run_test() as pilot:
        app.query_one(Static).update("[#333333]faint[/] [bold]clear[/]")
        await pilot.pause()
        assert [one.words for one in too_faint(app)] == ["faint"]


async def test_without_colour_nothing_is_painted_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Page("nord", {"NO_COLOR": "1", "TERM": "xterm-256color"})
    async with app.run_test() as pilot:
        app.query_one(OptionList).focus()
        await pilot.pause()
        seen = []
        for strip in app.screen._compositor.render_strips():
            for filter in app._filters:
                if filter.enabled:
                    strip = strip.apply_filter(filter, app.screen.styles.background)
            seen += [segment for segment in strip if segment.style is not None]
        assert seen
        for segment in seen:
            assert segment.style is not None
            for color in (segment.style.color, segment.style.bgcolor):
                assert color is None or color.is_default, segment
        chosen = [segment for segment in seen if segment.text.strip() == "one"]
        assert all(segment.style is not None and segment.style.underline for segment in chosen) and chosen


async def test_a_theme_can_be_changed_at_run_time() -> None:
    app = Page(DARK.name)
    async with app.run_test() as pilot:
        app.theme = LIGHT.name
        await pilot.pause()
        assert app.get_css_variables()["topic-1"] == variables_for(LIGHT, palette=False)["topic-1"]
        assert too_faint(app) == []
        app.theme = MONO.name
        await pilot.pause()
        assert app.is_running
