"""How a frame is put together from the widgets, without those of which nothing is seen in it.

With each step of the words Textual asks every widget between the uppermost change and the lowest for all its lines,
and cuts each line up at the edges of all widgets, those that lie beneath others too: a third of the time of a frame.
Here a widget is asked only where it may show in what has changed, and once all of that is filled, what lies beneath is
not asked at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class LeanCompositor(Compositor):
    """Gives the same frames as Textual's own."""

    _changes: list[Region] | None = None
    """The parts of the screen that are drawn now; None for all of it."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed, or None where nothing has."""
        self._changes = list(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changes = None

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        changes, cuts = self._changes, self.cuts
        # Textual reads them from left to right, and steps over those that are None.
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(edges[:-1]) for edges in cuts]
        # For each line the stretches between two edges that are still to be filled, by their left one.
        wanted: list[set[int]] = [set() for _ in cuts]
        for x, top, width, height in changes if changes is not None else [self.size.region]:
            for y in range(max(0, top), min(len(cuts), top + height)):
                edges = cuts[y]
                wanted[y].update(
                    left for left, right in zip(edges, edges[1:], strict=False) if left < x + width and x < right
                )
        left_over = sum(map(len, wanted))
        for region, clip, strips in self._get_renders(crop):
            seen = region.intersection(clip)
            first, last = seen.column_span
            for y, strip in zip(seen.line_range, strips, strict=False):
                here = wanted[y]
                edges = [edge for edge in cuts[y] if first <= edge <= last] if here else []
                if here.isdisjoint(edges[:-1]):
                    continue
                parts = strip.divide([edge - seen.x for edge in edges[1:]])
                for edge, part in zip(edges, parts, strict=False):
                    if edge in here:
                        chops[y][edge] = part
                        here.discard(edge)
                        left_over -= 1
            if not left_over:
                break
        return cast(Sequence[Mapping[int, Strip]], chops)

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        changes = self._changes
        if changes is None:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and any(seen.overlaps(change) for change in changes):
                yield region, clip, widget.render_lines(seen.translate((-region.x, -region.y)))
