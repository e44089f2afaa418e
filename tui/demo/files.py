"""What a team would have written by hand: its settings, and what it added to the boards that ship."""

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
triangulation: {people: 3, methods: 2}
weekly_touchpoints: 3
standup_minutes: 10
wip: 3
"""

BOARD_ADDITIONS = {
    "customer-development": """\
test:
  metric: csat
  criterion: ">= 80"
  min_n: 20
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
"""What the team decided before it looked, by the id of the board."""
