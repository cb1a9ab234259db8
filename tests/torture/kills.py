"""Commands that are killed at random moments: the folder is the old one, the new one, or the next completes it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from torture import program, writing
from torture.outcome import Outcome

if TYPE_CHECKING:
    from torture.outcome import Plan


def kills(plan: Plan) -> Outcome:
    """Kill each command that writes, again and again."""
    outcome = Outcome("kills")
    writers = writing.writers(plan.place)
    for writer in writers:
        bench = writing.Bench(writer, plan.place / "board")
        began = time.monotonic()
        program.answer(bench.words())
        whole = time.monotonic() - began
        for number in range(-(-plan.number(42, 420) // len(writers))):
            chance = plan.chance("kills", writer.name, number)
            run = program.Run(bench.words())
            time.sleep(chance.uniform(0, 1.1) * whole)
            run.kill()
            first = run.ended()
            outcome.tries += 1
            if first.status == 0:
                outcome.saw(f"{writer.name}: came to its end")
            stopped = bench.looked_at(first)
            outcome.saw(f"{writer.name}: {stopped.state}")
            outcome.failures += [f"{writer.name}, kill {number}: {one}" for one in stopped.wrong]
    return outcome
