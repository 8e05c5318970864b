import inspect, warnings
async def never(): pass
def generator(): yield
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    c = never()
    c.cr_frame.clear()
    print(inspect.getcoroutinestate(c), [str(w.message) for w in caught])
    c.close()
    g = generator()
    g.gi_frame.clear()
    print(inspect.getgeneratorstate(g), len(caught))

# expect-before-3.14: CORO_CREATED ["coroutine 'never' was never awaited"]
# expect-since-3.14: CORO_CLOSED ["coroutine 'never' was never awaited"]
# expect: GEN_CLOSED 1
