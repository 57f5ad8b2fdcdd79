"""What may the assistant answer from? Documents are read, cleaned, dated and split here."""
