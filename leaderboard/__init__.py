"""The benchmark leaderboard that its users own."""

__version__ = "0.1.0"
