def join(table):
    parts = []
    for key, value in table.items():
        if value is None or key in ("a", "b"):
            continue
        parts.append(f"{key}={value!r:>8}")
    return ", ".join(parts)
