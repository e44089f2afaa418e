"""What screens and widgets may ask of the application; the application itself knows the screens."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.app import App

from tui.app.crowd import CrowdMemory
from tui.app.glyphs import ASCII, UNICODE, Glyphs
from tui.app.masking import SHOWN, Mask, mask_of
from tui.app.paint import Palette
from tui.app.themes import DARK_NAME, LIGHT_NAME, THEMES, token_defaults
from tui.app.typed import Drafts
from tui.domain.operations.merging import Contested
from tui.domain.records import Experiment
from tui.domain.records.vocabulary import ExperimentStatus
from tui.session import CatalogEntry, Session
from tui.settings import PersonalSettings
from tui.settings.view_state import ViewState


class Host(App[int]):
    """The open workspace, how things look, and ways to go elsewhere. It begins with a board, or an iteration of it."""

    def __init__(
        self,
        session: Session,
        *,
        board: str | None = None,
        iteration: str | None = None,
        settings: PersonalSettings | None = None,
        view_state: ViewState | None = None,
        ascii_only: bool = False,
        label: str = "",
    ) -> None:
        self._palette: Palette | None = None
        super().__init__()
        self.session = session
        self.first_board = board
        self.first_iteration = iteration
        self.settings = settings or PersonalSettings()
        self.view_state = view_state or ViewState()
        self.glyphs: Glyphs = ASCII if ascii_only else UNICODE
        self.label = label
        self.names_shown = False
        self._mask: tuple[object, Mask] | None = None
        self.spoken: list[str] = []
        self.to_print: list[str] = []
        """What is printed when the application is left."""
        self.opening_words: list[str] = []
        self.drafts = Drafts()
        self.contested: deque[Contested] = deque()
        self.last_cards: dict[str, str | None] = {}
        self.last_person: str | None = None
        self.crowd_memory = CrowdMemory()
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        theme_name = {"dark": DARK_NAME, "light": LIGHT_NAME}.get(self.settings.theme, self.settings.theme)
        # Nothing is drawn yet: a theme that is watched from here on would have all styles parsed twice.
        self.set_reactive(App.theme, theme_name if theme_name in self.available_themes else DARK_NAME)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our tokens."""
        return token_defaults(self.current_theme.to_color_system().generate())

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        if self._palette is None:
            self._palette = Palette(self.theme_variables)
        return self._palette

    @property
    def mask(self) -> Mask:
        """What hides who people are, while names are hidden; made anew when names change."""
        if self.names_shown:
            return SHOWN
        workspace = self.session.workspace
        if self._mask is None or self._mask[0] is not workspace.contacts:
            self._mask = (workspace.contacts, mask_of(workspace, [self.session.actor]))
        return self._mask[1]

    @property
    def keeps_names_hidden(self) -> bool:
        """Whether a screen is open that everybody looks at, where names are hidden whatever is done."""
        return any(getattr(screen, "keeps_names_hidden", False) for screen in self.screen_stack)

    def take_draft(self, key: str) -> Mapping[str, str]:
        """Return what was typed and left, to go on with; what names somebody stays a draft where everybody looks."""
        left = self.drafts.left(key)
        if left is not None and self.keeps_names_hidden and any(map(self.mask.hides, left.texts.values())):
            return {}
        return self.drafts.take(key)

    def forget_palette(self) -> None:
        """Make the styles anew: the theme changed."""
        self._palette = None

    def turn_theme(self) -> None:
        """Turn between dark and light."""
        self.theme = LIGHT_NAME if self.current_theme.dark else DARK_NAME

    def experiments(self, status: ExperimentStatus) -> list[Experiment]:
        """Return the boards whose newest iteration stands so, the one started first before others."""
        newest: dict[str, Experiment] = {}
        for experiment in self.session.workspace.experiments.values():
            other = newest.get(experiment.board_id)
            if other is None or other.iteration < experiment.iteration:
                newest[experiment.board_id] = experiment
        standing = (experiment for experiment in newest.values() if experiment.status == status)
        return sorted(standing, key=lambda one: (one.started_at is None, one.started_at, one.uid))

    def templates(self) -> Sequence[CatalogEntry] | None:
        """Return the boards that are not started, good and broken, or None while their files are being read."""
        raise NotImplementedError

    def places(self) -> list[tuple[str, str]]:
        """Return boards in the order of their numbers, each as id and title: those put away come last."""
        templates = self.templates() or ()
        started = [*self.experiments("running"), *self.experiments("decided")]
        return [
            *((experiment.board_id, experiment.definition.title) for experiment in started),
            *((entry.id, entry.definition.title) for entry in templates if entry.definition),
            *((experiment.board_id, experiment.definition.title) for experiment in self.experiments("archived")),
        ]

    def place_of(self, board_id: str) -> int | None:
        """Return the number of a board, or None while it is not known."""
        ids = [board for board, _ in self.places()]
        return ids.index(board_id) + 1 if board_id in ids else None

    @property
    def last_place(self) -> int | None:
        """The number of the board that was open last, or None."""
        board = self.view_state.last_board
        return self.place_of(board) if board is not None else None

    def show_card(self, uid: str) -> bool:
        """Show a card on its board; return whether it is on one that can be opened."""
        workspace = self.session.workspace
        card = workspace.cards.get(uid)
        experiment = workspace.experiments.get(card.experiment) if card else None
        if experiment is None:
            return False
        if self.session.current(experiment.board_id) is experiment:
            self.last_cards[experiment.board_id] = uid
            self.open_board(experiment.board_id)
        else:
            self.last_cards[experiment.uid] = uid
            self.open_iteration(experiment)
        return True

    def open_place(self, number: int) -> bool:
        """Open the board of a number; return whether there is one."""
        places = self.places()
        if not 1 <= number <= len(places):
            return False
        self.open_board(places[number - 1][0])
        return True

    def open_board(self, board_id: str) -> None:
        """Show a board, running or not started."""
        raise NotImplementedError

    def open_iteration(self, experiment: Experiment) -> None:
        """Show an iteration of a board as it stands; an earlier one to read only."""
        raise NotImplementedError

    def open_experiments(self) -> None:
        """Show all experiments."""
        raise NotImplementedError

    def open_people(self) -> None:
        """Show everybody, and who is due."""
        raise NotImplementedError

    def open_standup(self, board_id: str = "") -> None:
        """Stand up over the experiment of a board, or over all that run."""
        raise NotImplementedError

    def open_flow(self, board_id: str) -> bool:
        """Show how work flows over a board; return whether there is such a board."""
        raise NotImplementedError

    def open_last(self) -> None:
        """Show the board that was open last, if any."""
        if self.view_state.last_board is not None:
            self.open_board(self.view_state.last_board)

    def edition(self, board_id: str) -> CatalogEntry | None:
        """Return what the file of a board says now, as far as it was read."""
        raise NotImplementedError

    def read_boards(self) -> None:
        """Read the board files again in the background."""
        raise NotImplementedError

    def leave(self) -> None:
        """Quit; where changes could not be saved, only when asked twice."""
        raise NotImplementedError

    def write_in_editor(self, text: str) -> str | None:
        """Return a text as the editor left it, cleaned; None where nothing came of it, which is said."""
        raise NotImplementedError

    def read_in_editor(self, path: Path) -> None:
        """Open a file that was written in the editor."""
        raise NotImplementedError

    def edit_board_file(self, board_id: str) -> None:
        """Open the file of a board in the editor; a shipped one is copied into the workspace first."""
        raise NotImplementedError
