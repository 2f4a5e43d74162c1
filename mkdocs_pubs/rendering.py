"""Groups of items → HTML through Jinja2 templates: ours, or the user's of the same name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from traceback import extract_tb

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.ext import Extension
from markupsafe import Markup

from mkdocs_pubs.assets import asset
from mkdocs_pubs.errors import TemplateError
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Author, Bar, Chart, Item, Link, Published, Section, Split, span_of

TEMPLATES = Path(__file__).parent / "templates"
SUFFIX = ".html.j2"

_LAYOUTS: Mapping[str, tuple[str, str]] = {
    "card": ("list", "item"),
    "compact": ("list", "compact"),
    "table": ("table", "row"),
}
"""The templates of each layout: that of the list, and that of one item."""
_INCLUDE = re.compile(r'{% include "(?P<name>[\w./]+)" %}')
_JOINT = re.compile(r"(?P<sign>[^\w\s]*)(?P<space>\s*)(?P<word>.*)", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """Neighbours in a list of authors who are all shown, or all folded away.

    Each comes with what joins it to the one before. What stands `before` a fold joins it to the
    ones shown; `comma` is the part of it that is only right while the fold is open.
    """

    folded: bool
    people: tuple[tuple[str, Author], ...]
    comma: str = ""
    before: str = ""


class Renderer:
    """Fills templates in: those of the user's folder, and ours where it has none of the name.

    A user's template can include or extend the one that it stands for as ``pubs/<name>``.

    Raises:
        TemplateError: if there is no such folder, or templates in it are not valid; all at once.
    """

    def __init__(self, templates: Path | None = None) -> None:
        self._folder = templates
        self._environment = _environment(templates)
        problems = () if templates is None else tuple(_problems(templates, self._environment))
        if problems:
            raise TemplateError(problems)

    def list_html(
        self,
        items: Sequence[Item],
        words: Labels,
        layout: str = "card",
        side: str = "",
        is_long: bool = False,
    ) -> Markup:
        """Return the list of one group's items in a layout.

        `side` is the widest of what stands beside any item of all groups: a ``badge``, a
        ``preview``, or nothing. One that `is_long` is laid out where it is in view.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        name, part = _LAYOUTS[layout]
        values = {"items": items, "layout": layout, "side": side, "words": words}
        values["is_long"] = is_long
        return self._filled_in(name, **values, part=part + SUFFIX)

    def parts_html(self, split: Split, ids: Mapping[str, str], base: str, words: Labels) -> Markup:
        """Return what leads from one part of a list to the others.

        `ids` are those of the links, by the parts' slugs; `base` leads to the site's root.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        return self._filled_in("parts", split=split, ids=ids, base=base, words=words)

    def chart_html(self, chart: Chart, words: Labels) -> Markup:
        """Return a chart.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        return self._filled_in("chart", chart=chart, words=words)

    def rest_html(self, count: int, url: str, ids: str, words: Labels, layout: str) -> Markup:
        """Return what stands for so many publications that a page has in a file.

        `ids` is the URL of the file that says where which publication is.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        values = {"count": count, "url": url, "ids": ids, "words": words}
        return self._filled_in("rest", **values, layout=layout)

    def bar_html(
        self, bar: Bar, downloads: Sequence[Link], words: Labels, index: str = ""
    ) -> Markup:
        """Return the bar above a list, with links to its files.

        What it searches is in the file `index`, or on the page where there is none.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        return self._filled_in("bar", bar=bar, downloads=downloads, words=words, index=index)

    def downloads_html(
        self, downloads: Sequence[Link], words: Labels, *, has_bar: bool = False
    ) -> Markup:
        """Return what stands below a list: links to its files, unless the bar has them.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        if not downloads:
            return Markup()
        values = {"downloads": downloads, "has_bar": has_bar, "words": words}
        return self._filled_in("downloads", **values)

    def fragment_html(self, published: Published, words: Labels) -> Markup:
        """Return a list with its headings, to be put into a page.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        return self._filled_in("sections", title="", published=published, words=words)

    def publication_html(self, item: Item, words: Labels, **values: object) -> Markup:
        """Return what stands on the page of a publication: its item, and what leads on from there.

        `values` are the `title` and the `abstract`, the links `previous` and `next`, and `lists`.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        labels = {key: words(key) for key in ("copied", "copy")}
        return self._filled_in(
            "publication",
            item=item,
            labels=labels,
            direction=words.direction,
            words=words,
            **values,
        )

    def page_html(
        self, title: str, published: Published, words: Labels, more_style: str = ""
    ) -> Markup:
        """Return a page that stands alone, with style sheet, `more_style` and script in it.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        style = _inline(asset("pubs.css") + more_style)
        assets = {"style": style, "script": _inline(asset("pubs.js"))}
        return self._filled_in("page", title=title, published=published, words=words, **assets)

    def aside_html(self, sections: Sequence[Section], page: str, words: Labels) -> Markup:
        """Return a page that stands alone, with so much of a large list.

        `page` leads from there to the page of the list.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        title = words("publications")
        return self._filled_in("aside", sections=sections, page=page, title=title, words=words)

    def _filled_in(self, name: str, **values: object) -> Markup:
        template = self._environment.get_template(name + SUFFIX)
        try:
            return Markup(template.render(values))
        except Exception as error:  # a template can raise whatever its author made it raise
            place = _place(error, self._folder)
            if place is None:
                raise
            raise TemplateError([f"{place}: {_reason(error)}"]) from error


def _reason(error: Exception) -> str:
    return f"there is no template '{error}'" if isinstance(error, TemplateNotFound) else str(error)


def _environment(folder: Path | None) -> Environment:
    ours = FileSystemLoader(TEMPLATES)
    theirs = [] if folder is None else [FileSystemLoader(folder)]
    environment = Environment(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"pubs": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        extensions=[_Inliner],
    )
    environment.filters["runs"] = _runs
    environment.filters["parts"] = _parts
    environment.filters["plain"] = plain
    environment.filters["sentence"] = _sentence
    environment.filters["before_others"] = _before_others
    return environment


class _Inliner(Extension):
    """Puts those of our templates that ours include in their places, before they are compiled.

    An item includes a dozen, and looking them up took longer than filling them in. The user's own
    are left to Jinja, so that their failures are told with their lines.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the source of a template with those of others in it."""
        return self._whole(source) if _is_ours(filename) else source

    def _whole(self, source: str) -> str:
        return _INCLUDE.sub(self._inlined, source)

    def _inlined(self, include: re.Match[str]) -> str:
        assert self.environment.loader is not None
        source, filename, _ = self.environment.loader.get_source(self.environment, include["name"])
        if not _is_ours(filename):
            return include[0]
        # What a template sets is its own.
        return f"{{% with %}}{self._whole(source)}{{% endwith %}}"


def _is_ours(filename: str | None) -> bool:
    return filename is not None and Path(filename).parent == TEMPLATES


def _problems(folder: Path, environment: Environment) -> Iterator[str]:
    try:
        os.listdir(folder)
    except FileNotFoundError:
        yield f"{folder}: there is no such folder of templates"
        return
    except OSError as error:
        yield f"{folder}: not a folder of templates ({error.strerror})"
        return
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        if problem := _problem(path, folder, environment):
            yield problem


def _problem(path: Path, folder: Path, environment: Environment) -> str | None:
    """Return what is wrong with a template.

    Jinja passes over what is not a file, and takes ours without a word.
    """
    try:
        if not path.is_file():
            return f"{path}: not a regular file"
        environment.get_template(path.relative_to(folder).as_posix())
    except TemplateSyntaxError as error:
        return f"{error.filename}:{error.lineno}: {error.message}"
    except UnicodeDecodeError:
        return f"{path}: not in UTF-8"
    except OSError as error:
        return f"{path}: cannot be read ({error.strerror})"
    return None


def _runs(item: Item, words: Labels) -> list[Run]:
    """Split the authors where shown ones and folded ones meet."""
    people = tuple(zip(_joints(item, words), item.authors, strict=True))
    if people and not item.folded:
        return [Run(False, people)]
    parts = [tuple(part) for _, part in groupby(people, lambda one: one[1].folded)]
    return [
        _run(part, words, is_first=part is parts[0], is_last=part is parts[-1]) for part in parts
    ]


def _run(
    people: tuple[tuple[str, Author], ...], words: Labels, *, is_first: bool, is_last: bool
) -> Run:
    """Move what joins a fold to those before it out of the fold."""
    joint, first = people[0]
    if is_first or not first.folded:
        return Run(first.folded, people)
    sign, space, word = _parted(joint)
    inner = ((word, first), *people[1:])
    if is_last and not word and not words("list_last").startswith(sign):
        return Run(True, inner, comma=sign, before=space)
    return Run(True, inner, before=sign + space)


def _parts(item: Item) -> Iterator[tuple[Markup, Author | None]]:
    """Yield the text of a citation cut behind each author whom the style tells from other text."""
    rest = item.citation.text
    for written, author in zip(item.citation.authors, item.authors, strict=False):
        text, _, behind = rest.partition(span_of("pubs-author", written))
        if len(text) == len(rest):
            break
        yield text, author
        rest = behind
    yield rest, None


def _before_others(item: Item, words: Labels) -> str:
    """Return what joins "et al." to the last author; there is no comma behind a single one."""
    sign, space, _ = _parted(words("list_others"))
    return sign + space if len(item.authors) > 1 else space


def _parted(joint: str) -> tuple[str, str, str]:
    """Part what joins two names into its sign, the space behind that, and its word."""
    match = _JOINT.match(joint)
    assert match is not None
    return match["sign"], match["space"], match["word"]


def _joints(item: Item, words: Labels) -> Sequence[str]:
    """Return what joins each author to the one before."""
    count = len(item.authors)
    joints = ["", *[words("list_next")] * (count - 1)]
    if count > 1 and not item.others:
        joints[-1] = words("list_two" if count == 2 else "list_last")
    return joints[:count]


def plain(html: Markup) -> str:
    """Return the text of our HTML; the time of `striptags` grows with the square of the tags."""
    return " ".join(Markup(_TAG.sub("", html)).unescape().split())


def _sentence(html: Markup) -> Markup:
    """Put the full stop that a text still needs behind its element."""
    html = html.strip()
    return html if _HAS_STOP.search(html.striptags()) else html + "."


_TAG = re.compile("<[^<>]*>")
_HAS_STOP = re.compile("[.!?…。！？][\"'’”»\\]]*$")


def _inline(asset: str) -> Markup:
    """Make an asset safe inside ``<style>`` or ``<script>``, where only end tags mean anything."""
    return Markup(asset.replace("</", "<\\/"))


def _place(error: Exception, folder: Path | None) -> str | None:
    """Return the line in the user's folder that was being filled in, or none if it was ours."""
    if folder is None:
        return None
    frames = reversed(extract_tb(error.__traceback__))
    places = (
        f"{one.filename}:{one.lineno}" for one in frames if folder in Path(one.filename).parents
    )
    return next(places, None)
