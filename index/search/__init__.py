"""Which passages speak to a question?"""
