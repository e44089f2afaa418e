"""The standup, split by what the team is doing: looking, walking, deciding, telling others."""
