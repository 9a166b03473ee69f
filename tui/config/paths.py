"""Where files are on this machine: library and notes, settings, log.

`XDG_DATA_HOME`, `XDG_CONFIG_HOME` and `XDG_STATE_HOME` are used on every system; if they are not set, platformdirs
supplies the system's convention. It is imported only then, because every start of the program waits for this module.

One folder can be given for everything the program itself writes (`--data-dir`, or `NEWSREADER_DATA_DIR`): for a second
library, a memory stick, a test. The log is in it too, so that nothing is left elsewhere. The settings are not: they
belong to the reader.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

NAME = "newsreader"
DATA_DIR_VARIABLE = "NEWSREADER_DATA_DIR"


def data_folder(data_dir: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for the library, the notes and the remembered state. It need not exist.

    `data_dir` is the value of `--data-dir`; it takes precedence over `NEWSREADER_DATA_DIR`, and that over the system's
    convention.
    """
    return _given(data_dir, environ) or _system_folder("data", environ)


def state_folder(data_dir: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for logs and whatever else may be deleted; inside the data folder if that was given."""
    given = _given(data_dir, environ)
    return given / "state" if given else _system_folder("state", environ)


def log_file(data_dir: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The file that errors are logged to."""
    return state_folder(data_dir, environ) / f"{NAME}.log"


def config_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what the reader writes in an editor: settings and topics."""
    return _system_folder("config", environ)


def config_file(config: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The settings file. `config` is the value of `--config`."""
    return Path(os.path.expanduser(config)) if config else config_folder(environ) / "settings.toml"


def make_folder(folder: Path) -> Path:
    """`folder`, created if it is missing, and readable by its owner only. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _given(data_dir: str | None, environ: Mapping[str, str]) -> Path | None:
    given = data_dir or environ.get(DATA_DIR_VARIABLE)
    # Absolute, because a program started here may later work in another folder.
    return Path(os.path.expanduser(given)).absolute() if given else None


def _system_folder(kind: Literal["data", "config", "state"], environ: Mapping[str, str]) -> Path:
    base = environ.get(f"XDG_{kind.upper()}_HOME", "")
    # The XDG specification says that a relative path is to be ignored.
    if os.path.isabs(base):
        return Path(base) / NAME
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(NAME, appauthor=False)
    return {"data": dirs.user_data_path, "config": dirs.user_config_path, "state": dirs.user_state_path}[kind]


def shown_path(path: Path) -> str:
    """The path as a reader would write it: with `~` for the home folder."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
