"""No garbage is looked for while a list is made, and as before afterwards."""

from __future__ import annotations

import gc
import weakref

import pytest

from mkdocs_pubs.publisher.uncollected import uncollected


@pytest.fixture(params=[True, False], ids=["on", "off"])
def was_on(request: pytest.FixtureRequest) -> object:
    (gc.enable if request.param else gc.disable)()
    yield request.param
    gc.enable()


def test_it_is_as_it_was_afterwards(was_on: bool) -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() == was_on


def test_it_is_as_it_was_after_a_failure(was_on: bool) -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled() == was_on


class _Ring:
    """Holds itself, so that only a look for cycles finds that nobody else holds it."""

    def __init__(self) -> None:
        self.ring = self


def test_what_was_made_is_looked_through_with_all_that_is_old() -> None:
    with uncollected():
        ring = weakref.ref(_Ring())
    gc.collect(0)
    gc.collect(1)
    assert ring() is not None
    gc.collect()
    assert ring() is None
