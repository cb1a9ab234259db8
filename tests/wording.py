"""The words of others, which tests take from where they come from: they differ from system to system."""

import os


def of_system(error: int) -> str:
    """Return what the system says of an error, by its number, the way the program says it."""
    return os.strerror(error).lower()
