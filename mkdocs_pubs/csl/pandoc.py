"""Pandoc, whose citeproc formats items in a CSL style: found, and run without a way out.

It runs in its sandbox, without a shell, in a folder of its own with no data of the user's, on
JSON, for JSON, and not for ever.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_pubs.csl.items import CslItem, csl_json
from mkdocs_pubs.patterns import regex
from mkdocs_pubs.private_use import OTHERS

INSTALL = "install it with 'pip install mkdocs-pubs[csl]', or pandoc 2.15 or later"
"""What to do where there is no pandoc."""

_OLDEST = (2, 15)
"""The first version that has a sandbox."""
_VERSION = regex(r"pandoc(?:\.exe)? (\d+)\.(\d+)")
_SHORTENS_LISTS = regex(r"<(?:bibliography|name)\s[^>]*et-al-min")
"""A style that has an "et al." of its own gives it to a person called "others", too."""
_MEMORY = "-M1g"
"""For the macros of a style, which may call each other in a ring."""
_ITEMS = "items.json"
_FEW = 300
# To tell people of one family name apart takes time that grows with the cube of the items: minutes
# for a thousand. Without, two works get letters behind a year that given names alone tell apart.
_TELLS_GIVEN_NAMES_APART = regex(r"\sdisambiguate-add-givenname\s*=\s*([\"'])true\1")
_SECONDS = 30.0
_SECONDS_EACH = 0.05
"""On slow machines; APA, one of the slowest styles, takes 1 ms for an item."""


def find_pandoc() -> Path | None:
    """Return the pandoc that the extra ``csl`` brings, or one on the path that is new enough."""
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(folder, "files", name)).is_file():
                return path
    found = shutil.which("pandoc")
    return Path(found) if found and _is_new_enough(found) else None


@lru_cache(maxsize=4)
def _is_new_enough(pandoc: str) -> bool:
    try:
        done = subprocess.run([pandoc, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = _VERSION.match(done.stdout.decode("utf-8", "replace"))
    return version is not None and (int(version[1]), int(version[2])) >= _OLDEST


def processed(
    pandoc: Path, items: Sequence[CslItem], style: str, language: str
) -> tuple[bytes, str]:
    """Return pandoc's document with a bibliography of all items, or what went wrong.

    `style` is the text of a CSL style as it was read, `language` a tag (BCP 47) or empty, for the
    style's own.
    """
    command = ["--from=csljson", "--to=json", "--citeproc"]
    return _applied(pandoc, items, style, language, command, None)


def cited(
    pandoc: Path, items: Sequence[CslItem], style: str, language: str, document: bytes
) -> tuple[bytes, str]:
    """Return pandoc's document made of one that cites items, or what went wrong."""
    command = ["--from=json", "--to=json", "--citeproc", f"--bibliography={_ITEMS}"]
    return _applied(pandoc, items, style, language, command, document)


@lru_cache(maxsize=4)
def document_version(pandoc: Path) -> tuple[int, ...]:
    """Return the version of the JSON documents that pandoc takes; nothing if it does not tell."""
    with TemporaryDirectory(prefix="pubs-") as folder:
        found, problem = _run([str(pandoc), "--sandbox", "--to=json"], b"", folder, _SECONDS)
    return () if problem else tuple(json.loads(found)["pandoc-api-version"])


def _applied(
    pandoc: Path,
    items: Sequence[CslItem],
    style: str,
    language: str,
    options: Sequence[str],
    document: bytes | None,
) -> tuple[bytes, str]:
    """Apply a style to a document, or to the items themselves."""
    content = csl_json(items)
    if _SHORTENS_LISTS.search(style):
        content = content.replace(OTHERS, "others")
    with TemporaryDirectory(prefix="pubs-") as folder:
        if len(items) > _FEW:
            style = _TELLS_GIVEN_NAMES_APART.sub("", style)
        (Path(folder) / "style.csl").write_text(style, encoding="utf-8")
        (Path(folder) / _ITEMS).write_text(content, encoding="utf-8")
        command = [str(pandoc), "+RTS", _MEMORY, "-RTS", "--sandbox", "--data-dir=."]
        command += [*options, "--csl=style.csl"]
        command += [f"--metadata=lang:{language}"] if language else []
        given = content.encode() if document is None else document
        return _run(command, given, folder, _SECONDS + _SECONDS_EACH * len(items))


def _run(command: list[str], given: bytes, folder: str, seconds: float) -> tuple[bytes, str]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=seconds,
            cwd=folder,
            creationflags=flags,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b"", f"pandoc took more than {seconds:.0f} seconds"
    except OSError as error:
        return b"", f"pandoc cannot be run: {error.strerror}"
    if done.returncode:
        return b"", _first_words(done.stderr) or f"pandoc ended with {done.returncode}"
    return done.stdout, ""


def _first_words(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split())[:200]
