"""Importers and exporters, one module a format: text in, records out, and back."""
