"""Runs the reader's own programs on words of an article, without a shell."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import signal
from collections.abc import Mapping
from contextlib import suppress

MOST_OUTPUT = 1_000_000
"""Bytes of output that are read; a program that prints more is ended."""
TO_END = 2.0
"""Seconds that a program which was ended has to close its output."""

_BRACES = re.compile(r"\{(\w*)\}")


class PipeError(Exception):
    """The program could not be run, or failed. str() is a sentence for the reader."""


def arguments(command: str, values: Mapping[str, str]) -> list[str]:
    """The program and its arguments, with each placeholder replaced. A value is always part of one argument, whatever
    is in it. Raises ValueError for a command that cannot be parsed."""
    words = shlex.split(command)
    if not words:
        raise ValueError("it is empty")
    return [_filled(word, values) for word in words]


def _filled(word: str, values: Mapping[str, str]) -> str:
    value = _BRACES.sub(lambda match: values.get(match[1], ""), word)
    # Words of an article must not be read as an option.
    return " " + value if value.startswith("-") and not word.startswith("-") else value


async def run_pipe(command: str, values: Mapping[str, str]) -> str:
    """What the program prints; the words are on its standard input. Raises PipeError. Cancel the task to end it."""
    try:
        run = arguments(command, values)
        process = await asyncio.create_subprocess_exec(
            *(word.replace("\0", "") for word in run),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            process_group=0,
        )
    except (OSError, ValueError) as error:
        raise PipeError(f"{command} could not be run: {getattr(error, 'strerror', None) or error}.") from error
    try:
        assert process.stdin and process.stdout
        writing = asyncio.create_task(_write(process.stdin, values.get("text", "")))
        output = b""
        while part := await process.stdout.read(65_536):
            output += part
            if len(output) > MOST_OUTPUT:
                raise PipeError(f"{run[0]} printed more than {MOST_OUTPUT // 1_000_000} MB and was ended.")
        await writing
        status = await process.wait()
    finally:
        if process.returncode is None:
            _kill(process)
            # Not `wait`: with output still unread, asyncio may never report that the program has ended.
            with suppress(TimeoutError):
                await asyncio.wait_for(process.communicate(), TO_END)
    text = output.decode("utf-8", "replace").strip()
    if status:
        raise PipeError(f"{run[0]} failed with status {status}{f': {text[-500:]}' if text else '.'}")
    return text


def _kill(process: asyncio.subprocess.Process) -> None:
    """Kill the program and, where the system has process groups, those that it has started."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


async def _write(stdin: asyncio.StreamWriter, text: str) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # many programs do not read it
        stdin.write(text.encode())
        await stdin.drain()
    stdin.close()
