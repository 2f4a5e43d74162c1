"""Bibliographies in encodings other than UTF-8, and what is no text at all."""

from __future__ import annotations

import encodings
import gzip
import pkgutil
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs.bibtex import decode
from tests.bare_project import KEPT, MENDED, assert_well, built, keys, write_project
from tests.conftest import write_files

BIB = "@misc{a, title = {Größe}, year = 2000}\n"
POLISH = "@misc{a, title = {Żółć}, year = 2000}\n"
CHINESE = "@misc{a, title = {文献}, year = 2000}\n"
LOST = "\N{REPLACEMENT CHARACTER}"
READ_AS = "not UTF-8; read it as"
NUL = "holds NUL bytes, as binary files do; left them out [encoding]"
NO_ENTRIES = "holds no entries [no-entries]"

CODECS = [one.name for one in pkgutil.iter_modules(encodings.__path__)]
HARMFUL = (
    "rot13 zip zlib bz2 base64 hex uu quopri idna punycode undefined unicode_escape"
    " raw_unicode_escape utf-7 utf-16 utf-32 cp037 hz mbcs aliases ascii utf-8-sig no-such"
).split()


def declared(codec: str) -> bytes:
    return f"% Encoding: {codec}\n".encode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path, "bibliography: [kept.bib, papers.bib]")
    write_files(tmp_path, {"kept.bib": KEPT})
    return tmp_path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BOM_UTF8 + BIB.encode(), id="utf-8-with-its-mark"),
        pytest.param(BOM_UTF16_LE + BIB.encode("utf-16-le"), id="utf-16-le-with-its-mark"),
        pytest.param(BOM_UTF16_BE + BIB.encode("utf-16-be"), id="utf-16-be-with-its-mark"),
        pytest.param(b"% x\n" + BOM_UTF8 + BIB.encode(), id="a-mark-within"),
        pytest.param(declared("rot13") + BIB.encode(), id="utf-8-whatever-it-declares"),
        pytest.param(BIB.replace("\n", "\r").encode(), id="old-macintosh-lines"),
    ],
)
def test_what_is_unicode_is_read_without_a_word(content: bytes, project: Path) -> None:
    write_files(project, {"papers.bib": content})
    assert_well(project, "kept", "a")
    assert "Größe" in built(project).html()


ODD = {
    "latin": (BIB.encode("cp1252"), f"{READ_AS} cp1252", "Größe"),
    "false-mark": (BOM_UTF8 + BIB.encode("cp1252"), f"{READ_AS} cp1252", "Größe"),
    "unmarked-le": (BIB.encode("utf-16-le"), f"{READ_AS} utf-16-le", "Größe"),
    "unmarked-be": (POLISH.encode("utf-16-be"), f"{READ_AS} utf-16-be", "Żółć"),
    "odd-byte": (POLISH.encode("utf-16") + b"%", f"not all of it is UTF-16; put {LOST}", "Żółć"),
    "utf-32": (BIB.encode("utf-32"), NUL, "Größe"),
    "nul": (BIB.encode().replace(b"Gr", b"G\0r"), NUL, "Größe"),
    "polish": (declared("Cp1250") + POLISH.encode("cp1250"), f"{READ_AS} cp1250", "Żółć"),
    "chinese": (declared("GBK") + CHINESE.encode("gbk"), f"{READ_AS} gbk", "文献"),
    "macintosh": (
        declared("x-MacRoman") + BIB.encode("mac-roman"), f"{READ_AS} mac-roman", "Größe"
    ),
    "emacs": (
        b"% -*- mode: bibtex; coding: iso-8859-2 -*-\n" + POLISH.encode("iso-8859-2"),
        f"{READ_AS} iso8859-2",
        "Żółć",
    ),
    "mixed": (
        BIB.encode("utf-8") + b"@comment{x}\r\n" + b"% caf\xe9\n",
        "not all of it is UTF-8, as in line 3; read the rest as cp1252",
        "Größe",
    ),
    "mixed-letters": (
        "@misc{a, title = {Größe “Maß”},\n year = 2000, note = {".encode() + b"\x93caf\xe9\x94}}\n",
        "not all of it is UTF-8, as in line 2; read the rest as cp1252",
        "“café”",
    ),
    "surrogate": (
        BIB.encode().replace(b"\xc3\xb6", b"\xed\xa0\x80"), f"{READ_AS} cp1252", "Grí"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said", "shown"), ODD.values(), ids=ODD)
def test_what_is_not_utf_8_is_told_and_shown(
    content: bytes, said: str, shown: str, project: Path
) -> None:
    write_files(project, {"papers.bib": content})
    site = built(project)
    assert f"papers.bib: {said}" in site.log
    assert keys(site.html()) == ["kept", "a"]
    assert shown in site.html()
    assert built(project, strict=True).returncode != 0
    write_files(project, {"papers.bib": MENDED})
    assert_well(project, "kept", "mended")


@pytest.mark.parametrize("codec", HARMFUL)
def test_a_codec_that_is_not_of_text_is_never_used(codec: str, project: Path) -> None:
    write_files(project, {"papers.bib": declared(codec) + BIB.encode("cp1252")})
    site = built(project)
    assert "papers.bib: not UTF-8; read it as cp1252 [encoding]" in site.log
    assert keys(site.html()) == ["kept", "a"]
    assert "Größe" in site.html()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", NUL, id="picture"),
        pytest.param(gzip.compress(BIB.encode(), mtime=0), NUL, id="compressed"),
        pytest.param(b"\x7fELF\2\1\1" + bytes(9), NUL, id="program"),
        pytest.param(bytes(range(128, 256)), f"{READ_AS} cp1252", id="high-bytes"),
        pytest.param(BOM_UTF8, NO_ENTRIES, id="mark-alone"),
        pytest.param(BOM_UTF16_LE, NO_ENTRIES, id="wide-mark-alone"),
        pytest.param(BOM_UTF16_BE + b"@", "not all of it is UTF-16", id="half-a-sign"),
        pytest.param(bytes(4096), NUL, id="zeros"),
    ],
)
def test_what_is_no_bibliography_is_told_and_the_rest_is_shown(
    content: bytes, said: str, project: Path
) -> None:
    write_files(project, {"papers.bib": content})
    site = built(project)
    assert f"papers.bib: {said}" in site.log
    assert f"papers.bib: {NO_ENTRIES}" in site.log
    assert keys(site.html()) == ["kept"]
    write_files(project, {"papers.bib": MENDED})
    assert_well(project, "kept", "mended")


@given(st.binary(), st.sampled_from(CODECS))
def test_any_bytes_are_text_whatever_they_declare(content: bytes, codec: str) -> None:
    for one in (content, declared(codec) + content):
        text, oddity = decode(one)
        assert not re.search("[\0-\x08\x0b-\x1f\ud800-\udfff]", text)
        assert (
            oddity
            or one.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
            or one.decode("utf-8") is not None
        )
