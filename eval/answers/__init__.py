"""How good are the answers to the gold cases? `python -m eval`."""
