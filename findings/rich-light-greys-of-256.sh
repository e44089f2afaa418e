#!/usr/bin/env bash
# In Rich 15.0.0 a grey that the palette of 256 colours has exactly is not shown as itself where a terminal has 256
# colours: the nine lightest of its 24 greys, 247 to 255, each become the one before, darker by ten of 255. The
# lightness is multiplied by 25 and rounded, but the palette's greys go up to 93 percent only, so that the error grows
# with the lightness. What is chosen from the palette by hand has to be measured as it is shown, not as it is written.
# Seen with Python 3.11 in December 2026: each grey of the palette, turned into one of 256 colours.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet --disable-pip-version-check rich==15.0.0
"$place/env/bin/python" - <<'PYTHON' >"$place/seen"
from rich.color import Color, ColorSystem

others = {}
for number in range(232, 256):
    level = 8 + 10 * (number - 232)
    shown = Color.parse(f"#{level:02x}{level:02x}{level:02x}").downgrade(ColorSystem.EIGHT_BIT).number
    if shown != number:
        others[number] = shown
print(" ".join(f"{number}->{shown}" for number, shown in others.items()))
PYTHON
cat "$place/seen"
diff "$place/seen" - <<'SEEN'
247->246 248->247 249->248 250->249 251->250 252->251 253->252 254->253 255->254
SEEN
