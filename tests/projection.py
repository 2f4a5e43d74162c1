"""A published list as plain lines, so that a case file can say what a reader sees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from mkdocs_pubs.models import Published

_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Node:
    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node | str] = []

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def all(self, name: str) -> list[Node]:
        return [node for node in self.walk() if name in node.classes]

    def text(self, without: str = "") -> str:
        return "".join(
            child if isinstance(child, str) else child.text(without)
            for child in self.children
            if isinstance(child, str) or child.tag != without
        )

    def line(self) -> str:
        return " ".join(self.text().split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Node("root", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self.here)
        self.here.children.append(node)
        if tag not in _VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Node(tag, dict(attrs), self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(html: str) -> Node:
    """Parse HTML whose tags must all be closed, in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.here is builder.root, f"<{builder.here.tag}> is not closed"
    return builder.root


def page_lines(published: Published) -> Iterator[str]:
    """Yield the headings, and under each what its publications show, indented by depth."""
    for section in published.sections:
        if section.title:
            yield "  " * (section.depth - 1) + section.title
        for item in parse(section.html).all("pubs-item"):
            number = item.attributes.get("value")
            for line in _item_lines(item):
                yield "  " * section.depth + (f"{number}. {line}" if number else line)
                number = None


def bar_lines(published: Published) -> Iterator[str]:
    """Yield what the bar offers: each facet's values with the places that have them, and groupings.

    The values of a facet that publications can be grouped by have an id.
    """
    for bar in parse(published.bar).all("pubs-bar"):
        values = json.loads(str(bar.attributes["data-values"]))
        for select in (node for node in bar.walk() if node.tag == "select"):
            name = str(select.attributes["name"])
            labels = [str(one.attributes["label"]) for one in select.walk() if one.tag == "option"]
            if name == "group":
                yield ", ".join(labels)
            else:
                yield f"{', '.join(labels)}: {'; '.join(map(_choice, values[name]))}"


def _choice(choice: tuple[str, list[int], str]) -> str:
    title, places, slug = choice
    shown = " ".join(map(str, places))
    return f"{title} <{slug}> {shown}" if slug else f"{title} {shown}"


def items(published: Published) -> list[Node]:
    """Return the publications' elements, in order."""
    return [item for part in published.sections for item in parse(part.html).all("pubs-item")]


def _item_lines(item: Node) -> Iterator[str]:
    runs = list(item.all("pubs-citation"))
    for title in () if runs else item.all("pubs-title"):
        links = [node.attributes["href"] for node in title.walk() if node.tag == "a"]
        yield " ".join([title.line(), *(f"<{link}>" for link in links)])
    for authors in () if runs else item.all("pubs-authors"):
        yield _authors_line(authors)
    for name, label in (
        ("pubs-citation", "citation: "),
        ("pubs-venue", ""),
        ("pubs-legend", "legend: "),
        ("pubs-note", "note: "),
        ("pubs-annotation-text", "annotation: "),
        ("pubs-cited", "to cite: "),
        ("pubs-abstract-text", "abstract: "),
    ):
        yield from (label + node.line() for node in item.all(name))
    buttons = [node for node in item.walk() if "data-kind" in node.attributes]
    if buttons:
        yield "links: " + ", ".join(f"{one.line()} <{one.attributes['href']}>" for one in buttons)


def _authors_line(authors: Node) -> str:
    """Join the names: ``**owner**``, and ``[folded]`` as they stand behind the fold."""
    folds = authors.all("pubs-more")
    folded = [one for fold in folds for one in fold.all("pubs-author")]
    before = [one for one in authors.all("pubs-author") if one not in folded]
    names = _names(before)
    if folded:
        order = authors.all("pubs-author")
        start = order.index(folded[0])
        ahead = [one for one in before if order.index(one) < start]
        behind = [one for one in before if one not in ahead]
        names = " ".join(filter(None, [_names(ahead), f"[{_names(folded)}]", _names(behind)]))
    if "et al." in authors.line():
        names += " et al."
    return " ".join([names, *(role.line() for role in authors.all("pubs-role"))])


def _names(people: Iterable[Node]) -> str:
    return ", ".join(
        f"**{one.line()}**" if "pubs-owner" in one.classes else one.line() for one in people
    )
