"""The welcome above the sample articles on the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from ...actions.keys import Keys


def welcome(keys: Keys, height: int, folder: str) -> Content:
    """What the program is, the most important keys, and where notes are saved."""

    def key(id: str) -> str:
        return next(iter(keys.shown(id).split()), "")

    six = (
        (f"{key('page_down')} {key('page_up_or_word') or key('page_up')}", "a page on, a page back"),
        (
            f"{key('choose_topics')} {key('topic_1')} {key('topic_2')}",
            "topics: choose one, switch the first, the second",
        ),
        (key("show_quotes"), f"who said what; {key('switch_pane')} enters the list and leaves it"),
        (key("note"), f"write a note on a sentence ({key('mark')} only highlights it)"),
        (key("find"), "find text"),
        (key("help"), f"all keys; {key('close')} returns here, and quits"),
    )
    parts: list[tuple[str, str]] = [("Welcome.", "bold $text-accent")]
    parts.append((" newsreader is for reading news closely: who is in it, who said what, and what it says", ""))
    parts.append((" about the topics you care about.\n", ""))
    roomy = height >= 30
    if height >= 20:
        parts.append(("\nIn an article:\n", "bold"))
        for which, what in six:
            parts += [(f"  {which:>10}", "bold $text-accent"), (f"   {what}\n", "")]
    parts.append(("\n", ""))
    parts += [
        ("Your own articles: ", "bold"),
        (key("library_another"), "bold $text-accent"),
        (" opens one; or ", ""),
        ("newsreader FILE", "bold"),
        (", FOLDER or https://…\n", ""),
    ]
    parts += [("Your notes: ", "bold"), (f"saved at once, in {folder}\n\n" if roomy else f"saved in {folder}\n", "")]
    if roomy:
        parts.append(("Four articles to try; press enter to open one:", "bold"))
    return Content.assemble(*parts)
