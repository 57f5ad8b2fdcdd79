"""How do people and programs ask? The HTTP API, the chat page and the source viewer."""
