"""Frozen dataclasses that cost next to nothing to define, and little to fill.

``dataclasses`` looks at all fields of a class, and writes and compiles six methods, whenever Python
starts, which takes a millisecond. A build meets a hundred of our classes, makes no values of half
of them, and few of most others. So here ``dataclasses`` sees a class when somebody asks for its
fields, an ``__init__`` is written when there come to be many values, and the other methods are the
same for all classes. mypy sees to it that values do not change; nothing does at run time, where it
would cost more than all else whenever a value is made.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        *, frozen: bool, order: bool = False, slots: bool = False
    ) -> Callable[[type], type]:
        """Do as ``dataclasses.dataclass``, for classes without a ``__post_init__``."""
        assert frozen
        return lambda cls: _made(cls, order=order, slots=slots)


_FIELDS = "__dataclass_fields__"
"""Where ``dataclasses`` looks for the fields of a class."""

_FEW = 50
"""To write an ``__init__`` takes as long as to make about this many values without one."""


class _Fields:
    """The fields of a class, with those that it has from others, by what is written there."""

    def __init__(self, cls: Any) -> None:
        self._name, self._doc = cls.__name__, cls.__doc__
        self._types: dict[str, object] = {}
        self._written: dict[str, Any] = {}
        for base in cls.__mro__[:0:-1]:
            if _FIELDS in vars(base):
                self._types |= vars(base)[_FIELDS]._types
                self._written |= vars(base)[_FIELDS]._written
        self._types |= cls.__annotations__
        self._written |= {name: vars(cls).get(name, MISSING) for name in cls.__annotations__}

    def __get__(self, instance: object, owner: type) -> Mapping[str, Field[Any]]:
        return self._described

    @cached_property
    def _described(self) -> Mapping[str, Field[Any]]:
        """Describe the fields as ``dataclasses`` does; that is not told of their types.

        To read of each that it is none of those that mean more takes half of the time.
        """
        named: list[Any] = [
            (name, object) if one is MISSING else (name, object, one)
            for name, one in self._written.items()
        ]
        described: Any = dataclasses.make_dataclass(
            self._name, named, namespace={"__doc__": self._doc}, init=False, repr=False, eq=False
        )
        for name, kind in self._types.items():
            described.__dataclass_fields__[name].type = kind
        return described.__dataclass_fields__  # type: ignore[no-any-return]

    @property
    def compared(self) -> list[str]:
        """The names of those by which values are compared."""
        return [
            name for name, one in self._written.items() if not isinstance(one, Field) or one.compare
        ]

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """What the fields hold by default, in their order; some have to be given."""
        return {
            name: one.default if isinstance(one, Field) else one
            for name, one in self._written.items()
        }

    @cached_property
    def factories(self) -> Mapping[str, Callable[[], object]]:
        """What makes the content of a field where it is not given."""
        return {
            name: one.default_factory
            for name, one in self._written.items()
            if isinstance(one, Field) and one.default_factory is not MISSING
        }


def _made(cls: Any, *, order: bool, slots: bool) -> Any:
    known = _Fields(cls)
    cls = _with_slots(cls) if slots else _with_defaults(cls)
    return _with_methods(cls, known, order=order)


def _with_slots(cls: Any) -> Any:
    """Return the class once more, since Python makes slots with a class and not afterwards."""
    fields = cls.__annotations__
    others = {"__dict__", "__weakref__", *fields}
    content = {name: one for name, one in vars(cls).items() if name not in others}
    content |= {"__slots__": tuple(fields), "__qualname__": cls.__qualname__}
    return type(cls)(cls.__name__, cls.__bases__, content)


def _with_defaults(cls: Any) -> Any:
    """Let a class have the default of each field, where more is written there."""
    for name in cls.__annotations__:
        one = vars(cls).get(name)
        if isinstance(one, Field):
            delattr(cls, name)
            if one.default is not MISSING:
                setattr(cls, name, one.default)
    return cls


def _with_methods(cls: type, known: _Fields, *, order: bool) -> type:
    """Give a class the methods of a frozen dataclass, but for those that it has itself."""
    content = operator.attrgetter(*known.compared)
    comparisons = ("__eq__", "__lt__", "__le__", "__gt__", "__ge__") if order else ("__eq__",)
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _first_init(cls, known),
        "__repr__": _repr,
        "__hash__": lambda self: hash(content(self)),
        **{name: _comparison(getattr(operator, name), content) for name in comparisons},
    }
    described = {_FIELDS: known, "__match_args__": tuple(known.defaults)}
    for name, one in (described | methods).items():
        if name not in vars(cls):
            setattr(cls, name, one)
    return cls


def _first_init(cls: Any, known: _Fields) -> Callable[..., None]:
    """Return an ``__init__`` for a few values, which then puts the lasting one in its own place.

    It does so at once where it is called in a wrong way: the lasting one says what is wrong.
    """
    numbers = count(1)

    def init(self: object, *values: object, **named: object) -> None:
        defaults = known.defaults
        given = dict(zip(defaults, values, strict=False), **named)
        content = {**defaults, **given}
        missing = [name for name in known.factories if content[name] is MISSING]
        content |= {name: known.factories[name]() for name in missing}
        is_right = len(content) == len(defaults) and MISSING not in content.values()
        if is_right and len(given) == len(values) + len(named) and next(numbers) <= _FEW:
            for name, value in content.items():
                setattr(self, name, value)
        else:
            cls.__init__ = _lasting_init(cls, known)
            cls.__init__(self, *values, **named)

    return init


def _lasting_init(cls: Any, known: _Fields) -> Any:
    """Write an ``__init__`` as ``dataclasses`` does; what is missing is made by a factory."""
    defaults, factories = known.defaults, known.factories
    lines = [
        f"self.{name} = FACTORIES['{name}']() if {name} is MISSING else {name}"
        if name in factories
        else f"self.{name} = {name}"
        for name in defaults
    ]
    scope = {"FACTORIES": factories, "MISSING": MISSING}
    exec("\n ".join((f"def __init__(self, {', '.join(defaults)}):", *lines)), scope)
    init: Any = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__defaults__ = tuple(
        default for name, default in defaults.items() if default is not MISSING or name in factories
    )
    return init


def _comparison(
    compare: Callable[[object, object], object], content: Callable[[object], object]
) -> Callable[[object, object], object]:
    def compared(self: object, other: object) -> object:
        if other.__class__ is self.__class__:
            return compare(content(self), content(other))
        return NotImplemented

    return compared


def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"
