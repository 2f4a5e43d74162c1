r"""What siunitx and mhchem print: numbers, units and formulas, with raised and lowered parts.

siunitx's manual, version 3, sections 4 and 5; mhchem's manual, version 4, section 2. Where siunitx
would write an English "to", there is a dash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mkdocs_pubs.characters import clean
from mkdocs_pubs.latex.nodes import Inline, Inlines, Protected, Styled, merged
from mkdocs_pubs.latex.scanner import Scanner
from mkdocs_pubs.patterns import regex

_PREFIXES: Mapping[str, str] = dict(
    pair.split(":")
    for pair in "quecto:q ronto:r yocto:y zepto:z atto:a femto:f pico:p nano:n micro:µ milli:m"
    " centi:c deci:d deca:da deka:da hecto:h kilo:k mega:M giga:G tera:T peta:P exa:E zetta:Z"
    " yotta:Y ronna:R quetta:Q".split()
)
_UNITS: Mapping[str, str] = dict(
    pair.split(":")
    for pair in "ampere:A arcminute:′ arcsecond:″ astronomicalunit:au becquerel:Bq candela:cd"
    " celsius:°C coulomb:C dalton:Da day:d decibel:dB degree:° degreeCelsius:°C electronvolt:eV"
    " farad:F gram:g gray:Gy hectare:ha henry:H hertz:Hz hour:h joule:J katal:kat kelvin:K"
    " kilogram:kg liter:L litre:L lumen:lm lux:lx meter:m metre:m minute:min mole:mol newton:N"
    " ohm:Ω pascal:Pa percent:% radian:rad second:s siemens:S sievert:Sv steradian:sr tesla:T"
    " tonne:t volt:V watt:W weber:Wb".split()
)
_BEHIND = {"squared": "2", "cubed": "3"}
_AHEAD = {"square": "2", "cubic": "3"}
_PART_OF_UNIT = regex(r"\\([A-Za-z]+)|\^\{?([^{}^\\\s]+)\}?|([^\\^.~\s{}]+)")
_NUMBER = regex(r"([^eEdD]*)[eEdD]\s*\+?(-?\d+)")
_PART_OF_FORMULA = regex(
    r"\^\{([^{}]*)\}|\^(\d*[+-]?)|(?<=[A-Za-z\d)\]])([+-])(?=[\s\]]|$)"
    r"|_\{([^{}]*)\}|_(\d+)|(?<=[A-Za-z)\]])(\d+)|(<=>|->|<-|\*)"
)
_SIGNS = {"<=>": "⇌", "->": "→", "<-": "←", "*": "·"}
_THIN = "\u202f"
_MINUS = "−"


def quantity(name: str, scanner: Scanner) -> Inlines:
    """Return what the macro `name` prints of the arguments that come next."""
    scanner.skip_options()
    return (Protected(merged(QUANTITIES[name](scanner))),)


def _numbers(scanner: Scanner) -> Iterator[Inline]:
    yield from _number(scanner.group())


def _number_range(scanner: Scanner) -> Iterator[Inline]:
    yield from (*_number(scanner.group()), "–", *_number(scanner.group()))


def _units(scanner: Scanner) -> Iterator[Inline]:
    yield from _unit(scanner.group())


def _amount(scanner: Scanner) -> Iterator[Inline]:
    yield from (*_number(scanner.group()), *_behind_number(scanner.group()))


def _range(scanner: Scanner) -> Iterator[Inline]:
    yield from (*_number_range(scanner), *_behind_number(scanner.group()))


def _angle(scanner: Scanner) -> Iterator[Inline]:
    for part, sign in zip(scanner.group().split(";"), "°′″", strict=False):
        if part.strip():
            yield from (*_number(part), sign)


def _formula(scanner: Scanner) -> Iterator[Inline]:
    written, end = scanner.group(), 0
    for part in _PART_OF_FORMULA.finditer(written):
        yield _plain(written[end : part.start()])
        end = part.end()
        *scripts, sign = part.groups()
        raised, lowered = (next(filter(None, three), "") for three in (scripts[:3], scripts[3:]))
        yield _SIGNS[sign] if sign else _raised(raised) if raised else Styled("sub", (lowered,))
    yield _plain(written[end:])


def _number(written: str) -> Iterator[Inline]:
    """Print a number: ``1.5e-3`` is 1.5 × 10⁻³."""
    written = _plain(written.replace("\\pm", "±").replace("+-", "±"))
    match = _NUMBER.fullmatch(written)
    if match is None:
        yield written.replace("-", _MINUS)
        return
    if match[1].strip():
        yield f"{match[1].strip().replace('-', _MINUS)}{_THIN}×{_THIN}"
    yield from ("10", _raised(match[2]))


def _behind_number(unit: str) -> Iterator[Inline]:
    first, *more = (*_unit(unit), "")
    yield first if first in ("", "°", "′", "″") else f"{_THIN}{first}"
    yield from more


def _unit(written: str) -> Iterator[Inline]:
    r"""Print units: macros such as ``\kilo\metre\per\square\second``, or signs as they are."""
    units: list[tuple[str, str, str]] = []
    prefix = sign = power = ""
    for name, raised, signs in _PART_OF_UNIT.findall(written):
        if name == "per":
            sign = "-"
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in _AHEAD:
            power = _AHEAD[name]
        elif not (raised or name in _BEHIND):
            units.append((f"{prefix}{_UNITS.get(name, name) or _plain(signs)}", sign, power))
            prefix = sign = power = ""
        elif units:
            units[-1] = (*units[-1][:2], raised or _BEHIND[name])
    for place, (unit, minus, exponent) in enumerate(units):
        yield f"{_THIN if place else ''}{unit}"
        if minus or exponent:
            yield _raised(f"{minus}{exponent or '1'}")


def _raised(written: str) -> Styled:
    return Styled("sup", (_plain(written).replace("-", _MINUS),))


def _plain(written: str) -> str:
    return clean(written.translate(_NO_TEXT))


_NO_TEXT = str.maketrans("~", " ", "\\{}$")
QUANTITIES: Mapping[str, Callable[[Scanner], Iterator[Inline]]] = {
    "SI": _amount,
    "SIrange": _range,
    "ang": _angle,
    "ce": _formula,
    "ch": _formula,
    "num": _numbers,
    "numrange": _number_range,
    "qty": _amount,
    "qtyrange": _range,
    "si": _units,
    "unit": _units,
}
"""What reads the arguments of a macro, and yields what is printed."""
