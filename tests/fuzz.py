"""`make fuzz`: every law that hypothesis tests, round after round with another seed, until stopped or broken.

Ctrl-C ends it with status 0. A law that breaks ends it with status 1 and the seed that does it again:
`python -m tests.fuzz --seed N --rounds 1`.
"""

from __future__ import annotations

import argparse
import itertools
import secrets
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def law_files() -> list[str]:
    """The test files that state laws: those that generate their cases."""
    return sorted(str(path) for path in TESTS.rglob("test_*.py") if "from hypothesis import" in path.read_text("utf-8"))


def play(seed: int) -> bool:
    """One round with this seed; whether every law held."""
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}"]
    return subprocess.run([*command, *law_files()], check=False).returncode == 0


def main() -> int:
    """Play until stopped; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, help="first seed (default: random)")
    parser.add_argument("--rounds", type=int, help="stop after so many rounds (default: never)")
    options = parser.parse_args()
    first = options.seed if options.seed is not None else secrets.randbits(32)
    rounds = itertools.count() if options.rounds is None else range(options.rounds)
    try:
        for number in rounds:
            sys.stdout.write(f"round {number + 1}, seed {first + number}\n")
            sys.stdout.flush()
            if not play(first + number):
                sys.stderr.write(f"broken: python -m tests.fuzz --seed {first + number} --rounds 1\n")
                return 1
    except KeyboardInterrupt:
        sys.stdout.write("stopped; no law was broken\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
