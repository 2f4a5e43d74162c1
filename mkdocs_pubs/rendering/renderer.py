"""What fills templates in, each with what it is to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateNotFound
from markupsafe import Markup

from mkdocs_pubs.assets import asset
from mkdocs_pubs.errors import TemplateError
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.models import Bar, Chart, Item, Link, Published, Section, Split
from mkdocs_pubs.rendering.compiled import SUFFIX
from mkdocs_pubs.rendering.environment import environment_of, problems_of


@dataclass(frozen=True)
class Look:
    """How a list is laid out, and in which words.

    `side` is the widest of what stands beside any item of all groups: a ``badge``, a ``preview``,
    or nothing. One that `is_long` is laid out where it is in view.
    """

    words: Labels
    layout: str = "card"
    side: str = ""
    is_long: bool = False


class Renderer:
    """Fills templates in: those of the user's folder, and ours where it has none of the name.

    A user's template can include or extend the one that it stands for as ``pubs/<name>``.

    Raises:
        TemplateError: if there is no such folder, or templates in it are not valid; all at once.
    """

    def __init__(self, templates: Path | None = None) -> None:
        self._folder = templates
        self._environment = environment_of(templates)
        problems = () if templates is None else tuple(problems_of(templates, self._environment))
        if problems:
            raise TemplateError(problems)

    def list_html(self, items: Sequence[Item], look: Look) -> Markup:
        """Return the list of one group's items.

        Raises:
            TemplateError: if a template of the user's fails.
        """
        name = "table" if look.layout == "table" else "list"
        return self._filled_in(name, items=items, **vars(look))

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
