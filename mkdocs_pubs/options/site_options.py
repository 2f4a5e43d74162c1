"""The table of the options that a site has, and no block: of all its lists and pages at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

from mkdocs_pubs.diagnostics import Code, Severity
from mkdocs_pubs.frozen import dataclass
from mkdocs_pubs.labels import Change
from mkdocs_pubs.options import mappings, readers
from mkdocs_pubs.options.patterns import truth_or_expression, url_pattern
from mkdocs_pubs.options.values import Table


def option(
    default: object,
    read: Callable[[object], object],
    help: str,
    *,
    read_in_block: Callable[[object], object] | None = None,
) -> Any:
    """Return a field with what reads it, in a block in another way if need be, and its help."""
    metadata = {"read": read, "read_in_block": read_in_block or read, "help": help}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class SiteOptions:
    """What a user chooses for the whole site."""

    citations: bool = option(
        False,
        readers.truth,
        "Whether `[@key]` and `@key` in the text cite works, for a `references` block to list.",
    )
    narrative_citations: bool = option(
        True,
        readers.truth,
        "Whether `@key` cites without brackets, too, where there is such a key.",
    )
    references_command: str = option(
        "",
        readers.command,
        "A line that stands for a `references` block, such as `\\bibliography`.",
    )
    bibliography_command: str = option(
        "",
        readers.command,
        "A line that stands for a list of the whole bibliography, each work as in a `references`"
        " block.",
    )
    references_at_end: bool = option(
        False,
        readers.truth,
        "Whether a page that cites and has no `references` block lists what it cites at its end.",
    )
    csl_styles: str = option(
        "",
        readers.path,
        "A folder of CSL styles, which can then be named without path and ending.",
    )
    citation_counts: Table | None = option(
        None,
        mappings.table,
        "How often works were cited: a mapping of `google_scholar_id`, `inspirehep_id` or key to a"
        " number, or a YAML file that holds one, such as al-folio's `citations.yml`.",
    )
    venues: Table | None = option(
        None,
        mappings.table,
        "What the badges look like: a mapping of what `abbr` says to a `url` and a `color`, or a"
        " YAML file that holds one, such as al-folio's `venues.yml`.",
    )
    preview_folder: str = option(
        "assets/img/publication_preview",
        readers.folder,
        "The folder below the docs folder in which previews are looked for first.",
    )
    file_folders: tuple[str, ...] = option(
        (".", "assets/pdf", "assets/html"),
        readers.folders,
        "Folders below the docs folder in which the files that entries name are looked for; the"
        " first that has one counts.",
    )
    allow_outside: bool = option(
        False,
        readers.truth,
        "Whether bibliographies may lie outside the site's root, by their path or a link, and files"
        " that entries name outside the docs folder, by a link.",
    )
    templates: str = option(
        "",
        readers.path,
        "A folder whose Jinja2 templates stand for ours of the same name.",
    )
    people: Table | None = option(
        None,
        mappings.table,
        "Who is linked in author lines: a mapping of names to their `url`, `orcid` and `variants`,"
        " or a YAML file that holds one, also in the form of al-folio's `coauthors.yml`.",
    )
    labels: tuple[Change, ...] = option(
        (),
        mappings.label_changes,
        "Your texts for words of the list, by their keys, or by languages and then by keys.",
    )
    legend: tuple[tuple[str, str], ...] = option(
        (),
        mappings.legend,
        'What marks of people mean, such as `"*": equal contribution`; said of whoever bears one.',
    )
    publication_pages: str = option(
        "",
        truth_or_expression,
        "Whether publications have pages of their own; an expression as in `where` chooses which.",
    )
    publication_url: str = option(
        "publications/{key}/",
        url_pattern,
        "Where these pages stand: `{key}`, `{year}`, `{type}` or any field in braces.",
    )
    cache: str = option(
        ".cache/pubs",
        readers.cache_folder,
        "The folder in which lists are kept for the next build, relative to the site's root;"
        " `false` for none.",
    )
    severity: tuple[tuple[Code, Severity], ...] = option(
        (),
        mappings.severities,
        "How loudly to say what: a mapping of codes to `error`, `warning`, `info` or `ignore`.",
    )

    def cache_in(self, root: Path) -> Path | None:
        """Return the folder that lists are kept in, if they are to be."""
        return root / self.cache if self.cache else None

    def severity_of(self, code: Code) -> Severity:
        """Return how loudly a diagnostic with this code is to be spoken."""
        return dict(self.severity).get(code, code.severity)
