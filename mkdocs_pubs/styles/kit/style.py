"""What the styles of ours have in common: pybtex's interface around one function of a work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pybtex.database import Entry
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle as NumberLabels
from pybtex.style.names.plain import NameStyle as PlainNames
from pybtex.style.sorting.none import SortingStyle as NoSorting

from mkdocs_pubs.labels import ENGLISH
from mkdocs_pubs.styles.kit.likeness import (
    Distinction,
    InText,
    distinctions,
    folded,
    full_names,
    least_names,
    name_key,
)
from mkdocs_pubs.styles.kit.names import NameList
from mkdocs_pubs.styles.kit.numbers import PageRange, is_several, page_ranges
from mkdocs_pubs.styles.kit.runs import put, rich
from mkdocs_pubs.styles.kit.works import Work
from mkdocs_pubs.styles.marks import Run, tagged


class KitStyle(BaseStyle):  # type: ignore[misc]
    """A style that writes a work as one run of text.

    A style of yours says how it cites a work in `cited`; all else has a default.
    """

    # By their names, pybtex would look for them in all that is installed, whenever a style is made.
    default_name_style = PlainNames
    default_label_style = NumberLabels
    default_sorting_style = NoSorting

    words = ENGLISH
    """The words of the list; what a citation says is in the language of its style."""
    stops_within_quotes = True
    """Whether a full stop or a comma stands before a closing quotation mark, as in America."""
    authors = NameList()
    """How the people are written who stand first."""
    page_range: PageRange = "as written"
    """How the second number of a range is cut."""
    in_text: InText | None = None
    """How a text cites a work, where works of one year get letters that look alike there.

    Without it, a text cites by number.
    """
    number_brackets = ("[", "]")
    """What stands around numbers in a text."""
    raises_numbers = False
    """Whether numbers in a text are superscripts."""
    is_sorted = False
    """Whether the style has an order of its own: by people, year and title, unless you say how."""

    sorts_by_particle = False
    """Whether *van der Berg* stands under V in the style's order, not under B."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_sorted and "sorting_style" not in options:
            self.sort = self._sorted

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:  # noqa: ARG002
        """Format an entry of any type; what it lacks is left out."""
        return self._formatted(label, Work(entry))

    def format_entries(
        self,
        entries: Iterable[Entry],
        bib_data: Any = None,  # noqa: ARG002
    ) -> Iterator[FormattedEntry]:
        """Format the entries of a list."""
        in_order = list(self.sort(entries))
        labels = self.format_labels(in_order)
        for label, entry, known in zip(labels, in_order, self.distinctions(in_order), strict=True):
            yield self._formatted(label, Work(entry, known))

    def distinctions(self, entries: Sequence[Entry]) -> Sequence[Distinction]:
        """Return the fields that tell each entry of a list from those that look alike."""
        if self.in_text is None:
            return [{}] * len(entries)
        return distinctions(entries, self.in_text, self.sort_key)

    def sort_key(self, work: Work) -> tuple[Any, ...]:
        """Return what a work is sorted by; by default people, year and title."""
        title = folded(work["title"])
        year = work.issued.parts[0] if work.issued else 0
        return (name_key(work, by_particle=self.sorts_by_particle) or ((title, ""),), year, title)

    def _sorted(self, entries: Iterable[Entry]) -> list[Entry]:
        return sorted(entries, key=lambda entry: self.sort_key(Work(entry)))

    def _formatted(self, label: str, work: Work) -> FormattedEntry:
        text = rich(self.cited(work), stops_within_quotes=self.stops_within_quotes)
        return FormattedEntry(work.entry.key, text, label)

    def cited(self, work: Work) -> Run:
        """Return a work as the style cites it."""
        raise NotImplementedError

    def creators(self, work: Work, labels: Mapping[str, tuple[str, str]]) -> Run:
        """Return who stands first: the authors, or who else is responsible for a work.

        `labels` says by their role what stands behind one of them, and behind several.
        """
        for role in ("author", *labels):
            if people := work.people(role):
                one, many = labels.get(role, ("", ""))
                names = self.authors(
                    people, tag=True, least=least_names(work), in_full=full_names(work)
                )
                return tagged("pubs-authors", names) + put("", many if len(people) > 1 else one)
        return ""

    def pages(self, work: Work, one: str = "p. ", many: str = "pp. ") -> Run:
        """Return the pages behind their label."""
        if not work["page"]:
            return ""
        pages = page_ranges(work["page"], self.page_range)
        return put(many if is_several(pages) else one, pages)
