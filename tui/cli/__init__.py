"""The command line: click commands, one module a noun, imported only when used."""
