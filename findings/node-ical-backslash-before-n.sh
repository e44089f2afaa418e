#!/usr/bin/env bash
# node-ical 0.26.1 reads an escaped backslash that an n follows (\\n, which RFC 5545 §3.3.11 makes a backslash and an n)
# as a backslash and a line end, and icalendar 6.3.1 as a line end alone: both undo one escape after another instead of
# all in one pass. icalendar 7.3.2 reads it as written. A path such as C:\notes in a summary arrives over two lines.
# Seen in November 2026 with Node.js 20 and Python 3.11: the lines at the end.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund node-ical@0.26.1
python3 -m venv env
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN BEGIN:VEVENT UID:1@example.com \
  DTSTAMP:20260101T000000Z 'DTSTART;VALUE=DATE:20260102' 'SUMMARY:back\\nslash' END:VEVENT END:VCALENDAR >one.ics
{
  node -e '
    const events = require("node-ical").sync.parseFile("one.ics");
    const event = Object.values(events).find((each) => each.type === "VEVENT");
    console.log("node-ical", JSON.stringify(event.summary));'
  for version in 6.3.1 7.3.2; do
    env/bin/pip install --quiet --disable-pip-version-check "icalendar==$version"
    env/bin/python -c '
import json
import sys
from icalendar import Calendar

event = next(iter(Calendar.from_ical(open("one.ics").read()).walk("VEVENT")))
print("icalendar", sys.argv[1], json.dumps(str(event["SUMMARY"])))' "$version"
  done
} >seen
cat seen
diff seen - <<'SEEN'
node-ical "back\\\nslash"
icalendar 6.3.1 "back\nslash"
icalendar 7.3.2 "back\\nslash"
SEEN
