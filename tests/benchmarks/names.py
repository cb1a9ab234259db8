"""How long finding near names takes when 2,000 networks meet 5,000, against reading both files."""

import random
import string
import tempfile
from pathlib import Path

from processes import LEADERBOARD, PYTHON, compare

READ = """
import sys
import leaderboard
for file in sys.argv[1:]:
    print(len(leaderboard.load(file).results_table))
"""

STEMS = ("DeepLab", "PSPNet", "SegFormer", "Mask2Former", "HRNet", "UPerNet", "ViT-Adapter", "BiSeNet")


def write(path: Path, *, networks: int, chance: random.Random) -> None:
    """Write one score of each network; many names differ in few letters, as those of a field do."""
    names: set[str] = set()
    while len(names) < networks:
        names.add(chance.choice(STEMS) + "".join(chance.choices(string.ascii_lowercase, k=5)))
    rows = (f"{name},cityscapes,{chance.uniform(50, 80):.1f}\n" for name in sorted(names))
    path.write_text(f"network,dataset,miou\n{''.join(rows)}", encoding="utf-8")


if __name__ == "__main__":
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        known, new = Path(folder) / "known.csv", Path(folder) / "new.csv"
        write(known, networks=5_000, chance=chance)
        write(new, networks=2_000, chance=chance)
        compare(
            "import of 2,000 networks among 5,000",
            [LEADERBOARD, "import", str(new), "--data", str(known)],
            [PYTHON, "-c", READ, str(known), str(new)],
            pairs=5,
        )
