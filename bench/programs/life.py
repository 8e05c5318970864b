"""The game of life on a set of cells and on a grid of lists."""

GLIDER = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
ACORN = {(0, 2), (1, 0), (1, 2), (3, 1), (4, 2), (5, 2), (6, 2)}


def step_set(cells):
    neighbours = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = x + dx, y + dy
                    neighbours[cell] = neighbours.get(cell, 0) + 1
    return {cell for cell, n in neighbours.items() if n == 3 or n == 2 and cell in cells}


def step_grid(grid):
    height, width = len(grid), len(grid[0])
    result = []
    for y in range(height):
        above, row, below = grid[y - 1], grid[y], grid[(y + 1) % height]
        line = []
        for x in range(width):
            left, right = x - 1, (x + 1) % width
            n = above[left] + above[x] + above[right] + row[left] + row[right] + below[left] + below[x] + below[right]
            line.append(1 if n == 3 or (n == 2 and row[x]) else 0)
        result.append(line)
    return result


def main():
    cells = ACORN | {(x + 60, y) for x, y in GLIDER}
    for _ in range(500):
        cells = step_set(cells)
    grid = [[1 if (x * x + y * 3) % 7 < 2 else 0 for x in range(64)] for y in range(64)]
    for _ in range(350):
        grid = step_grid(grid)
    print(len(cells), min(cells), max(cells), sum(map(sum, grid)))


if __name__ == "__main__":
    main()
