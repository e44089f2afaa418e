"""Whether the text of a file tells of a person: it names them, repeats what goes with them, or holds their uid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.domain.privacy.erasing.encodings import from_base64, unescaped_json, unquoted
from tui.domain.privacy.erasing.traces import Traces
from tui.domain.privacy.names.folding import plain, words_of

SHORTEST_SENTENCE = 8
"""A removed text of fewer characters is not looked for: it may be anybody's."""
_BLOCK = 4000
_FOLDED_LINE = re.compile(r"\r?\n[ \t]")
_ENVELOPES = 2


class Search:
    """Looks for a person in the text of files, however they are stored; `removed` are texts that go with them."""

    def __init__(self, traces: Traces, removed: Iterable[str] = ()) -> None:
        self._traces = traces
        self._uids = traces.uids
        lines = (line for text in removed for line in text.splitlines())
        sentences = {_spelled(line) for line in lines if len(line) >= SHORTEST_SENTENCE} - {"  "}
        self._sentences = [(max(sentence.split(), key=len), sentence) for sentence in sorted(sentences)]

    def tells(self, text: str) -> bool:
        """Return whether a text tells of the person."""
        return self._tells(text, _ENVELOPES)

    def holds_uid(self, text: str) -> bool:
        """Return whether a text links to the person, as nothing but records do."""
        return any(uid in text for uid in self._uids)

    def lines(self, text: str) -> list[int]:
        """Return the lines of a text, from 0, that tell of the person; the first one where no line does by itself."""
        if not self.tells(text):
            return []
        return [at for at, line in enumerate(text.splitlines()) if self.tells(line)] or [0]

    def _tells(self, text: str, envelopes: int) -> bool:
        if self.holds_uid(text):
            return True
        views = dict.fromkeys((text, unescaped_json(text), unquoted(text), _FOLDED_LINE.sub("", text)))
        return any(self._names(view) or self._repeats(view) for view in views) or (
            envelopes > 0 and any(self._tells(inner, envelopes - 1) for _, _, inner in from_base64(text, long=True))
        )

    def _repeats(self, text: str) -> bool:
        folded = plain(text) if self._sentences else ""
        likely = [sentence for word, sentence in self._sentences if word in folded]
        spelled = _spelled(text) if likely else ""
        return any(sentence in spelled for sentence in likely)

    def _names(self, text: str) -> bool:
        """Return whether a text names the person; most do not, which the whole of it tells faster than its parts."""
        may = self._traces.may_stand_in
        return may(text) and any(may(block) and self._traces.tell(block) for block in _blocks(text))


def _blocks(text: str) -> Iterator[str]:
    """Yield a text in pieces that are looked through fast, each with a little of the one before."""
    for start in range(0, max(len(text), 1), _BLOCK):
        yield text[max(0, start - _BLOCK // 10) : start + _BLOCK]


def _spelled(text: str) -> str:
    """Return the words of a text alone, so that marks, line breaks and escapes around them make no difference."""
    return f" {' '.join(words_of(plain(text)))} "
