"""The network as a graph: where actors stand, and who holds it together.

Plain numbers in and out; what they mean is the map's business.
"""

import math
import random
from typing import NamedTuple

import igraph

# what one actor takes up on the map, in its units
SPACING = 60
# beyond so many actors the finer of two layouts takes too long
FINE = 120


class Place(NamedTuple):
    """An actor on the map.

    :ivar x, y: where it stands
    :ivar degree: how many others it is related to
    :ivar betweenness: share of all shortest ways between others that lead through it
    :ivar component: number of the part of the network it belongs to, the largest is 0
    """

    x: float
    y: float
    degree: int
    betweenness: float
    component: int


def arrange(ids, edges):
    """Place actors so that those who are related stand together.

    The same graph always gives the same map.

    :param list[int] ids: the actors
    :param edges: pairs of ids; several between the same two count once
    :rtype: dict[int, Place]
    """
    number = {identity: index for index, identity in enumerate(ids)}
    pairs = sorted({tuple(sorted((number[a], number[b]))) for a, b in edges})
    graph = igraph.Graph(n=len(ids), edges=pairs)
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    points = _pack([(part, _lay_out(graph.subgraph(part))) for part in parts])
    component = {index: place for place, part in enumerate(parts) for index in part}
    degrees, betweenness = graph.degree(), _betweenness(graph)
    return {
        identity: Place(
            *points[index], degrees[index], betweenness[index], component[index]
        )
        for identity, index in number.items()
    }


def _betweenness(graph):
    """Return each actor's share of the shortest ways, 0 to 1."""
    count = graph.vcount()
    ways = (count - 1) * (count - 2) / 2
    if ways <= 0:
        return [0.0] * count
    return [round(value / ways, 6) for value in graph.betweenness(directed=False)]


def _lay_out(graph):
    """Return points of a connected graph around their middle."""
    count = graph.vcount()
    if count == 1:
        return [(0.0, 0.0)]
    igraph.set_random_number_generator(random.Random(count))
    start = graph.layout_circle()
    if count <= FINE:
        layout = graph.layout_kamada_kawai(seed=start)
    else:
        layout = graph.layout_fruchterman_reingold(seed=start, niter=300, grid="nogrid")
    layout.center()
    reach = max(math.hypot(x, y) for x, y in layout) or 1.0
    scale = SPACING * (0.4 + 0.75 * math.sqrt(count)) / reach
    return [(x * scale, y * scale) for x, y in layout]


def _pack(parts):
    """Put the parts next to each other in rows, the largest first.

    :param parts: pairs of the indexes and points of a part
    :return: for each index its point
    :rtype: dict[int, tuple[float, float]]
    """
    boxes = [(indexes, points, _box(points)) for indexes, points in parts]
    area = sum(box[2] * box[3] for _indexes, _points, box in boxes)
    row_width = max(
        [math.sqrt(area * 1.6), *(box[2] for _indexes, _points, box in boxes)],
        default=0,
    )
    placed, left, top, height = {}, 0.0, 0.0, 0.0
    for indexes, points, (x, y, width, tall) in boxes:
        if left and left + width > row_width:
            left, top, height = 0.0, top + height, 0.0
        for index, point in zip(indexes, points, strict=True):
            placed[index] = (
                round(left + point[0] - x, 1),
                round(top + point[1] - y, 1),
            )
        left, height = left + width, max(height, tall)
    return placed


def _box(points):
    """Return left, top, width and height with room around the points, for names too."""
    xs, ys = zip(*points, strict=True)
    aside, above = 1.5 * SPACING, SPACING / 2
    return (
        min(xs) - aside,
        min(ys) - above,
        max(xs) - min(xs) + 2 * aside,
        max(ys) - min(ys) + 2 * above,
    )
