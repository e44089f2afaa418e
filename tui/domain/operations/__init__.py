"""What people do to a workspace, named as they would say it.

Every operation is a function of the workspace, a `Context`, and its arguments, declared with what it writes into the
history. It checks the rules and returns a `Change`, or raises a `DomainError` whose text is a sentence for people. It
changes nothing by itself.

Their modules are loaded when they are used: most commands only read. The index says where they are.
"""

from importlib import import_module
from typing import Any

from tui.domain.operations.index import HOMES

_HOME_OF = {name: home for home, names in HOMES.items() for name in names}
__all__ = sorted(_HOME_OF)  # noqa: PLE0605 - who checks types reads the names in the stub beside this


def __getattr__(name: str) -> Any:
    """Return an operation from the module that is its home."""
    if name not in _HOME_OF:
        raise AttributeError(f"there is no operation {name}")
    operation = globals()[name] = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    return operation
