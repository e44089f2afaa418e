"""A record that nothing here knows, made known in one place, is everywhere a record must be."""

import re
from typing import Annotated, Any, ClassVar, cast

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from tests.domain.people.test_consent import said
from tests.domain.records.replaying import rebuilt
from tests.domain.records.test_meaning import NAME, dossier_of, erased, put
from tests.domain.stored import documents_of
from tests.domain.world import MONDAY, World
from tui.domain.checkup.stored import check_references
from tui.domain.errors import Conflict
from tui.domain.lens import Lens
from tui.domain.operations import repairs
from tui.domain.operations.erasing import forget_notes
from tui.domain.operations.undo import revert
from tui.domain.people.policy import Policy
from tui.domain.privacy.erasing.estate import Choices
from tui.domain.privacy.seen import SeenWorkspace
from tui.domain.records import RECORD_TYPES, Event, Record
from tui.domain.records.change import Edit, patches
from tui.domain.records.meaning import Birth, Code, Growing, PrivateText, Refers, Teammate

pytestmark = pytest.mark.usefixtures("favours")


class Step(Struct, frozen=True, omit_defaults=True):
    """What was done for it."""

    text: PrivateText
    touchpoint: Annotated[str, Refers("touchpoints")] = ""


class Favour(Record, frozen=True, omit_defaults=True):
    """What somebody did for us, and who helped."""

    table: ClassVar[str] = "favours"

    participant: Annotated[str, Refers("participants", "is from a customer", "{it} did us a favour", bare=True)]
    created_at: Birth
    by: Teammate
    what: PrivateText = ""
    seal: Code = ""
    times: Growing = 1
    card: Annotated[str, Refers("cards", "is for a card", "Somebody did a favour for {it}")] | None = None
    helpers: tuple[Annotated[str, Refers("participants", "was helped by a customer", "{it} helped")], ...] = ()
    steps: tuple[Step, ...] = ()


@pytest.fixture
def favours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECORD_TYPES, Favour.table, Favour)


@pytest.fixture
def world() -> World:
    return World()


def favour(world: World, participant: str, **fields: Any) -> Event:
    return put(world, Favour("planted", participant, MONDAY, "ux", **fields))


def test_it_is_looked_up(world: World) -> None:
    ada, ben = world.person("Ada"), world.person("Ben")
    favour(world, ada.uid, helpers=(ben.uid,), card=world.uid(1))
    for lookup, key in (("participant", ada.uid), ("helpers", ben.uid), ("card", world.uid(1))):
        assert world.workspace.uids(f"favours.{lookup}", key) == ("planted",)
    world.workspace = world.workspace.replace({"favours": {"planted": None}})
    assert world.workspace.uids("favours.participant", ada.uid) == ()


def test_erasing_takes_it_with_whose_it_was_and_out_of_that_of_others(world: World) -> None:
    person, other = world.person(NAME), world.person("Ada Example")
    event = favour(world, person.uid, what="hers alone")
    after = erased(world, person, event)
    assert "planted" not in after
    assert "hers alone" not in str(after)
    met = world.touch(person)
    fields = {"what": f"with {NAME}", "seal": "Quenby", "helpers": (person.uid, other.uid)}
    event = favour(world, other.uid, **fields, steps=(Step(f"asked {NAME}"), Step("met", met.uid)))
    after = erased(world, person, event, choices=Choices())
    shared = msgspec.convert(after["planted"], Favour)
    assert (shared.what, shared.helpers, shared.seal) == (f"with {person.pid}", (other.uid,), "Quenby")
    assert shared.steps == (Step(f"asked {person.pid}"),)
    assert "Vandersloot" not in str(after)


def test_who_wants_no_notes_kept_has_no_words_in_it(world: World) -> None:
    person = world.person(NAME)
    event = favour(world, person.uid, what="hers alone", seal="0")
    said(world, person, "store_notes", "refused")
    change = world.do(forget_notes, person.uid, documents_of(world.workspace, [event]))
    assert change.records["favours"]["planted"] == Favour("planted", person.uid, MONDAY, "ux", seal="0")
    assert "hers alone" not in str(change.rewrites)


def test_what_it_refers_to_is_not_undone(world: World) -> None:
    ada = world.person("Ada")
    card = world.add("A card")
    making = put(world, card)
    favour(world, ada.uid, card=card.uid)
    with pytest.raises(Conflict) as raised:
        revert(world.workspace, world.context, making)
    sentence = raised.value.worded(lambda _: "d")
    assert re.search(r"Somebody did a favour for .* since. d archives it instead", sentence)


def test_it_is_undone_and_what_grew_stays(world: World) -> None:
    ada = world.person("Ada")
    edit = Edit(world.workspace, world.context)
    edit.put(cast(Any, Favour("new", ada.uid, MONDAY, "ux", times=2)))
    making = edit.change("card_added")
    assert {patch.table for patch in patches(making)} == {"favours", "events"}
    world.workspace = world.workspace.apply(making)
    edit = Edit(world.workspace, world.context)
    edit.put(cast(Any, Favour("new", ada.uid, MONDAY, "ux", times=1, what="more")))
    assert list(edit.change("card_edited").event.changes["favours"]["new"]) == ["what"]
    world.workspace = world.workspace.apply(revert(world.workspace, world.context, making.event))
    assert world.workspace.find("favours", "new") is None


def test_doctor_tells_what_it_refers_to_and_is_not_there(world: World) -> None:
    favour(world, "gone", helpers=("nobody",), card="lost")
    told = [finding.sentence for finding in check_references(world.workspace)]
    assert told[:2] == [
        "Favour …lanted is for a card that is not there.",
        "Favour …lanted was helped by a customer who is not there.",
    ]
    assert told[2].startswith("Favour …lanted is from a customer who is not there; custdev backup list")
    world.do(repairs.drop_dangling)
    mended = world.workspace.find("favours", "planted")
    assert isinstance(mended, Favour)
    assert (mended.card, mended.helpers, mended.participant) == (None, (), "gone")


def test_the_dossier_has_it_without_anybody_else(world: World) -> None:
    person, other = world.person(NAME), world.person("Ada Example")
    event = favour(world, person.uid, what=f"{NAME} and Ada Example", helpers=(other.uid,), card=world.uid(1))
    (row,) = dossier_of(world, person, event)["further"]["favours"]
    assert (row["what"], row["helpers"], row["card"], row["by"]) == (f"{NAME} and [person]", ["[person]"], "CD-1", "ux")


def test_it_is_made_again_from_events(world: World) -> None:
    event = favour(world, "somebody", what="so", steps=(Step("one"),))
    fields = {name: sides for name, sides in event.changes["favours"]["planted"].items() if name != "created_at"}
    event = replace(event, changes={"favours": {"planted": fields}})
    assert rebuilt([event]).find("favours", "planted") == world.workspace.find("favours", "planted")


def test_its_texts_are_seen_without_names(world: World) -> None:
    person = world.person(NAME)
    favour(world, person.uid, what=f"by {NAME}", steps=(Step(f"asked {NAME}"),))
    seen = SeenWorkspace(Lens(world.workspace, "team", Policy, world.now)).table("favours")["planted"]
    assert isinstance(seen, Favour)
    assert (seen.what, seen.steps[0].text) == (f"by {person.pid}", f"asked {person.pid}")
