# min-version: 3.13
# Futures and tasks whose __init__ has not run: errors, as far as they need what it sets.
import asyncio


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as e:
        return type(e).__name__, str(e)


class Late(asyncio.Future):
    def __init__(self, *, loop):
        "Forgets super().__init__()."


class LateTask(asyncio.Task):
    def __init__(self, coroutine):
        pass


future = asyncio.Future.__new__(asyncio.Future, "anything", is_="taken")
for method in "result", "exception", "cancel", "cancelled", "done", "get_loop", "__await__", "__repr__", "__iter__":
    print(method, attempt(getattr(future, method)), attempt(getattr(Late(loop=1), method)))
for method in "set_result", "set_exception", "add_done_callback", "remove_done_callback":
    print(method, attempt(getattr(future, method), 1))
for name in "_state", "_loop", "_callbacks", "_result", "_exception", "_cancel_message", "_source_traceback", "_log_traceback", "_asyncio_future_blocking":
    print(name, attempt(getattr, future, name))
for make in asyncio.Task.__new__, lambda _: LateTask(1):
    task = make(asyncio.Task)
    print(task.cancelling(), task.uncancel(), task.get_name(), task.get_coro(), task._must_cancel, task._fut_waiter, task._log_destroy_pending)
    print(attempt(task.get_stack), attempt(task.print_stack), attempt(repr, task), task.cancel(), task._must_cancel)
    del task
del future

# expect: result ('InvalidStateError', 'Future object is not initialized.') ('InvalidStateError', 'Future object is not initialized.')
# expect: exception ('InvalidStateError', 'Future object is not initialized.') ('InvalidStateError', 'Future object is not initialized.')
# expect: cancel ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.')
# expect: cancelled False False
# expect: done False False
# expect: get_loop ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.')
# expect: __await__ ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.')
# expect: __repr__ ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.')
# expect: __iter__ ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.')
# expect: set_result ('RuntimeError', 'Future object is not initialized.')
# expect: set_exception ('RuntimeError', 'Future object is not initialized.')
# expect: add_done_callback ('RuntimeError', 'uninitialized Future object')
# expect: remove_done_callback ('RuntimeError', 'Future object is not initialized.')
# expect: _state ('RuntimeError', 'Future object is not initialized.')
# expect: _loop None
# expect: _callbacks ('RuntimeError', 'Future object is not initialized.')
# expect: _result ('RuntimeError', 'Future object is not initialized.')
# expect: _exception ('RuntimeError', 'Future object is not initialized.')
# expect: _cancel_message None
# expect: _source_traceback None
# expect: _log_traceback ('RuntimeError', 'Future object is not initialized.')
# expect: _asyncio_future_blocking False
# expect: 0 0 None None False None False
# expect: ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.') True True
# expect: 0 0 None None False None False
# expect: ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.') ('RuntimeError', 'Future object is not initialized.') True True
