"""Benchmarks: ours against a comparison that is measured in the same run.

One file a benchmark, listed in ``__main__.py``. It is read on both sides of the line:
``run(size)`` yields figures in the command's own process, and the functions that take
an ``env`` are the work that Odoo processes do (``worker.py``, ``inside.py``).
"""
