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
    "Milliseconds and ratio: median [middle half] of the rounds; fastest: their ratio."
)
HEADER = ("", "ours", "", "comparison", "", "ratio", "", "fastest", "goal", "")


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
        f"{figure.ratio_of_fastest:.2f}",
        f"≤ {figure.goal:.2f}" if figure.goal else "none",
        verdict(figure),
    )


def verdict(figure):
    if not figure.goal:
        return ""
    return "✓" if round(figure.ratio, 2) <= figure.goal else "✗"


def median_and_spread(samples):
    lower, upper = map(number, quartiles(samples))
    return number(statistics.median(samples)), f"[{lower}–{upper}]"


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
        "unit": "ms",
        **surroundings(),
        "figures": [
            {
                **asdict(figure),
                "median_ours": statistics.median(figure.ours),
                "median_comparison": statistics.median(figure.comparison),
                "ratio": figure.ratio,
                "ratio_of_fastest": figure.ratio_of_fastest,
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
