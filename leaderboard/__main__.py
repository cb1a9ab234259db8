"""The program as a process of its own: ``leaderboard``, or ``python -m leaderboard``."""

import atexit
import gc


def run() -> None:
    """Run the program, and leave garbage for the end of the process: a command is short."""
    gc.disable()
    atexit.register(gc.freeze)  # what is left need not even then be looked through
    from leaderboard.cli import app

    app()


if __name__ == "__main__":
    run()
