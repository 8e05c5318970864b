"""Escape times on a grid: a tight loop of float arithmetic and comparisons."""


def escape_time(cx, cy, limit):
    x = y = 0.0
    for step in range(limit):
        xx = x * x
        yy = y * y
        if xx + yy > 4.0:
            return step
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    return limit


def main():
    width, height, limit = 320, 240, 140
    total = inside = 0
    for row in range(height):
        cy = 2.0 * row / height - 1.0
        for column in range(width):
            steps = escape_time(3.0 * column / width - 2.1, cy, limit)
            total += steps
            inside += steps == limit
    print(total, inside)


if __name__ == "__main__":
    main()
