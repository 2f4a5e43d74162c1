"""The room that talks to a network: polite, bounded, and clear about why nothing came."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from urllib.error import URLError

import pytest

from mkdocs_pubs import __version__, network
from mkdocs_pubs.models.sources import Failure, Reply, Request
from tests.played_services import Answer, Player, playing
from tests.test_floors import run_python

FINE = Answer("fine", "text/plain")


@pytest.fixture(scope="module")
def server() -> Iterator[Player]:
    with playing() as player:
        yield player


@pytest.fixture
def player(server: Player) -> Player:
    server.heard.clear()
    server.slept.clear()
    server.answers.clear()
    return server


def fetched(player: Player, path: str = "/x", **request: object) -> Reply | Failure:
    return player.network().fetch(Request(f"{player.url}{path}", **request))  # type: ignore[arg-type]


def failure(player: Player, path: str = "/x") -> str:
    found = fetched(player, path)
    assert isinstance(found, Failure)
    return found.message


def pauses(player: Player) -> list[float]:
    """Return the pauses before a service was asked again, without those between questions."""
    return [seconds for seconds in player.slept if seconds >= 1]


def test_an_answer_is_its_content_and_type(player: Player) -> None:
    player.play("/x", Answer("größe", "Application/X-BibTeX; charset=utf-8"))
    found = fetched(player)
    assert isinstance(found, Reply)
    assert found == Reply("größe".encode(), "application/x-bibtex", f"{player.url}/x")


def test_who_asks_is_said_and_a_contact_only_to_services(player: Player) -> None:
    player.play("/x", FINE)
    asking = player.network("ann@example.org")
    for names_contact in (True, False):
        asking.fetch(Request(f"{player.url}/x", "text/plain", names_contact=names_contact))
    agent = f"mkdocs-pubs/{__version__} (https://pypi.org/project/mkdocs-pubs/"
    agents = [one.headers["user-agent"] for one in player.heard]
    assert agents == [f"{agent}; mailto:ann@example.org)", f"{agent})"]
    assert {one.headers["accept"] for one in player.heard} == {"text/plain"}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again_after_growing_pauses(player: Player, status: int) -> None:
    player.play("/x", *[Answer(status=status)] * 3, FINE)
    said: list[str] = []
    asking = player.network()
    asking.say = said.append
    assert isinstance(asking.fetch(Request(f"{player.url}/x")), Reply)
    assert pauses(player) == [1, 2, 4]
    assert said[0].endswith(f"(HTTP {status}); asking again in 1 s")
    assert len(said) == 3


def test_a_service_that_stays_busy_is_left_alone(player: Player) -> None:
    player.play("/x", Answer(status=503))
    assert failure(player) == "127.0.0.1 refuses (HTTP 503)"
    assert len(player.heard) == network.MAX_TRIES


def test_a_service_says_in_seconds_or_by_a_date_when_to_ask_again(player: Player) -> None:
    later = datetime.now(timezone.utc) + timedelta(seconds=31)
    for told in ("30", format_datetime(later, usegmt=True)):
        player.slept.clear()
        player.play("/x", Answer(status=429, headers={"Retry-After": told}), FINE)
        assert isinstance(fetched(player), Reply)
        (pause,) = pauses(player)
        assert 28 <= pause <= 31


def test_a_service_that_asks_for_an_hour_is_not_waited_for(player: Player) -> None:
    player.play("/x", Answer(status=429, headers={"Retry-After": "3600"}), FINE)
    told = "127.0.0.1 is asked too often (HTTP 429); it asks to wait 3600 seconds"
    assert failure(player) == told
    assert pauses(player) == []


def test_a_wish_for_rest_is_heeded_before_the_next_question(player: Player) -> None:
    player.play("/x", Answer("a", headers={"Backoff": "9"}))
    asking = player.network()
    asking.fetch(Request(f"{player.url}/x"))
    asking.fetch(Request(f"{player.url}/x"))
    (pause,) = pauses(player)
    assert 8 < pause <= 9


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "wants to know who asks"),
        (403, "does not let anybody in, or not you"),
        (404, "knows no such thing"),
        (406, "has it in no format that is understood here"),
        (410, "has it no longer"),
        (418, "refuses"),
    ],
)
def test_a_refusal_is_told_and_not_tried_again(player: Player, status: int, told: str) -> None:
    player.play("/x", Answer(status=status))
    assert failure(player) == f"127.0.0.1 {told} (HTTP {status})"
    assert len(player.heard) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(player: Player, status: int) -> None:
    player.play("/x", Answer(status=status, headers={"Location": "/y?a=%20b"}))
    player.play("/y?a=%20b", FINE)
    found = fetched(player)
    assert isinstance(found, Reply)
    assert found.url == f"{player.url}/y?a=%20b"


def test_redirects_in_a_ring_end(player: Player) -> None:
    player.play("/x", Answer(status=302, headers={"Location": "/x"}))
    assert failure(player) == "127.0.0.1 redirects more than 6 times"
    assert len(player.heard) == 7


@pytest.mark.parametrize(
    "place",
    [
        "http://example.org/secret?key=1",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "data:text/plain,x",
        "https://user:word@example.org/",
        "https://[::1",
        "https:///x",
    ],
)
def test_nothing_but_https_is_followed(player: Player, place: str) -> None:
    player.play("/x", Answer(status=302, headers={"Location": place}))
    told = failure(player)
    assert told.endswith("is no https address; not followed")
    assert "key=1" not in told
    direct = network.Network().fetch(Request(place))
    assert isinstance(direct, Failure)


def test_plain_http_is_refused_even_to_this_machine_unless_it_is_a_test(player: Player) -> None:
    found = network.Network().fetch(Request(f"{player.url}/x"))
    assert found == Failure(f"{player.url}/x is no https address; not followed")
    assert player.heard == []


def test_secrets_stay_with_the_host_that_they_are_for(player: Player) -> None:
    with playing() as other:
        other.play("/y", FINE)
        player.play("/x", Answer(status=302, headers={"Location": f"{other.url}/y"}))
        assert isinstance(fetched(player, secrets={"Zotero-API-Key": "hush"}), Reply)
        assert player.heard[0].headers["zotero-api-key"] == "hush"
        assert "zotero-api-key" not in other.heard[0].headers
    assert "hush" not in repr(Request("https://x.org", secrets={"Zotero-API-Key": "hush"}))


def test_too_much_is_not_read(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MAX_SIZE", 1 << 20)
    player.play("/x", Answer(b"x" * ((1 << 20) + 1)))
    assert failure(player) == "127.0.0.1 answers with more than 1 MiB; not read"
    assert len(player.heard) == 1


def test_an_answer_that_never_ends_is_given_up(player: Player) -> None:
    player.play("/x", FINE)
    times = iter(range(0, 10_000, 130))
    asking = network.Network(plain_loopback=True, clock=lambda: next(times))
    found = asking.fetch(Request(f"{player.url}/x"))
    assert found == Failure("127.0.0.1 takes more than 120 seconds to answer")


def test_an_answer_that_breaks_off_is_asked_for_again(player: Player) -> None:
    player.play("/x", Answer("half", headers={"Content-Length": "8"}))
    assert failure(player) == "the connection to 127.0.0.1 broke (IncompleteRead)"
    assert len(player.heard) == network.MAX_TRIES


def test_the_next_page_is_where_the_link_says(player: Player) -> None:
    link = '</x?start=0>; rel="first", <{0}/x?start=100>; rel="next", </y>; rel="last"'
    player.play("/x", Answer("a", headers={"Link": link.format(player.url)}))
    found = fetched(player)
    assert isinstance(found, Reply)
    assert found.next_url == f"{player.url}/x?start=100"


@pytest.mark.parametrize(
    ("error", "told", "tries"),
    [
        (socket.gaierror(-2, "unknown"), "there is no host no.example, or no network", 1),
        (ConnectionRefusedError(111, "refused"), "no.example refuses the connection", 1),
        (TimeoutError("timed out"), "no.example does not answer in time", 4),
        (ConnectionResetError(104, "Reset"), "the connection to no.example broke (Reset)", 4),
        (
            ssl.SSLCertVerificationError(1, "certificate has expired"),
            "no safe connection to no.example (certificate has expired)",
            1,
        ),
    ],
)
def test_why_nothing_came_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str, tries: int
) -> None:
    asked: list[object] = []

    class Broken:
        def open(self, request: object, **_options: object) -> None:
            asked.append(request)
            raise URLError(error)  # type: ignore[arg-type]

    monkeypatch.setattr(network, "_opener", Broken)
    asking = network.Network(sleep=lambda _seconds: None)
    assert asking.fetch(Request("https://no.example/x")) == Failure(told, passing=True)
    assert len(asked) == tries


def test_a_service_is_not_asked_faster_than_it_likes() -> None:
    slept: list[float] = []
    asking = network.Network(sleep=slept.append, clock=lambda: 100.0)
    for _ in range(3):
        asking._take_turn("export.arxiv.org")
    assert slept == [3.0, 6.0]


def test_a_build_loads_nothing_that_could_fetch() -> None:
    loaded = run_python("import sys, mkdocs_pubs.plugin; print(*sys.modules)").split()
    rooms = {name.split(".")[1] for name in loaded if name.startswith("mkdocs_pubs.")}
    assert not rooms & {"network", "sources", "intake"}


def test_an_answer_that_comes_byte_by_byte_is_given_up(player: Player) -> None:
    player.play("/x", Answer("x" * 9, headers={"X-Pause": "0.05"}))
    times = iter(range(0, 10_000, 30))
    asking = network.Network(plain_loopback=True, clock=lambda: next(times))
    found = asking.fetch(Request(f"{player.url}/x"))
    assert found == Failure("127.0.0.1 takes more than 120 seconds to answer")


@pytest.mark.parametrize(
    "told", ["9" * 5000, "Thu, 01 Jan 1970 00:00:00 -99999999999999", "Mon, 01 Jan 99999", "²", ""]
)
def test_a_pause_that_is_none_is_no_reason_to_fail(player: Player, told: str) -> None:
    player.play("/x", Answer(status=503, headers={"Retry-After": told}))
    assert failure(player).startswith("127.0.0.1 refuses (HTTP 503)")
    player.play("/x", Answer("fine", "text/plain", headers={"Backoff": told}))
    assert isinstance(fetched(player), Reply)
