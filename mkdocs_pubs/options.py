"""The options, all in one frozen value; a mapping from any host becomes validated options."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import Field, dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cached_property
from json import dumps
from posixpath import normpath
from typing import Any

from mkdocs_pubs.diagnostics import Code, Severity
from mkdocs_pubs.labels import (
    FORMS,
    LANGUAGES,
    Change,
    Labels,
    Text,
    counts,
    keys,
    placeholders,
    spoken,
    used_placeholders,
)

PRIVATE_FIELDS = (
    "annote bdsk-* comment date-added date-modified file groups local-url mendeley-groups"
    " mendeley-tags owner priority rating read readstatus review timestamp"
).split()
"""Fields of reference managers that are nobody else's business."""

DISPLAY_FIELDS = (
    "abbr abstract additional_info altmetric annotation arxiv award award_name bibtex_show blog"
    " code dimensions eprint google_scholar_id hal html inspirehep_id oa open_access openaccess pdf"
    " pmid poster preview preview_alt selected slides supp video website"
).split()
"""The fields that steer the page: those that al-folio hides, and a few of ours."""

PANELS = ("award", "abstract", "annotation", "bibtex", "cite")
"""The panels of a publication, in their order."""

# HTML has so many levels of headings.
_LEVELS = 6
_YEARS = re.compile(r"^(\d{1,4})?(-|–|\.\.)?(\d{1,4})?$")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one option; `name` is the option as the user wrote it."""

    name: str
    message: str
    code: Code = Code.INVALID_OPTION

    @property
    def reason(self) -> str:
        """The message without the option's name, for a host that says it anyway."""
        return self.message.removeprefix(f"option '{self.name}': ")


@dataclass(frozen=True)
class Years:
    """A range of years, both ends included; ``None`` leaves an end open."""

    first: int | None
    last: int | None

    def __contains__(self, year: object) -> bool:
        return (
            isinstance(year, int)
            and (self.first is None or year >= self.first)
            and (self.last is None or year <= self.last)
        )


METRICS = ("altmetric", "dimensions")
"""The services that tell how works are received, which a page may link to."""

ALL_OTHERS = "..."
"""What stands in a list of buttons for all of ours that it does not name."""


@dataclass(frozen=True)
class Button:
    """A button as it was asked for; what is empty is as in our table.

    `icon` is a text or the path of an image in the site; `url` has ``{}`` for the field called
    `name`, and other fields by their names in braces.
    """

    name: str
    label: str = ""
    icon: str = ""
    url: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Table:
    """A mapping, as JSON whose scalars are all text, or the path of the YAML file that holds it."""

    path: str = ""
    json: str = "{}"


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("expected a text")


def _style_name(value: object) -> str:
    """A style by its name; a path would let a page import whatever is installed."""
    name = _text(value)
    if ":" in name or ("." in name and not name.endswith(".csl")):
        raise ValueError("a class is named in the site's configuration only, not in a block")
    return name


def _style_names(value: object) -> tuple[str, ...]:
    """Names of styles, without paths, for a block."""
    return tuple(map(_style_name, _listed(value)))


def _whole_number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError("expected a whole number, 0 or more")


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("expected true or false")


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list | tuple) else [value]
    if all(isinstance(one, str | int) and not isinstance(one, bool) for one in values):
        return tuple(str(one) for one in values)
    raise ValueError("expected a text or a list of texts")


def _paths(value: object) -> tuple[str, ...]:
    paths = _texts(value)
    if all(path.strip() for path in paths):
        return paths
    raise ValueError("expected a file or a list of files")


def _folders(value: object) -> tuple[str, ...]:
    """Paths below a folder, with slashes and none at either end."""
    folders = tuple(normpath(folder) for folder in _paths(value))
    if all(re.match(r"(?!/|\.\.(?:/|$)|\w*:)", folder) for folder in folders):
        return folders
    raise ValueError("expected folders below the docs folder")


def _folder(value: object) -> str:
    (folder,) = _folders(_text(value))
    return folder


def _listed(value: object) -> tuple[str, ...]:
    """Like `_texts`, but one text may name several, parted by commas."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    return _texts(value)


def _field_names(value: object) -> tuple[str, ...]:
    """Names of fields; ``none`` stands for no names at all."""
    names = ("none",) if value is False else _listed(value)
    return tuple(name.lower() for name in names if name.lower() != "none")


def _headings(value: object) -> tuple[str, ...]:
    """Names of fields, one for each level of headings."""
    names = _field_names(value)
    if len(names) <= _LEVELS:
        return names
    raise ValueError(f"expected at most {_LEVELS} names, one for each level of headings")


def _year_ranges(value: object) -> tuple[Years, ...]:
    return tuple(_years(text) for text in _listed(str(value) if isinstance(value, int) else value))


def _years(text: str) -> Years:
    match = _YEARS.match(text.replace(" ", ""))
    if not match or not (match[1] or match[3]):
        raise ValueError("expected years such as 2020, 2020-2024, 2020- or -2024")
    first, last = (int(match[group]) if match[group] else None for group in (1, 3))
    if first is not None and last is not None and last < first:
        raise ValueError(f"expected the first year before the last, not {text}")
    return Years(first, last if match[2] else first)


def _one_of(*words: str) -> Callable[[object], str]:
    """Return what reads one of several words."""

    def read(value: object) -> str:
        if value in words:
            return str(value)
        raise ValueError(f"expected {', '.join(words[:-1])} or {words[-1]}")

    return read


_position = _one_of("first", "last")
_open_or_closed = _one_of("none", "open", "closed")


def _fold(value: object) -> str:
    """``none``, ``open`` or ``closed``; true and false stand for the first two."""
    return ("open" if value else "none") if isinstance(value, bool) else _open_or_closed(value)


def _heading_level(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LEVELS:
        return value
    raise ValueError(f"expected a heading level from 1 to {_LEVELS}")


def _buttons(value: object) -> tuple[Button, ...]:
    """Names of fields, and mappings of one to a label, an icon and an address."""
    if not isinstance(value, list):
        return tuple(map(Button, _field_names(value)))
    buttons = [button for one in value for button in _button(one)]
    names = [button.name for button in buttons]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"'{doubled[0]}' is named twice")
    return tuple(buttons)


def _button(value: object) -> Iterator[Button]:
    if not isinstance(value, Mapping):
        yield from map(Button, _field_names(value))
        return
    for name, look in value.items():
        if not isinstance(name, str) or not isinstance(look, Mapping | None):
            raise ValueError(f"expected '{name}' to have a label, an icon or a url")
        yield _new_button(name.lower(), look or {})


def _new_button(name: str, look: Mapping[object, object]) -> Button:
    for key, text in look.items():
        if key not in _LOOKS:
            raise ValueError(f"unknown '{key}' of '{name}'{_did_you_mean(str(key), _LOOKS)}")
        if not isinstance(text, str):
            raise ValueError(f"expected the {key} of '{name}' to be a text")
    button = Button(name, **look)  # type: ignore[arg-type]
    if re.search("[{}]", _BLANK.sub("", button.url)):
        raise ValueError(f"expected the url of '{name}' to have fields alone in its braces")
    return button


_LOOKS = ("label", "icon", "url")
_BLANK = re.compile(r"\{[\w-]*\}")


def _language(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("expected the tag of a language, such as de or pt-BR")
    if spoken(value) is None:
        hint = _did_you_mean(value, LANGUAGES) or f"; there are {', '.join(LANGUAGES)}"
        raise ValueError(f"there are no words for the language '{value}'{hint}")
    return value


def _label_changes(value: object) -> tuple[Change, ...]:
    """Texts by the keys of words; within a language's tag, for that language alone."""
    if not isinstance(value, Mapping):
        raise ValueError("expected a mapping of labels to texts")
    changes: list[Change] = []
    problems: list[str] = []
    for name, given in value.items():
        is_language = isinstance(given, Mapping) and name not in keys()
        inner = given if is_language else {name: given}
        for key, text in inner.items():
            try:
                changes.append(Change(name if is_language else "", key, _label(key, text)))
            except ValueError as error:
                problems.append(str(error))
    if problems:
        raise ValueError("; ".join(problems))
    return tuple(changes)


def _label(key: object, given: object) -> Text:
    if not isinstance(key, str) or key not in keys():
        raise ValueError(f"unknown label '{key}'{_did_you_mean(str(key), keys())}")
    forms = _forms(key, given)
    for name in sorted(frozenset().union(*map(used_placeholders, forms.values()))):
        if name not in placeholders(key):
            known = ", ".join(f"{{{one}}}" for one in sorted(placeholders(key))) or "none"
            raise ValueError(f"the label '{key}' has no '{{{name}}}'; there is {known}")
    return tuple(forms.items()) if counts(key) else forms["other"]


def _forms(key: str, given: object) -> Mapping[str, str]:
    """Return a text by its plural forms; a text alone is the form for any number."""
    forms = given if isinstance(given, Mapping) and counts(key) else {"other": given}
    if not all(isinstance(text, str) for text in forms.values()):
        raise ValueError(f"expected a text for the label '{key}'")
    if "other" not in forms or not FORMS.issuperset(forms):
        raise ValueError(f"expected CLDR's plural forms for the label '{key}', 'other' among them")
    return {str(form): str(text) for form, text in forms.items()}


def _metrics(value: object) -> tuple[str, ...]:
    names = _field_names(value)
    for name in names:
        if name not in METRICS:
            raise ValueError(f"unknown metric '{name}'{_did_you_mean(name, METRICS)}")
    return names


def _severities(value: object) -> tuple[tuple[Code, Severity], ...]:
    if not isinstance(value, Mapping):
        raise ValueError("expected a mapping of codes to error, warning, info or ignore")
    return tuple((_member(Code, code), _member(Severity, level)) for code, level in value.items())


def _table(value: object) -> Table:
    if isinstance(value, Mapping):
        return Table(json=dumps(_as_text(value), ensure_ascii=False))
    if isinstance(value, str) and value.strip():
        return Table(path=value)
    raise ValueError("expected a mapping, or the path of a YAML file that holds one")


def _as_text(value: object) -> object:
    """Turn scalars into text, as they would be in a YAML file of ours; nothing is no text."""
    if isinstance(value, Mapping):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(inner) for inner in value]
    return "" if value is None else str(value)


def _panels(value: object) -> tuple[str, ...]:
    """Names of panels; ``none`` stands for no names at all."""
    names = _field_names(value)
    if unknown := [name for name in names if name not in PANELS]:
        raise ValueError(f"unknown panel '{unknown[0]}'{_did_you_mean(unknown[0], PANELS)}")
    return names


def _legend(value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values()):
        return tuple((str(mark), meaning) for mark, meaning in value.items())
    raise ValueError("expected a mapping of marks to their meanings")


def _member(kind: Any, value: object) -> Any:
    known = [member.value for member in kind]
    if value in known:
        return kind(value)
    raise ValueError(f"unknown {kind.__name__.lower()} '{value}'{_did_you_mean(str(value), known)}")


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
        (), _paths, "A BibTeX file, a glob, or a list of them, relative to the site's root."
    )
    style: str = _option(
        "card",
        _text,
        "The citation style: `card`, any pybtex style by name, a CSL file such as `apa.csl`, or"
        " `module:Class` (not in a block).",
        read_in_block=_style_name,
    )
    csl_styles: str = _option(
        "",
        _text,
        "A folder of CSL styles, which can then be named without path and ending.",
        in_blocks=False,
    )
    layout: str = _option(
        "card",
        _one_of("card", "compact", "table"),
        "How the list looks: `card`, `compact` (a paragraph each) or `table`.",
    )
    numbering: str = _option(
        "none",
        _one_of("none", "continuous", "reversed"),
        "`continuous` counts through all groups, `reversed` down to 1, as in a CV; `none`.",
    )
    group_by: tuple[str, ...] = _option(
        ("year",), _headings, "`year`, `type` or any field; a list nests; `none` for one list."
    )
    collapsible: str = _option(
        "none", _fold, "Whether groups fold: `none`, or `open` or `closed` at first."
    )
    newest_first: bool = _option(True, _truth, "Whether year groups run from newest to oldest.")
    sort_by: tuple[str, ...] = _option(
        (),
        _field_names,
        "Fields to sort by within a group, `-` in front for descending; `date`, `author`, `title`,"
        " `key`, `type`, `style` for the citation style's own order, or any field. Without it, the"
        " order of the file stands.",
    )
    where: str = _option("", _text, "An expression that a publication must satisfy.")
    types: tuple[str, ...] = _option((), _listed, "Only these entry types.")
    years: tuple[Years, ...] = _option(
        (), _year_ranges, "Only these years: `2024`, `2020-2024`, `2020-`, or a list of those."
    )
    keywords: tuple[str, ...] = _option(
        (), _listed, "Only publications that have one of these keywords."
    )
    authors: tuple[str, ...] = _option((), _texts, "Only publications by one of these people.")
    keys: tuple[str, ...] = _option((), _listed, "Only these BibTeX keys.")
    selected: bool | None = _option(
        None, _truth, "Only publications whose `selected` field is true (or is not)."
    )
    limit: int | None = _option(
        None, _whole_number, "Show at most so many publications, the first on the page."
    )
    highlight: tuple[str, ...] = _option(
        (), _texts, "The name of the site's owner, or several; marked and never folded away."
    )
    max_authors: int = _option(
        3, _whole_number, "Fold the authors behind so many; 0 shows all of them."
    )
    language: str = _option(
        "",
        _language,
        "The language of the list's own words, such as `de` or `pt-BR`; by default the theme's,"
        " else English.",
    )
    forthcoming_title: str = _option(
        "",
        _text,
        "The heading of what is in press, submitted or to appear; by default the language's.",
    )
    forthcoming_position: str = _option("first", _position, "`first` or `last` of the years.")
    undated_title: str = _option(
        "", _text, "The heading of what has no year; by default the language's."
    )
    undated_position: str = _option("last", _position, "`first` or `last` of the years.")
    heading_level: int | None = _option(
        None, _heading_level, "The level of group headings; by default one below the last heading."
    )
    chart: bool = _option(
        False, _truth, "Whether a chart shows how many publications each year has."
    )
    headings_in_toc: bool = _option(
        True, _truth, "Whether group headings stand in the page's table of contents."
    )
    show_abstract: bool = _option(True, _truth, "Whether abstracts can be unfolded.")
    show_bibtex: bool = _option(True, _truth, "Whether the BibTeX can be unfolded.")
    buttons: tuple[Button, ...] = _option(
        (Button(ALL_OTHERS),),
        _buttons,
        "The buttons and their order: names of fields, `...` for all the others of ours; a mapping"
        " gives one a `label`, an `icon` and a `url`.",
    )
    join_preprints: bool = _option(
        False,
        _truth,
        "Whether a preprint that has the DOI or the arXiv number of a published work is shown with"
        " that, and not by itself.",
    )
    show_badge: bool = _option(
        True, _truth, "Whether what `abbr` says stands beside a publication, as a badge."
    )
    show_preview: bool = _option(
        True, _truth, "Whether the picture that `preview` names stands beside a publication."
    )
    metrics: tuple[str, ...] = _option(
        (),
        _metrics,
        "Links to `altmetric` and `dimensions` for the entries that have a field of that name;"
        " nothing is loaded from there.",
    )
    citation_counts: Table | None = _option(  # noqa: RUF009 - a frozen dataclass is a value
        None,
        _table,
        "How often works were cited: a mapping of `google_scholar_id`, `inspirehep_id` or key to a"
        " number, or a YAML file that holds one, such as al-folio's `citations.yml`.",
        in_blocks=False,
    )
    venues: Table | None = _option(  # noqa: RUF009 - a frozen dataclass is a value
        None,
        _table,
        "What the badges look like: a mapping of what `abbr` says to a `url` and a `color`, or a"
        " YAML file that holds one, such as al-folio's `venues.yml`.",
        in_blocks=False,
    )
    preview_folder: str = _option(
        "assets/img/publication_preview",
        _folder,
        "The folder below the docs folder in which previews are looked for first.",
        in_blocks=False,
    )
    file_folders: tuple[str, ...] = _option(
        (".", "assets/pdf", "assets/html"),
        _folders,
        "Folders below the docs folder in which the files that entries name are looked for; the"
        " first that has one counts.",
        in_blocks=False,
    )
    cite_styles: tuple[str, ...] = _option(
        (),
        _listed,
        "Styles in which a panel shows the citation for copying, named as in `style`.",
        read_in_block=_style_names,
    )
    print_panels: tuple[str, ...] = _option(
        ("award",),
        _panels,
        "The panels that are open on paper: `award`, `abstract`, `annotation`, `bibtex`, `cite`;"
        " others are printed if they are open.",
    )
    search_bar: bool | None = _option(
        None,
        _truth,
        "Whether a bar to search and filter stands above the list; by default from 10 publications"
        " on, without a `limit`.",
    )
    hidden_fields: tuple[str, ...] = _option(
        tuple(sorted({*DISPLAY_FIELDS, *PRIVATE_FIELDS})),
        _field_names,
        "Fields left out of the BibTeX shown; by default al-folio's and the private ones.",
    )
    allow_outside: bool = _option(
        False,
        _truth,
        "Whether bibliographies may lie outside the site's root, by their path or a link, and files"
        " that entries name outside the docs folder, by a link.",
        in_blocks=False,
    )
    templates: str = _option(
        "",
        _text,
        "A folder whose Jinja2 templates stand for ours of the same name.",
        in_blocks=False,
    )
    people: Table | None = _option(  # noqa: RUF009 - a frozen dataclass is a value
        None,
        _table,
        "Who is linked in author lines: a mapping of names to their `url`, `orcid` and `variants`,"
        " or a YAML file that holds one, also in the form of al-folio's `coauthors.yml`.",
        in_blocks=False,
    )
    labels: tuple[Change, ...] = _option(
        (),
        _label_changes,
        "Your texts for words of the list, by their keys, or by languages and then by keys.",
        in_blocks=False,
    )
    legend: tuple[tuple[str, str], ...] = _option(
        (),
        _legend,
        'What marks of people mean, such as `"*": equal contribution`; said of whoever bears one.',
        in_blocks=False,
    )
    severity: tuple[tuple[Code, Severity], ...] = _option(
        (),
        _severities,
        "How loudly to say what: a mapping of codes to `error`, `warning`, `info` or `ignore`.",
        in_blocks=False,
    )

    @cached_property
    def words(self) -> Labels:
        """The words of the list, in its language."""
        return Labels(self.language, self.labels)

    def severity_of(self, code: Code) -> Severity:
        """Return how loudly a diagnostic with this code is to be spoken."""
        return dict(self.severity).get(code, code.severity)


@dataclass(frozen=True)
class OptionSpec:
    """One option as a door shows it: its name, default, help text and the type of its value.

    `is_list` says that several values may be given.
    """

    name: str
    default: object
    help: str
    type: type
    is_list: bool
    in_blocks: bool


def specs() -> tuple[OptionSpec, ...]:
    """Return every option, in the order of the documentation."""
    return tuple(
        OptionSpec(
            one.name,
            one.default,
            one.metadata["help"],
            _TYPES.get(one.metadata["read"], str),
            one.metadata["read"] in _LISTS,
            one.metadata["in_blocks"],
        )
        for one in fields(Options)
    )


_LISTS = (
    _buttons,
    _field_names,
    _folders,
    _headings,
    _listed,
    _metrics,
    _panels,
    _paths,
    _texts,
    _year_ranges,
)
_TYPES: Mapping[object, type] = {_whole_number: int, _heading_level: int, _truth: bool}


def read_options(
    values: Mapping[str, object], base: Options | None = None, *, in_block: bool = False
) -> tuple[Options, tuple[Problem, ...]]:
    """Return `base` changed by `values`, and what is wrong with these; wrong ones change nothing.

    ``None`` stands for "not set"; with `in_block` for the option's default, and options of the
    whole site are refused.
    """
    known = {one.name: one for one in fields(Options)}
    reading = "read_in_block" if in_block else "read"
    chosen: dict[str, object] = {}
    problems = []
    for name, value in values.items():
        problem = _misplaced(name, known, in_block)
        if problem is None and value is None and in_block:
            chosen[name] = known[name].default
        elif problem is None and value is not None:
            try:
                chosen[name] = known[name].metadata[reading](value)
            except ValueError as error:
                problem = Problem(name, f"option '{name}': {error}")
        if problem is not None:
            problems.append(problem)
    return replace(base or Options(), **chosen), tuple(problems)  # type: ignore[arg-type]


def _misplaced(name: object, known: Mapping[str, Field[Any]], in_block: bool) -> Problem | None:
    if not isinstance(name, str) or name not in known:
        message = f"unknown option '{name}'{_did_you_mean(str(name), known)}"
        return Problem(str(name), message, Code.UNKNOWN_OPTION)
    if in_block and not known[name].metadata["in_blocks"]:
        return Problem(name, f"option '{name}' is for the whole site, not for a block")
    return None


def _did_you_mean(word: str, known: Collection[str] | Sequence[str]) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
