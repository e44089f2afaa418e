"""What a team and a person have set, all of it optional; what is wrong in it is said once and never fatal.

What only the app remembers, in `view_state`, stays out of here: commands would pay for what it needs.
"""

from tui.settings.personal import PersonalSettings, choose_actor, load_personal_settings
from tui.settings.shared import Cadence, TeamMember, WorkspaceSettings, load_workspace_settings
from tui.settings.timezones import choose_timezone, is_timezone, local_timezone

__all__ = [
    "Cadence",
    "PersonalSettings",
    "TeamMember",
    "WorkspaceSettings",
    "choose_actor",
    "choose_timezone",
    "is_timezone",
    "load_personal_settings",
    "load_workspace_settings",
    "local_timezone",
]
