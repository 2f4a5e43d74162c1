"""Lists of names: ``and`` separates, says BibTeX; where people wrote commas, what they meant.

"BibTeXing" by Patashnik, section 4; BibLaTeX manual, sections 2.3.3 (names) and 3.7 (annotations).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from mkdocs_pubs.characters import collapsed
from mkdocs_pubs.latex import to_text
from mkdocs_pubs.models import Name, Names
from mkdocs_pubs.normalise.identifiers import bare_orcid
from mkdocs_pubs.normalise.names import (
    BODIES,
    behind_family,
    is_suffix,
    plain_name,
    read_name,
)
from mkdocs_pubs.normalise.pieces import is_braced, split_at
from mkdocs_pubs.normalise.turned import with_families
from mkdocs_pubs.patterns import regex

# Before a letter in TeX it begins a name: ``And{\'e}rson``.
_BRACE_OR_AND = regex(r"[{}]|(?:^|(?<=[\s}]))and(?=\s|\{(?!\\)|$)", re.IGNORECASE)
_AND = regex(r"\s+and\s+", re.IGNORECASE)
_COMMA = regex(r"\s*,\s*")
_BRACE_OR_SEMICOLON = regex(r"[{}]|(?<!\\);|[；、]|(?<=\w\w)，(?=\s*\w\w)")
_PARTS_PEOPLE = regex(r"[;&；、，]|,[^,]*,")
_BRACE_OR_AMPERSAND = regex(r"[{}]|\s\\?&\s")
_BRACE_OR_COMMA = regex(r"[{},]")
_ODD = regex(
    r"\band\s+and\b|(?:^|\})\s*and\b|\band(?:\s*$|\s+\{|\{(?!\\))|,\s*(?:$|and\b)|^\s*,"
    r"|\band\s*,|[;&…；、，]|\.\.\.|dots\b|\bet\b|,(?:(?!\sand\s)[^,])*,"
    r"|\b\w[. ][^,]{0,60},\s*[^,]{0,60}\b\w[. ]"
    rf"|\b(?:{'|'.join(sorted(BODIES))})\b",
    re.IGNORECASE,
)
"""What is in every list that BibTeX would read otherwise than we do, and in few others."""
_ENTITY = regex(r"&#?\w+;")
_DOTS = r"\.\.\.|…|\\l?dots"
_OTHERS = regex(rf"\{{?\s*(?:others\.?|et\.?~?\s*al\b\.?|{_DOTS})\s*\}}?,?", re.IGNORECASE)
_TRAILING_OTHERS = regex(
    rf"(?<![\s,])(?:[\s,]+et\.?[~\s]*al\b\.?|[\s,]*(?:{_DOTS}))[\s}}]*$", re.IGNORECASE
)
_INITIALS = regex(r"(?:[^\W\d_]{1,2}\.[\s-]?|[^\W\d_][\s-]){0,4}(?:[^\W\d_]{1,2}\.?|[A-Z]{1,3})")
_INITIALS_FIRST = regex(r"(?:(?:[^\W\d_]\.[\s~-]*){1,4}|[A-Z][\s~])[^\s,.]{2}[^,]*")
# Of a family's two names, the second may be one initial: ``Rodríguez M., Luis F.``
_INITIALS_LAST = regex(r"([^\s,.]{2}[^,.]*)[\s~]((?:[^\W\d_]\.[\s~-]?){2,4})")
_EXTENDED = regex(r"\b(?:family|given)\s*=")
_ANNOTATION = regex(r"(?<!\d)(\d{1,6})(?::\w+)?\s*=\s*(\"[^\"]*\"|[^;]*)")
_ORCID = "orcid:"
# An accented or foreign letter; the ``and`` beside a brace parts names.
_LETTER = regex(
    r"(?<!(?i:nd))(?:\{\\(?:[\"'`^~=.]|[A-Za-z]{1,2}\b) ?(?:[A-Za-z]|\{[A-Za-z]\}|\\[ij])?\}"
    r"|\\[\"'`^~=.](?:[A-Za-z]|\{[A-Za-z]\}))(?!(?i:and))"
)
_WORD = regex(r"\S+")
_MOST_GIVEN_IN_LISTS = 2
_MOST_PARTS_OF_NAME = 3
_CHINESE_NAME = regex("[\u4e00-\u9fff]{2,4}")
_NOBODY = Names()


def read_names(tex: str) -> tuple[Names, str]:
    """Read a field of names: people in order, whether the list was cut short, and what was wrong.

    What was wrong is nothing, or says how a list that BibTeX would not understand was read.
    """
    if not tex:
        return _NOBODY, ""
    if plain := _plain_names(tex):
        return plain, ""
    pieces, others, is_regrouped = _pieces(tex)
    people = with_families(tuple(name for _, name in pieces))
    wrong = f"names are parted by 'and'; read these as {len(people)} people" if is_regrouped else ""
    return Names(people, others), wrong


# A list is read once for the page, and once to be exported.
@lru_cache(maxsize=1 << 15)
def _plain_names(tex: str) -> Names:
    """Return the names of a list in which all are plain, as they are in most; else nobody."""
    tex = _LETTER.sub(_letter, tex) if "\\" in tex else tex
    written = collapsed(tex).strip(" ").split(" and ")
    # Some programs cut a list off within a name.
    if written[-1].endswith(("...", "…")):
        return _NOBODY
    others = written[-1] == "others"
    people: list[Name] = []
    for one in written[:-1] if others else written:
        name = plain_name(one)
        if name is None:
            return _NOBODY
        people.append(name)
    return Names(with_families(tuple(people)), others)


def _letter(written: re.Match[str]) -> str:
    """Return a letter that is written in TeX; what is none stays as it is."""
    text = to_text(written.group())
    return text if len(text) == 1 and text.isalpha() else written.group()


def bibtex_names(tex: str) -> str:
    """Return a field of names as BibTeX has one, in which every reader finds the same people.

    What is one already stays as it is, and so do BibLaTeX's extended names.
    """
    people = _plain_names(tex).people
    if (people and not any(one.corporate for one in people)) or not _ODD.search(tex):
        return tex
    pieces, others, _ = _pieces(tex)
    names = [
        _braced(written, name) if name.corporate else _with_two_commas(written)
        for written, name in pieces
    ]
    plain = " and ".join([*names, "others"] if others else names)
    return tex if _on_a_line(plain) == _on_a_line(tex) else plain


def _pieces(tex: str) -> tuple[list[tuple[str, Name]], bool, bool]:
    """Return each person as written and as read, whether others follow, if an ``and`` was missing.

    What names nobody is left out.
    """
    tex, cut = _TRAILING_OTHERS.subn("", tex)
    others, is_regrouped = bool(cut), False
    people: list[tuple[str, Name]] = []
    for written in split_at(_BRACE_OR_AND, tex):
        several = _people(written)
        is_regrouped |= len(several) > 1
        for one in several:
            if _OTHERS.fullmatch(one):
                others = True
            elif (name := read_name(one)).family:
                people.append((one, name))
    return people, others, is_regrouped


def _braced(written: str, name: Name) -> str:
    """Return the name of a body as one that every reader takes for a whole."""
    if is_braced(written):
        return written
    last, *first = split_at(_BRACE_OR_COMMA, written)
    return f"{{{written if ',' in name.family else ' '.join([*first, last])}}}"


def _with_two_commas(written: str) -> str:
    """Return a name with no more commas than BibTeX takes, its suffix between them."""
    if "," not in written or _EXTENDED.search(written):
        return written
    family, *more = split_at(_BRACE_OR_COMMA, written) or [written]
    suffixes, given = behind_family(more)
    return ", ".join(filter(None, (family, " ".join(suffixes), " ".join(given))))


def _on_a_line(tex: str) -> str:
    return _COMMA.sub(", ", _AND.sub(" and ", " ".join(tex.split())))


def annotated(names: Names, role: str, fields: Mapping[str, str]) -> tuple[Names, tuple[str, ...]]:
    """Add what fields such as ``author+an`` say of people, and return what is said to be an ORCID.

    ``1=highlight; 2="*"``: a literal in quotation marks is a mark, a word is kept as it is.
    ``1="orcid:0000-0002-1825-0097"`` is an ORCID, and so is what ``author+an:orcid`` says. Those
    that are none are not added, but returned as they are written.
    """
    if "+an" not in " ".join(fields):
        return names, ()
    said: dict[int, list[str]] = {}
    for name, text in fields.items():
        if name.partition(":")[0] == f"{role}+an":
            for number, values in _ANNOTATION.findall(text):
                said.setdefault(int(number), []).extend(_annotations(values, name))
    if not said:
        return names, ()
    people = [
        _with_annotations(one, said.get(place, ())) for place, one in enumerate(names.people, 1)
    ]
    every = (one for annotations in said.values() for one in annotations)
    wrong = (one for one in every if one.startswith(_ORCID) and not bare_orcid(one))
    return replace(names, people=tuple(people)), tuple(one.removeprefix(_ORCID) for one in wrong)


def _annotations(values: str, field: str) -> Iterator[str]:
    """Yield marks in quotation marks, ORCIDs behind ``orcid:``, and words."""
    literal = values.strip().strip('"').strip()
    if field.endswith(":orcid") or literal.lower().startswith(_ORCID) or "orcid.org/" in literal:
        yield _ORCID + literal[len(_ORCID) if literal.lower().startswith(_ORCID) else 0 :].strip()
    elif values.startswith('"'):
        yield values.strip()
    else:
        yield from (word.strip() for word in values.split(",") if word.strip())


def _with_annotations(name: Name, said: Sequence[str]) -> Name:
    marks = "".join(one.strip('"') for one in said if one.startswith('"'))
    orcids = [one for one in said if one.startswith(_ORCID)]
    words = tuple(one for one in said if not one.startswith(('"', _ORCID)))
    orcid = next(filter(None, map(bare_orcid, orcids)), "")
    if not said:
        return name
    return replace(name, marks=name.marks + to_text(marks), annotations=words, orcid=orcid)


def _people(written: str) -> list[str]:
    """Split what stands between two ``and`` where it plainly names several people."""
    if not _PARTS_PEOPLE.search(written):
        return _people_between_commas(written) if "," in written else [written]
    if _EXTENDED.search(written):
        return [written]
    if not _ENTITY.search(written) and len(split_at(_BRACE_OR_SEMICOLON, written)) > 1:
        parts = split_at(_BRACE_OR_SEMICOLON, written)
        return [person for part in parts for person in _people(part)]
    halves = split_at(_BRACE_OR_AMPERSAND, written)
    if len(halves) > 1 and all(len(_WORD.findall(half)) > 1 for half in halves):
        return [person for half in halves for person in _people(half)]
    return _people_between_commas(written)


def _people_between_commas(written: str) -> list[str]:
    parts = split_at(_BRACE_OR_COMMA, written)
    if len(parts) < 3 or any(is_suffix(part) for part in parts[1:3]):
        return (_pair(written, *parts) if len(parts) == 2 else []) or [written]
    if len(parts) % 2 == 0 and _alternate(parts):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    return _one_by_one(parts) or [written]


def _one_by_one(parts: Sequence[str]) -> list[str]:
    """Return ``Doe J., Roe, R., Poe A., Coe C.`` as four people; nobody if it is no such list."""
    people: list[str] = []
    for part in parts:
        is_given = len(parts) > _MOST_PARTS_OF_NAME and _is_initials(part)
        if is_given and people and "," not in people[-1]:
            people[-1] = f"{people[-1]}, {part}"
        else:
            people.append(part)
    return people if all(map(_is_whole, people)) else []


def _is_whole(part: str) -> bool:
    """Say whether a part has a family and a given name; in Chinese, no space is between them."""
    return len(_WORD.findall(part)) > 1 or _CHINESE_NAME.fullmatch(part) is not None


def _pair(written: str, *parts: str) -> list[str]:
    """Return ``J. Doe, R. Roe`` as two people, as no family has an initial of its own.

    ``Jane Doe, Richard Roe,`` before an ``and`` is two people, too: a name ends with no comma.
    """
    if all(map(_INITIALS_FIRST.fullmatch, parts)):
        return list(parts)
    if all(map(_INITIALS_LAST.fullmatch, parts)):
        return [_INITIALS_LAST.sub(r"\1, \2", part) for part in parts]
    is_serial = written.rstrip().endswith(",") and all(map(_is_whole, parts))
    return list(parts) if is_serial else []


def _alternate(parts: Sequence[str]) -> bool:
    """Say whether ``Doe, J., Roe, R.`` or ``Liu, Wei, Zhang, Min`` names people in pairs."""
    if all(map(_is_initials, parts[1::2])):
        return not any(map(_is_initials, parts[::2]))
    families, given = ([len(_WORD.findall(part)) for part in parts[start::2]] for start in (0, 1))
    return set(families) == {1} and max(given) <= _MOST_GIVEN_IN_LISTS


def _is_initials(part: str) -> bool:
    """Say whether a part is initials, as ``A. Yu.`` is; ``C. Do`` is a name."""
    bare = part.replace("~", " ").strip(" {}")
    return _INITIALS.fullmatch(bare) is not None and not (". " in bare and bare[-1].islower())
