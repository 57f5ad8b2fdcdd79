"""How does the chat box come to other sites?"""
