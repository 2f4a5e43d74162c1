"""What templates print is escaped as Jinja does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup

from mkdocs_pubs.rendering.environment import environment_of

TEMPLATE = "{% set set %}<i>{{ one }}</i>{% endset %}{{ one }}|{{ one ~ '<' }}|{{ set }}"


class _Text(str):
    """A text of another class."""


class _Element:
    def __html__(self) -> str:
        return "<hr>"

    def __str__(self) -> str:
        return "no HTML"


TEXTS = st.text("a>< &\"'\u00e9\n")
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(Markup),
    TEXTS.map(_Text),
    st.sampled_from([_Element(), None, 2.5, ["<", Markup("<")]]),
)


@pytest.fixture(scope="module", params=["ours", "user's"])
def environment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    folder: Path | None = tmp_path_factory.mktemp("templates") if request.param != "ours" else None
    return environment_of(folder)


@given(one=VALUES)
def test_values_are_escaped_as_in_any_template(environment: Environment, one: object) -> None:
    usual = Environment(autoescape=True)
    expected = usual.from_string(TEMPLATE).render(one=one)
    assert environment.from_string(TEMPLATE).render(one=one) == expected


def test_what_is_undefined_is_not_printed(environment: Environment) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string(TEMPLATE).render()
