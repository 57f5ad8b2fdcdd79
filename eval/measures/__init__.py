"""How good is it? One page for each measure, `registry.py` the list of them."""
