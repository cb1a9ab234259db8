"""The benchmark leaderboard that its users own.

>>> import leaderboard
>>> board = leaderboard.load()
>>> board.top("cityscapes", limit=5)

Importing this is cheap; pandas is imported with the first frame that is made.
"""

from leaderboard.api import Leaderboard, diff, load
from leaderboard.errors import LeaderboardError

__all__ = ["Leaderboard", "LeaderboardError", "__version__", "diff", "load"]

__version__ = "0.1.0"
