"""What do words say? Times, amounts, places and people, in one form for four languages."""
