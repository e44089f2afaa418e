#!/usr/bin/env bash
# vobject 0.9.9 cuts the value of a vCard's URL at its first comma, in 3.0 and in 4.0 alike. RFC 6350 §6.7.8 gives URL
# one URI as its value, in which a comma is an ordinary character. Writing %2C keeps the address whole.
# Seen with Python 3.11 in November 2026: the first line below, twice.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet --disable-pip-version-check vobject==0.9.9
"$place/env/bin/python" - <<'PYTHON' >"$place/seen"
import vobject

for version in ("3.0", "4.0"):
    for address in ("https://example.com/a,b", "https://example.com/a%2Cb"):
        lines = ["BEGIN:VCARD", f"VERSION:{version}", "FN:Ann", "N:;Ann;;;", f"URL:{address}", "END:VCARD", ""]
        print(version, vobject.readOne("\r\n".join(lines)).url.value)
PYTHON
cat "$place/seen"
diff "$place/seen" - <<'SEEN'
3.0 https://example.com/a
3.0 https://example.com/a%2Cb
4.0 https://example.com/a
4.0 https://example.com/a%2Cb
SEEN
