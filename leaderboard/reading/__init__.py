"""One way in: from a file to a board, whatever format it is in."""
