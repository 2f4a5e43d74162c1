"""The size of a picture, as its file says, so that a page keeps its place."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

from mkdocs_pubs.links.pictures import picture_size
from tests.bare_project import built, write_project
from tests.conftest import write_files

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
JPEG_APP = (
    b"\xff\xe1" + struct.pack(">H", 2 + 40) + b"\xff\xc0\x00\x11\x08\x00\x01\x00\x01" * 4 + b"1234"
)
JPEG = b"\xff\xd8" + JPEG_APP + b"\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + b"\3"


def riff(chunk: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(PNG, id="png"),
        pytest.param(b"GIF89a" + struct.pack("<HH", 640, 480), id="gif"),
        pytest.param(JPEG, id="jpeg"),
        pytest.param(
            riff(
                b"VP8X\x0a\0\0\0\0\0\0\0"
                + (639).to_bytes(3, "little")
                + (479).to_bytes(3, "little")
            ),
            id="webp-extended",
        ),
        pytest.param(
            riff(b"VP8L\x0a\0\0\0\x2f" + (639 | 479 << 14).to_bytes(4, "little")),
            id="webp-lossless",
        ),
        pytest.param(
            riff(b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)), id="webp"
        ),
        pytest.param(
            b'<?xml version="1.0"?>\n<svg width="640" height=\'480px\' viewBox="0 0 1 1">', id="svg"
        ),
        pytest.param(b'<svg width="100%" viewBox="0 0 640 480.2">', id="svg-box"),
        pytest.param(b'<svg stroke-width="3" viewBox="-10,-10,640,480">', id="svg-commas"),
    ],
)
def test_a_picture_says_its_size(head: bytes) -> None:
    assert picture_size(head) == (640, 480)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"GIF89a\0\0\0\0",
        PNG[:18],
        JPEG[:20],
        b"\xff\xd8\xff\xda",
        riff(b"VP9 "),
        b"<svg",
        b'<svg viewBox="0 0 1 e">',
        b'<svg width="%s" height="1">' % (b"9" * 400),
        b"%PDF-1.4",
    ],
)
def test_what_says_no_size_has_none(head: bytes) -> None:
    assert picture_size(head) is None


@given(st.sampled_from([b"", PNG[:8], b"\xff\xd8\xff", b"RIFF1234WEBP", b"<svg "]), st.binary())
def test_any_bytes_are_read(start: bytes, rest: bytes) -> None:
    size = picture_size(start + rest)
    assert size is None or min(size) > 0


def test_long_files_are_read_in_time_that_grows_with_them() -> None:
    for head in (
        b"<svg" * 65_000,
        b"\xff\xd8" + b"\xff" * 260_000,
        b'<svg a="' + b" width" * 40_000,
    ):
        assert picture_size(head) is None


def png(width: int, height: int) -> bytes:
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return PNG[:8] + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose list has a picture in the docs folder, and one that a plugin made."""
    write_project(tmp_path, "bibliography: papers.bib", "hooks: [hook.py]")
    hook = f"""
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "b.png", content={png(40, 30)!r}))
"""
    bib = "@misc{a, title={A}, preview={a.png}} @misc{b, title={B}, preview={b.png}}"
    folder = "docs/assets/img/publication_preview"
    write_files(tmp_path, {"papers.bib": bib, "hook.py": hook, f"{folder}/a.png": png(60, 80)})
    return tmp_path


def test_sizes_stand_on_the_page(project: Path) -> None:
    site = built(project, strict=True)
    assert site.returncode == 0, site.log
    assert 'alt="" width="60" height="80" loading="lazy"' in site.html()
    assert 'src="b.png" alt="" width="40" height="30"' in site.html()


@pytest.mark.slow
def test_a_picture_keeps_its_place_before_it_is_there(project: Path, browser: Browser) -> None:
    site = built(project, strict=True)
    style = (site.folder / "assets/pubs/pubs.css").read_text(encoding="utf-8")
    page = browser.new_page()
    waiting: list[Route] = []
    page.route("**/*.png", lambda route: waiting.append(route))
    page.goto((site.folder / "index.html").as_uri(), wait_until="commit")
    page.add_style_tag(content=style)
    picture = page.locator("#pub-a .pubs-preview img")
    before = picture.bounding_box()
    assert before is not None
    assert waiting
    for route in waiting:
        route.continue_()
    page.wait_for_function("document.querySelector('.pubs-preview img').naturalWidth > 0")
    assert picture.bounding_box() == before
    assert round(before["height"] / before["width"], 2) == round(80 / 60, 2)
    page.close()
