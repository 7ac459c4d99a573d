"""Which text answers which: words, near-words and a small static model, offline."""

from __future__ import annotations

import os

# Before numpy is loaded: on matrices as small as ours, threads cost more in waiting than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
