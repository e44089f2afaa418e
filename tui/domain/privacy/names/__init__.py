"""Takes people out of texts: everybody who is known, and e-mail, telephone, link and handle of anybody else.

Used to hide names on screen, and for all that leaves the workspace. What it cannot know: a telling quote names a person
without a name.
"""

from __future__ import annotations

from tui.domain.privacy.names.hits import Hit, Leftover
from tui.domain.privacy.names.identities import Identity, identity_of
from tui.domain.privacy.names.scrubber import Scrubber

__all__ = ["Hit", "Identity", "Leftover", "Scrubber", "identity_of"]
