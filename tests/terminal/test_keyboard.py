"""What terminals send, byte by byte, and which keys and pastes that is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tui.app.terminal.keyboard import Keyboard

LATER = 60.0
"""Seconds after which whatever was begun is over."""


class Hands:
    """A keyboard, and a clock that only goes on when it is told to."""

    def __init__(self, encoding: str = "utf-8", terminal: str = "xterm-256color") -> None:
        self.now = 0.0
        self.keyboard = Keyboard(encoding, terminal, lambda: self.now)

    def send(self, *pieces: bytes | float) -> list[str]:
        """Return keys and pastes (`«text»`) of what comes in: bytes, and seconds in which nothing does."""
        messages: list[Message] = []
        for piece in (*pieces, LATER):
            if isinstance(piece, float):
                self.now += piece
                messages += self.keyboard.tick()
            else:
                messages += self.keyboard.feed(piece)
        return [shown(message) for message in messages]


def shown(message: Message) -> str:
    if isinstance(message, events.Paste):
        return f"«{message.text}»"
    if isinstance(message, events.Key):
        return message.character if message.is_printable and message.character else message.key
    return type(message).__name__


KEYS = {
    "letters": (b"aB3", "a B 3"),
    "a letter that is no ASCII": ("é€😀".encode(), "é € 😀"),
    "bytes that are no UTF-8, between letters": (b"a\xff\xfeb\xc3(c", "a � � b � ( c"),
    "half a letter at the end": (b"a\xc3", "a �"),
    "an end of a letter without a beginning": (b"\x80\xbfa", "� � a"),
    "half a letter before a key": (b"\xc3\x1b[Aa", "� up a"),
    "control characters of eight bits": ("a\x9b\x85b".encode(), "a b"),
    "an arrow": (b"\x1b[A", "up"),
    "an arrow as application keypads send it": (b"\x1bOA", "up"),
    "an arrow with shift": (b"\x1b[1;2C", "shift+right"),
    "home and end": (b"\x1b[H\x1b[F", "home end"),
    "home and end of an application keypad": (b"\x1bOH\x1bOF", "home end"),
    "home and end of tmux and screen": (b"\x1b[1~\x1b[4~", "home end"),
    "home and end of urxvt": (b"\x1b[7~\x1b[8~", "home end"),
    "delete": (b"\x1b[3~", "delete"),
    "backspace, both ways": (b"\x7f\x08", "backspace backspace"),
    "F1 of the kitty protocol": (b"\x1b[P", "f1"),
    "F1 of the Linux console": (b"\x1b[[Aa", "f1 a"),
    "enter": (b"\r", "enter"),
    "enter of a keypad in alacritty and tmux": (b"\n", "enter"),
    "enter of a keypad": (b"\x1bOM", "enter"),
    "enter of a keypad in kitty": (b"\x1b[57414u", "enter"),
    "one line end of two bytes": (b"a\r\nb", "a enter b"),
    "two line ends": (b"a\r\rb\n\nc", "a enter enter b enter enter c"),
    "digits and signs of a keypad": (b"\x1bOq\x1bOj", "1 *"),
    "escape": (b"\x1b", "escape"),
    "escape twice": (b"\x1b\x1b", "escape escape"),
    "escape, then a letter at once": (b"\x1bj", "escape j"),
    "escape, then a letter that is no ASCII": ("\x1bé".encode(), "escape é"),
    "escape, then enter": (b"\x1b\r", "escape enter"),
    "escape, then an arrow": (b"\x1b\x1b[B", "escape down"),
    "escape, then letters that begin reports": (b"\x1bOa!", "ctrl+up !"),
    "escape, then a bracket": (b"\x1b[", "escape ["),
    "escape, then P and words": (b"\x1bPay", "escape P a y"),
    "escape, then a closing bracket and words": (b"\x1b]x", "escape ] x"),
    "alt and enter": (b"a\x1b\rb", "a escape enter b"),
    "kitty: escape": (b"\x1b[27u", "escape"),
    "kitty: a line feed": (b"\x1b[97;;97u\x1b[10u", "a enter"),
    "kitty: letters": (b"\x1b[97;;97u\x1b[97;2;65u", "a A"),
    "kitty: letters without their text": (b"\x1b[97u\x1b[97:65;2u\x1b[97;2u", "a A A"),
    "kitty: another layout": (b"\x1b[1092::97;;1092u", "ф"),
    "kitty: alternate keys": (b"\x1b[57:93;5u", "ctrl+9"),
    "kitty: a press, a repetition, a release": (b"\x1b[27;1:1u\x1b[27;1:2u\x1b[27;1:3u", "escape escape"),
    "kitty: an arrow's release": (b"\x1b[1;2:1C\x1b[1;2:3C", "shift+right"),
    "kitty: delete's release": (b"\x1b[3;1:1~\x1b[3;1:3~", "delete"),
    "kitty: modifiers by themselves": (b"\x1b[57441;2ua\x1b[57358u", "a"),
    "kitty: caps and num lock": (b"\x1b[97;65;65u\x1b[13;129u", "A enter"),
    "kitty: control and enter": (b"\x1b[13;5u", "ctrl+enter"),
    "kitty: shift and tab": (b"\x1b[9;2u", "shift+tab"),
    "kitty: an input method": (b"\x1b[0;;26085:26412u", "日 本"),
    "kitty: a long text": (b"\x1b[0;;" + b":".join([b"97"] * 30) + b"u", " ".join("a" * 30)),
    "kitty: text that is no letter": (b"\x1b[97;;27:0:55296u", "a"),
    "kitty: numbers that are no letters": (b"\x1b[55296u\x1b[1114112u\x1b[0u\x1b[99999999999999999999uq", "q"),
    "kitty: fields without end": (b"\x1b[97;5;97;97;97;97uq", "ctrl+a q"),
    "kitty: sub-fields of sub-fields": (b"\x1b[97:65:99:1:2;1:1:1:1;97uq", "a q"),
    "xterm: control and enter": (b"\x1b[27;5;13~", "ctrl+enter"),
    "xterm: control and a letter": (b"\x1b[27;5;97~", "ctrl+a"),
    "a function key that there is not": (b"\x1b[99999999~q", "q"),
    "a paste": (b"\x1b[200~two words\x1b[201~!", "«two words» !"),
    "a paste between keys": (b"a\x1b[200~b\x1b[201~c\x1b[200~d\x1b[201~\r", "a «b» c «d» enter"),
    "line ends in a paste": (b"\x1b[200~a\rb\nc\r\nd\x1b[201~", "«a\nb\nc\nd»"),
    "an escape in a paste": (b"\x1b[200~a\x1bb\x1b[31mc\x1b[A\x1b[201~d", "«abc» d"),
    "a title in a paste": (b"\x1b[200~\x1b]0;owned\x07\x1b[201~", "«]0;owned\x07»"),
    "the beginning of a paste in a paste": (b"\x1b[200~\x1b[200~\x1b[201~a", "«» a"),
    "zeros in a paste": (b"\x1b[200~a\x00b\x1b[201~", "«ab»"),
    "an empty paste": (b"\x1b[200~\x1b[201~a", "«» a"),
    "bytes that are no UTF-8 in a paste": (b"\x1b[200~a\xffb\x1b[201~", "«a�b»"),
    "a paste whose end never comes": (b"\x1b[200~abc", "«abc»"),
    "an end without a paste": (b"a\x1b[201~b", "a b"),
    "the mouse": (b"\x1b[<0;3;4M\x1b[<0;3;4m", "MouseDown MouseUp"),
    "the mouse of old terminals, beyond column 95": (b"\x1b[M \xf0\x80q", "q"),
    "the mouse, cut off": (b"\x1b[<35;10", ""),
    "focus": (b"\x1b[I\x1b[O", "AppFocus AppBlur"),
    "answers nobody asked for": (b"\x1b[?62;22c\x1b[>1;2c\x1bP>|it\x1b\\\x1b]11;rgb:00/00/00\x07\x1b[?1uq", "q"),
    "what no terminal sends": (b"\x1b[12;!x\x1b[=5;5;5zq", "q"),
    "what is too long": (b"\x1b[" + b"1;" * 500 + b"zq", "q"),
}


@pytest.mark.parametrize(("data", "keys"), KEYS.values(), ids=KEYS)
def test_what_comes_in_is_these_keys(data: bytes, keys: str) -> None:
    assert " ".join(Hands().send(data)) == keys


@pytest.mark.parametrize("name", [name for name in KEYS if name != "one line end of two bytes"])
def test_it_is_the_same_keys_however_it_is_split(name: str) -> None:
    data, keys = KEYS[name]
    assert " ".join(Hands().send(*(bytes([byte]) for byte in data))) == keys


@pytest.mark.parametrize(
    ("encoding", "data", "keys"),
    [
        ("latin-1", b"\xe9\xf8a", "é ø a"),
        ("iso-8859-15", b"\xa4", "€"),
        ("koi8-r", b"\xd0\xcf", "п о"),
        ("euc-jp", b"\xc6\xfc", "日"),
        ("gb18030", b"\xc8\xd5\x1b[A", "日 up"),
        ("latin-1", b"\x1b[200~\xe9\x1b[201~", "«é»"),
        ("latin-1", b"a\x9bb", "a b"),
        ("ascii", b"a\xe9b", "a � b"),
        ("no such thing", "é".encode(), "é"),
    ],
)
def test_letters_are_what_the_locale_means_by_them(encoding: str, data: bytes, keys: str) -> None:
    assert " ".join(Hands(encoding).send(data)) == keys


def test_delete_of_st_is_delete() -> None:
    assert Hands(terminal="st-256color").send(b"\x1b[P\x1b[M\x1b[A") == ["delete", "ctrl+delete", "up"]


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        ((b"\x1b", 0.05, b"[A"), "up"),
        ((b"\x1b[1;", 0.1, b"2C"), "shift+right"),
        ((b"\x1b", 0.3, b"j"), "escape j"),
        ((b"\x1b[", 0.5, b"j"), "escape [ j"),
        (("é".encode()[:1], 0.5, "é".encode()[1:]), "é"),
        ((b"\x1b[200~one ", 1.0, b"two\x1b[20", 1.5, b"1~c"), "«one two» c"),
        ((b"\x1b[200~one", 3.0, b"x\x1b[201~y"), "«one» x y"),
    ],
)
def test_the_rest_is_waited_for_and_not_for_ever(pieces: tuple[bytes | float, ...], keys: str) -> None:
    assert " ".join(Hands().send(*pieces)) == keys


def test_escape_is_not_waited_for_longer_than_a_blink() -> None:
    hands = Hands()
    assert hands.keyboard.feed(b"\x1b") == []
    assert hands.keyboard.wait is not None
    assert hands.keyboard.wait <= 0.1
    hands.now += hands.keyboard.wait
    assert [shown(message) for message in hands.keyboard.tick()] == ["escape"]
    assert hands.keyboard.wait is None


ENCODINGS = ("utf-8", "latin-1", "koi8-r", "gb18030")
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([data for data, _ in KEYS.values()]),
    st.builds(
        lambda fields, end: b"\x1b[" + fields.encode() + end,
        st.text("0123456789:;<=>? !", max_size=24),
        st.sampled_from([b"u", b"~", b"A", b"R", b"M", b"m", b"t", b"y", b"c", b"P", b""]),
    ),
)


@given(st.lists(PIECES, max_size=6), st.sampled_from(ENCODINGS), st.booleans())
def test_whatever_comes_in_what_is_typed_before_and_after_it_arrives(
    pieces: list[bytes], encoding: str, is_simple: bool
) -> None:
    arrives_around(pieces, encoding, is_simple)


@pytest.mark.slow
@settings(max_examples=10_000)
@given(st.lists(PIECES, max_size=6), st.sampled_from(ENCODINGS), st.booleans())
def test_so_it_is_ten_thousand_times(pieces: list[bytes], encoding: str, is_simple: bool) -> None:
    arrives_around(pieces, encoding, is_simple)


def arrives_around(pieces: list[bytes], encoding: str, is_simple: bool) -> None:
    hands = Hands(encoding, "st" if is_simple else "xterm")
    keys = [*hands.send(b"before", *pieces, LATER), *hands.send(b"after\r")]
    assert keys[:6] == list("before")
    assert keys[-6:] == [*"after", "enter"]
