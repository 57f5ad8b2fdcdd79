"""What is the answer, and what backs it? Start in `assistant/answering.py`."""
