from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tui.settings import (
    Cadence,
    PersonalSettings,
    TeamMember,
    WorkspaceSettings,
    choose_actor,
    choose_timezone,
    load_personal_settings,
    load_workspace_settings,
    local_timezone,
)
from tui.settings.view_state import ViewState, load_view_state, save_view_state

EVERYTHING = """\
wip: 3
timezone: Europe/Berlin
working_days: [Tue, monday, thu]
holidays: [2026-12-25]
team:
  - {id: ana, name: Ana Silva}
  - id: no
names: [Rose, 2026]
cadence: {ideal: P14D, max: P30D}
"""
WRONG = """\
wip: many
timezone: Mars/Base
working_days: [mon, someday]
holidays: [soon]
team: ana
names: {a: b}
cadence: {ideal: 14}
worken_days: [mon]
"""


def test_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert load_workspace_settings(tmp_path) == (WorkspaceSettings(), [])
    assert load_personal_settings(tmp_path) == (PersonalSettings(), [])


def test_every_setting_is_read_and_text_stays_text(tmp_path: Path) -> None:
    (tmp_path / "custdev.yaml").write_text(EVERYTHING)
    settings, warnings = load_workspace_settings(tmp_path)
    assert warnings == []
    assert settings == WorkspaceSettings(
        wip=3,
        timezone="Europe/Berlin",
        working_days=(0, 1, 3),
        holidays=(date(2026, 12, 25),),
        team=(TeamMember("ana", "Ana Silva"), TeamMember("no")),
        names=("Rose", "2026"),
        cadence=Cadence("P14D", "P30D"),
    )


def test_each_wrong_setting_is_named_once_and_the_others_hold(tmp_path: Path) -> None:
    (tmp_path / "custdev.yaml").write_text(WRONG)
    settings, warnings = load_workspace_settings(tmp_path)
    assert settings == WorkspaceSettings()
    names = ("wip", "timezone", "working_days", "holidays", "team", "names", "cadence", "worken_days")
    assert len(warnings) == len(names)
    assert all(name in warning for name, warning in zip(names, warnings, strict=True))
    assert 'did you mean "working_days"?' in warnings[-1]


@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe\x00", b"[1, 2", b"- a\n- b\n", b"wip: &a [*a]\n", b"\x00", b"wip: !!python/object:os.system 1\n"],
)
def test_a_file_that_makes_no_sense_is_a_warning_never_fatal(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "custdev.yaml").write_bytes(text)
    settings, warnings = load_workspace_settings(tmp_path)
    assert settings == WorkspaceSettings()
    assert warnings
    assert all(warning.startswith("custdev.yaml") for warning in warnings)


def test_an_empty_value_and_an_empty_file_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "custdev.yaml").write_text("wip:\n")
    assert load_workspace_settings(tmp_path) == (WorkspaceSettings(), [])
    (tmp_path / "custdev.yaml").write_text("")
    assert load_workspace_settings(tmp_path) == (WorkspaceSettings(), [])


def test_personal_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text("actor: '@ana'\ntheme: nord\neditor: code --wait\n")
    assert load_personal_settings(tmp_path) == (PersonalSettings("@ana", "nord", "code --wait"), [])


def test_who_acts_is_named_then_the_variable_then_the_setting_then_me(tmp_path: Path) -> None:
    assert choose_actor(environ={}, folder=tmp_path) == "me"
    (tmp_path / "settings.yaml").write_text("actor: '@ana'\n")
    assert choose_actor(environ={}, folder=tmp_path) == "ana"
    assert choose_actor(environ={"CUSTDEV_ACTOR": "ben"}, folder=tmp_path) == "ben"
    assert choose_actor("@cleo\x1b[2J", environ={"CUSTDEV_ACTOR": "ben"}, folder=tmp_path) == "cleo"
    assert choose_actor("  ", environ={"CUSTDEV_ACTOR": "@"}, folder=tmp_path) == "ana"


def test_the_time_zone_of_the_workspace_goes_before_the_machines() -> None:
    assert choose_timezone("Asia/Tokyo", environ={"TZ": "Europe/Berlin"}) == "Asia/Tokyo"
    assert choose_timezone(None, environ={"TZ": "Europe/Berlin"}) == "Europe/Berlin"


def test_the_machines_time_zone_is_looked_for_in_three_places(tmp_path: Path) -> None:
    assert local_timezone(environ={}, etc=tmp_path) is None
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Paris")
    assert local_timezone(environ={}, etc=tmp_path) == "Europe/Paris"
    (tmp_path / "timezone").write_text("Asia/Tokyo\n")
    assert local_timezone(environ={}, etc=tmp_path) == "Asia/Tokyo"
    assert local_timezone(environ={"TZ": ":Europe/Berlin"}, etc=tmp_path) == "Europe/Berlin"
    assert local_timezone(environ={"TZ": "CET-1CEST"}, etc=tmp_path) == "Asia/Tokyo"


def test_the_view_is_remembered_for_each_workspace(tmp_path: Path) -> None:
    state = ViewState(last_board="customer-development", density={"customer-development": "compact"})
    save_view_state(tmp_path / "one", state, tmp_path / "state")
    remembered = load_view_state(tmp_path / "one", tmp_path / "state")
    assert (remembered.last_board, remembered.density) == (state.last_board, state.density)
    assert load_view_state(tmp_path / "two", tmp_path / "state") == ViewState()
    assert [path.suffix for path in (tmp_path / "state").iterdir()] == [".json"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"density": 3}', b"\xff\x00"])
def test_a_damaged_memory_is_forgotten_and_written_anew(tmp_path: Path, damage: bytes) -> None:
    save_view_state(tmp_path, ViewState(last_board="a"), tmp_path / "state")
    file = next((tmp_path / "state").iterdir())
    file.write_bytes(damage)
    assert load_view_state(tmp_path, tmp_path / "state") == ViewState()
    save_view_state(tmp_path, ViewState(last_board="b"), tmp_path / "state")
    assert load_view_state(tmp_path, tmp_path / "state").last_board == "b"


def test_a_place_that_cannot_be_written_troubles_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    save_view_state(tmp_path, ViewState(last_board="a"), tmp_path / "file" / "state")
    assert load_view_state(tmp_path, tmp_path / "file" / "state") == ViewState()


def test_without_a_file_yaml_is_not_even_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tui.settings import *;"
        "load_workspace_settings(Path(sys.argv[1])); load_personal_settings(Path(sys.argv[1]));"
        "print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "cadence: {ideal: P2M, max: P30D}",
            "cadence contradicts itself: ideal (2 months) is longer than max",
        ),
        ("team: [{id: ana, name: Ana}, {id: '@Ana', name: Anabel}]", 'team has "ana" twice (Ana, Anabel); the first'),
        ("team: [{id: ana}, {id: ben}, {id: ana}, {id: ANA}]", 'team has "ana" 3 times (ana, ana, ANA); the first'),
        ("team: [{id: ana, name: Ana S}, {id: as, name: ana s}]", "team names one person twice (ana, as)"),
        ("team: [{id: '', name: Ana}]", 'team has somebody without an id ("Ana"), who is passed over.'),
        ("working_days: []", "working_days is passed over"),
        ("wip: 3\nwip: 4", '"wip" is written twice; the first one counts'),
    ],
)
def test_what_cannot_be_meant_together_is_said(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "custdev.yaml").write_text(text + "\n")
    _, warnings = load_workspace_settings(tmp_path)
    assert len(warnings) == 1
    assert warnings[0].startswith("custdev.yaml")
    assert sentence in warnings[0]


def test_the_team_has_everybody_once(tmp_path: Path) -> None:
    (tmp_path / "custdev.yaml").write_text("team: [{id: zoe}, {id: '@ana'}, {id: Ana}, {id: ''}, {id: ben}]\n")
    settings, _ = load_workspace_settings(tmp_path)
    assert settings.policy.team == ("zoe", "ana", "ben")


@pytest.mark.parametrize("text", ["cadence: {ideal: P30D, max: P30D}", "cadence: {max: P1D}", "team: [{id: ana}]"])
def test_what_goes_together_is_not_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "custdev.yaml").write_text(text + "\n")
    assert load_workspace_settings(tmp_path)[1] == []
