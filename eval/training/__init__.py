"""What is the reader trained on? `python -m eval train-reader`."""
