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


@pytest.mark.parametrize("lasts", [True, False])
def test_what_is_garbage_is_found_soon_if_the_process_lasts(lasts: bool) -> None:
    with uncollected(lasts=lasts):
        ring = weakref.ref(_Ring())
    gc.collect(1)
    assert (ring() is None) is lasts
    gc.collect()
    assert ring() is None
