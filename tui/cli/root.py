"""The commands: global options, nouns, and what becomes of errors, as click reads a command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from tui import __version__
from tui.cli.desk import Desk
from tui.cli.failing import guarded
from tui.cli.options import TELLS, Command, option
from tui.cli.output import hide_names, note_typed, warn
from tui.cli.verbs import LazyGroup
from tui.paths import PERSONAL_FILE, config_folder

COMMANDS = {
    "open": "tui.cli.launching:open_board",
    "demo": "tui.cli.launching:demo",
    "init": "tui.cli.workspace_making:init",
    "serve": "tui.cli.serving:serve",
    "show": "tui.cli.show:show",
    "diff": "tui.cli.diff:diff",
    "boards": "tui.cli.boards:boards",
    "experiment": "tui.cli.experiments:experiment",
    "card": "tui.cli.cards:card",
    "contact": "tui.cli.contacts:contact",
    "note": "tui.cli.notes:note",
    "touchpoint": "tui.cli.touchpoints:touchpoint",
    "transcript": "tui.cli.transcript_command:transcript",
    "session": "tui.cli.touchpoints:session",
    "invitation": "tui.cli.invitations:invitation",
    "incentive": "tui.cli.incentives:incentive",
    "metric": "tui.cli.measurements:metric",
    "theme": "tui.cli.theme_commands:theme",
    "insight": "tui.cli.insight_commands:insight",
    "assumption": "tui.cli.assumption_commands:assumption",
    "consent": "tui.cli.consents:consent",
    "standup": "tui.cli.standups:report",
    "standups": "tui.cli.standups:standups",
    "flow": "tui.cli.flow:flow",
    "export": "tui.cli.snapshots:export",
    "digest": "tui.cli.digests:digest",
    "snapshot": "tui.cli.snapshots:snapshot",
    "scan": "tui.cli.scan:scan",
    "undo": "tui.cli.log:undo",
    "redo": "tui.cli.log:redo",
    "log": "tui.cli.log:log",
    "find": "tui.cli.find:find",
    "doctor": "tui.cli.doctor:doctor",
    "backup": "tui.cli.backups:backup",
    "keys": "tui.cli.key_listing:keys",
    "completion": "tui.cli.root:completion",
}
WITH_SCREEN = (None, "open", "demo", "serve")
"""Commands that open the app, which says itself what is wrong with somebody's keys."""
LARGEST_SETTINGS = 1_000_000


class Root(LazyGroup):
    """The group of all commands; turns every error into a sentence and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and leave with its exit code."""
        arguments = list(sys.argv[1:] if args is None else args)
        parse = super().main
        hide_names(None)
        note_typed(arguments)

        def call() -> object:
            return parse(arguments, prog_name or "custdev", complete_var, standalone_mode=False, **extra)

        code = guarded(call, as_json="--json" in arguments)
        if not standalone_mode:
            return code
        sys.exit(code)


def _tell_version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"custdev {__version__}")
        ctx.exit()


@click.group(
    cls=Root,
    lazy=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: custdev demo; custdev card add CD 'Ask five customers about prices'",
)
@option("--workspace", metavar="DIR", help="Folder of the workspace, instead of the one found from here.")
@option("--as", "actor", metavar="NAME", help="Who acts, instead of the name in your settings.")
@option("--no-color", is_flag=True, help="No colours, as with NO_COLOR.")
@option("--ascii", "ascii_only", is_flag=True, help="Draw the board with ASCII characters only.")
@option("--version", callback=_tell_version, help="Show the version and exit.", **TELLS)
@click.pass_context
def cli(ctx: click.Context, workspace: str | None, actor: str | None, no_color: bool, ascii_only: bool) -> None:
    """Customer research on a kanban board in the terminal.

    Without a command it opens the board you had last, else the experiments.
    """
    ctx.obj = Desk(workspace=workspace, actor=actor, no_color=no_color, ascii_only=ascii_only)
    if ctx.invoked_subcommand not in WITH_SCREEN:
        _warn_of_keys()
    if ctx.invoked_subcommand is None:
        from tui.cli.starting import open_app  # commands are imported when they are used

        ctx.exit(open_app(ctx.obj, None))


def _warn_of_keys() -> None:
    """Say what is wrong with this person's own keys; who has none pays for no more than a look."""
    try:
        with (config_folder() / PERSONAL_FILE).open("rb") as file:
            has_keys = b"keymap" in file.read(LARGEST_SETTINGS)
    except (OSError, RuntimeError):  # nothing there, or nobody knows where this person is at home
        return
    if has_keys:
        from tui.cli.key_listing import own_keys  # few have any

        for sentence in own_keys()[1]:
            warn(sentence)


@click.command(cls=Command, epilog='Example: eval "$(custdev completion zsh)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell; put it where your shell reads such scripts."""
    from click.shell_completion import get_completion_class  # nearly never

    kind = get_completion_class(shell)
    assert kind is not None, "click knows these shells"
    click.echo(kind(ctx.find_root().command, {}, "custdev", "_CUSTDEV_COMPLETE").source())
