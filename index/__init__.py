"""Which passages speak to a question? Embedding, FAISS and index versions live here."""
