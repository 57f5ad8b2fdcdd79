"""How does the search stand beside others, with the same model and texts, on one machine?"""
