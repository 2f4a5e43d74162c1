"""pybtex's templates filled in quickly: what comes of them is what pybtex makes of them itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, Person
from pybtex.richtext import Symbol, Tag, Text
from pybtex.style.formatting import BaseStyle, toplevel
from pybtex.style.formatting.unsrt import Style as Unsrt
from pybtex.style.names import name_part
from pybtex.style.template import (
    FieldIsMissing,
    field,
    first_of,
    href,
    join,
    names,
    node,
    optional,
    optional_field,
    sentence,
    tag,
    together,
    words,
)

from mkdocs_pubs.bibtex import SourceFile, decode, read
from mkdocs_pubs.citation.entries import pybtex_entry
from mkdocs_pubs.citation.finder import find_style
from mkdocs_pubs.citation.quick_templates import entry_text, filled_in
from mkdocs_pubs.labels import ENGLISH
from mkdocs_pubs.normalise import library
from tests.conftest import EXAMPLE_SITE

ENTRY = Entry(
    "article",
    {"title": "On {DNA} in {\\em vivo}", "year": "19", "note": "Why?", "url": "x.y", "empty": ""},
    {"author": [Person("Ann B. van der Lee"), Person("Li, {Wu}, Jr.")], "editor": []},
)
CONTEXT = {"entry": ENTRY, "style": Unsrt(), "bib_data": None}


@node
def shouted(children: list[Any], data: Any) -> Any:
    """Write in capitals, by a node that is not pybtex's."""
    return join[children].format_data(data).upper()


@node
def refusing(children: list[Any], data: Any) -> Any:  # noqa: ARG001
    """Refuse to write anything."""
    raise TypeError


LEAVES = st.one_of(
    st.sampled_from(["", "a", "ab", "long word", "Is it?", "Done.", ", ", None, 7]),
    st.sampled_from([Text(), Text("a", Tag("em", "b")), Tag("em", "c"), Tag("em"), Symbol("nbsp")]),
    st.sampled_from("title year note empty missing editor".split()).map(field),
    st.sampled_from(
        [
            field("url", raw=True),
            field("title", apply_func=lambda text: text.lower()),
            optional_field("year"),
            optional_field("missing"),
            optional_field("note", apply_func=len),
            names("author", sep=", ", sep2=" and ", last_sep=", and "),
            names("editor"),
            names("translator"),
            name_part(before=", ", tie=True, abbr=True)[Text("Ann Lee"), Text("B.")],
            refusing,
        ]
    ),
)
NODES = st.sampled_from(
    [
        join,
        join(", "),
        join(sep=Symbol("nbsp"), sep2=" and ", last_sep=Text(", and ")),
        words,
        words(sep="-"),
        together,
        together(last_tie=True),
        sentence,
        sentence(capfirst=True),
        sentence(capitalize=True, add_period=False, sep=" "),
        optional,
        first_of,
        tag("em"),
        tag("strong"),
        href("x.y"),
        href(join["x.", field("url", raw=True)]),
        href(field("missing"), external=True),
        name_part(tie=True),
        toplevel,
        shouted,
    ]
)


def inner(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(lambda one, within: one[within], NODES, st.lists(children, max_size=4))


def outcome(fill_in: Callable[[], Any]) -> Any:
    """Return what comes of a template, and its HTML, or why nothing does."""
    try:
        text = Text(fill_in())
    except (FieldIsMissing, TypeError, ValueError, AttributeError) as error:
        return type(error)
    return text, text.render_as("html")


@given(inner(st.recursive(LEAVES, inner, max_leaves=12)))
def test_any_template_is_filled_in_as_pybtex_does_it(template: Any) -> None:
    expected = outcome(lambda: template.format_data(CONTEXT))
    assert outcome(lambda: filled_in(template, CONTEXT)) == expected


@pytest.mark.parametrize("name", ["plain", "alpha", "unsrtalpha", "ieee"])
@pytest.mark.parametrize("path", sorted(EXAMPLE_SITE.glob("*.bib")), ids=lambda path: path.stem)
def test_an_entry_reads_as_the_style_itself_writes_it(name: str, path: Any) -> None:
    style = find_style(name)
    source = SourceFile(path.name, decode(path.read_bytes())[0])
    for one in library(read([source])[0])[0].publications:
        entry = pybtex_entry(one, one.type, ENGLISH)
        assert outcome(lambda entry=entry: entry_text(style, entry)) == outcome(
            lambda entry=entry: style.format_entry("", entry).text
        )


def test_a_style_that_formats_entries_itself_is_asked() -> None:
    class Own(Unsrt):  # type: ignore[misc]
        def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
            found = super().format_entry(label, entry, bib_data)
            found.text = Text("Own: ", found.text)
            return found

    class Old(BaseStyle):  # type: ignore[misc]
        default_name_style, default_label_style, default_sorting_style = "plain", "number", "none"

        def format_article(self, context: Any) -> Any:
            return words["Old:", field("title")].format_data(context)

    article = Entry("article", {"title": "T", "journal": "J", "year": "2000"}, ENTRY.persons)
    assert str(entry_text(Own(), article)).startswith("Own: ")
    assert str(entry_text(Old(), article)) == "Old: T"
