"""Texts to the terminal and into files, whatever these can take."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from secrets import token_hex
from shutil import copymode

import click

from mkdocs_pubs.publisher import content


def print_text(text: str, encoding: str | None = None) -> None:
    """Print a text; signs that the encoding, else the terminal's, does not have are escaped."""
    encoding = encoding or getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        click.echo(text.encode(encoding, "backslashreplace"))
    except BrokenPipeError:
        raise
    except OSError as error:
        # Python tries again at its end, and would then complain of the same with a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.ClickException(f"cannot print: {error.strerror}") from None


def write_text(path: Path, text: str) -> None:
    """Write a text to a file, whole or not at all.

    Raises:
        ClickException: if it cannot be written.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_over(path: Path, before: bytes, after: bytes) -> None:
    """Write bytes to a file that held others when it was read, whole or not at all.

    Raises:
        ClickException: if it holds others than `before` by now, or cannot be written.
    """
    if content(path)[0] != before:
        raise click.ClickException(f"{path} has changed meanwhile; wrote nothing, try again")
    write_bytes(path, after)


def write_bytes(path: Path, octets: bytes) -> None:
    """Write bytes to a file, whole or not at all.

    Raises:
        ClickException: if it cannot be written.
    """
    try:
        _replace(path, octets)
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from None


def _replace(path: Path, octets: bytes) -> None:
    """Write a file beside `path` and put it there once it is whole; into a device, write."""
    if path.exists() and not path.is_file():
        path.write_bytes(octets)
        return
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".pubs-{token_hex(8)}")
    try:
        with draft.open("xb") as file:
            file.write(octets)
        if target.exists():
            copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
