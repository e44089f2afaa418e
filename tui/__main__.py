"""Runs the command: `custdev`, and `python -m tui`."""

import gc


def main() -> None:
    """Run the command line of this process."""
    # A command is over before there is garbage worth a search; the app switches it on when it is painted.
    gc.disable()
    from tui.cli.main import main as run  # a twentieth of what a small command costs is looking for garbage in there

    run()


if __name__ == "__main__":
    main()
