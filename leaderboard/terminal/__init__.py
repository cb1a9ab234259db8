"""All that knows typer or a terminal: options, completion, output, pager and progress."""
