"""Disassembler of tinypy's bytecode, with the interface of the library's module of this name.

That module is about CPython's bytecode, so this one stands in for it. An instruction has up to five operands:
registers, constants, names, numbers and places to jump to. Instruction.operands has all of them; arg, argval and
argrepr are about the one that says most: a name before a constant, a jump, a register, a number.
"""

import collections
import io
import sys
import types

import _opcode
from opcode import *
from opcode import __all__ as _names_of_opcode, _specialized_opmap, _specializations

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code", "get_instructions", "Instruction",
           "Bytecode", *_names_of_opcode]

# inspect takes its constants CO_... from here.
COMPILER_FLAG_NAMES = {
    0x1: "OPTIMIZED",
    0x2: "NEWLOCALS",
    0x4: "VARARGS",
    0x8: "VARKEYWORDS",
    0x10: "NESTED",
    0x20: "GENERATOR",
    0x40: "NOFREE",
    0x80: "COROUTINE",
    0x100: "ITERABLE_COROUTINE",
    0x200: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}

_WITH_CODE = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)
_RESUME, _CACHE = opmap["RESUME"], opmap["CACHE"]
deoptmap = {special: generic for generic, forms in _specializations.items() for special in forms}
_GENERIC = {_specialized_opmap[special]: opmap[generic] for special, generic in deoptmap.items()}
_IMPORTS = {opmap[name] for name in ("IMPORT_NAME", "IMPORT_LAZY", "IMPORT_BY_MODE")}
_STORES = {opmap[name] for name in ("STORE_NAME", "STORE_GLOBAL", "BIND_IMPORT")}
_RANK = {"name": 0, "const": 1, "jump": 2, "register": 3, "number": 4, "words": 5}
_NO_LINE = "--"
_NAME_WIDTH = 22


class _Unknown:
    def __repr__(self):
        return "<unknown>"


UNKNOWN = _Unknown()

Positions = collections.namedtuple("Positions", ["lineno", "end_lineno", "col_offset", "end_col_offset"], defaults=[None] * 4)

Operand = collections.namedtuple("Operand", ["kind", "number", "text", "value"])
Operand.kind.__doc__ = "'register', 'const', 'name', 'jump', 'number' or 'words' (what the bits of a number mean)"
Operand.number.__doc__ = "Number of the register, index into co_consts, offset to jump to, or the number itself"
Operand.text.__doc__ = "The operand as --dis shows it; t0* is a temporary that the instruction takes"
Operand.value.__doc__ = "The constant or name itself, else what text or number says"

_Fields = collections.namedtuple(
    "_Fields",
    ["opname", "opcode", "arg", "argval", "argrepr", "offset", "start_offset", "starts_line", "line_number", "label", "positions", "cache_info"],
    defaults=[None, None, None])


class Instruction(_Fields):
    """One instruction.

    opname, opcode   name and number, of the specialised form if that was asked for
    arg              number of the operand that says most; None: there is no operand
    argval, argrepr  its value, and that as text
    offset           where it begins; start_offset is the same
    starts_line      True if a line of the source begins here
    line_number      that line, or that of an instruction before; None: there is none
    label            number of the label, if jumps or handlers come here
    positions        the part of the source that it is for
    cache_info       (name, size, data) of each inline cache

    Two attributes are no fields, as CPython's instructions have none of that kind:

    operands         all operands, in order
    end_offset       where the next instruction begins
    """

    operands = ()
    end_offset = None

    @staticmethod
    def make(opname, arg, argval, argrepr, offset, start_offset, starts_line, line_number, label=None, positions=None, cache_info=None):
        number = opmap[opname] if opname in opmap else _specialized_opmap[opname]
        return Instruction(opname, number, arg, argval, argrepr, offset, start_offset, starts_line, line_number, label, positions, cache_info)

    @property
    def oparg(self):
        return self.arg

    @property
    def baseopcode(self):
        return _GENERIC.get(self.opcode, self.opcode)

    @property
    def baseopname(self):
        return opname[self.baseopcode]

    @property
    def cache_offset(self):
        return self.offset + 2

    @property
    def jump_target(self):
        for operand in self.operands:
            if operand.kind == "jump":
                return operand.value
        return None

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return _Layout().line(self)


_Handler = collections.namedtuple("_Handler", "start end target depth register")


# ---- what can be disassembled

def _try_compile(source, name):
    try:
        return compile(source, name, "eval")
    except SyntaxError:
        pass
    return compile(source, name, "exec")


def _code_of(x):
    """The code object of a method, function, generator or coroutine; other objects come back as they are."""
    x = getattr(x, "__func__", x)
    for attribute in ("__code__", "gi_code", "ag_code", "cr_code"):
        if hasattr(x, attribute):
            return getattr(x, attribute)
    return x


def _get_code_object(x):
    x = _code_of(x)
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if hasattr(x, "co_code"):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


# ---- instructions

def findlinestarts(code):
    """Yields (offset, line) where a line of the source begins; the line is None where none is."""
    last = False
    for start, _, line in code.co_lines():
        if line is not last:
            last = line
            yield start, line


def findlabels(code):
    """The offsets that jumps of the bytecode lead to."""
    labels = []
    for _, _, _, _, operands in _opcode._instructions(code):
        for kind, _, _, target in operands:
            if kind == "jump" and target not in labels:
                labels.append(target)
    return labels


def _handlers(code):
    return [_Handler(*row) for row in _opcode._handlers(code)]


def _labels(code, handlers):
    places = set(findlabels(code))
    for handler in handlers:
        places.update(handler[:3])
    return {offset: number for number, offset in enumerate(sorted(places), 1)}


def _principal(operands):
    return min(operands, key=lambda operand: _RANK[operand.kind]) if operands else None


def _text_of(operand, labels):
    if operand.kind == "jump":
        return "to L%d" % labels[operand.value] if operand.value in labels else "to %d" % operand.value
    if operand.kind == "const":
        return repr(operand.value)
    return operand.text if operand.kind in ("name", "register") else ""


def _caches(code, offset, end, adaptive):
    """The extra words of an instruction. Generic code has no inline caches."""
    words = []
    for number, at in enumerate(range(offset + 2, end, 2)):
        data = _opcode._word(code, at) if adaptive else 0
        words.append(("word%d" % number, 1, data.to_bytes(8, sys.byteorder)))
    return words or None


def _instructions(code, *, adaptive=False, line_offset=0, labels=None):
    is_code = hasattr(code, "co_code")
    starts = dict(findlinestarts(code)) if is_code else {}
    positions = list(code.co_positions()) if is_code else []
    if labels is None:
        labels = _labels(code, ())
    line, first = starts.get(0), True
    for number, running, offset, end, operands in _opcode._instructions(code):
        operands = tuple(Operand(*row) for row in operands)
        # At 0 is the entry, which has no instruction if there is a prologue.
        begins = offset in starts or (first and bool(starts))
        line, first = starts.get(offset, line), False
        shown = None if line is None else line + line_offset
        where = Positions(*positions[offset // 2]) if offset // 2 < len(positions) else Positions()
        chosen = _principal(operands)
        arg, value, text = (chosen.number, chosen.value, _text_of(chosen, labels)) if chosen else (None, None, "")
        if adaptive:
            number = running
        caches = _caches(code, offset, end, adaptive) if number != _RESUME else None
        instruction = Instruction(opname[number], number, arg, value, text, offset, offset, begins, shown, labels.get(offset), where, caches)
        instruction.operands, instruction.end_offset = operands, end
        yield instruction


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterates over the instructions of a function, method, code object, ... If first_line is given, lines count from it."""
    code = _get_code_object(x)
    line_offset = 0 if first_line is None else first_line - code.co_firstlineno
    return _instructions(code, adaptive=adaptive, line_offset=line_offset)


def _find_imports(code):
    """Yields (name, level, names) for each import statement; modulefinder asks."""
    for number, _, _, _, operands in _opcode._instructions(code):
        if number in _IMPORTS:
            name = next(value for kind, _, _, value in operands if kind == "name")
            names = next(value for kind, _, _, value in operands if kind == "const")
            level = next((bits for kind, bits, _, _ in operands if kind == "words"), 0)
            yield name, level, names


def _find_store_names(code):
    """Yields the global names that the code sets; modulefinder asks."""
    for number, _, _, _, operands in _opcode._instructions(code):
        if number in _STORES:
            yield next(value for kind, _, _, value in operands if kind == "name")


# ---- text

class _Layout:
    """Columns: line or positions, label, offset, arrow at the current instruction, name, operands."""

    def __init__(self, line_width=0, label_width=0, offset_width=0, show_positions=False, show_caches=False):
        self.line_width, self.label_width, self.offset_width = line_width, label_width, offset_width
        self.show_positions, self.show_caches = show_positions, show_caches

    def source(self, instruction):
        if self.show_positions:
            place = instruction.positions or Positions()
            if all(part is None for part in place):
                return _NO_LINE.ljust(self.line_width)
            line, end_line, column, end_column = ("?" if part is None else part for part in place)
            return f"{line}:{column}-{end_line}:{end_column}".ljust(self.line_width)
        if not instruction.starts_line:
            return " " * self.line_width
        return (_NO_LINE if instruction.line_number is None else str(instruction.line_number)).rjust(self.line_width)

    def operands(self, instruction):
        chosen = _principal(instruction.operands)
        parts = [str(operand.number) if operand is chosen and instruction.argrepr and operand.kind != "register" else operand.text
                 for operand in instruction.operands]
        if not instruction.operands and instruction.arg is not None:  # made by a program
            parts = [str(instruction.arg)]
        text = ", ".join(parts)
        if instruction.argrepr and (chosen is None or chosen.kind != "register"):
            text += " (" + instruction.argrepr + ")"
        return text

    def line(self, instruction, current=False):
        fields = [self.source(instruction)] if self.line_width else []
        fields.append(("L%d:" % instruction.label if instruction.label is not None else "").rjust(self.label_width))
        if self.offset_width:
            fields.append(str(instruction.offset).rjust(self.offset_width) + " ")
        fields.append("-->" if current else "   ")
        fields.append(instruction.opname.ljust(_NAME_WIDTH))
        fields.append(self.operands(instruction))
        return " ".join(fields).rstrip()

    def caches(self, instruction):
        for number, (name, size, data) in enumerate(instruction.cache_info or (), 1):
            text = "%s: %d" % (name, int.from_bytes(data, sys.byteorder))
            at = instruction.offset + 2 * number
            yield self.line(Instruction("CACHE", _CACHE, 0, None, text, at, at, False, None, None, instruction.positions))

    def write(self, instructions, handlers, labels, file, current=-1):
        for instruction in instructions:
            if self.line_width and instruction.starts_line and instruction.offset > 0:
                print(file=file)
            print(self.line(instruction, instruction.offset <= current < instruction.end_offset), file=file)
            if self.show_caches:
                for line in self.caches(instruction):
                    print(line, file=file)
        if handlers:
            print("ExceptionTable:", file=file)
        for start, end, target, depth, register in handlers:
            print(f"  L{labels[start]} to L{labels[end]} -> L{labels[target]} [{depth}] exception in {register}", file=file)


def _width_of_source(code, show_positions, line_offset):
    if show_positions:
        known = [place for place in code.co_positions() if any(part is not None for part in place)]
        texts = (sum(1 if part is None else len(str(part)) for part in place) for place in known)
        return max(len(_NO_LINE), 3 + max(texts)) if known else 0
    lines = [line for _, line in findlinestarts(code)]
    known = [line + line_offset for line in lines if line is not None]
    if not known:
        return 0
    return max(3, len(str(max(known))), len(_NO_LINE) + 2 if None in lines else 0)


def _write(code, current, file, *, show_caches, adaptive, show_offsets, show_positions, line_offset=0):
    is_code = hasattr(code, "co_code")
    handlers = _handlers(code) if is_code else []
    labels = _labels(code, handlers)
    layout = _Layout(_width_of_source(code, show_positions, line_offset) if is_code else 0, 4 + len(str(len(labels))),
                     4 if show_offsets else 0, show_positions, show_caches)
    instructions = _instructions(code, adaptive=adaptive, line_offset=line_offset, labels=labels)
    layout.write(instructions, handlers, labels, file, current)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints the instructions of a code object. An arrow marks the one at offset lasti."""
    _write(co, lasti, file, show_caches=show_caches, adaptive=adaptive, show_offsets=show_offsets, show_positions=show_positions)


disco = disassemble


def _write_nested(code, depth, file, options):
    disassemble(code, file=file, **options)
    if depth is not None and depth <= 0:
        return
    for inner in code.co_consts:
        if hasattr(inner, "co_code"):
            print(file=file)
            print("Disassembly of %r:" % (inner,), file=file)
            _write_nested(inner, None if depth is None else depth - 1, file, options)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints the instructions of a class, module, function, generator, code object, source text or bytecode.

    Without an argument those of the last traceback.
    """
    options = dict(show_caches=show_caches, adaptive=adaptive, show_offsets=show_offsets, show_positions=show_positions)
    if x is None:
        return distb(file=file, **options)
    x = _code_of(x)
    if hasattr(x, "__dict__"):
        for name, member in sorted(x.__dict__.items()):
            if not isinstance(member, _WITH_CODE):
                continue
            print("Disassembly of %s:" % name, file=file)
            try:
                dis(member, file=file, depth=depth, **options)
            except TypeError as error:
                print("Sorry:", error, file=file)
            print(file=file)
    elif hasattr(x, "co_code"):
        _write_nested(x, depth, file, options)
    elif isinstance(x, (bytes, bytearray)):
        _write(x, -1, file, **options)
    elif isinstance(x, str):
        _write_nested(_try_compile(x, "<dis>"), depth, file, options)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
    """Prints the instructions of the function where the exception of a traceback was raised; by default the last one."""
    if tb is None:
        try:
            tb = sys.last_exc.__traceback__ if hasattr(sys, "last_exc") else sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches, adaptive=adaptive, show_offsets=show_offsets,
                show_positions=show_positions)


def pretty_flags(flags):
    """The names of the bits of co_flags."""
    names = [COMPILER_FLAG_NAMES.get(1 << bit, hex(1 << bit)) for bit in range(flags.bit_length()) if flags >> bit & 1]
    return ", ".join(names) or hex(flags)


def code_info(x):
    """Details of a function, method, code object or source text, as text."""
    code = _get_code_object(x)
    lines = [
        f"Name:              {code.co_name}",
        f"Filename:          {code.co_filename}",
        f"Argument count:    {code.co_argcount}",
        f"Positional-only arguments: {code.co_posonlyargcount}",
        f"Kw-only arguments: {code.co_kwonlyargcount}",
        f"Number of locals:  {code.co_nlocals}",
        f"Stack size:        {code.co_stacksize}",
        f"Flags:             {pretty_flags(code.co_flags)}",
    ]
    tables = (("Constants", map(repr, code.co_consts)), ("Names", code.co_names), ("Variable names", code.co_varnames),
              ("Free variables", code.co_freevars), ("Cell variables", code.co_cellvars))
    for title, rows in tables:
        rows = [f"{number:4}: {row}" for number, row in enumerate(rows)]
        if rows:
            lines += [title + ":", *rows]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Prints code_info()."""
    print(code_info(co), file=file)


class Bytecode:
    """The instructions of something that has code: iterating gives Instruction objects, dis() text."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False, show_positions=False):
        self.codeobj = _get_code_object(x)
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self._line_offset = self.first_line - self.codeobj.co_firstlineno
        self._original_object = x
        self.current_offset = current_offset
        self.exception_entries = _handlers(self.codeobj)
        self.show_caches = show_caches
        self.adaptive = adaptive
        self.show_offsets = show_offsets
        self.show_positions = show_positions

    def __iter__(self):
        labels = _labels(self.codeobj, self.exception_entries)
        return _instructions(self.codeobj, adaptive=self.adaptive, line_offset=self._line_offset, labels=labels)

    def __repr__(self):
        return f"{type(self).__name__}({self._original_object!r})"

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, show_caches=show_caches, adaptive=adaptive)

    def info(self):
        return code_info(self.codeobj)

    def dis(self):
        output = io.StringIO()
        current = -1 if self.current_offset is None else self.current_offset
        _write(self.codeobj, current, output, show_caches=self.show_caches, adaptive=self.adaptive, show_offsets=self.show_offsets,
               show_positions=self.show_positions, line_offset=self._line_offset)
        return output.getvalue()


def main(args=None):
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument("-C", "--show-caches", action="store_true", help="show inline caches")
    parser.add_argument("-O", "--show-offsets", action="store_true", help="show instruction offsets")
    parser.add_argument("-P", "--show-positions", action="store_true", help="show instruction positions")
    parser.add_argument("-S", "--specialized", action="store_true", help="show specialized bytecode")
    parser.add_argument("infile", nargs="?", default="-")
    args = parser.parse_args(args=args)
    if args.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = args.infile
        with open(name, "rb") as file:
            source = file.read()
    dis(compile(source, name, "exec"), show_caches=args.show_caches, adaptive=args.specialized, show_offsets=args.show_offsets,
        show_positions=args.show_positions)


if __name__ == "__main__":
    main()
