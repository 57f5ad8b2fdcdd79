"""Is one run better than another? `python -m eval compare`."""
