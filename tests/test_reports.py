"""What tests report: a failure is told whatever it says, also between processes."""

from __future__ import annotations

import json

import pytest

from tests.conftest import pytest_runtest_makereport


def test_a_failure_over_what_is_no_text_can_be_sent() -> None:
    with pytest.raises(AssertionError) as failure:
        assert "\udcff" == "a"
    sections = [("Captured log", "of \udcff")]
    making = pytest_runtest_makereport()
    next(making)
    with pytest.raises(StopIteration) as end:
        making.send(
            pytest.TestReport(
                "test", ("", None, ""), {}, "failed", failure.getrepr(), "call", sections
            )
        )
    report = end.value.value
    assert r"assert '\udcff' == 'a'" in report.longreprtext
    assert report.sections == [("Captured log", r"of \udcff")]
    assert json.dumps(report._to_json(), ensure_ascii=False).encode()
