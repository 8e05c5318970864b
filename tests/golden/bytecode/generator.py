def chain(*parts):
    for part in parts:
        result = yield from part
        yield result
