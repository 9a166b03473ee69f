"""The article pane as screens use it.

It is built up in three steps, each in a module of its own: `article_pane` shows an article, `article_actions` adds what
its keys do, `article_mouse` what the mouse does.
"""

from __future__ import annotations

from .mouse import ArticleMouse
from .pane import ArticlePane


class ArticleView(ArticleMouse, ArticlePane):
    """Shows an article with its marks, a caret and a selection, and answers keys and the mouse."""
