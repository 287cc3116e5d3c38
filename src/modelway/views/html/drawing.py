"""What charts are drawn of: marks at their places, with a title and a description for who cannot see them."""

from collections.abc import Mapping
from typing import NamedTuple

Attributes = Mapping[str, str | float]

SIGN = 12


class Mark(NamedTuple):
    """One SVG element; `text` is what it holds."""

    tag: str
    attributes: Attributes
    text: str = ""


class Chart(NamedTuple):
    """An SVG picture of `width` by `height` units; a unit is a pixel where there is room. `key` is its id."""

    key: str
    title: str
    desc: str
    width: float
    height: float
    marks: tuple[Mark, ...]


def sign(name: str, x: float, y: float, size: float = SIGN) -> Mark:
    """A sign of the page's, such as "demonstrated", around a point."""
    half = size / 2
    return Mark(
        "use",
        {
            "href": f"#{name}",
            "class": name,
            "x": place(x - half),
            "y": place(y - half),
            "width": size,
            "height": size,
        },
    )


def line(x1: float, y1: float, x2: float, y2: float, style: str) -> Mark:
    """A straight line in a style of the page's."""
    return Mark("line", {"x1": place(x1), "y1": place(y1), "x2": place(x2), "y2": place(y2), "class": style})


def circle(x: float, y: float, radius: float, style: str) -> Mark:
    """A circle around a point."""
    return Mark("circle", {"cx": place(x), "cy": place(y), "r": radius, "class": style})


def path(points: list[tuple[float, float]], style: str) -> Mark:
    """A line through points."""
    return Mark(
        "polyline", {"points": " ".join(f"{place(x):g},{place(y):g}" for x, y in points), "class": style}
    )


def label(x: float, y: float, text: str, style: str = "label") -> Mark:
    """Text that starts at a point; the styles "middle" and "end" centre it there or end it there."""
    return Mark("text", {"x": place(x), "y": place(y), "class": style}, text)


def place(at: float) -> float:
    """Round a coordinate to what an eye can see."""
    return round(at, 1)
