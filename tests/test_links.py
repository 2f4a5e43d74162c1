"""Addresses, as they may stand in links on a page at the site's root and below it."""

from __future__ import annotations

import pytest

from mkdocs_pubs.links import safe_url


@pytest.mark.parametrize(
    ("address", "at_root", "below"),
    [
        ("a.pdf", "a.pdf", "../a.pdf"),
        ("/a/b.pdf", "a/b.pdf", "../a/b.pdf"),
        ("/javascript:alert(1)", "./javascript:alert(1)", "../javascript:alert(1)"),
        ("/ javascript:alert(1)", "%20javascript:alert(1)", "../%20javascript:alert(1)"),
        ("//evil.example", None, None),
        ("javascript:alert(1)", None, None),
        ("javascript&colon;alert(1)", None, None),
        ("java&#9;script&#x3A;alert(1)", None, None),
        ("https://example.org/?a&copy=1", *["https://example.org/?a&copy=1"] * 2),
        ("http://[::1", None, None),
        ("http://[::1]/a", "http://[::1]/a", "http://[::1]/a"),
        ("www.example.org", "https://www.example.org", "https://www.example.org"),
    ],
)
def test_an_address(address: str, at_root: str | None, below: str | None) -> None:
    assert safe_url(address) == at_root
    assert safe_url(address, base="../") == below
