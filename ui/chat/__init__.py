"""How do people ask on the chat page?"""
