"""What is kept of an answer, and who may read it?"""
