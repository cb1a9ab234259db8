"""What is known of a configuration of a network: by that, or by less of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

CONFIGURATION = ("network", "dataset", "split", "variant")


def looked_up(rows: pd.DataFrame, table: pd.DataFrame, *, loose: bool) -> pd.DataFrame:
    """Find each of some *rows* in a *table* by its configuration, or else by less of it.

    Args:
        rows: Scores with ``network``, ``dataset``, ``split`` and ``variant``.
        table: The same columns, and ``value`` and ``text``; what stands first counts.
        loose: Whether any variant of the network on the dataset will do, as with another metric. Variants
            differ in nothing as much as in what they cost: there, the same variant on another dataset
            will do, or what is said of the network where it names none.

    Returns the columns ``value`` (missing where nothing is known) and ``text``, with the index of the rows.
    """
    import pandas as pd

    names = list(CONFIGURATION)
    finest = table[[*names, "value", "text"]].astype(dict.fromkeys([*names, "text"], "str"))
    found: dict[tuple[str, ...], tuple[object, str]] = {}
    for network, dataset, split, variant, value, text in finest.itertuples(index=False):
        keys: list[tuple[str, ...]] = [(network, dataset, split, variant)]
        if loose or not variant:
            keys.append((network, dataset, split))
        if not loose:
            keys.append((network, variant))
        for key in keys:
            found.setdefault(key, (value, text))
    nothing = (None, "")
    answers = []
    for network, dataset, split, variant in rows[names].astype("str").itertuples(index=False):
        keys = [(network, dataset, split, variant), (network, dataset, split)]
        keys += [] if loose else [(network, variant), (network, "")]
        answers.append(next((found[key] for key in keys if key in found), nothing))
    return pd.DataFrame(
        {
            "value": pd.Series([value for value, _ in answers], index=rows.index),
            "text": pd.Series([text for _, text in answers], index=rows.index, dtype="str"),
        },
        index=rows.index,
    )
