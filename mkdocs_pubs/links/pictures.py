"""How large a picture is, as its file says: PNG, JPEG, GIF, WebP and SVG."""

from __future__ import annotations

from mkdocs_pubs.patterns import regex

_LENGTHS = tuple(
    regex(rb"""\s%s\s*=\s*["']\s*(\d+(?:\.\d+)?)(?:px)?\s*["']""" % name)
    for name in (b"width", b"height")
)
_VIEW_BOX = regex(
    rb"""\sviewBox\s*=\s*["']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*["']"""
)
# The frames of a JPEG that say its size: all SOF but those that are tables (ITU T.81, B.1.1.3).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Return the width and the height of a picture by the beginning of its file, if it says so."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        size = (_big(head[16:20]), _big(head[20:24]))
    elif head.startswith((b"GIF87a", b"GIF89a")):
        size = (_little(head[6:8]), _little(head[8:10]))
    elif head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        size = _webp_size(head)
    elif head.startswith(b"\xff\xd8"):
        size = _jpeg_size(head)
    else:
        size = _svg_size(head)
    return size if min(size) > 0 else None


def _webp_size(head: bytes) -> tuple[int, int]:
    """Return the size in a WebP's first chunk (Google's container specification; RFC 6386, 9.1)."""
    kind = head[12:16]
    if kind == b"VP8X":
        return _little(head[24:27]) + 1, _little(head[27:30]) + 1
    if kind == b"VP8L":
        bits = _little(head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _little(head[26:28]) & 0x3FFF, _little(head[28:30]) & 0x3FFF
    return 0, 0


def _jpeg_size(head: bytes) -> tuple[int, int]:
    """Go from segment to segment to the frame that says the size."""
    position = 2
    while position + 9 <= len(head) and head[position] == 0xFF:
        marker = head[position + 1]
        if marker in _FRAMES:
            return _big(head[position + 7 : position + 9]), _big(head[position + 5 : position + 7])
        position += 1 if marker == 0xFF else 2 + _big(head[position + 2 : position + 4])
    return 0, 0


def _svg_size(head: bytes) -> tuple[int, int]:
    """Return the size in pixels, else that of the view box."""
    start = head.find(b"<svg")
    tag = head[start : head.find(b">", start)] if start >= 0 else b""
    lengths = [pattern.search(tag) for pattern in _LENGTHS]
    box = _VIEW_BOX.search(tag)
    numbers = [one[1] for one in lengths if one]
    if len(numbers) < 2:
        numbers = list(box.groups()) if box else [b"0", b"0"]
    try:
        width, height = (round(float(number)) for number in numbers)
    except (ValueError, OverflowError):
        return 0, 0
    return width, height


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
