"""`custdev serve`: what it refuses before anything is served."""

from __future__ import annotations

import sys

import pytest

from tests.cli.command import Command


@pytest.mark.parametrize("host", ["192.168.1.5", "fd00::1", "board.example"])
def test_an_address_that_others_reach_is_refused(custdev: Command, host: str) -> None:
    error = custdev.error("serve", "--host", host)
    assert "--i-know" in error
    assert "nothing is served" in error


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_every_address_at_once_is_refused(custdev: Command, host: str) -> None:
    assert "nothing is served" in custdev.error("serve", "--i-know", "--host", host)


def test_without_the_extra_it_says_how_to_get_it(custdev: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tui.web.server", None)
    assert "pip install 'custdev[web]'" in custdev.error("serve")


def test_a_port_out_of_range_is_refused(custdev: Command) -> None:
    assert "65535" in custdev.error("serve", "--port", "65536", code=2)
