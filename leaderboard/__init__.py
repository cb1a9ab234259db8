"""The benchmark leaderboard that its users own.

>>> import leaderboard
>>> board = leaderboard.load()
>>> board.top("cityscapes", limit=5)

Importing this is cheap; pandas is imported with the first frame that is made.
"""

from leaderboard.board.board import Leaderboard
from leaderboard.errors import LeaderboardError
from leaderboard.importers import load

__all__ = ["Leaderboard", "LeaderboardError", "__version__", "load"]

__version__ = "0.1.0"
