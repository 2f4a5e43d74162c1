"""The parts that citation styles are made of; a style of your own may use them, too."""

from mkdocs_pubs.styles.kit.cases import capitalised, sentence_case, title_case
from mkdocs_pubs.styles.kit.dates import MONTHS, YEAR, Date, DateForm, read_date
from mkdocs_pubs.styles.kit.likeness import InText, folded, least_names
from mkdocs_pubs.styles.kit.names import NameList, initials, named_people
from mkdocs_pubs.styles.kit.numbers import is_numeric, is_several, ordinal, page_ranges
from mkdocs_pubs.styles.kit.runs import (
    contained,
    doi_link,
    em,
    join,
    linked,
    put,
    quoted,
    rich,
    titled,
    unpointed,
    url_link,
)
from mkdocs_pubs.styles.kit.style import KitStyle
from mkdocs_pubs.styles.kit.variables import BOOKS, PARTS, SERIALS
from mkdocs_pubs.styles.kit.works import Work
from mkdocs_pubs.styles.marks import Run, field_run, tagged

__all__ = [
    "BOOKS",
    "MONTHS",
    "PARTS",
    "SERIALS",
    "YEAR",
    "Date",
    "DateForm",
    "InText",
    "KitStyle",
    "NameList",
    "Run",
    "Work",
    "capitalised",
    "contained",
    "doi_link",
    "em",
    "field_run",
    "folded",
    "initials",
    "is_numeric",
    "is_several",
    "join",
    "least_names",
    "linked",
    "named_people",
    "ordinal",
    "page_ranges",
    "put",
    "quoted",
    "read_date",
    "rich",
    "sentence_case",
    "tagged",
    "title_case",
    "titled",
    "unpointed",
    "url_link",
]
