"""The same board at the same time gives the same bytes, on every machine and in every run."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.exchange.formats.parcels import full_world, hostile_world, parcel
from tui.exchange.formats import format_named

FORMS = ("json", "csv", "yaml", "ics", "vcf", "vcf3")
ROOT = Path(__file__).parents[3]
SCRIPT = "from tests.exchange.formats.test_sameness import fingerprint; print(fingerprint())"


def fingerprint() -> str:
    """Return what stands for everything that leaves of two boards."""
    texts = [
        format_named(form).render(parcel(world, profile="identified"))
        for world in (full_world(), hostile_world())
        for form in FORMS
    ]
    return sha256("".join(texts).encode()).hexdigest()


@pytest.mark.parametrize(("seed", "timezone"), [("1", "Pacific/Apia"), ("2", "America/St_Johns")])
def test_every_hash_seed_and_time_zone_gives_the_same(seed: str, timezone: str, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": timezone, "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == fingerprint()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_moment_gives_the_same_in_whatever_zone_it_is_written(form: str) -> None:
    world = full_world()
    local = world.now.astimezone(ZoneInfo("Asia/Tokyo"))
    named = format_named(form)
    assert named.render(parcel(world, profile="identified")) == named.render(
        parcel(full_world(), profile="identified", at=local)
    )


@pytest.mark.parametrize("form", ["json", "ics"])
def test_another_moment_gives_something_else(form: str) -> None:
    world = full_world()
    now, later = parcel(world), parcel(world, at=world.now + timedelta(seconds=1))
    assert format_named(form).render(now) != format_named(form).render(later)
