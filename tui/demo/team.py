"""What a team would have written by hand: its settings, and what it changed in the boards that ship."""

import re

TEAM_FILE = """\
# What the team of the demo agreed on; every setting is optional.
timezone: Europe/Berlin
team:
  - {id: ana, name: Ana}
  - {id: ben, name: Ben}
  - {id: cleo, name: Cleo}
  - {id: pm, name: Product management}
working_days: [mon, tue, wed, thu, fri]
cadence: {ideal: P14D, max: P30D}
cooldown: {asks: 3, within: P30D}
asking: {most: 2, per: P30D}
incentives: {cap: 100, currency: EUR}
triangulation: {people: 3, methods: 2}
weekly_touchpoints: 3
standup_minutes: 10
wip: 3
"""

CRITERIA = {
    "customer-development": """\
test:
  metric: returned
  criterion: ">= 6"
  min_n: 8
sle: {days: 8, percent: 85}
""",
    "customer-experience-experiment": """\
test:
  metric: response_time
  criterion: "<= 60 min"
  min_n: 30
sle: {days: 7, percent: 85}
""",
    "customer-retention-experiment": """\
test:
  metric: churn
  criterion: "<= 8"
  min_n: 200
""",
}
"""What the team decided before it looked, by the id of the board, in place of the test that ships."""
_TEST = re.compile(r"^test:\n(?:  .*\n)+", re.MULTILINE)
_STEPS = re.compile(r"^    checklist:\n(?:      - .*\n)+", re.MULTILINE)


def made_theirs(board: str, text: str) -> str:
    """Return the text of a shipped board (its id) as the team has it: with its own test, and no steps but its own."""
    return _STEPS.sub("", _TEST.sub("", text)) + CRITERIA[board]
