# Contexts and context variables from C.
import contexts as c
import contextvars
import threading


def show(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__ + ":", str(error).split(" at 0x")[0])


plain, full = c.new_variable("plain"), c.new_variable("full", "default")
print(plain.name, full.name, type(plain).__name__)
print(c.get(plain), c.get(full), c.get(plain, 1), c.get(full, 1), c.get(plain, None))
token = c.set(plain, [1])
print(type(token).__name__, token.var is plain, token.old_value is contextvars.Token.MISSING, c.get(plain), c.get(plain, 2), plain.get())
second = c.set(plain, 2)
print(second.old_value, c.get(plain))
show(c.reset, full, second)
show(c.reset, plain, second)
show(c.reset, plain, second)
print(c.get(plain))
c.reset(plain, token)
print(c.get(plain))
python = contextvars.ContextVar("python", default=5)
print(c.get(python), python.reset(c.set(python, 6)), c.get(python))

context = c.new_context()
print(type(context).__name__, len(context))
c.enter(context)
print(c.get(plain), c.count(), c.count())
c.set(plain, "inside")
show(c.enter, context)
inner = c.copy_current()
c.enter(inner)
print(c.get(plain), c.count())
show(c.leave, context)
show(c.leave, inner)
print(c.count())
show(c.leave, context)
show(c.leave, context)
print(c.get(plain), c.count(), len(context), context[plain], inner[plain])
other = c.copy(context)
print(other == context, other is context, other.run(c.count), context.run(c.count), other == context)
show(c.reset, plain, context.run(c.set, plain, 1))

for x in (context, plain, token, None, 5, "x"):
    print(c.checks(x))
for call, args in ((c.get, (1,)), (c.set, ("x", 1)), (c.reset, (None, token)), (c.reset, (plain, 1)), (c.copy, (plain,)), (c.enter, (1,)), (c.leave, (token,))):
    show(call, *args)
show(c.new_variable, "n\0")

results = []


def work():
    mine = c.copy_current()
    c.enter(mine)
    for i in range(1000):
        last = c.count()
    c.leave(mine)
    results.append(last)


threads = [threading.Thread(target=contextvars.Context().run, args=(work,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results, c.count())

way_out = contextvars.ContextVar("way_out", default=0)
token = way_out.set(1)
try:
    c.reset_and_fail(way_out, token)
except ValueError as error:
    print(error, way_out.get())

# expect: plain full ContextVar
# expect: (0, 'none') (1, 'default') (1, 1) (1, 1) (1, None)
# expect: Token True True (1, [1]) (1, [1]) [1]
# expect: [1] (1, 2)
# expect: ValueError: <Token var=<ContextVar name='plain'
# expect: None
# expect: RuntimeError: <Token used var=<ContextVar name='plain'
# expect: (1, [1])
# expect: (0, 'none')
# expect: (1, 5) None (1, 5)
# expect: Context 0
# expect: (0, 'none') 1 2
# expect: RuntimeError: cannot enter context: <_contextvars.Context object
# expect: (1, 'inside') 3
# expect: RuntimeError: cannot exit context: thread state references a different context object
# expect: None
# expect: 3
# expect: None
# expect: RuntimeError: cannot exit context: <_contextvars.Context object
# expect: (0, 'none') 1 2 inside inside
# expect: True False 4 4 True
# expect: ValueError: <Token var=<ContextVar name='plain'
# expect: (1, 0, 0)
# expect: (0, 1, 0)
# expect: (0, 0, 1)
# expect: (0, 0, 0)
# expect: (0, 0, 0)
# expect: (0, 0, 0)
# expect: TypeError: an instance of ContextVar was expected
# expect: TypeError: an instance of ContextVar was expected
# expect: TypeError: an instance of ContextVar was expected
# expect: TypeError: an instance of Token was expected
# expect: TypeError: an instance of Context was expected
# expect: TypeError: an instance of Context was expected
# expect: TypeError: an instance of Context was expected
# expect: ValueError: embedded null character
# expect: [1000, 1000, 1000, 1000] 2
# expect: pending 0
