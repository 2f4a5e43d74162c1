"""Frozen values: what ``dataclasses`` promises of them, whoever writes their methods."""

from __future__ import annotations

import copy
import dataclasses
import operator
from dataclasses import field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_pubs import frozen


@frozen.dataclass(frozen=True, order=True)
class Ours:
    """A value of ours."""

    name: str
    number: int = 3
    notes: list[str] = field(default_factory=list)
    remark: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@frozen.dataclass(frozen=True, order=True, slots=True)
class OursInSlots:
    """The same value in slots."""

    name: str
    number: int = 3
    notes: list[str] = field(default_factory=list)
    remark: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@dataclasses.dataclass(frozen=True, order=True)
class Theirs:
    """The same value, as the standard library makes it."""

    name: str
    number: int = 3
    notes: list[str] = field(default_factory=list)
    remark: str = field(default="", compare=False)
    secret: str = field(default="", repr=False)


@frozen.dataclass(frozen=True)
class Named:
    """A value with methods of its own."""

    name: str

    def __repr__(self) -> str:
        return self.name


@frozen.dataclass(frozen=True, slots=True)
class NamedInSlots:
    """A value in slots with methods of its own."""

    name: str

    def __repr__(self) -> str:
        return self.name


ours = pytest.mark.parametrize("kind", [Ours, OursInSlots])
named = pytest.mark.parametrize("kind", [Named, NamedInSlots])

_GIVEN = st.tuples(
    st.sampled_from("ab"),
    st.integers(0, 1),
    st.lists(st.just("n"), max_size=1),
    st.text(),
    st.sampled_from("st"),
)


@ours
@given(first=_GIVEN, second=_GIVEN)
def test_values_compare_and_show_as_dataclasses_do(
    kind: type[Ours],
    first: tuple[str, int, list[str], str, str],
    second: tuple[str, int, list[str], str, str],
) -> None:
    assert repr(kind(*first)) == repr(Theirs(*first)).replace("Theirs", kind.__name__)
    for compare in (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge):
        ours, theirs = (compare(one(*first), one(*second)) for one in (kind, Theirs))
        assert ours == theirs


@ours
def test_what_is_not_given_is_the_default_or_made_anew(kind: type[Ours]) -> None:
    assert kind("a") == kind("a", 3, notes=[], remark="another")
    assert kind("a").notes is not kind("a").notes


@named
def test_equal_values_have_one_hash(kind: type[Named]) -> None:
    assert {kind("a"), kind(name="a"), kind("b")} == {kind("b"), kind("a")}


@ours
def test_a_value_with_a_list_has_no_hash(kind: type[Ours]) -> None:
    with pytest.raises(TypeError):
        hash(kind("a"))


@ours
def test_a_value_equals_none_of_another_class(kind: type[Ours]) -> None:
    assert Named("a") != kind("a")
    with pytest.raises(TypeError):
        kind("a") < Theirs("a")  # type: ignore[operator]  # noqa: B015


@ours
def test_a_value_is_copied_with_changes(kind: type[Ours]) -> None:
    assert replace(kind("a", 1), number=2) == kind("a", 2)
    assert copy.deepcopy(kind("a", notes=["n"])) == kind("a", notes=["n"])


@pytest.mark.parametrize("slots", [False, True])
def test_the_first_value_is_like_the_others(slots: bool) -> None:
    @frozen.dataclass(frozen=True, slots=slots)  # type: ignore[literal-required]
    class Counted:
        number: int
        notes: list[str] = field(default_factory=list)
        remark: str = "r"

    values = [Counted(number // 2, remark="s") for number in range(4)]
    assert values[::2] == values[1::2]
    contents = [(one.number, one.notes, one.remark) for one in values]
    assert contents == [(number // 2, [], "s") for number in range(4)]


@pytest.mark.parametrize("has_values", [False, True])
@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("a", "b"), {}), (("a",), {"name": "a"}), (("a",), {"no": 1})]
)
def test_a_value_takes_what_its_fields_say(
    values: tuple[str, ...], named: dict[str, object], has_values: bool
) -> None:
    @frozen.dataclass(frozen=True)
    class Told:
        name: str

    if has_values:
        assert Told("a") == Told(name="a")
    with pytest.raises(TypeError, match=r"Told\.__init__\(\)"):
        Told(*values, **named)  # type: ignore[arg-type]
    assert Told("a").name == "a"


def test_a_class_has_the_fields_of_the_one_that_it_extends() -> None:
    @frozen.dataclass(frozen=True)
    class More(Ours):
        more: str = field(default="m", compare=False)

    @frozen.dataclass(frozen=True, slots=True)
    class MoreInSlots(OursInSlots):
        more: str = field(default="m", compare=False)

    @dataclasses.dataclass(frozen=True)
    class MoreOfTheirs(Theirs):
        more: str = field(default="m", compare=False)

    assert More("a", more="b") == More("a")
    assert repr(More("a")).partition("(")[2] == repr(MoreOfTheirs("a")).partition("(")[2]
    assert _described(More) == _described(MoreOfTheirs)
    assert repr(More("a")).partition("(")[2] == repr(MoreInSlots("a")).partition("(")[2]
    assert MoreInSlots("a", more="b") == MoreInSlots("a")


def test_dataclasses_sees_the_fields_before_there_is_a_value() -> None:
    @frozen.dataclass(frozen=True)
    class Unused:
        name: str
        notes: list[str] = field(default_factory=list, compare=False)

    assert dataclasses.is_dataclass(Unused)
    assert _described(Unused) == [
        ("name", "str", dataclasses.MISSING, True),
        ("notes", "list[str]", dataclasses.MISSING, False),
    ]
    assert Unused("a").notes == []


def test_a_value_is_matched_by_its_places() -> None:
    match Ours("a", 1):
        case Ours(name, number):
            assert (name, number) == ("a", 1)


def _described(kind: type) -> list[tuple[object, ...]]:
    return [(one.name, one.type, one.default, one.compare) for one in dataclasses.fields(kind)]


def test_methods_of_a_class_stay() -> None:
    assert repr(Named("a")) == "a"
