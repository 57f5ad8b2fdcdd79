"""Does the search find what public question sets ask for? `python -m eval public`."""
