import gc


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())
print(len(gc.get_count()), [type(n).__name__ for n in gc.get_count()], len(gc.get_threshold()))
before = gc.get_threshold()
print(gc.set_threshold(500), gc.get_threshold()[0], gc.set_threshold(600, 7), gc.get_threshold()[:2], gc.set_threshold(0), gc.get_threshold()[0])
gc.set_threshold(*before)
print(gc.get_threshold() == before, gc.get_debug(), gc.set_debug(gc.DEBUG_SAVEALL), gc.get_debug() == gc.DEBUG_SAVEALL)
gc.collect()
gc.garbage.clear()
loop = ["the only one"]
loop.append(loop)
del loop
gc.collect()
print([kept[0] for kept in gc.garbage if type(kept) is list and kept[:1] == ["the only one"]])
gc.garbage.clear()
gc.set_debug(0)
print(gc.get_debug(), gc.DEBUG_LEAK == gc.DEBUG_COLLECTABLE | gc.DEBUG_UNCOLLECTABLE | gc.DEBUG_SAVEALL)
for source in ("gc.set_threshold()", "gc.set_threshold('x')", "gc.set_threshold(1, 2, 3, 4)", "gc.set_debug('x')", "gc.set_debug()", "gc.collect(3)", "gc.collect(-1)", "gc.collect('x')",
               "gc.get_objects(generation=5)", "gc.get_objects(-2)", "gc.get_objects('x')", "gc.get_count(1)", "gc.is_tracked()", "gc.is_finalized(1, 2)"):
    show(source)

# expect: True None False None True
# expect: 3 ['int', 'int', 'int'] 3
# expect: None 500 None (600, 7) None 0
# expect: True 0 None True
# expect: ['the only one']
# expect: 0 True
# expect: gc.set_threshold() -> TypeError
# expect: gc.set_threshold('x') -> TypeError
# expect: gc.set_threshold(1, 2, 3, 4) -> TypeError
# expect: gc.set_debug('x') -> TypeError
# expect: gc.set_debug() -> TypeError
# expect: gc.collect(3) -> ValueError invalid generation
# expect: gc.collect(-1) -> ValueError invalid generation
# expect: gc.collect('x') -> TypeError
# expect: gc.get_objects(generation=5) -> ValueError generation parameter must be less than the number of available generations (3)
# expect: gc.get_objects(-2) -> ValueError generation parameter cannot be negative
# expect: gc.get_objects('x') -> TypeError
# expect: gc.get_count(1) -> TypeError
# expect: gc.is_tracked() -> TypeError
# expect: gc.is_finalized(1, 2) -> TypeError
