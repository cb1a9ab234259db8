"""What a collection of scores is: its frames, the choice of a part of them, and their names."""
