"""Where things lie on this machine: what the reader keeps, the settings, the log.

`XDG_DATA_HOME`, `XDG_CONFIG_HOME` and `XDG_STATE_HOME` are obeyed on every system; where they are not set, platformdirs
knows the custom of the system. It is imported only then, because every start of the program waits for this module.

One folder can be given for everything the program itself writes (`--data-dir`, else `NEWSREADER_DATA_DIR`): a second
library, a stick, a test. The log lies in it too then, so that nothing is left elsewhere. The settings do not: they are
the reader's and not the program's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

NAME = "newsreader"
DATA_DIR_VARIABLE = "NEWSREADER_DATA_DIR"


def data_folder(data_dir: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for the reader's texts, notes and settings of the moment. It need not exist yet.

    `data_dir` is the value of `--data-dir`; it goes before `NEWSREADER_DATA_DIR`, and that before the system's custom.
    """
    return _given(data_dir, environ) or _custom("data", environ)


def state_folder(data_dir: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for logs and what else may be thrown away. Inside the data folder where that one was given."""
    given = _given(data_dir, environ)
    return given / "state" if given else _custom("state", environ)


def log_file(data_dir: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The file that errors are logged to."""
    return state_folder(data_dir, environ) / f"{NAME}.log"


def config_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for what the reader writes with an editor: settings, topics of one's own."""
    return _custom("config", environ)


def config_file(config: str | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The settings file. `config` is the value of `--config`."""
    return Path(os.path.expanduser(config)) if config else config_folder(environ) / "settings.toml"


def make_folder(folder: Path) -> Path:
    """`folder`, made where it was missing, open to its owner only: what somebody reads is nobody else's business.

    Raises OSError where it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _given(data_dir: str | None, environ: Mapping[str, str]) -> Path | None:
    given = data_dir or environ.get(DATA_DIR_VARIABLE)
    # Absolute, because a program that is started here may be asked from another folder later.
    return Path(os.path.expanduser(given)).absolute() if given else None


def _custom(kind: Literal["data", "config", "state"], environ: Mapping[str, str]) -> Path:
    base = environ.get(f"XDG_{kind.upper()}_HOME", "")
    # The XDG specification says that a relative path is to be ignored.
    if os.path.isabs(base):
        return Path(base) / NAME
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(NAME, appauthor=False)
    return {"data": dirs.user_data_path, "config": dirs.user_config_path, "state": dirs.user_state_path}[kind]
