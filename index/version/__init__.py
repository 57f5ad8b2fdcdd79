"""How is an index built, published, checked and opened?"""
