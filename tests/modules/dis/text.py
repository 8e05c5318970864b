# min-version: 3.14
# The text of dis.dis() and its relatives: what stands around the instructions, which each interpreter has of its own.
import contextlib
import dis
import io
import subprocess
import sys
import tempfile


def output(function, *arguments, **options):
    with contextlib.redirect_stdout(io.StringIO()) as text:
        function(*arguments, **options)
    return text.getvalue()


def simple(a, b=1):
    c = a + b
    return print(c)


class Holder:
    attribute = 5

    def method(self):
        return self

    @classmethod
    def of_class(cls):
        return cls

    @staticmethod
    def plain():
        return None


lines = output(dis.dis, simple).splitlines()
first = simple.__code__.co_firstlineno
print([line.split()[0] for line in lines if line[:3].strip()] == [str(first), str(first + 1), str(first + 2)])
print(sum("LOAD_GLOBAL" in line for line in lines), any("(print" in line for line in lines))
print([line for line in output(dis.dis, Holder).splitlines() if line.startswith("Disassembly")])
nested = output(dis.dis, "def f():\n    return lambda: 0\n")
print(nested.count("Disassembly of <code object"), output(dis.dis, "def f():\n    return lambda: 0\n", depth=1).count("Disassembly of"), output(dis.dis, "x", depth=0).count("Disassembly"))
to_file = io.StringIO()
dis.dis(simple, file=to_file)
print(to_file.getvalue().splitlines() == lines)
print(all(str(instruction.offset) in output(dis.dis, simple, show_offsets=True) for instruction in dis.get_instructions(simple)))
print(f"{first + 1}:8-{first + 1}:13" in output(dis.dis, simple, show_positions=True))
print(output(dis.dis, simple, show_caches=True).count("CACHE") > 0, output(dis.dis, simple, adaptive=True).count("\n") == len(lines))
print(bool(output(dis.dis, simple.__code__.co_code)), bool(output(dis.dis, bytearray(simple.__code__.co_code))))
for wrong in (5, None, object()):
    try:
        dis.dis(wrong)
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
for function in (dis.get_instructions, dis.code_info, dis.Bytecode):
    try:
        list(function(5))
    except TypeError as error:
        print(error)

print([line for line in dis.code_info(simple).splitlines() if line.split(":")[0] in ("Name", "Argument count", "Kw-only arguments", "Flags")])
print(output(dis.show_code, simple) == dis.code_info(simple) + "\n", dis.pretty_flags(0), dis.pretty_flags(0x2B))
print(output(dis.disassemble, simple.__code__) == output(dis.disco, simple.__code__) == "\n".join(lines) + "\n")
moved = list(dis.get_instructions(simple, first_line=100))
print(moved[-1].line_number, dis.Bytecode(simple, first_line=100).dis().count("102") >= 1)
instruction = dis.Instruction.make("NOP", None, None, "", 4, 4, False, None)
print(instruction.opname, instruction.opcode == dis.opmap["NOP"], instruction.offset, instruction.jump_target, str(instruction).strip())

try:
    1 / 0
except ZeroDivisionError as error:
    sys.last_exc = error
    print("-->" in output(dis.distb), "-->" in output(dis.distb, error.__traceback__), "-->" in output(dis.dis))

with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
    file.write("import os\nprint(os)\n")
    file.flush()
    command = [sys.executable, "-m", "dis"]
    shown = subprocess.run([*command, file.name], capture_output=True, text=True).stdout
    print("IMPORT_" in shown, "LOAD_" in shown, shown == subprocess.run(command, input="import os\nprint(os)\n", capture_output=True, text=True).stdout)
    print("CACHE" in subprocess.run([*command, "-C", file.name], capture_output=True, text=True).stdout, "2:0-2:" in subprocess.run([*command, "-P", "-O", "-S", file.name], capture_output=True, text=True).stdout)

# expect: True
# expect: 1 True
# expect: ['Disassembly of method:', 'Disassembly of of_class:', 'Disassembly of plain:']
# expect: 2 1 0
# expect: True
# expect: True
# expect: True
# expect: True True
# expect: True True
# expect: TypeError don't know how to disassemble int objects
# expect: RuntimeError no last traceback to disassemble
# expect: TypeError don't know how to disassemble object objects
# expect: don't know how to disassemble int objects
# expect: don't know how to disassemble int objects
# expect: don't know how to disassemble int objects
# expect: ['Name:              simple', 'Argument count:    2', 'Kw-only arguments: 0', 'Flags:             OPTIMIZED, NEWLOCALS']
# expect: True 0x0 OPTIMIZED, NEWLOCALS, VARKEYWORDS, GENERATOR
# expect: True
# expect: 102 True
# expect: NOP True 4 None NOP
# expect: True True True
# expect: True True True
# expect: True True
