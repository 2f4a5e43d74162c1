"""The table of all options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs_pubs.diagnostics import Code, Severity
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Change, Labels
from mkdocs_pubs.options import mappings, readers
from mkdocs_pubs.options.patterns import truth_or_expression, url_pattern
from mkdocs_pubs.options.values import (
    ALL_OTHERS,
    DISPLAY_FIELDS,
    METADATA,
    PRIVATE_FIELDS,
    Button,
    Table,
    Years,
)


def _option(
    default: object,
    read: Callable[[object], object],
    help: str,
    *,
    in_blocks: bool = True,
    read_in_block: Callable[[object], object] | None = None,
) -> Any:
    metadata = {
        "read": read,
        "read_in_block": read_in_block or read,
        "help": help,
        "in_blocks": in_blocks,
    }
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Options:
    """Everything that a user can choose. The site sets defaults, each block may differ."""

    bibliography: tuple[str, ...] = _option(
        (), readers.paths, "A BibTeX file, a glob, or a list of them, relative to the site's root."
    )
    style: str = _option(
        "card",
        readers.text,
        "The citation style: `card`, any pybtex style by name, a CSL file such as `apa.csl`, or"
        " `module:Class` (not in a block).",
        read_in_block=readers.style_name,
    )
    citation_mode: str = _option(
        "auto",
        readers.one_of("auto", "numeric", "author-year", "label", "footnote"),
        "How the text cites: `numeric` ([1]), `author-year`, `label` or `footnote`; `auto` as the"
        " style does.",
    )
    citations: bool = _option(
        False,
        readers.truth,
        "Whether `[@key]` and `@key` in the text cite works, for a `references` block to list.",
        in_blocks=False,
    )
    narrative_citations: bool = _option(
        True,
        readers.truth,
        "Whether `@key` cites without brackets, too, where there is such a key.",
        in_blocks=False,
    )
    references_command: str = _option(
        "",
        readers.command,
        "A line that stands for a `references` block, such as `\\bibliography`.",
        in_blocks=False,
    )
    bibliography_command: str = _option(
        "",
        readers.command,
        "A line that stands for a list of the whole bibliography, each work as in a `references`"
        " block.",
        in_blocks=False,
    )
    references_at_end: bool = _option(
        False,
        readers.truth,
        "Whether a page that cites and has no `references` block lists what it cites at its end.",
        in_blocks=False,
    )
    csl_styles: str = _option(
        "",
        readers.text,
        "A folder of CSL styles, which can then be named without path and ending.",
        in_blocks=False,
    )
    layout: str = _option(
        "card",
        readers.one_of("card", "compact", "table"),
        "How the list looks: `card`, `compact` (a paragraph each) or `table`.",
    )
    numbering: str = _option(
        "none",
        readers.one_of("none", "continuous", "reversed"),
        "`continuous` counts through all groups, `reversed` down to 1, as in a CV; `none`.",
    )
    group_by: tuple[str, ...] = _option(
        ("year",),
        readers.headings,
        "`year`, `type`, `author`, `coauthor`, `keyword` or any field; a list nests; `none` for one"
        " list.",
    )
    split_pages: bool = _option(
        False,
        readers.truth,
        "Whether each group of the list but the first has a page of its own, to which it leads.",
    )
    collapsible: str = _option(
        "none", readers.fold, "Whether groups fold: `none`, or `open` or `closed` at first."
    )
    newest_first: bool = _option(
        True, readers.truth, "Whether year groups run from newest to oldest."
    )
    sort_by: tuple[str, ...] = _option(
        (),
        readers.field_names,
        "Fields to sort by within a group, `-` in front for descending; `date`, `author`, `title`,"
        " `key`, `type`, `style` for the citation style's own order, or any field. Without it, the"
        " order of the file stands.",
    )
    where: str = _option("", readers.text, "An expression that a publication must satisfy.")
    types: tuple[str, ...] = _option((), readers.listed, "Only these entry types.")
    years: tuple[Years, ...] = _option(
        (),
        readers.year_ranges,
        "Only these years: `2024`, `2020-2024`, `2020-`, or a list of those.",
    )
    keywords: tuple[str, ...] = _option(
        (), readers.listed, "Only publications that have one of these keywords."
    )
    authors: tuple[str, ...] = _option(
        (), readers.texts, "Only publications by one of these people, named or by ORCID."
    )
    keys: tuple[str, ...] = _option((), readers.listed, "Only these BibTeX keys.")
    cited: bool | None = _option(
        None, readers.truth, "Only publications that are cited in the text (or are not)."
    )
    scope: str = _option(
        "auto",
        readers.one_of("auto", "page", "site"),
        "Whose citations count for `cited` and `references`: those of the `page` or the `site`;"
        " `auto` is the page for `references`, else the site where the host knows it.",
    )
    selected: bool | None = _option(
        None, readers.truth, "Only publications whose `selected` field is true (or is not)."
    )
    limit: int | None = _option(
        None, readers.whole_number, "Show at most so many publications, the first on the page."
    )
    highlight: tuple[str, ...] = _option(
        (), readers.texts, "The name of the site's owner, or several; marked and never folded away."
    )
    max_authors: int = _option(
        3, readers.whole_number, "Fold the authors behind so many; 0 shows all of them."
    )
    language: str = _option(
        "",
        readers.language,
        "The language of the list's own words, such as `de` or `pt-BR`; by default the theme's,"
        " else English.",
    )
    forthcoming_title: str = _option(
        "",
        readers.text,
        "The heading of what is in press, submitted or to appear; by default the language's.",
    )
    forthcoming_position: str = _option(
        "first", readers.position, "`first` or `last` of the years."
    )
    undated_title: str = _option(
        "", readers.text, "The heading of what has no year; by default the language's."
    )
    undated_position: str = _option("last", readers.position, "`first` or `last` of the years.")
    heading_level: int | None = _option(
        None,
        readers.heading_level,
        "The level of group headings; by default one below the last heading.",
    )
    chart: bool = _option(
        False, readers.truth, "Whether a chart shows how many publications each year has."
    )
    show_counts: bool = _option(
        False, readers.truth, "Whether group headings say how many publications they have."
    )
    headings_in_toc: bool = _option(
        True, readers.truth, "Whether group headings stand in the page's table of contents."
    )
    show_abstract: bool = _option(True, readers.truth, "Whether abstracts can be unfolded.")
    show_bibtex: bool = _option(True, readers.truth, "Whether the BibTeX can be unfolded.")
    buttons: tuple[Button, ...] = _option(
        (Button(ALL_OTHERS),),
        mappings.buttons,
        "The buttons and their order: names of fields, `...` for all the others of ours; a mapping"
        " gives one a `label`, an `icon` and a `url`.",
    )
    join_preprints: bool = _option(
        False,
        readers.truth,
        "Whether a preprint that has the DOI or the arXiv number of a published work is shown with"
        " that, and not by itself.",
    )
    show_badge: bool = _option(
        True, readers.truth, "Whether what `abbr` says stands beside a publication, as a badge."
    )
    show_preview: bool = _option(
        True, readers.truth, "Whether the picture that `preview` names stands beside a publication."
    )
    metrics: tuple[str, ...] = _option(
        (),
        readers.metrics,
        "Links to `altmetric` and `dimensions` for the entries that have a field of that name;"
        " nothing is loaded from there.",
    )
    citation_counts: Table | None = _option(
        None,
        mappings.table,
        "How often works were cited: a mapping of `google_scholar_id`, `inspirehep_id` or key to a"
        " number, or a YAML file that holds one, such as al-folio's `citations.yml`.",
        in_blocks=False,
    )
    venues: Table | None = _option(
        None,
        mappings.table,
        "What the badges look like: a mapping of what `abbr` says to a `url` and a `color`, or a"
        " YAML file that holds one, such as al-folio's `venues.yml`.",
        in_blocks=False,
    )
    preview_folder: str = _option(
        "assets/img/publication_preview",
        readers.folder,
        "The folder below the docs folder in which previews are looked for first.",
        in_blocks=False,
    )
    file_folders: tuple[str, ...] = _option(
        (".", "assets/pdf", "assets/html"),
        readers.folders,
        "Folders below the docs folder in which the files that entries name are looked for; the"
        " first that has one counts.",
        in_blocks=False,
    )
    cite_styles: tuple[str, ...] = _option(
        (),
        readers.listed,
        "Styles in which a panel shows the citation for copying, named as in `style`.",
        read_in_block=readers.style_names,
    )
    print_panels: tuple[str, ...] = _option(
        ("award",),
        readers.panels,
        "The panels that are open on paper: `award`, `abstract`, `annotation`, `bibtex`, `cite`;"
        " others are printed if they are open, but in Material, which opens all.",
    )
    search_bar: bool | None = _option(
        None,
        readers.truth,
        "Whether a bar to search and filter stands above the list; by default from 10 publications"
        " on, without a `limit`.",
    )
    exports: tuple[str, ...] | None = _option(
        None,
        readers.formats,
        "The formats in which the list can be downloaded: `bib`, `ris`, `csl-json`, or `none`; by"
        " default `bib` where a bar stands above the list.",
    )
    export_each: bool = _option(
        False, readers.truth, "Whether each publication can be downloaded as `.bib` and `.ris`."
    )
    feed: tuple[str, ...] = _option(
        (),
        readers.feeds,
        "A feed of the newest publications of the list, which the page leads to: `atom`, `json`, or"
        " both; the site needs its `site_url`.",
    )
    metadata: tuple[str, ...] = _option(
        METADATA,
        readers.metadata,
        "What describes the publications to machines: `json-ld` (schema.org, in the page's head, by"
        " the plugin), `coins` (for Zotero and the like); not in large lists.",
    )
    large_list: int = _option(
        1000,
        readers.whole_number,
        "A list of more publications than this is large: its page has at most so many of them, and"
        " takes the others, abstracts, BibTeX and citations to copy from files beside it.",
    )
    in_search: bool = _option(
        True,
        readers.truth,
        "Whether the site's search finds what is in the list.",
    )
    hidden_fields: tuple[str, ...] = _option(
        tuple(sorted({*DISPLAY_FIELDS, *PRIVATE_FIELDS})),
        readers.field_names,
        "Fields left out of the BibTeX shown; by default al-folio's and the private ones.",
    )
    allow_outside: bool = _option(
        False,
        readers.truth,
        "Whether bibliographies may lie outside the site's root, by their path or a link, and files"
        " that entries name outside the docs folder, by a link.",
        in_blocks=False,
    )
    templates: str = _option(
        "",
        readers.text,
        "A folder whose Jinja2 templates stand for ours of the same name.",
        in_blocks=False,
    )
    people: Table | None = _option(
        None,
        mappings.table,
        "Who is linked in author lines: a mapping of names to their `url`, `orcid` and `variants`,"
        " or a YAML file that holds one, also in the form of al-folio's `coauthors.yml`.",
        in_blocks=False,
    )
    labels: tuple[Change, ...] = _option(
        (),
        mappings.label_changes,
        "Your texts for words of the list, by their keys, or by languages and then by keys.",
        in_blocks=False,
    )
    legend: tuple[tuple[str, str], ...] = _option(
        (),
        mappings.legend,
        'What marks of people mean, such as `"*": equal contribution`; said of whoever bears one.',
        in_blocks=False,
    )
    publication_pages: str = _option(
        "",
        truth_or_expression,
        "Whether publications have pages of their own; an expression as in `where` chooses which.",
        in_blocks=False,
    )
    publication_url: str = _option(
        "publications/{key}/",
        url_pattern,
        "Where these pages stand: `{key}`, `{year}`, `{type}` or any field in braces.",
        in_blocks=False,
    )
    cache: str = _option(
        ".cache/pubs",
        readers.cache_folder,
        "The folder in which lists are kept for the next build, relative to the site's root;"
        " `false` for none.",
        in_blocks=False,
    )
    severity: tuple[tuple[Code, Severity], ...] = _option(
        (),
        mappings.severities,
        "How loudly to say what: a mapping of codes to `error`, `warning`, `info` or `ignore`.",
        in_blocks=False,
    )

    def cache_in(self, root: Path) -> Path | None:
        """Return the folder that lists are kept in, if they are to be."""
        return root / self.cache if self.cache else None

    @cached_property
    def words(self) -> Labels:
        """The words of the list, in its language."""
        return Labels(self.language, self.labels)

    def severity_of(self, code: Code) -> Severity:
        """Return how loudly a diagnostic with this code is to be spoken."""
        return dict(self.severity).get(code, code.severity)
