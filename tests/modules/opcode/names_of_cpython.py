# Programs look up instructions of CPython by name when they are imported.
import opcode
import threading

names = ["BINARY_OP", "LOAD_FAST", "LOAD_CONST", "CALL", "EXTENDED_ARG"]
print([opcode.opname[opcode.opmap[name]] for name in names], len({opcode.opmap[name] for name in names}))
print("BINARY_OP" in opcode.opmap, type(opcode.opmap["BINARY_OP"]).__name__)
try:
    opcode.opmap["NO_SUCH"]
except KeyError as error:
    print(error)

code = compile("a = b + c\nwhile a: f(a)\n", "", "exec").co_code
seen = []
threads = [threading.Thread(target=lambda: seen.append([opcode.opmap[name] for name in ("COPY", "SWAP", "COPY_FREE_VARS", "SEND")])) for _ in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(code) > 4, all(row == seen[0] for row in seen), [opcode.opname[number] for number in seen[0]])

# expect: ['BINARY_OP', 'LOAD_FAST', 'LOAD_CONST', 'CALL', 'EXTENDED_ARG'] 5
# expect: True int
# expect: 'NO_SUCH'
# expect: True True ['COPY', 'SWAP', 'COPY_FREE_VARS', 'SEND']
