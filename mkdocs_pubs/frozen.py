"""Frozen dataclasses that cost next to nothing to define, and little to fill.

``dataclasses`` writes and compiles six methods for each class whenever Python starts, which takes a
millisecond. A build meets a hundred of our classes, makes no values of half of them, and few of
most others. So here an ``__init__`` is written when there come to be many values, and the other
methods are the same for all classes. mypy sees to it that values do not change; nothing does at run
time, where it would cost more than all else whenever a value is made.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
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
        return lambda cls: _with_methods(_described(cls, slots=slots), order=order)


_FEW = 50
"""To write an ``__init__`` takes as long as to make about this many values without one."""


def _described(cls: Any, *, slots: bool) -> Any:
    """Let ``dataclasses`` see the fields of a class, but not their types.

    To read of each that it is none of those that mean more takes half of the time.
    """
    types = cls.__annotations__
    cls.__annotations__ = dict.fromkeys(types, object)
    described: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    cls.__annotations__ = described.__annotations__ = types
    for name, kind in types.items():
        described.__dataclass_fields__[name].type = kind
    return described


def _with_methods(cls: type, *, order: bool) -> type:
    """Give a class the methods of a frozen dataclass, but for those that it has itself."""
    content = operator.attrgetter(*(one.name for one in fields(cls) if one.compare))
    comparisons = ("__eq__", "__lt__", "__le__", "__gt__", "__ge__") if order else ("__eq__",)
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _first_init(cls),
        "__repr__": _repr,
        "__hash__": lambda self: hash(content(self)),
        **{name: _comparison(getattr(operator, name), content) for name in comparisons},
    }
    for name in methods.keys() - vars(cls).keys():
        setattr(cls, name, methods[name])
    return cls


def _first_init(cls: Any) -> Callable[..., None]:
    """Return an ``__init__`` for a few values, which then puts the lasting one in its own place.

    It does so at once where it is called in a wrong way: the lasting one says what is wrong.
    """
    numbers = count(1)

    def init(self: object, *values: object, **named: object) -> None:
        defaults, factories = _defaults(cls)
        given = dict(zip(defaults, values, strict=False), **named)
        content = {**defaults, **given}
        content |= {name: make() for name, make in factories.items() if content[name] is MISSING}
        is_right = len(content) == len(defaults) and MISSING not in content.values()
        if is_right and len(given) == len(values) + len(named) and next(numbers) <= _FEW:
            for name, value in content.items():
                setattr(self, name, value)
        else:
            cls.__init__ = _lasting_init(cls)
            cls.__init__(self, *values, **named)

    return init


def _lasting_init(cls: Any) -> Any:
    """Write an ``__init__`` as ``dataclasses`` does; what is missing is made by a factory."""
    defaults, factories = _defaults(cls)
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


@cache
def _defaults(cls: Any) -> tuple[dict[str, Any], dict[str, Callable[[], object]]]:
    """Return what the fields of a class hold by default, and what makes it where it is missing."""
    factories = {
        one.name: one.default_factory for one in fields(cls) if one.default_factory is not MISSING
    }
    return {one.name: one.default for one in fields(cls)}, factories


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
