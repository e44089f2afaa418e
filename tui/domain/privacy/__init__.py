"""Finding and hiding who people are, in any text: known people, and e-mail, phone, profile and handle patterns.

It is pure: the people are given, and nothing is remembered but what was scrubbed lately.
"""

from tui.domain.privacy.identities import Identity, identity_of
from tui.domain.privacy.scrubber import Hit, Scrubber

__all__ = ["Hit", "Identity", "Scrubber", "identity_of"]
