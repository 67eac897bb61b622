"""Every figure of reading, one part after another: `python -m bench.reading [PART ...]`.

Needs the shared documents (AUDIATUR_SHARED). Each part runs by itself too: `python -m bench.attribution` and so on.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ("attribution", "tagger", "recommendations", "themes", "quantities", "khmer", "robustness")


def main(asked: list[str]) -> int:
    """Run the parts asked for, all without any; the status is 1 where a part fails."""
    failed = []
    for part in asked or [name for name in PARTS if (HERE / f"{name}.py").exists()]:
        print(f"\n######## python -m bench.{part}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{part}"], cwd=HERE.parent, check=False).returncode:
            failed.append(part)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
