# min-version: 3.14
# Decoded code as the modules dis and opcode get it from _opcode. Other interpreters decode in Python: there is nothing to compare.
import _opcode
import dis
import opcode


def function(x, *, y=1):
    try:
        return [x + y for _ in range(x)]
    except ValueError as error:
        print(error)


code = function.__code__
own = hasattr(_opcode, "_instructions")


def refused(name, *arguments):
    if not own:
        return True
    try:
        getattr(_opcode, name)(*arguments)
    except (TypeError, ValueError, IndexError, OverflowError):
        return True


rows = _opcode._instructions(code) if own else []
print([row[2] for row in rows] == [instruction.offset for instruction in dis.get_instructions(code)][:len(rows)])
print(all(end == following[2] for (_, _, _, end, _), following in zip(rows, rows[1:]) if following[2] % 2 == 0))
print(not own or [(start, end, target) for start, end, target, _, _ in _opcode._handlers(code)] != [])
print(not own or {name: number for name, number, generic in _opcode._names() if number == generic} | {"EXTENDED_ARG": opcode.EXTENDED_ARG} == opcode.opmap)
print(not own or all(_opcode._is_comparison(number) for number in opcode.hascompare) and not _opcode._is_comparison(0))
print(not own or all(isinstance(_opcode._word(code, offset), int) for _, _, offset, _, _ in rows[1:]))
print(not own or [row[:4] for row in _opcode._instructions(code.co_code)] == [row[:4] for row in rows if row[0] != opcode.opmap["RESUME"]] or len(_opcode._instructions(code.co_code)) > 5)
for arguments in (("_instructions", 5), ("_instructions", b"x"), ("_instructions", b"\xff" * 8), ("_handlers", "text"), ("_word", code, -2), ("_word", code, 2**70), ("_word", code, 10**6)):
    print(refused(*arguments), end=" ")
print(refused("_is_comparison", "x"))

# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True
# expect: True True True True True True True True
