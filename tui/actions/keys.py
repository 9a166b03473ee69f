"""Which keys every action has, under a preset and the reader's own settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .key_names import binding_keys, parse_keys, shown
from .presets import PRESETS
from .table import ACTIONS, BESIDE, BY_ID, CHAINS, WHERE, Action, actions_of


def keys_of(preset: str = "default", overrides: Mapping[str, str | Sequence[str]] | None = None) -> Keys:
    """The keys of every action under a preset and the reader's own settings; see `Keys`."""
    return Keys(preset, overrides or {})


def keymap(
    preset: str = "default", overrides: Mapping[str, str | Sequence[str]] | None = None
) -> tuple[dict[str, str], list[str]]:
    """What `App.set_keymap` wants, and what was wrong with the settings, in sentences.

    `overrides` is the `[keys]` table: action id to one key, to several with commas between them, or to a list.
    Wrong entries are told and left out; everything else takes effect.
    """
    keys = keys_of(preset, overrides)
    return keys.textual(), list(keys.problems)


class Keys:
    """Which keys every action has, and what was wrong with the settings."""

    def __init__(self, preset: str, overrides: Mapping[str, str | Sequence[str]]) -> None:
        self.problems: tuple[str, ...] = ()
        """What could not be done as asked, in sentences."""
        problems: list[str] = []
        if preset not in PRESETS:
            problems.append(f"There is no set of keys called “{preset}”; there are {', '.join(PRESETS)}.")
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
        """The keys of that action as a reader sees them; empty where it has none."""
        return shown(self._keys[id])

    def textual(self) -> dict[str, str]:
        """The entries that differ from the default, and those that Textual would lose beside them.

        Applying a keymap, Textual empties each old and each new key of an entry, whatever else of the same pane is
        bound to it (`BindingsMap.apply_keymap`, 8.2.8): so an action that shares such a key goes with it.
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

    def _override(self, id: str, value: str | Sequence[str], chosen: dict[tuple[str, str], str]) -> Iterator[str]:
        action = BY_ID.get(id)
        if action is None:
            yield f"[keys] {id}: there is no action of that name; “newsreader keys” lists them all."
            return
        good, bad = parse_keys(value)
        for key in bad:
            yield f"[keys] {id}: “{key}” is no key; write for example “x”, “ctrl+x”, “f5” or “space”."
        if bad and not good:
            return
        if action.priority and any(len(key) == 1 or key in ("space", "enter", "backspace") for key in good):
            yield f"[keys] {id}: this works while one is typing, so it needs a key with ctrl or a function key."
            return
        for key in list(good):
            rival = next((other for other in ACTIONS if chosen.get((other.id, key)) and _meet(action, other)), None)
            if rival is not None:
                good.remove(key)
                yield f"[keys] {id}: “{key}” is already given to “{rival.id}”, which keeps it."
        yield from self._give(id, tuple(good))
        chosen.update({(id, key): id for key in good})

    def _give(self, id: str, keys: tuple[str, ...]) -> list[str]:
        """Give the action these keys, taking them from others it would meet; sentences on what was taken."""
        told = []
        action = BY_ID[id]
        self._keys[id] = keys
        for other in ACTIONS:
            taken = [key for key in self._keys[other.id] if key in keys] if _meet(action, other) else []
            if not taken:
                continue
            left = tuple(key for key in self._keys[other.id] if key not in keys)
            self._keys[other.id] = left
            now = f"it still has {shown(left)}" if left else "it is in the palette only"
            told.append(f"[keys] {id}: “{shown(taken)}” is taken from “{other.id}”; {now}.")
        return told

    def _shadows(self) -> set[tuple[str, str, str]]:
        """Where an action of a nearer scope hides one of a farther: (key, nearer id, farther id)."""
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
    """Whether two actions would fight over a key: bound by the same pane, and modes that can hold at once."""
    if one is other or not _together(one.scope, other.scope):
        return False
    return not (one.when and other.when and one.when != other.when)


def _together(one: str, other: str) -> bool:
    """Whether some pane binds the keys of both scopes."""
    return one == other or any({one, other} <= {screen, *shared} for screen, shared in BESIDE.items())
