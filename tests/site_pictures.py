"""Takes the pictures of docs/publish.md from a site that is published for that: ``make docs`` does."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parents[1] / "docs"
SHOTS = {
    "site-board.png": ("boards/cityscapes-test.html#since=2021", 1280, 660, "light"),
    "site-index.png": ("index.html", 1280, 660, "light"),
    "site-phone.png": ("boards/cityscapes-test.html", 390, 780, "dark"),
}
"""The page, the size of the window and the scheme of each."""


def take() -> None:
    """Write the pictures."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        site = Path(folder) / "site"
        command = [
            sys.executable,
            "-m",
            "leaderboard",
            "publish",
            str(site),
            "--title",
            "Semantic segmentation",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (page, width, height, scheme) in SHOTS.items():
            seen = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            seen.goto(f"{site.as_uri()}/{page}")
            seen.screenshot(path=DOCS / name)
        browser.close()


if __name__ == "__main__":
    take()
