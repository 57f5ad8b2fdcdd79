"""Readers of public data sets: one file per format, all giving a `PublicSet`."""
