"""How is the reader trained? Nothing that serves imports this room."""
