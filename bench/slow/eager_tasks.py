"""Eager tasks of asyncio in task groups inside of task groups; few of them wait. (The library of 3.15 does more for each than that of 3.13.)"""

import asyncio


async def leaf(queue, i):
    if i % 8 == 0:
        await queue.put(i)
    return i


async def node(queue, depth):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(leaf(queue, i)) for i in range(8)]
        if depth:
            tasks += [group.create_task(node(queue, depth - 1)) for _ in range(3)]
    return sum(task.result() for task in tasks)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    queue = asyncio.Queue()
    return await node(queue, 6), queue.qsize()


for _ in range(8):
    print(asyncio.run(main()))
