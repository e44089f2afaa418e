"""Where something that leaves goes from the command line: to standard output, a file, the clipboard."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, to_builtins

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, hint, say, warn
from tui.cli.unprinted import printing
from tui.cli.verbs import together
from tui.domain.errors import DomainError, NotAllowed, NotFound, StoreError
from tui.domain.privacy.profiles import DEFAULT, PROFILES, Profile, profile_named
from tui.domain.privacy.sheet import LeftOut, Sheet
from tui.domain.text import plural
from tui.exchange.parcel import Parcel, What
from tui.session import Session

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NAMES = "names"
_ENDING = re.compile(r"\.[A-Za-z]{2,5}")
"""An ending that says of what program a file is: what else stands behind a dot may be a day or a version."""


class ProfileType(click.ParamType[Profile]):
    """A reader by name; `shareable` is another word for stakeholders."""

    name = "profile"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Profile:
        """Return the profile; an unknown one is wrong usage."""
        try:
            return profile_named(str(value))
        except NotFound as error:
            self.fail(str(error), param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the choices."""
        return f"[{'|'.join(PROFILES)}]"


class FormatType(click.ParamType[str]):
    """A format by name, of all or of those that can write something; which there are is looked up when it is asked.

    Those named `first` are offered before the others.
    """

    name = "format"

    def __init__(self, what: What | None = None, *synonyms: str, first: Sequence[str] = ()) -> None:
        self._what, self._synonyms, self._first = what, synonyms, first

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of the format, or the synonym; an unknown one is wrong usage."""
        from tui.exchange.formats import format_named, format_names

        # Whether one can write something, it says itself: the others need not be loaded for that.
        fits = value in format_names() and (self._what is None or self._what in format_named(value).what)
        return value if fits or value in self._synonyms else self._choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """Return the choices."""
        return self._choice().get_metavar(param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the choices that begin so."""
        return self._choice().shell_complete(ctx, param, incomplete)

    def _choice(self) -> click.Choice[str]:
        from tui.exchange.formats import format_names, formats_for

        names = [form.name for form in formats_for(self._what)] if self._what else format_names()
        first = [name for name in self._first if name in names]
        return click.Choice((*self._synonyms, *first, *(name for name in names if name not in first)))


reader_options = together(
    option(
        "--profile",
        type=ProfileType(),
        default=DEFAULT,
        show_default=True,
        help="Who will read it; shareable is another word for stakeholders.",
    ),
    option("--confirm", metavar=NAMES, help=f"Has to be {NAMES} for the profile identified."),
)
"""Who will read it."""


def check_reader(profile: Profile, confirm: str | None) -> None:
    """Refuse to name people where that is not asked for in full."""
    if profile == "identified" and confirm != NAMES:
        raise click.UsageError(
            f"The profile identified shows names of those who agreed; add --confirm {NAMES}. Nothing was written."
        )


def form_of(form: str | None, output: str | None, default: str) -> str:
    """Return the format that is named, else that of the file's ending; an ending of another program is wrong usage."""
    from tui.exchange.formats import format_names, format_of_file

    chosen = form or format_of_file(output or "", "")
    ending = Path(output or "").suffix
    if not chosen and _ENDING.fullmatch(ending):
        raise click.UsageError(
            f"No format ends in {ending}; add --format, one of {', '.join(format_names())}. Nothing was written."
        )
    return chosen or default


class Destination(Struct, frozen=True):
    """Where to; without an `output` among the snapshots, with `-` to standard output."""

    output: str | None
    force: bool = False
    copy: bool = False
    as_json: bool = False

    @property
    def is_printed(self) -> bool:
        """Whether it goes to standard output."""
        return self.output == "-"

    @property
    def path(self) -> Path | None:
        """The file to write, if one is named."""
        return Path(self.output).expanduser() if self.output and self.output != "-" else None

    def check(self) -> None:
        """Raise where the file could not be written, before anything is recorded."""
        if self.path is not None:
            from tui.exchange.file_names import check_target  # only where a file is written

            check_target(self.path, force=self.force)


def deliver(desk: Desk, session: Session, parcel: Parcel, form: str, to: Destination) -> Path | None:
    """Print, write or copy a parcel, remember the copies, and say what was done to it; return the file."""
    from tui.session import giving

    written = giving.write(session, parcel, form)
    path = None
    if to.is_printed:
        with printing():
            sys.stdout.flush()
            sys.stdout.buffer.writelines(written.pieces)
            sys.stdout.buffer.flush()
    else:
        path = giving.to_file(session, written, to.path, force=to.force)
        _remember(desk, session, written, str(path))
    if to.copy:
        taken = _copied(written, path)
        _remember(desk, session, written, giving.CLIPBOARD)
        instead = "-o FILE writes a file" if path is None else "the file has it, too"
        hint("Copied to the clipboard." if taken else f"Sent to the terminal; if nothing is there, {instead}.")
    if path is not None and to.as_json:
        emit({"path": str(path), "format": written.form, "profile": parcel.profile, **sheet_shape(parcel.sheet)})
    elif path is not None:
        say(str(path))
    if not (to.as_json or (to.is_printed and form == "json")):
        hint(*sheet_words(parcel.sheet))
    return path


def sheet_shape(sheet: Sheet) -> dict[str, Any]:
    """Return what was changed, left out, perhaps left over, and not checked, for scripts."""
    shape: dict[str, Any] = to_builtins(sheet)
    return {
        "changed": shape["changed"],
        "left_out": shape["left_out"],
        "leftovers": shape["leftovers"],
        "not_checked": shape["unchecked"],
        "check": shape["check"] | {"clean": sheet.check.is_clean},
    }


def sheet_words(sheet: Sheet) -> list[str]:
    """Return what whoever gives it out should know: what was done, and where to look once more."""
    from tui.exchange.layouts import check_line

    done = (
        f"{plural(sheet.changes, 'text')} changed, {sheet.omissions} left out. "
        if sheet.changes or sheet.omissions
        else ""
    )
    words = [f"{done}Leak check: {check_line(sheet.check).text}."]
    _, left_out = sheet.without_places()
    words += [f"Left out: {line}" for line in _by_reason(left_out)]
    words += [
        f'Look once more at "{possible.text}" in {possible.where}: {possible.why}.' for possible in sheet.leftovers
    ]
    words.append(f"Not checked: {'; '.join(sheet.unchecked)}.")
    return words


def _by_reason(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield what was left out: of people each by itself, all else of one reason in one line."""
    from tui.exchange.layouts import left_out_line

    reasons: dict[str, list[str]] = {}
    for omission in left_out:
        if not omission.people:
            times = f" {omission.count}×" if omission.count > 1 else ""
            reasons.setdefault(omission.why, []).append(f"{omission.what}{times}")
    yield from (f"{', '.join(things)}, {why}" for why, things in reasons.items())
    yield from (left_out_line(omission).text for omission in left_out if omission.people)


def _copied(written: Any, path: Path | None) -> bool:
    """Put it into the clipboard; where that fails, the sentence says which file was written nevertheless."""
    from tui.session import giving

    try:
        return giving.to_clipboard(written, _asked_terminal)
    except NotAllowed as error:
        raise NotAllowed(f"{error} It was written to {path}." if path else str(error)) from None


def _remember(desk: Desk, session: Session, written: Any, place: str) -> None:
    from tui.session import giving

    desk.sit_down(session)
    try:
        giving.remember(session, written, place)
    except (DomainError, StoreError) as error:
        warn(f"That copy is not remembered: {error}")


def _asked_terminal(text: str) -> bool:
    """Ask the terminal to copy a text, where somebody sits at one."""
    from tui.exchange.clipboard import terminal_copy

    asking = terminal_copy(text) if sys.stdout.isatty() else None
    if asking:
        sys.stdout.write(asking)
        sys.stdout.flush()
    return asking is not None
