"""How sure is sure? `python -m eval calibrate`."""
