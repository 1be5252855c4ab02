"""Pages that lie beside the project, not in it: used where they are present, named as skipped where not."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="../shared/seeds is not beside the project")
needs_samples = pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason="../shared/samples is not beside the project"
)
