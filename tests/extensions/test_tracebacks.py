# Entries of tracebacks that stand for functions of C; code objects and frames as C sees them.
import gc
import sys
import threading
import traceback

import tracebacks as t


def entries(error):
    return [(x.filename if x.filename != __file__ else "here", x.lineno, x.name) for x in traceback.extract_tb(error.__traceback__)]


def caught(call, *args):
    try:
        call(*args)
    except Exception as error:
        return error


error = caught(t.fail, "broken")
print(repr(error), *entries(error), sep="\n")
tb = error.__traceback__.tb_next
while tb:
    frame = tb.tb_frame
    print(frame.f_code.co_filename, frame.f_code.co_name, frame.f_lineno, tb.tb_lineno, frame.f_globals is vars(t), frame.f_back, dict(frame.f_locals))
    tb = tb.tb_next
print("".join(traceback.format_exception(error)).replace(__file__, "here"))


def level(n):
    return t.call(lambda: level(n - 1)) if n else 1 / 0


print(*entries(caught(level, 3)), sep="\n")


def here():
    mine = 5
    t.fail_at(None)


def finished():
    value = [1]
    return sys._getframe()


def generator():
    item = "yielded"
    yield sys._getframe()


print(entries(caught(here)))
frame = finished()
error = caught(t.fail_at, frame)
print(entries(error), error.__traceback__.tb_next.tb_frame is frame)

code = t.new_code("some.c", "some function", 42)
print(code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno, code.co_argcount, [line for *_, line in code.co_lines()][:1])
print(t.of_code(code), t.of_code(finished.__code__))
print(hash(code) == hash(code), code == t.new_code("some.c", "some function", 42), code == t.new_code("some.c", "other", 42))
try:
    exec(code)
except Exception as error:
    print("it does not run")
made = t.new_frame(code)
print(made.f_lineno, made.f_code is code, made.f_globals is vars(t), type(made.f_builtins), made.f_back, dict(made.f_locals))
made.clear()
print(repr(made).split(", ", 1)[1])


def outer():
    free = 1

    def inner(a, *, b=2):
        return free + a

    return inner


print(t.of_code(outer.__code__)[:4], t.of_code(outer().__code__)[:4])
print(t.of_frame(frame, "value"), caught(t.of_frame, frame, "missing"))
g = generator()
f = next(g)
print(t.of_frame(f, "item")[2] is g, t.of_frame(f, "item")[0])

counts = []


def work():
    for i in range(300):
        counts.append(len(entries(caught(t.fail, i))))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
gc.collect()
print(len(counts), set(counts))

# expect: ValueError('broken')
# expect: ('here', 16, 'caught')
# expect: ('init.c', 1, '<module>')
# expect: ('added.c', 6, 'added')
# expect: ('outer.c', 345, 'mod.Class.outer')
# expect: ('inner.c', 12, 'inner')
# expect: init.c <module> 1 1 True None {}
# expect: added.c added 6 6 False None {}
# expect: outer.c mod.Class.outer 345 345 True None {}
# expect: inner.c inner 12 12 True None {}
# expect: Traceback (most recent call last):
# expect:   File "here", line 16, in caught
# expect:     call(*args)
# expect:     ~~~~^^^^^^^
# expect:   File "init.c", line 1, in <module>
# expect:   File "added.c", line 6, in added
# expect:   File "outer.c", line 345, in mod.Class.outer
# expect:   File "inner.c", line 12, in inner
# expect: ValueError: broken
# expect:
# expect: ('here', 16, 'caught')
# expect: ('here', 32, 'level')
# expect: ('call.c', 7, 'call')
# expect: ('here', 32, '<lambda>')
# expect: ('here', 32, 'level')
# expect: ('call.c', 7, 'call')
# expect: ('here', 32, '<lambda>')
# expect: ('here', 32, 'level')
# expect: ('call.c', 7, 'call')
# expect: ('here', 32, '<lambda>')
# expect: ('here', 32, 'level')
# expect: [('here', 16, 'caught'), ('here', 40, 'here'), ('here', 40, 'here')]
# expect: [('here', 16, 'caught'), ('here', 45, 'finished')] True
# expect: some function some function some.c 42 0 [42]
# expect: ((), (), (), 0, 42, 1, 1) (('value',), (), (), 0, 43, 1, 1)
# expect: True True False
# expect: it does not run
# expect: 42 True True <class 'dict'> None {}
# expect: file 'some.c', line 42, code some function>
# expect: (('inner',), ('free',), (), 0) (('a', 'b'), (), ('free',), 1)
# expect: ([1], [1], None, 1, 1) variable 'missing' does not exist
# expect: True yielded
# expect: 1200 {5}
