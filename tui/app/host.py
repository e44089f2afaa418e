"""What the application holds, whatever is in front: the open workspace, how things look, what was typed and said."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

from tui.app.keys.dispatch import Teller, attempt
from tui.app.keys.keymap import use_own
from tui.app.look.drawings import end_with, let_drawings_go, let_places_go
from tui.app.look.few_colours import ONE_GROUND
from tui.app.look.glyphs import ASCII, UNICODE, Glyphs
from tui.app.look.masking import SHOWN, Mask, mask_of
from tui.app.look.paint import Palette
from tui.app.look.plain_signs import PLAIN_SIGNS
from tui.app.look.themes import DARK_NAME, LIGHT_NAME, themes_of, token_defaults
from tui.app.mishaps import Steady
from tui.app.typed import Drafts
from tui.session import Session
from tui.settings import PersonalSettings
from tui.settings.view_state import ViewState

if TYPE_CHECKING:
    from tui.app.app import CustdevApp
    from tui.app.asking.contesting import Contests
    from tui.app.here import Here
    from tui.app.people.crowd_memory import CrowdMemory


MOST_SPOKEN = 1_000
"""So many messages can be read again: more than anybody scrolls through."""


class Host(Steady, App[int]):
    """The open workspace, and how things look. It begins with a board, or an iteration of it."""

    ending = (Message,)
    names_shown = var(False, init=False)
    """Whether names are shown in place of P-ids; where that changes, whatever is on the screen is drawn anew."""
    names_stay_hidden = False
    _own_themes: tuple[Theme, ...] = ()
    """Whether this is not the terminal of who opened it, so that names are never shown."""

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
        self.key_time = 0.0
        """When the key came that is looked at now; it may have waited. Compare with `time.monotonic()`."""
        self._arriving: Awaitable[object] | None = None
        let_drawings_go()
        let_places_go()
        super().__init__()
        # What is said stands at the bottom, and nothing waits for a mouse: a screen needs neither of these widgets.
        self._disable_tooltips = self._disable_notifications = True
        self.session = session
        self.first_board = board
        self.first_iteration = iteration
        self.settings = settings or PersonalSettings()
        self.view_state = view_state or ViewState()
        self.glyphs: Glyphs = ASCII if ascii_only else UNICODE
        self.label = label
        self._mask: tuple[object, Mask] | None = None
        self.spoken: deque[str] = deque(maxlen=MOST_SPOKEN)
        """What was said last."""
        self.to_print: list[str] = []
        """What is printed when the application is left."""
        self.opening_words = use_own(self.settings.keymap)
        self.drafts = Drafts()
        self.asks_who = False
        """Whether nobody ever said who acts, so that it is asked at the first change."""
        self.colleagues: set[str] = set()
        """Everybody who did something in the workspace, as far as that was read."""
        self.last_cards: dict[str, str | None] = {}
        self.last_person: str | None = None
        self.last_written: Path | None = None
        """The file that was written last."""
        self.animation_level = "none"
        self._own_themes = themes_of(self.console.color_system)
        for theme in self._own_themes:
            self.register_theme(theme)
        asked = self.view_state.theme or self.settings.theme
        theme_name = {"dark": DARK_NAME, "light": LIGHT_NAME}.get(asked, asked)
        # Nothing is drawn yet: a theme that is watched from here on would have all styles parsed twice.
        self.set_reactive(App.theme, theme_name if theme_name in self.available_themes else DARK_NAME)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.set_class(self.console.color_system == ONE_GROUND, "-one-ground", update=False)

    def validate_names_shown(self, shown: bool) -> bool:
        """Show names only where they may be shown."""
        return shown and not self.names_stay_hidden

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme our tokens; ours have them, and need no colours worked out once more."""
        theme = self.current_theme
        return {} if theme in self._own_themes else token_defaults(theme.to_color_system().generate())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what each line goes through before it is drawn: where signs are to be plain, they become so there."""
        filters = super().get_line_filters()
        return filters if self.glyphs is UNICODE else [*filters, PLAIN_SIGNS]

    @property
    def palette(self) -> Palette:
        """The styles of the theme in use."""
        if self._palette is None:
            self._palette = Palette(self.theme_variables)
        return self._palette

    @property
    def mask(self) -> Mask:
        """What hides who people are, while names are hidden; made anew when names change."""
        return SHOWN if self.names_shown else self.hiding

    @property
    def hiding(self) -> Mask:
        """What hides who people are, whether names are hidden or not."""
        workspace = self.session.workspace
        if self._mask is None or self._mask[0] is not workspace.contacts:
            self._mask = (workspace.contacts, mask_of(workspace, [self.session.actor]))
        return self._mask[1]

    def act_as(self, name: str) -> None:
        """Do what is done from now on in somebody's name."""
        self.session.actor = name
        self._mask = None

    @cached_property
    def crowd_memory(self) -> CrowdMemory:
        """What is known of everybody, which the first screen does without."""
        from tui.app.people.crowd_memory import CrowdMemory

        return CrowdMemory()

    @cached_property
    def contests(self) -> Contests:
        """Edits that met another one; there are none on most days, and the screen is up sooner."""
        from tui.app.asking.contesting import Contests

        return Contests(self.drafts)

    def offer_versions(self, here: Here) -> None:
        """Offer both versions of an edit that met another one, where there is one."""
        if "contests" in self.__dict__:
            self.contests.offer(here)

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

    async def arrive(self) -> None:
        """Wait until the screen that was opened last is there and has the focus where it is to be."""
        while (arriving := self._arriving) is not None:
            self._arriving = None
            await arriving

    def go_on(
        self, screen: Teller, act: Callable[[], Awaitable[object]], *, behind: Awaitable[object] | None = None
    ) -> None:
        """Do something once what it comes `behind` is over, and before the next key is looked at."""

        async def do() -> object:
            if behind is not None:
                await behind
            return await attempt(screen, act)

        self._arriving = asyncio.ensure_future(do())

    def push_screen(self, screen: Any, callback: Any = None, *args: Any, **options: Any) -> Any:
        """Show a screen over the one in front; its answer is taken before the next key is looked at."""
        take = partial(self._take, callback) if callback is not None else None
        with self._context():  # the answer would wait in the queue of whoever shows the screen
            self._arriving = super().push_screen(screen, take, *args, **options)
        return self._arriving

    async def _take(self, callback: Callable[[Any], object], answer: object) -> None:
        await attempt(cast("Teller", self.screen), partial(callback, answer))
        await self.arrive()

    def switch_screen(self, screen: Screen[Any] | str) -> AwaitComplete:
        """Show a screen in place of the one in front."""
        self._arriving = awaited = super().switch_screen(screen)
        return awaited

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        end_with(nodes)
        return super()._prune(*nodes, parent=parent)

    def forget_palette(self) -> None:
        """Make the styles anew: the theme changed."""
        self._palette = None

    def turn_theme(self) -> None:
        """Turn between dark and light; it is as dark the next time."""
        self.theme = LIGHT_NAME if self.current_theme.dark else DARK_NAME
        self.view_state = replace(self.view_state, theme="dark" if self.current_theme.dark else "light")


def host_of(node: DOMNode) -> CustdevApp:
    """Return the application that a screen or a widget is in."""
    return cast("CustdevApp", node.app)
