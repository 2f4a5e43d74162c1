"""Frozen dataclasses that cost next to nothing to define.

``dataclasses`` writes and compiles six methods for each class whenever Python starts, which takes a
millisecond. A build meets a hundred of our classes, and makes no values of half of them. So here an
``__init__`` is written for the first value, and the other methods are the same for all classes.
mypy sees to it that values do not change; nothing does at run time, where it would cost more than
all else whenever a value is made.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable
from dataclasses import MISSING, fields
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
        described = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)
        return lambda cls: _with_methods(described(cls), order=order)


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
    """Return an ``__init__`` that puts the lasting one in its own place."""

    def init(self: object, *values: object, **named: object) -> None:
        cls.__init__ = _lasting_init(cls)
        cls.__init__(self, *values, **named)

    return init


def _lasting_init(cls: Any) -> Any:
    """Write an ``__init__`` as ``dataclasses`` does; what is missing is made by a factory."""
    known = fields(cls)
    factories = {
        one.name: one.default_factory for one in known if one.default_factory is not MISSING
    }
    lines = [
        f"self.{one.name} = FACTORIES['{one.name}']() if {one.name} is MISSING else {one.name}"
        if one.name in factories
        else f"self.{one.name} = {one.name}"
        for one in known
    ]
    scope = {"FACTORIES": factories, "MISSING": MISSING}
    parameters = ", ".join(["self", *(one.name for one in known)])
    exec("\n ".join((f"def __init__({parameters}):", *lines)), scope)
    init: Any = scope["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__defaults__ = tuple(
        one.default for one in known if one.default is not MISSING or one.name in factories
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
