"""Answers: from a board to a frame; nothing here reads, writes or prints."""
