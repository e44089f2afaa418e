#!/usr/bin/env bash
# ical.js 2.2.1 expands "the last of the days 28 to 31 of each month" (BYMONTHDAY=28,29,30,31 with BYSETPOS=-1) wrongly
# when the start is a 31st: from March on it gives all four days of a month. RFC 5545 §3.3.10 takes one day a
# month; dateutil 2.9.0 does. BYMONTHDAY=-1 says the same and is read alike by both.
# Seen in November 2026 with Node.js 20: the lines at the end.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-dateutil==2.9.0
cat >expand.mjs <<'JS'
import ICAL from "ical.js";
for (const rule of ["FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"]) {
  const start = ICAL.Time.fromDateString("2026-01-31");
  const days = ICAL.Recur.fromString(rule).iterator(start);
  const read = [];
  for (let n = 0; n < 5; n++) read.push(days.next().toString());
  console.log("ical.js ", rule.slice(13), read.join(" "));
}
JS
{
  node expand.mjs
  env/bin/python - <<'PYTHON'
from datetime import datetime
from itertools import islice

from dateutil.rrule import rrulestr

for rule in ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"):
    days = islice(rrulestr(rule, dtstart=datetime(2026, 1, 31)), 5)
    print("dateutil", rule[13:], " ".join(day.date().isoformat() for day in days))
PYTHON
} >seen
cat seen
diff seen - <<'SEEN'
ical.js  BYMONTHDAY=28,29,30,31;BYSETPOS=-1 2026-01-31 2026-02-28 2026-03-28 2026-03-29 2026-03-30
ical.js  BYMONTHDAY=-1 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31
dateutil BYMONTHDAY=28,29,30,31;BYSETPOS=-1 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31
dateutil BYMONTHDAY=-1 2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31
SEEN
