"""What becomes of errors: a sentence, or data about it, and an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

import click

from tui.cli.output import seen, warn
from tui.cli.unprinted import begin_to_answer, lead_nowhere, printing, unprinted_words
from tui.domain.errors import Ambiguous, CustdevError

FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130


def guarded(call: Callable[[], object], *, as_json: bool) -> int:
    """Return the exit code of a call, after telling what went wrong in it."""
    begin_to_answer()
    try:
        result = call()
        with printing():
            sys.stdout.flush()
        if words := unprinted_words():
            warn(words)
    except CustdevError as error:
        candidates = error.candidates if isinstance(error, Ambiguous) else ()
        return _failed(error.kind, str(error), error.exit_code, as_json, candidates)
    except click.UsageError as error:
        if as_json and not isinstance(error, click.exceptions.NoArgsIsHelpError):
            return _failed("usage", error.format_message(), WRONG_USAGE, as_json)
        error.show()
        return WRONG_USAGE
    except click.ClickException as error:
        return _failed("error", error.format_message(), FAILED, as_json)
    except (click.Abort, KeyboardInterrupt):
        warn("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        lead_nowhere()  # the reader has gone
        return FAILED
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        return _failed("disk", f"That did not work: {error.strerror or error}{where}.", FAILED, as_json)
    except Exception as error:  # whatever it is, nobody's data is printed with it
        from tui.crash import crash_words  # nearly never

        return _failed("unexpected", crash_words(error), FAILED, as_json)
    return result if isinstance(result, int) else 0


def _failed(kind: str, message: str, code: int, as_json: bool, candidates: Sequence[str] = ()) -> int:
    if as_json:
        named = {"candidates": list(candidates)} if candidates else {}
        with suppress(OSError):  # as with words: who closed it does not want to know
            click.echo(json.dumps({"error": {"kind": kind, "message": seen(message), **named}}), err=True)
    else:
        warn(message)
    return code
