"""The line at the bottom and the filter: asking for words, and keeping what was typed."""
