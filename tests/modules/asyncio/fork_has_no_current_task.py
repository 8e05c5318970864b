# The child of a fork executes no task, whatever its parent did.
import asyncio
import os
import sys

if sys.version_info < (3, 15):
    sys.exit()


def in_child(function):
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        print("child:", function())
        sys.stdout.flush()
        os._exit(0)
    os.waitpid(child, 0)


def current():
    asyncio._set_running_loop(loop)
    before = asyncio.current_task()
    asyncio.tasks._enter_task(loop, "another task")
    return before, asyncio.current_task(), asyncio.current_task(loop)


loop = asyncio.new_event_loop()
asyncio._set_running_loop(loop)
asyncio.tasks._enter_task(loop, "task")
in_child(asyncio._get_running_loop)
in_child(current)
print("parent:", asyncio.current_task(), asyncio.current_task(loop))
asyncio.tasks._leave_task(loop, "task")
asyncio._set_running_loop(None)
loop.close()

# expect-since-3.15: child: None
# expect-since-3.15: child: (None, 'another task', 'another task')
# expect-since-3.15: parent: task task
