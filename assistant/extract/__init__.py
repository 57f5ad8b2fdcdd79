"""Which sentences answer, and how sure is that?"""
