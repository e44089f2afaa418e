"""`custdev transcript`, and notes with the time at which something was said in a recording."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import Command


def test_a_transcript_is_shown_without_names(custdev: Command, tmp_path: Path) -> None:
    custdev.ok("contact", "add", "Zyxwolda Ito")
    path = tmp_path / "talk.srt"
    path.write_text("1\n00:12:03,000 --> 00:12:05,000\nZyxwolda Ito: By hand.\n\n2\n00:12:06,000 --> 00:12:07,000\n"
                    "Zyxwolda Ito: I, Zyxwolda.\n", encoding="utf-8")  # fmt: skip
    shown = custdev.ok("transcript", str(path))
    assert "12:03" in shown
    assert "P01" in shown
    assert "Zyxwolda" not in shown
    assert custdev.json("transcript", str(path))[0] == {"at": 723, "speaker": "P01", "text": "By hand."}
    assert not any("Zyxwolda" in file.read_text("utf-8", "replace") for file in custdev.folder.rglob("research.json"))


def test_what_cannot_be_read_is_told(custdev: Command, tmp_path: Path) -> None:
    assert "cannot be read" in custdev.error("transcript", str(tmp_path / "none.vtt"))
    (tmp_path / "empty.vtt").write_text("WEBVTT\n", encoding="utf-8")
    assert "Nothing is said in it." in custdev.error("transcript", str(tmp_path / "empty.vtt"))


def test_a_note_has_the_time_in_a_recording(custdev: Command) -> None:
    custdev.ok("contact", "add", "Ada")
    custdev.ok("touchpoint", "add", "interview", "P01")
    (met,) = custdev.json("touchpoint", "list")
    told = custdev.json(
        "note", "add", "P01", "By hand", "--kind", "quote", "--touchpoint", met["id"], "--heard-at", "12:03"
    )
    assert told["heard_at"] == 723
    assert "at 12:03" in custdev.ok("note", "list", "--about", "P01")
    assert "name it" in custdev.error("note", "add", "P01", "By hand", "--heard-at", "12:03")
    assert "no time of a recording" in custdev.error(
        "note", "add", "P01", "By hand", "--touchpoint", met["id"], "--heard-at", "noon"
    )
