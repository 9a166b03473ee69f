"""Which keys every action has, under a preset and the reader's own settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .key_names import binding_keys, parse_keys, shown, textual_key
from .presets import PRESETS
from .scopes import BESIDE, CHAINS, WHERE
from .table import ACTIONS, BY_ID, MOVE, Action, actions_of


def keys_of(preset: str = "default", overrides: Mapping[str, str | Sequence[str]] | None = None) -> Keys:
    """The keys of every action under a preset and the reader's own settings; see `Keys`."""
    return Keys(preset, overrides or {})


def keymap(
    preset: str = "default", overrides: Mapping[str, str | Sequence[str]] | None = None
) -> tuple[dict[str, str], list[str]]:
    """The argument for `App.set_keymap`, and the problems with the settings, in sentences.

    `overrides` is the `[keys]` table: action id to one key, to several separated by commas, or to a list. Wrong entries
    are reported and ignored; everything else takes effect.
    """
    keys = keys_of(preset, overrides)
    return keys.textual(), list(keys.problems)


class Keys:
    """Which keys every action has, and what was wrong with the settings."""

    def __init__(self, preset: str, overrides: Mapping[str, str | Sequence[str]]) -> None:
        self.problems: tuple[str, ...] = ()
        """The problems with the settings, in sentences."""
        problems: list[str] = []
        if preset not in PRESETS:
            problems.append(f"There is no preset “{preset}”; choose one of {', '.join(PRESETS)}.")
            preset = "default"
        self._keys = {action.id: action.keys for action in ACTIONS}
        for id, preset_keys in PRESETS[preset].items():
            self._give(id, tuple(parse_keys(preset_keys)[0]))
        before = self._shadows()
        chosen: dict[tuple[str, str], str] = {}
        for id, value in overrides.items():
            problems.extend(self._override(id, value, chosen))
        problems.extend(self._new_shadows(before, set(overrides)))
        self.problems = tuple(problems)

    def __getitem__(self, id: str) -> tuple[str, ...]:
        """The keys of that action, in our spelling."""
        return self._keys[id]

    def shown(self, id: str) -> str:
        """The keys of that action as a reader sees them; empty if it has none."""
        return shown(self._keys[id])

    def textual(self) -> dict[str, str]:
        """The keymap for Textual: the actions whose keys differ from the default, and those that would lose theirs.

        Applying a keymap, Textual empties each old and each new key of an entry, whatever else of the same pane is
        bound to it (`BindingsMap.apply_keymap`, 8.2.8): so the list includes every action that shares such a key.
        """
        changed = {action.id for action in ACTIONS if self._keys[action.id] != action.keys}
        fresh = set(changed)
        while fresh:
            touched = [(BY_ID[id].scope, {*BY_ID[id].keys, *self._keys[id]}) for id in fresh]
            fresh = {
                action.id
                for action in ACTIONS
                if action.id not in changed
                and any(
                    _together(action.scope, scope) and not keys.isdisjoint((*action.keys, *self._keys[action.id]))
                    for scope, keys in touched
                )
            }
            changed |= fresh
        return {action.id: binding_keys(action.id, self._keys[action.id]) for action in ACTIONS if action.id in changed}

    def moving(self) -> frozenset[str]:
        """The keys, as Textual spells them, that move and have no other meaning anywhere."""
        moving, other = (
            {textual_key(key) for action in ACTIONS if (action.group == MOVE) is moves for key in self._keys[action.id]}
            for moves in (True, False)
        )
        return frozenset(moving - other)

    def only_in_list(self, key: str) -> str:
        """A key, which Textual spells so, in our spelling, if it does something in the sidebar and nothing in the
        article; otherwise ""."""

        def keys_in(pane: str) -> dict[str, str]:
            actions = (action for action in ACTIONS if action.scope in CHAINS[pane])
            return {textual_key(one): one for action in actions for one in self._keys[action.id]}

        return "" if key in keys_in("article") else keys_in("sidebar").get(key, "")

    def _override(self, id: str, value: str | Sequence[str], chosen: dict[tuple[str, str], str]) -> Iterator[str]:
        action = BY_ID.get(id)
        if action is None:
            yield f"[keys] {id}: there is no action of that name; “newsreader keys” lists them all."
            return
        good, bad = parse_keys(value)
        for key in bad:
            yield f"[keys] {id}: “{key}” is not a key; write, for example, “x”, “ctrl+x”, “f5” or “space”."
        if bad and not good:
            return
        if action.priority and any(len(key) == 1 or key in ("space", "enter", "backspace") for key in good):
            yield f"[keys] {id}: this works while typing, so it needs a key with ctrl or a function key."
            return
        for key in list(good):
            rival = next((other for other in ACTIONS if chosen.get((other.id, key)) and _meet(action, other)), None)
            if rival is not None:
                good.remove(key)
                yield f"[keys] {id}: “{key}” is already assigned to “{rival.id}”, which keeps it."
        yield from self._give(id, tuple(good))
        chosen.update({(id, key): id for key in good})

    def _give(self, id: str, keys: tuple[str, ...]) -> list[str]:
        """Give the action these keys and take them from its rivals. Returns sentences about what was taken."""
        told = []
        action = BY_ID[id]
        self._keys[id] = keys
        for other in ACTIONS:
            taken = [key for key in self._keys[other.id] if key in keys] if _meet(action, other) else []
            if not taken:
                continue
            left = tuple(key for key in self._keys[other.id] if key not in keys)
            self._keys[other.id] = left
            now = f"still has {shown(left)}" if left else "is now in the palette only"
            told.append(f"[keys] {id}: “{shown(taken)}” was taken from “{other.id}”, which {now}.")
        return told

    def _shadows(self) -> set[tuple[str, str, str]]:
        """Where an action of a nearer scope hides one of a farther scope: (key, nearer id, farther id)."""
        found = set()
        for chain in CHAINS.values():
            seen: dict[str, Action] = {}
            for scope in chain:
                fresh: dict[str, Action] = {}
                for action in actions_of(scope):
                    for key in self._keys[action.id]:
                        nearer = seen.get(key)
                        if nearer is not None and not nearer.when:
                            found.add((key, nearer.id, action.id))
                        fresh.setdefault(key, action)
                seen = fresh | seen
        return found

    def _new_shadows(self, before: set[tuple[str, str, str]], touched: set[str]) -> Iterator[str]:
        for key, nearer, farther in sorted(self._shadows() - before):
            if farther in touched or nearer in touched:
                scope = BY_ID[nearer].scope
                where = WHERE.get(scope, f"in the {scope}")
                yield (
                    f"[keys] {farther if farther in touched else nearer}: {where}, “{shown([key])}” is "
                    f"“{nearer}”, so it does not reach “{farther}” there."
                )


def _meet(one: Action, other: Action) -> bool:
    """Whether two actions compete for a key: the same pane binds both, and their modes can hold at the same time."""
    if one is other or not _together(one.scope, other.scope):
        return False
    return not (one.when and other.when and one.when != other.when)


def _together(one: str, other: str) -> bool:
    """Whether some pane binds the keys of both scopes."""
    return one == other or any({one, other} <= {screen, *shared} for screen, shared in BESIDE.items())
