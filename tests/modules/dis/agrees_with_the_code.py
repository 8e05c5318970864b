# min-version: 3.14
# Interpreters have instructions of their own. What dis tells of them agrees with the code object, with opcode, and with what runs.
import dis
import inspect
import opcode
import sys
import types


def loops(limit, *, step=1):
    total = 0
    for i in range(0, limit, step):
        if i % 2:
            continue
        try:
            total += [i, missing][0]
        except NameError as error:
            total -= len(str(error)) and 1
        finally:
            last = i
    while total < 0:
        total += 1
    return total, last


def closure(start):
    value = start

    def inner(x: int = 1) -> int:
        nonlocal value
        value += x
        return value
    return inner


def generator(source):
    with open(source) as file:
        yield from file
    yield f"{source!r:>10}"


async def coroutine(things):
    async for thing in things:
        await thing


class Thing:
    name = "thing"

    def method(self, other):
        self.name = other.name
        del other.name
        return super().__init__()


def matches(subject):
    match subject:
        case {"key": [first, *rest], **others}:
            return first, rest, others
        case Thing(name=name) | str(name):
            return name


def all_codes(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from all_codes(constant)


functions = [loops, closure, generator, coroutine, Thing.method, matches]
codes = [each for function in functions for each in all_codes(function.__code__)]
codes.append(compile("import a.b, c\nfrom d import e as f\nx: int = 1\ndel x\nprint(f.y)\n", "<module>", "exec"))


def check(code):
    instructions = list(dis.get_instructions(code))
    offsets = [instruction.offset for instruction in instructions]
    assert offsets == sorted(set(offsets)), "offsets ascend"
    positions, lines = list(code.co_positions()), {}
    for start, end, line in code.co_lines():
        lines.update((offset, line) for offset in range(start, end))
    for instruction in instructions:
        assert instruction.opname == dis.opname[instruction.opcode] == opcode.opname[instruction.opcode]
        assert opcode.opmap[instruction.opname] == instruction.opcode and instruction.opcode < len(opcode.opname)
        assert instruction.positions == positions[instruction.offset // 2], instruction
        assert instruction.line_number == lines[instruction.offset], instruction
        assert (instruction.arg is None) == (instruction.opcode not in dis.hasarg), instruction
        assert instruction.start_offset == instruction.offset and instruction.oparg == instruction.arg
        assert instruction.baseopname == instruction.opname and instruction.baseopcode == instruction.opcode
        if instruction.jump_target is not None:
            assert instruction.opcode in dis.hasjump and instruction.jump_target in offsets, instruction
            assert instruction.jump_target in dis.findlabels(code.co_code)
        if instruction.opname in ("LOAD_CONST", "RETURN_CONST"):
            assert instruction.opcode in dis.hasconst and instruction.argval in code.co_consts and instruction.argrepr == repr(instruction.argval)
        if instruction.opname in ("LOAD_GLOBAL", "STORE_NAME", "LOAD_ATTR", "IMPORT_NAME"):
            assert instruction.opcode in dis.hasname and instruction.argval in code.co_names, instruction
    starts = [instruction.offset for instruction in instructions if instruction.starts_line]
    assert set(starts[1:]) <= {start for start, _ in dis.findlinestarts(code)} and starts[0] == offsets[0]
    targets = {instruction.jump_target for instruction in instructions} - {None}
    assert targets <= {instruction.offset for instruction in instructions if instruction.is_jump_target}
    text = dis.Bytecode(code).dis()
    assert all(instruction.opname in text for instruction in instructions)
    assert ("ExceptionTable:" in text) == bool(code.co_exceptiontable)
    assert repr(dis.Bytecode(code)) == f"Bytecode({code!r})" and dis.Bytecode(code).info() == dis.code_info(code)
    return len(instructions) > 2


print(sum(map(check, codes)) == len(codes) == 9)

# ---- names that programs look for
for name in ("LOAD_GLOBAL", "STORE_GLOBAL", "DELETE_GLOBAL", "LOAD_NAME", "STORE_NAME", "DELETE_NAME", "LOAD_ATTR", "STORE_ATTR", "DELETE_ATTR", "IMPORT_NAME", "IMPORT_FROM",
             "LOAD_CONST", "JUMP_FORWARD", "JUMP_BACKWARD", "RETURN_VALUE", "YIELD_VALUE", "CALL", "FOR_ITER", "RESUME", "CACHE", "MAKE_FUNCTION", "EXTENDED_ARG"):
    if name not in opcode.opmap:
        print("missing", name)


def globals_of(function):
    return sorted({instruction.argval for instruction in dis.get_instructions(function) if instruction.opname == "LOAD_GLOBAL"})


print(globals_of(loops), globals_of(generator))
print(dis.cmp_op, dis.hasjabs, dis.hasjrel == dis.hasjump, type(dis.EXTENDED_ARG) is int)
print(all(isinstance(getattr(dis, name), list) for name in ("hasarg", "hasconst", "hasname", "hasfree", "haslocal", "hascompare", "hasexc")))
print(isinstance(dis.stack_effect(opcode.opmap["POP_ITER" if "POP_ITER" in opcode.opmap else "NOP"]), int))

# ---- who asks dis
variable = 3


def asks():
    def inner():
        return variable, functions.attribute, len, undefined, outer
    outer = 1
    return inner


closed = inspect.getclosurevars(asks())
print(closed.nonlocals, closed.globals["variable"], sorted(closed.globals), closed.builtins, sorted(closed.unbound))


# ---- what runs: the offsets of events are those of instructions
def watched(x):
    if x:
        return helper(x)
    return None


def helper(x):
    return x.upper()


tool, seen = 3, {"PY_START": [], "CALL": [], "PY_RETURN": [], "LINE": []}
sys.monitoring.use_tool_id(tool, "test")
events = sys.monitoring.events
for name in ("PY_START", "CALL", "PY_RETURN"):
    sys.monitoring.register_callback(tool, getattr(events, name), lambda code, offset, *rest, name=name: seen[name].append((code, offset)))
sys.monitoring.set_local_events(tool, watched.__code__, events.PY_START | events.CALL | events.PY_RETURN)
watched("a")
sys.monitoring.set_local_events(tool, watched.__code__, 0)
sys.monitoring.free_tool_id(tool)
known = {instruction.offset: instruction for instruction in dis.get_instructions(watched)}
for name in ("PY_START", "CALL", "PY_RETURN"):
    for code, offset in seen[name]:
        instruction = known[offset]
        print(name, code is watched.__code__, instruction.positions.lineno - watched.__code__.co_firstlineno, instruction.opname.partition("_")[0])


# Functions that have something to prepare: cells, a generator.
def starts_at(function, *arguments):
    starts = []
    sys.monitoring.use_tool_id(tool, "test")
    sys.monitoring.register_callback(tool, events.PY_START, lambda code, offset: starts.append(offset))
    sys.monitoring.set_local_events(tool, function.__code__, events.PY_START)
    list(function(*arguments) or ())
    sys.monitoring.set_local_events(tool, function.__code__, 0)
    sys.monitoring.free_tool_id(tool)
    return [instruction.opname for instruction in dis.get_instructions(function) if instruction.offset in starts]


def with_cell(x):
    return [lambda: x]


def with_cell_and_yield(x):
    yield lambda: x


print(starts_at(with_cell, 1), starts_at(with_cell_and_yield, 1), starts_at(watched, ""))


def fails():
    first = 1
    return first.absent


try:
    fails()
except AttributeError as error:
    traceback = error.__traceback__.tb_next
current = dis.Bytecode.from_traceback(traceback)
marked = [line for line in current.dis().splitlines() if "-->" in line]
print(len(marked), "LOAD_ATTR" in marked[0], current.current_offset == traceback.tb_lasti)

# expect: True
# expect: ['NameError', 'len', 'missing', 'range', 'str'] ['open']
# expect: ('<', '<=', '==', '!=', '>', '>=') [] True True
# expect: True
# expect: True
# expect: {'outer': 1} 3 ['functions', 'variable'] {'len': <built-in function len>} ['attribute', 'undefined']
# expect: PY_START True 0 RESUME
# expect: CALL True 2 CALL
# expect: PY_RETURN True 2 RETURN
# expect: ['RESUME'] ['RESUME'] ['RESUME']
# expect: 1 True True
