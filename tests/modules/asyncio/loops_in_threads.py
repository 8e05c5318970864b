# Each thread has a running loop and a current task of its own; all_tasks() and current_task() see those of others.
import asyncio
import threading

THREADS, TASKS = 4, 30


async def waits(event):
    await event.wait()
    return asyncio.current_task().get_name()


async def main(number, ready, go):
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    tasks = {asyncio.create_task(waits(event), name=f"{number}.{i}") for i in range(TASKS)}
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == tasks | {asyncio.current_task()}
    loops[number] = loop, asyncio.current_task(), event
    ready.wait()
    go.wait()  # the task is being executed all the while
    await event.wait()
    return sorted(await asyncio.gather(*tasks)) == sorted(task.get_name() for task in tasks)


def run(number):
    results[number] = asyncio.run(main(number, ready, go))


loops, results = {}, {}
ready, go = threading.Barrier(THREADS + 1), threading.Event()
threads = [threading.Thread(target=run, args=(number,)) for number in range(THREADS)]
for thread in threads:
    thread.start()
ready.wait()
print(asyncio._get_running_loop(), len(loops))
for number in range(THREADS):
    loop, task, event = loops[number]
    names = {task.get_name() for task in asyncio.all_tasks(loop)}
    print(asyncio.current_task(loop) is task, names == {f"{number}.{i}" for i in range(TASKS)} | {task.get_name()})
go.set()
for loop, task, event in loops.values():
    loop.call_soon_threadsafe(event.set)
for thread in threads:
    thread.join()
print(results == dict.fromkeys(range(THREADS), True))
for loop, task, event in loops.values():
    print(asyncio.current_task(loop), asyncio.all_tasks(loop), task.done())

# Tasks that are made in one thread, driven in another and dropped in a third.
loop = asyncio.new_event_loop()
runner = threading.Thread(target=loop.run_forever)
runner.start()


async def double(x):
    await asyncio.sleep(0)
    return 2 * x


def submit(n):
    futures = [asyncio.run_coroutine_threadsafe(double(i), loop) for i in range(n)]
    sums.append(sum(future.result() for future in futures))


sums = []
submitters = [threading.Thread(target=submit, args=(50,)) for _ in range(3)]
for thread in submitters:
    thread.start()
while any(thread.is_alive() for thread in submitters):
    for task in asyncio.all_tasks(loop):
        task.get_name(), task.done(), asyncio.current_task(loop)
for thread in submitters:
    thread.join()
loop.call_soon_threadsafe(loop.stop)
runner.join()
loop.close()
print(sums)

# Threads that use one future at once: it becomes done once, and no callback is lost.
loop = asyncio.new_event_loop()
called = []


def finish(number, start, future):
    start.wait()
    for i in range(20):
        future.add_done_callback(lambda _: called.append(number))
        future._callbacks, future.remove_done_callback(print)
    try:
        future.set_result(number)
        winners.append(number)
    except asyncio.InvalidStateError:
        pass


for turn in range(5):
    future, winners, start = loop.create_future(), [], threading.Barrier(THREADS)
    threads = [threading.Thread(target=finish, args=(number, start, future)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert winners == [future.result()]
    loop.call_soon(loop.stop)
    loop.run_forever()
print(len(called) == 5 * THREADS * 20)
loop.close()

# expect: None 4
# expect: True True
# expect: True True
# expect: True True
# expect: True True
# expect: True
# expect: None set() True
# expect: None set() True
# expect: None set() True
# expect: None set() True
# expect: [2450, 2450, 2450]
# expect: True
