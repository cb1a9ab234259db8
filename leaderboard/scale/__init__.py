"""Tables that are too large for one frame: what the answers need of them is taken out by an engine.

Nothing here knows what a network or a dataset is. ``sources`` opens files with the engine that comes with
the extra, ``frames`` takes frames of others, and ``reduction`` says what is kept, in one expression.
"""
