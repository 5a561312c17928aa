"""Measures on real files: what is read of them, and how well."""
