"""What is asked? The question as read, and what it means."""
