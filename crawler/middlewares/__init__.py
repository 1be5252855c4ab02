"""How a guest behaves: which hosts are asked, when, how often, and what an answer is worth."""
