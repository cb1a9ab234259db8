"""``python -m leaderboard``."""

from leaderboard.cli import app

if __name__ == "__main__":
    app()
