"""Where axes are labelled."""

from __future__ import annotations

import math

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_YEAR = 12
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_SCORE_STEPS = (1, 2, 5, 10)
_PLACE_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_FACTORS = ((1, 2, 3, 4, 5, 6, 8), (1, 2, 3, 5), (1, 2, 5), (1, 3), (1,))
_FEWEST = 3
_TENTH = math.log10(1.1)


def of_months(first: float, last: float, most: int) -> list[tuple[float, str]]:
    """Return up to *most* months within an axis, each with its label.

    January is labelled by its year, and so is the first label if it is of another month.
    """
    begin, end = math.ceil(first), math.floor(last)
    ranges = [range(-(-begin // step) * step, end + 1, step) for step in _MONTH_STEPS]
    months = next((months for months in ranges if len(months) <= most), ranges[-1])
    return [(month, _label(month, is_first=place == 0)) for place, month in enumerate(months)]


def _label(month: int, *, is_first: bool) -> str:
    year, number = divmod(month, _YEAR)
    if not number:
        return f"{year}"
    return f"{_MONTHS[number]} {year}" if is_first else _MONTHS[number]


def of_scores(lowest: float, highest: float, most: int) -> list[tuple[float, str]]:
    """Return up to *most* round scores within an axis, each with its label."""
    power = math.floor(math.log10((highest - lowest) / most))
    steps = [factor * 10.0**power for factor in _SCORE_STEPS]
    ranges = [range(math.ceil(lowest / step), math.floor(highest / step) + 1) for step in steps]
    step, numbers = next(
        (step, numbers) for step, numbers in zip(steps, ranges, strict=True) if len(numbers) <= most
    )
    digits = max(0, -math.floor(math.log10(step)))
    return [(number * step, f"{number * step:.{digits}f}") for number in numbers]


def around_months(first: float, last: float, share: float) -> tuple[float, float]:
    """Widen a range of months by a *share* of it on both sides, and by one at least."""
    margin = max(share * (last - first), 1.0)
    return first - margin, last + margin


def around_scores(lowest: float, highest: float, share: float) -> tuple[float, float]:
    """Widen a range of scores by a *share* of it on both sides; one without width gets some."""
    margin = share * (highest - lowest) or abs(highest) / 100 or 1.0
    return lowest - margin, highest + margin


def of_magnitudes(first: float, last: float, most: int) -> list[tuple[float, str]]:
    """Return up to *most* round numbers within an axis of logarithms to base 10, each with its label."""
    powers = range(math.floor(first), math.ceil(last) + 1)
    for factors in _FACTORS:
        numbers = [factor * 10.0**power for power in powers for factor in factors]
        within = [(math.log10(number), f"{number:.6g}") for number in numbers]
        within = [(place, label) for place, label in within if first <= place <= last]
        if _FEWEST <= len(within) <= most:
            return within
    if last - first < 1:
        return [(math.log10(number), label) for number, label in of_scores(10**first, 10**last, most)]
    step = -(-len(powers) // most)
    return [(float(power), f"{10.0**power:.6g}") for power in powers[::step] if first <= power <= last]


def around_magnitudes(first: float, last: float, share: float) -> tuple[float, float]:
    """Widen a range of logarithms by a *share* of it on both sides, and by a tenth of a number at least."""
    margin = max(share * (last - first), _TENTH)
    return first - margin, last + margin


def of_places(first: float, last: float, most: int) -> list[tuple[float, str]]:
    """Return up to *most* places within an axis: the first, and round ones."""
    step = next((step for step in _PLACE_STEPS if last / step <= most), _PLACE_STEPS[-1])
    begin = max(1, math.ceil(first))
    places = [begin, *(place for place in range(step, math.floor(last) + 1, step) if place > begin)]
    return [(float(place), f"{place}") for place in places]


def around_places(first: float, last: float, share: float) -> tuple[float, float]:
    """Begin an axis of places with the first; it ends with the last, or some behind that."""
    del first, share
    return 1.0, max(last, 2.0)
