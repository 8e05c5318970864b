# min-version: 3.15
# RAISE, EXCEPTION_HANDLED, PY_UNWIND, PY_THROW and RERAISE can be asked for in one code object, and DISABLE ends them there.
import sys

m = sys.monitoring
E = m.events
TOOL = m.COVERAGE_ID
m.use_tool_id(TOOL, "test")


def one():
    try:
        raise RuntimeError
    except RuntimeError:
        raise


def two():
    try:
        raise RuntimeError
    except RuntimeError:
        raise


def steps():
    yield 1
    yield 2


def run():
    for function in one, two, one:
        try:
            function()
        except RuntimeError:
            pass
    for _ in range(2):
        generator = steps()
        next(generator)
        try:
            generator.throw(ValueError)
        except ValueError:
            pass


NAMES = "RAISE", "EXCEPTION_HANDLED", "PY_UNWIND", "PY_THROW", "RERAISE"
for name in NAMES:
    event, seen, answer = getattr(E, name), [], None
    code = steps.__code__ if name == "PY_THROW" else one.__code__

    def callback(code, offset, exception):
        seen.append(code.co_name)
        return answer

    m.register_callback(TOOL, event, callback)
    m.set_local_events(TOOL, code, event)
    run()
    print(name, seen, m.get_local_events(TOOL, code) == event)
    seen, answer = [], m.DISABLE
    run()
    print(name, seen)
    seen, answer = [], None
    m.restart_events()
    run()
    print(name, seen)
    m.set_local_events(TOOL, code, 0)
    m.register_callback(TOOL, event, None)

# Globally, DISABLE counts for the code object where it was returned.
seen = []
m.register_callback(TOOL, E.RAISE, lambda code, offset, exception: seen.append(code.co_name) or m.DISABLE)
m.set_events(TOOL, E.RAISE)
run()
m.set_events(TOOL, 0)
print(sorted(seen))

# A callback of BRANCH stands for both ways.
seen = []
m.register_callback(TOOL, E.BRANCH, lambda code, offset, target: seen.append(1) or m.DISABLE)
m.set_local_events(TOOL, (loop := lambda n: [i for i in range(n)]).__code__, E.BRANCH)
loop(5), loop(0)
print(len(seen))
m.free_tool_id(TOOL)
print(m.get_local_events(TOOL, loop.__code__) in (0, E.BRANCH_LEFT | E.BRANCH_RIGHT))
for wrong in E.C_RAISE, 1 << 30:
    try:
        m.use_tool_id(TOOL, "test")
        m.set_local_events(TOOL, one.__code__, wrong)
    except ValueError as e:
        print(e)
    m.free_tool_id(TOOL)

# expect: RAISE ['one', 'one'] True
# expect: RAISE ['one']
# expect: RAISE ['one', 'one']
# expect: EXCEPTION_HANDLED ['one', 'one', 'one', 'one'] True
# expect: EXCEPTION_HANDLED ['one']
# expect: EXCEPTION_HANDLED ['one', 'one', 'one', 'one']
# expect: PY_UNWIND ['one', 'one'] True
# expect: PY_UNWIND ['one']
# expect: PY_UNWIND ['one', 'one']
# expect: PY_THROW ['steps', 'steps'] True
# expect: PY_THROW ['steps']
# expect: PY_THROW ['steps', 'steps']
# expect: RERAISE ['one', 'one', 'one', 'one'] True
# expect: RERAISE ['one']
# expect: RERAISE ['one', 'one', 'one', 'one']
# expect: ['one', 'run', 'steps', 'two']
# expect: 1
# expect: True
# expect: cannot set C_RETURN or C_RAISE events independently
# expect: invalid event set 0x40000000
