"""Are public questions answered with the right words? `python -m eval quotations`."""
