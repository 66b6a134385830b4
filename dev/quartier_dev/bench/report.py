"""The figures as a table for people and as a file for machines."""

import json
import os
import platform
import statistics
import textwrap
import time
from dataclasses import asdict

from .. import addons, cluster, source
from ..paths import LOCAL
from .measure import quartiles

LEGEND = (
    "Milliseconds passed: median [middle half] of the rounds; CPU: ratio of its time,"
    " without parallel workers of PostgreSQL."
)
HEADER = ("", "ours", "", "comparison", "", "ratio", "", "CPU", "goal", "")


def table(title, figures):
    rows = [HEADER, *map(row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["", title, LEGEND, ""]
    for name, *numbers in rows:
        cells = map(str.rjust, numbers, widths[1:])
        lines.append("  ".join([name.ljust(widths[0]), *cells]).rstrip())
    lines += ["", "What limits the ratio:"]
    for name, limit in {figure.name: figure.limit for figure in figures}.items():
        lines.append(textwrap.fill(f"- {name}: {limit}", 88, subsequent_indent="  "))
    return "\n".join(lines)


def row(figure):
    return (
        f"{figure.name}, {figure.variant}",
        *median_and_spread(figure.ours),
        *median_and_spread(figure.comparison),
        f"{figure.ratio:.2f}",
        "[{:.2f}–{:.2f}]".format(*quartiles(figure.ratios)),
        f"{figure.processor_ratio:.2f}",
        goal(figure),
        verdict(figure),
    )


def goal(figure):
    if figure.most:
        return f"ours ≤ {number(figure.most)}"
    return f"≤ {figure.goal:.2f}" if figure.goal else "none"


def verdict(figure):
    if figure.most:
        median = statistics.median(sample.wall for sample in figure.ours)
        return "✓" if median <= figure.most else "✗"
    if not figure.goal:
        return ""
    return "✓" if round(figure.ratio, 2) <= figure.goal else "✗"


def median_and_spread(samples):
    walls = [sample.wall for sample in samples]
    lower, upper = map(number, quartiles(walls))
    return number(statistics.median(walls)), f"[{lower}–{upper}]"


def number(milliseconds):
    """At least two digits that matter: 0.12, 1.23, 12.3, 123, 12,345."""
    digits = 2 if milliseconds < 10 else 1 if milliseconds < 100 else 0
    return f"{milliseconds:,.{digits}f}"


def summary(figure):
    ratio = f"{figure.ratio:.2f} over {len(figure.ours)} rounds {verdict(figure)}"
    return f"{figure.name}, {figure.variant}: {ratio}"


def save(name, size, figures):
    """Write ``.local/bench/<name>-<time>.json``; returns its path."""
    content = {
        "benchmark": name,
        "size": size,
        "samples": "[milliseconds passed, milliseconds of processor time]",
        **surroundings(),
        "figures": [
            {
                **asdict(figure),
                "ratio": figure.ratio,
                "processor_ratio": figure.processor_ratio,
            }
            for figure in figures
        ],
    }
    path = LOCAL / "bench" / f"{name}-{time.strftime('%Y%m%d-%H%M%S')}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def surroundings():
    return {
        "addons": addons.fingerprint(),
        "odoo": source.full_version(source.ensure()),
        "postgresql": cluster.sql("SHOW server_version")[0][0],
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
    }
