"""The table of the options of lists, in which each block may differ, with those of their site."""

from __future__ import annotations

from functools import cached_property

from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Labels
from mkdocs_pubs.options import mappings, readers
from mkdocs_pubs.options.site_options import SiteOptions, option
from mkdocs_pubs.options.values import (
    ALL_OTHERS,
    DISPLAY_FIELDS,
    METADATA,
    PRIVATE_FIELDS,
    Button,
    Years,
)


@dataclass(frozen=True)
class Options(SiteOptions):
    """Everything that a user can choose. The site sets defaults, each block may differ."""

    bibliography: tuple[str, ...] = option(
        (), readers.paths, "A BibTeX file, a glob, or a list of them, relative to the site's root."
    )
    style: str = option(
        "card",
        readers.text,
        "The citation style: `card`, any pybtex style by name, a CSL file such as `apa.csl`, or"
        " `module:Class` (not in a block).",
        read_in_block=readers.style_name,
    )
    citation_mode: str = option(
        "auto",
        readers.one_of("auto", "numeric", "author-year", "label", "footnote"),
        "How the text cites: `numeric` ([1]), `author-year`, `label` or `footnote`; `auto` as the"
        " style does.",
    )
    layout: str = option(
        "card",
        readers.one_of("card", "compact", "table"),
        "How the list looks: `card`, `compact` (a paragraph each) or `table`.",
    )
    numbering: str = option(
        "none",
        readers.one_of("none", "continuous", "reversed"),
        "`continuous` counts through all groups, `reversed` down to 1, as in a CV; `none`.",
    )
    group_by: tuple[str, ...] = option(
        ("year",),
        readers.headings,
        "`year`, `type`, `author`, `coauthor`, `keyword` or any field; a list nests; `none` for one"
        " list.",
    )
    split_pages: bool = option(
        False,
        readers.truth,
        "Whether each group of the list but the first has a page of its own, to which it leads.",
    )
    collapsible: str = option(
        "none", readers.fold, "Whether groups fold: `none`, or `open` or `closed` at first."
    )
    newest_first: bool = option(
        True, readers.truth, "Whether year groups run from newest to oldest."
    )
    sort_by: tuple[str, ...] = option(
        (),
        readers.field_names,
        "Fields to sort by within a group, `-` in front for descending; `date`, `author`, `title`,"
        " `key`, `type`, `style` for the citation style's own order, or any field. Without it, the"
        " order of the file stands.",
    )
    where: str = option("", readers.text, "An expression that a publication must satisfy.")
    types: tuple[str, ...] = option((), readers.listed, "Only these entry types.")
    years: tuple[Years, ...] = option(
        (),
        readers.year_ranges,
        "Only these years: `2024`, `2020-2024`, `2020-`, or a list of those.",
    )
    keywords: tuple[str, ...] = option(
        (), readers.listed, "Only publications that have one of these keywords."
    )
    authors: tuple[str, ...] = option(
        (), readers.texts, "Only publications by one of these people, named or by ORCID."
    )
    keys: tuple[str, ...] = option((), readers.listed, "Only these BibTeX keys.")
    cited: bool | None = option(
        None, readers.truth, "Only publications that are cited in the text (or are not)."
    )
    scope: str = option(
        "auto",
        readers.one_of("auto", "page", "site"),
        "Whose citations count for `cited` and `references`: those of the `page` or the `site`;"
        " `auto` is the page for `references`, else the site where the host knows it.",
    )
    selected: bool | None = option(
        None, readers.truth, "Only publications whose `selected` field is true (or is not)."
    )
    limit: int | None = option(
        None, readers.whole_number, "Show at most so many publications, the first on the page."
    )
    highlight: tuple[str, ...] = option(
        (), readers.texts, "The name of the site's owner, or several; marked and never folded away."
    )
    max_authors: int = option(
        3, readers.whole_number, "Fold the authors behind so many; 0 shows all of them."
    )
    language: str = option(
        "",
        readers.language,
        "The language of the list's own words, such as `de` or `pt-BR`; by default the theme's,"
        " else English.",
    )
    forthcoming_title: str = option(
        "",
        readers.text,
        "The heading of what is in press, submitted or to appear; by default the language's.",
    )
    forthcoming_position: str = option("first", readers.position, "`first` or `last` of the years.")
    undated_title: str = option(
        "", readers.text, "The heading of what has no year; by default the language's."
    )
    undated_position: str = option("last", readers.position, "`first` or `last` of the years.")
    heading_level: int | None = option(
        None,
        readers.heading_level,
        "The level of group headings; by default one below the last heading.",
    )
    chart: bool = option(
        False, readers.truth, "Whether a chart shows how many publications each year has."
    )
    show_counts: bool = option(
        False, readers.truth, "Whether group headings say how many publications they have."
    )
    headings_in_toc: bool = option(
        True, readers.truth, "Whether group headings stand in the page's table of contents."
    )
    show_abstract: bool = option(True, readers.truth, "Whether abstracts can be unfolded.")
    show_bibtex: bool = option(True, readers.truth, "Whether the BibTeX can be unfolded.")
    buttons: tuple[Button, ...] = option(
        (Button(ALL_OTHERS),),
        mappings.buttons,
        "The buttons and their order: names of fields, `...` for all the others of ours; a mapping"
        " gives one a `label`, an `icon` and a `url`.",
    )
    join_preprints: bool = option(
        False,
        readers.truth,
        "Whether a preprint that has the DOI or the arXiv number of a published work is shown with"
        " that, and not by itself.",
    )
    show_badge: bool = option(
        True, readers.truth, "Whether what `abbr` says stands beside a publication, as a badge."
    )
    show_preview: bool = option(
        True, readers.truth, "Whether the picture that `preview` names stands beside a publication."
    )
    metrics: tuple[str, ...] = option(
        (),
        readers.metrics,
        "Links to `altmetric` and `dimensions` for the entries that have a field of that name;"
        " nothing is loaded from there.",
    )
    cite_styles: tuple[str, ...] = option(
        (),
        readers.listed,
        "Styles in which a panel shows the citation for copying, named as in `style`.",
        read_in_block=readers.style_names,
    )
    print_panels: tuple[str, ...] = option(
        ("award",),
        readers.panels,
        "The panels that are open on paper: `award`, `abstract`, `annotation`, `bibtex`, `cite`;"
        " others are printed if they are open, but in Material, which opens all.",
    )
    search_bar: bool | None = option(
        None,
        readers.truth,
        "Whether a bar to search and filter stands above the list; by default from 10 publications"
        " on, without a `limit`.",
    )
    exports: tuple[str, ...] | None = option(
        None,
        readers.formats,
        "The formats in which the list can be downloaded: `bib`, `ris`, `csl-json`, or `none`; by"
        " default `bib` where a bar stands above the list.",
    )
    export_each: bool = option(
        False, readers.truth, "Whether each publication can be downloaded as `.bib` and `.ris`."
    )
    feed: tuple[str, ...] = option(
        (),
        readers.feeds,
        "A feed of the newest publications of the list, which the page leads to: `atom`, `json`, or"
        " both; the site needs its `site_url`.",
    )
    metadata: tuple[str, ...] = option(
        METADATA,
        readers.metadata,
        "What describes the publications to machines: `json-ld` (schema.org, in the page's head, by"
        " the plugin), `coins` (for Zotero and the like); not in large lists.",
    )
    large_list: int = option(
        1000,
        readers.whole_number,
        "A list of more publications than this is large: its page has at most so many of them, and"
        " takes the others, abstracts, BibTeX and citations to copy from files beside it.",
    )
    in_search: bool = option(
        True,
        readers.truth,
        "Whether the site's search finds what is in the list.",
    )
    hidden_fields: tuple[str, ...] = option(
        tuple(sorted({*DISPLAY_FIELDS, *PRIVATE_FIELDS})),
        readers.field_names,
        "Fields left out of the BibTeX shown; by default al-folio's and the private ones.",
    )

    @cached_property
    def words(self) -> Labels:
        """The words of the list, in its language."""
        return Labels(self.language, self.labels)
