"""Styles by name: what cannot be loaded is our own error, whatever Python calls it."""

from __future__ import annotations

import pytest

from mkdocs_pubs.citation import Citer
from mkdocs_pubs.errors import StyleError
from mkdocs_pubs.links import safe_url


@pytest.mark.parametrize(
    "name", "nosuch nosuch:Style pybtex:Style .a:B ..a . : os:getcwd builtins.int".split()
)
def test_a_style_that_cannot_be_loaded_is_named(name: str) -> None:
    with pytest.raises(StyleError, match="citation style") as caught:
        Citer(name, safe_url)
    assert f"'{name}'" in str(caught.value)
