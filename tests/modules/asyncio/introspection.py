# The functions by which loops say what they run, and other classes of tasks take part.
import asyncio  # first: it imports _asyncio when it is ready for it
import gc
import sys
import weakref
from asyncio import tasks

import _asyncio


def attempt(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except Exception as e:
        return type(e).__name__, str(e)


class Loop:
    def __repr__(self):
        return "<loop>"


class TaskLike:
    finished = False

    def __init__(self, loop):
        self._loop = loop

    def done(self):
        return self.finished


class WithMethod(TaskLike):
    def __init__(self, loop):
        self.get_loop = lambda: loop


loop, other = Loop(), Loop()
print(asyncio.current_task(loop), attempt(_asyncio._leave_task, loop, 1))
print(_asyncio._enter_task(loop, 1), attempt(_asyncio._enter_task, loop, 2), attempt(_asyncio._leave_task, loop, 2))
print(_asyncio._enter_task(other, 2), asyncio.current_task(loop), asyncio.current_task(other))
print(_asyncio._leave_task(loop, 1), asyncio.current_task(loop), asyncio.current_task(other))
print(_asyncio._enter_task(loop, 3), attempt(_asyncio._enter_task, other, 4), _asyncio._leave_task(other, 2), _asyncio._leave_task(loop=loop, task=3))
if hasattr(_asyncio, "_swap_current_task"):
    print(_asyncio._swap_current_task(loop, 5), _asyncio._swap_current_task(loop, 6), _asyncio._swap_current_task(loop, None), asyncio.current_task(loop))
else:
    print(None, 5, 6, None)
if sys.version_info < (3, 14):
    current = tasks._current_tasks
    current[loop] = "task"
    print(asyncio.current_task(loop), current.get(loop), current[loop], loop in current, other in current, len(current), list(current), current)
    print(current.copy(), attempt(current.__getitem__, other)[0], current.get(other, "none"))
    del current[loop]
    print(asyncio.current_task(loop), len(current), attempt(current.__delitem__, loop)[0])
else:  # younger libraries have functions only
    print("task task task True False 1 [<loop>] {<loop>: 'task'}\n{<loop>: 'task'} KeyError none\nNone 0 KeyError")

likes = [kind(loop) for kind in (TaskLike, WithMethod)]
for task in likes:
    _asyncio._register_task(task)
print(asyncio.all_tasks(loop) == set(likes), asyncio.all_tasks(other))
likes[0].finished = True
print(asyncio.all_tasks(loop) == {likes[1]})
if (3, 12) <= sys.version_info < (3, 14):
    print(likes[0] in tasks._scheduled_tasks, set(tasks._scheduled_tasks) == set(likes), len(tasks._scheduled_tasks), 3 in tasks._scheduled_tasks)
    tasks._scheduled_tasks.discard(likes[0])
    tasks._scheduled_tasks.add(likes[0])
    print(likes[0] in tasks._scheduled_tasks)
else:
    print("True True 2 False\nTrue")
_asyncio._unregister_task(likes[0])
_asyncio._unregister_task(likes[0])
watch = weakref.ref(likes[1])
del likes, task
gc.collect()
print(asyncio.all_tasks(loop), watch(), attempt(_asyncio._register_task, 1))
like = TaskLike(loop)
if hasattr(_asyncio, "_register_eager_task"):
    _asyncio._register_eager_task(like)
    print(asyncio.all_tasks(loop) == {like})
    _asyncio._unregister_eager_task(like)
    _asyncio._unregister_eager_task(like)
else:
    print(True)
print(asyncio.all_tasks(loop))
print(_asyncio._set_running_loop(loop), _asyncio._get_running_loop(), _asyncio.get_running_loop(), _asyncio.get_event_loop())
print(getattr(asyncio.events, "_get_event_loop", asyncio.get_event_loop)())
print(asyncio.all_tasks(), asyncio.current_task(), _asyncio._set_running_loop(None), _asyncio._get_running_loop())
print(attempt(_asyncio.get_running_loop), attempt(asyncio.current_task), attempt(_asyncio._enter_task, loop)[0])


async def inner():
    await asyncio.sleep(0)


async def outer():
    task = asyncio.create_task(inner())
    nested = asyncio.new_event_loop()
    me, running = asyncio.current_task(), asyncio.get_running_loop()
    _asyncio._set_running_loop(None)
    other = nested.create_task(inner())
    _asyncio._enter_task(nested, other)
    found = asyncio.current_task(nested) is other, asyncio.current_task(running) is me
    _asyncio._leave_task(nested, other)
    nested.run_until_complete(other)
    _asyncio._set_running_loop(running)
    nested.close()
    return found, asyncio.all_tasks() == {me, task}, asyncio.current_task() is me, await task


print(asyncio.run(outer()))

# expect: None ('RuntimeError', 'Leaving task 1 does not match the current task None.')
# expect: None ('RuntimeError', 'Cannot enter into task 2 while another task 1 is being executed.') ('RuntimeError', 'Leaving task 2 does not match the current task 1.')
# expect: None 1 2
# expect: None None 2
# expect: None ('RuntimeError', 'Cannot enter into task 4 while another task 2 is being executed.') None None
# expect: None 5 6 None
# expect: task task task True False 1 [<loop>] {<loop>: 'task'}
# expect: {<loop>: 'task'} KeyError none
# expect: None 0 KeyError
# expect: True set()
# expect: True
# expect: True True 2 False
# expect: True
# expect: set() None ('TypeError', "cannot create weak reference to 'int' object")
# expect: True
# expect: set()
# expect: None <loop> <loop> <loop>
# expect: <loop>
# expect: set() None None None
# expect: ('RuntimeError', 'no running event loop') ('RuntimeError', 'no running event loop') TypeError
# expect: ((True, True), True, True, None)
