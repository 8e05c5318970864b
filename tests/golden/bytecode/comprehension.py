def pairs(rows):
    return [(a, b) for a, b in rows if a != b]
