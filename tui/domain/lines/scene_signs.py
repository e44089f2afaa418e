"""The signs of a line at a touchpoint: `3. ` a step, `obj: ` what is around, `q2 ` an answer, ` /-2` how it felt.

A number with a point at the beginning is a step; one of five words with a colon is what there was to be seen (AEIOU);
a number behind a q is the question of the guide that is answered.
How it felt stands at the very end, after a blank, and always with its stroke, so that no other number is read as that.
"""

from __future__ import annotations

import re

from tui.domain.records import Scene
from tui.domain.records.vocabulary import SURROUNDINGS, Surroundings

WORDS: dict[str, Surroundings] = {word[:3]: word for word in SURROUNDINGS}
"""What is typed before the colon: the beginnings of activities, environments, interactions, objects and users."""
_BEGINS = re.compile(
    r"(?:0*([1-9]\d{0,2})\.|(act|env|int|obj|usr|use):|q0*([1-9]\d?)[.:]?)(?:\s+|$)", re.ASCII | re.IGNORECASE
)
_FELT = re.compile(r"(?:(?<=\s)|^)/([+-][12]|[+-]?0)$")


def read_scene(line: str) -> tuple[Scene | None, str]:
    """Return what a line says of its place in a touchpoint, None where it says nothing, and the rest of it."""
    sign, rest = scene_sign(line)
    begun = _BEGINS.fullmatch(sign)
    step = int(begun[1]) if begun is not None and begun[1] else None
    word = begun[2].casefold().replace("usr", "use") if begun is not None and begun[2] else ""
    felt = _FELT.search(rest.replace("\N{MINUS SIGN}", "-"))
    if felt is not None:
        rest = rest[: felt.start()].rstrip()
    scene = Scene(step, int(felt[1]) if felt is not None else None, WORDS.get(word))
    is_answer = begun is not None and begun[3]
    return (None, line) if scene == Scene() and not is_answer else (scene, rest)


def question_of(line: str) -> int | None:
    """Return the number of the question that a line answers: `q2 by hand`; None where it says none."""
    begun = _BEGINS.match(line)
    return int(begun[3]) if begun is not None and begun[3] else None


def scene_sign(line: str) -> tuple[str, str]:
    """Return the sign at the beginning of a line, with the blank behind it, and what follows; both may be empty."""
    begun = _BEGINS.match(line)
    return (line[: begun.end()], line[begun.end() :]) if begun is not None else ("", line)


def written_scene(scene: Scene | None, question: int | None = None) -> tuple[str, str]:
    """Return what stands before and behind the text in the line that makes a note with a scene.

    `question` is the number of what it answers in the guide, if it answers something there.
    """
    if scene is None:
        return "", ""
    before = f"{scene.step}. " if scene.step is not None else ""
    if question is not None:
        before = f"q{question} "
    if scene.aeiou is not None:
        before = "usr: " if scene.aeiou == "users" else f"{scene.aeiou[:3]}: "
    return before, f" /{felt_words(scene.emotion)}" if scene.emotion is not None else ""


def scene_words(scene: Scene) -> str:
    """Return what a scene is, in a few words: `step 3, felt -1`, `objects around`."""
    parts = [f"step {scene.step}" if scene.step is not None else "", f"{scene.aeiou} seen" if scene.aeiou else ""]
    parts += [f"felt {felt_words(scene.emotion)}" if scene.emotion is not None else ""]
    return ", ".join(filter(None, parts))


def felt_words(emotion: int) -> str:
    """Return how something felt, with its sign: `-2`, `0`, `+1`."""
    return f"{emotion:+d}" if emotion else "0"
