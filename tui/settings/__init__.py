"""What a team and a person have set, all of it optional; what is wrong in it is said once and never fatal."""

from tui.settings.personal import PersonalSettings, choose_actor, load_personal_settings
from tui.settings.shared import Cadence, TeamMember, WorkspaceSettings, load_workspace_settings
from tui.settings.timezones import choose_timezone, is_timezone, local_timezone
from tui.settings.view_state import ViewState, load_view_state, save_view_state

__all__ = [
    "Cadence",
    "PersonalSettings",
    "TeamMember",
    "ViewState",
    "WorkspaceSettings",
    "choose_actor",
    "choose_timezone",
    "is_timezone",
    "load_personal_settings",
    "load_view_state",
    "load_workspace_settings",
    "local_timezone",
    "save_view_state",
]
