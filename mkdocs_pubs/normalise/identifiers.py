"""Identifiers as the registries write them, however the entry gives them.

DOIs as the DOI Handbook (2.2) writes them; arXiv identifiers as arXiv does since 2007 and did
before; PubMed's, HAL's, ORCIDs and ISBNs bare. Which fields are verbatim: BibLaTeX manual, 2.2.2,
and al-folio's own; the electronic archives that ``eprinttype`` knows: BibLaTeX manual, 3.13.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from mkdocs_pubs.latex import to_verbatim
from mkdocs_pubs.patterns import regex

_VERBATIM = frozenset(
    "arxiv blog code doi googlebooks hal hdl html isbn issn jstor pdf pmcid pmid poster slides supp"
    " url video website".split()
)

_ADDRESSES = frozenset("blog code html pdf poster slides supp url video website".split())

_ARCHIVES = {
    "arxiv": "arxiv",
    "googlebooks": "googlebooks",
    "hal": "hal",
    "hdl": "hdl",
    "jstor": "jstor",
    "pmc": "pmcid",
    "pmcid": "pmcid",
    "pmid": "pmid",
    "pubmed": "pmid",
}
"""The field that stands for an archive named by ``eprinttype`` or ``archiveprefix``."""

_ALIASES = {
    "arxivid": "arxiv",
    "hal_id": "hal",
    "hal-id": "hal",
    "halid": "hal",
    "handle": "hdl",
    "pmc": "pmcid",
    "pubmed": "pmid",
}
_ELSEWHERE = (*_ALIASES, "eprint", "howpublished")
_SOURCES = _VERBATIM.union(_ELSEWHERE)
# One for all publications without any.
_NONE: Mapping[str, str] = {}

_NEW_ARXIV = r"\d{4}\.\d{4,5}(?:v\d+)?"
_NUMBER_OF_OLD_ARXIV = regex(r"\d{7}(?:v\d+)?")
_OLD_ARXIV = r"(?<![a-z-])[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?"
_PATTERNS = {
    "arxiv": regex(rf"(?<![\d.])(?:{_NEW_ARXIV})(?!\d)|{_OLD_ARXIV}"),
    "doi": regex(r"(?<!\d)(?<!\d\.)10\.\d{4,9}(?:\.\d+)*/[^\s,;]\S*"),
    "hal": regex(r"(?:hal|tel|inria|cel|dumas|halshs|hceres|ijn|insu|in2p3)-\d{6,}(?:v\d+)?"),
    "isbn": regex(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx]"),
    "pmcid": regex(r"(?:PMC)?\d{4,}", re.IGNORECASE),
    "pmid": regex(r"\d{4,}"),
}
_ORCID = regex(r"(?<![\d-])(?:[0-9]{4}-?){3}[0-9]{3}[0-9Xx](?![\w-])")
# Google Scholar has ``arXiv preprint arXiv:2101.00001`` for a journal, Zotero begins a note so;
# the volumes of DBLP's CoRR are ``abs/2101.00001``.
_ARXIV_FIRST = regex(
    r"\W*(?:arxiv(?:[ -]?(?:e-?|pre)prints?)?[\s:,]*(?:arxiv[\s:]*)?|abs/)"
    rf"({_NEW_ARXIV}(?!\d)|{_OLD_ARXIV})",
    re.IGNORECASE,
)
_SSRN_FIRST = regex(r"\W*available at ssrn:?\s+(\d{5,8})(?!\d)", re.IGNORECASE)
_SIGNS_OF_PREPRINTS = ("arxiv", "abs/", "ssrn")
_NAMES_PREPRINTS = ("journal", "volume", "howpublished", "note")
_ADDRESS = regex(r"(?:https?|ftp)://\S+", re.IGNORECASE)


def verbatim_fields(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields that hold no prose as plain text; identifiers bare, the first of several.

    What is no identifier in a field for one stays as it is, or is a URL if it is an address.
    """
    preprint = _named_preprint(fields)
    if _SOURCES.isdisjoint(fields):
        return {"url": preprint} if preprint else _NONE
    found = {
        name: to_verbatim(fields[name])
        for name in sorted(_VERBATIM.intersection(fields))
        if fields[name].strip()
    }
    if not fields.keys().isdisjoint(_ELSEWHERE):
        for name, value in (*_aliased(fields), *_archived(fields), *_published_at(fields)):
            found.setdefault(name, value)
    found = _with_bare_identifiers(found)
    for name in _ADDRESSES.intersection(found):
        found[name] = _first_address(found[name])
    if preprint and found.keys().isdisjoint(("arxiv", "doi", "html", "pdf")):
        found.setdefault("url", preprint)
    return found


def is_identifier(name: str, value: str) -> bool:
    """Say whether a verbatim field holds what its name says, if its name says any such thing."""
    return name not in _PATTERNS or _PATTERNS[name].fullmatch(value) is not None


def identifier_in(name: str, text: str) -> str:
    """Return the first identifier of a kind (``doi``) in a text or an address, or ``""``."""
    return _bare(_PATTERNS[name], text)


def isbn_13(text: str) -> str:
    """Return an ISBN with thirteen digits alone, or ``""`` if its check digit is not its own.

    One of ten digits has a longer form (ISBN Users' Manual, 7th edition, 4 and appendix 1).
    """
    digits = text.upper().replace("-", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum((10 - place) * value for place, value in enumerate(values)) % 11:
            return ""
        stem = f"978{digits[:9]}"
        return f"{stem}{-_weighted(stem) % 10}"
    is_whole = re.fullmatch(r"97[89][0-9]{10}", digits) and _weighted(digits) % 10 == 0
    return digits if is_whole else ""


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def bare_orcid(text: str) -> str:
    """Return the ORCID in a text or an address, or ``""`` if its check digit is not its own.

    The check digit is that of ISO 7064, MOD 11-2 ("Structure of the ORCID Identifier", ORCID).
    """
    match = _ORCID.search(text)
    if match is None:
        return ""
    digits = match.group().replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    found = "-".join(digits[start : start + 4] for start in range(0, 16, 4))
    return found if digits[-1] == ("X" if check == 10 else str(check)) else ""


def _with_bare_identifiers(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields in which what holds an identifier is one, and stands where it belongs."""
    bare = dict(fields)
    if bare.get("doi", "").lower().startswith("arxiv:"):
        bare.setdefault("arxiv", bare.pop("doi"))
    for name, pattern in _PATTERNS.items():
        if name in bare:
            bare[name] = _bare(pattern, bare[name]) or _unwrapped(pattern, bare[name])
            if "://" in bare[name]:
                bare.setdefault("url", bare.pop(name))
    if (number := bare.get("pmcid", "")).isdecimal():
        bare["pmcid"] = f"PMC{number}"
    return bare


def _bare(pattern: re.Pattern[str], value: str) -> str:
    match = pattern.search(unquote(value) if "://" in value else value)
    if match is None:
        return ""
    return match.group().rstrip(".,;").removesuffix(".pdf")


def _unwrapped(pattern: re.Pattern[str], value: str) -> str:
    """Return an identifier that white space tore apart; what is none anyhow, as it is."""
    return _bare(pattern, "".join(value.split())) or value


def _named_preprint(fields: Mapping[str, str]) -> str:
    """Return the address of a preprint that is named where others have a journal, or ``""``.

    It is where the work is, but no button: for that, there are fields.
    """
    for name in _NAMES_PREPRINTS:
        if name in fields and (address := _preprint_first(fields[name])):
            return address
    return ""


# Many works came out in the same journal.
@lru_cache(maxsize=1 << 12)
def _preprint_first(text: str) -> str:
    # Few are; to compile what finds them takes a millisecond.
    if not any(sign in text.lower() for sign in _SIGNS_OF_PREPRINTS):
        return ""
    if match := _ARXIV_FIRST.match(text):
        return f"https://arxiv.org/abs/{match[1]}"
    match = _SSRN_FIRST.match(text)
    return f"https://ssrn.com/abstract={match[1]}" if match else ""


def _aliased(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for alias, name in _ALIASES.items():
        if alias in fields and fields[alias].strip():
            yield name, to_verbatim(fields[alias])


def _archived(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what ``eprint`` is, as its archive or its own look says."""
    if "eprint" not in fields:
        return
    eprint = to_verbatim(fields["eprint"])
    archive = to_verbatim(fields.get("archiveprefix") or fields.get("eprinttype") or "").lower()
    if archive == "arxiv" and _NUMBER_OF_OLD_ARXIV.fullmatch(eprint):
        subject = to_verbatim(fields.get("primaryclass", "")).partition(".")[0].lower()
        yield "arxiv", f"{subject}/{eprint}" if subject else eprint
    elif archive in _ARCHIVES and eprint:
        yield _ARCHIVES[archive], eprint
    elif eprint.lower().startswith("arxiv:") or (not archive and _is_arxiv(eprint)):
        yield "arxiv", eprint
    elif "doi" not in fields and (address := _ADDRESS.match(eprint)):
        # Journals have the address of the text there, beside that of its page.
        yield "url", address.group()


def _is_arxiv(eprint: str) -> bool:
    return is_identifier("arxiv", eprint) or "arxiv.org/" in eprint.lower()


def _published_at(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the address in ``howpublished``, where BibTeX's styles of old have no ``url``."""
    if "howpublished" in fields:
        address = _ADDRESS.search(to_verbatim(fields["howpublished"]))
        if address is not None:
            yield "url", address.group()


def _first_address(value: str) -> str:
    """Return the first of several addresses in a field, the one in angle brackets, or a DOI's."""
    doi = value[4:].lstrip() if value[:4].lower() == "doi:" else value
    if doi.startswith("10.") and is_identifier("doi", doi):
        return f"https://doi.org/{doi}"
    if value.count("://") > 1 and len(addresses := _ADDRESS.findall(value)) > 1:
        return str(addresses[0]).rstrip(",;")
    return value[1:-1] if value.startswith("<") and value.endswith(">") else value
