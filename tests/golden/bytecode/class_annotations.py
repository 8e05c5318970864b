class Point:
    x: int
    y: float = 0.0
