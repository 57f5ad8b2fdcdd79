"""What does each stage cost? `python -m eval bench`."""
