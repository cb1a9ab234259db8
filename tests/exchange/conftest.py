"""What these tests share with those of the exporters."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "exporters"))
