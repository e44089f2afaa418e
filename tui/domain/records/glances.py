"""What is known of records without reading them; the records themselves will do as well."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from tui.domain.records.definition import CardKind
from tui.domain.records.experiment import Block, Blocked, Series
from tui.domain.records.person import Cadence
from tui.domain.records.vocabulary import Availability


class Numbered(Protocol):
    """What has a number."""

    @property
    def number(self) -> int:
        """Its number."""


class PersonGlance(Numbered, Protocol):
    """What is known of a participant without reading them."""

    @property
    def created_at(self) -> datetime:
        """When they were made known."""

    @property
    def cadence(self) -> Cadence:
        """How often they should hear from us."""

    @property
    def contact_status(self) -> Availability:
        """Whether they may be approached, as far as the team decided."""

    @property
    def erased_at(self) -> datetime | None:
        """When they were erased."""

    @property
    def merged_into(self) -> str | None:
        """The uid of the participant who is the same person."""


class Dated(Protocol):
    """What ages and cycle times are counted of: a card, one as it stood at a time, or what is known of one."""

    @property
    def kind(self) -> CardKind:
        """What kind of work it is."""

    @property
    def started_at(self) -> datetime | None:
        """When it was started, in UTC."""

    @property
    def finished_at(self) -> datetime | None:
        """When it was finished, in UTC."""


class CardGlance(Dated, Numbered, Protocol):
    """What is known of a card without reading it."""

    @property
    def series(self) -> Series | None:
        """The series of a recurring one."""

    @property
    def due(self) -> date | None:
        """The day it is due."""

    @property
    def expedite(self) -> bool:
        """Whether it is urgent."""

    @property
    def blocked(self) -> Blocked | None:
        """Since when it waits; for what may not be told."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """When it waited before."""
