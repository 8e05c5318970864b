"""gdb for tinypy: printers for values and objects, and commands for Python stacks, objects and threads.

    (gdb) source tinypy-gdb.py
    (gdb) print some_value            printers need a build with debug information
    (gdb) tinypy-bt all               commands need none
    (gdb) help tinypy-bt
"""
import struct

import gdb
import gdb.printing

SPECIALS = ["None", "False", "True", "Ellipsis", "NotImplemented", "0.0", "-0.0", "<stop>"]


def decode(bits):
    """Text for a value word; see runtime/object/value.h."""
    if bits == 0:
        return "<empty>"
    if bits & 1:
        signed = bits - (1 << 64) if bits >> 63 else bits
        return str(signed >> 1)
    if bits & 3 == 2:
        word = (bits >> 3 | bits << 61) & (1 << 64) - 1
        return repr(struct.unpack("<d", struct.pack("<Q", (word - (1 << 60)) & (1 << 64) - 1))[0])
    if bits & 7 == 4:
        return SPECIALS[bits >> 3] if bits >> 3 < len(SPECIALS) else "<special %#x>" % bits
    mark = " uncounted" if bits & 8 else ""
    return "<object %#x%s>" % (bits & ~8, mark)


class ValuePrinter:
    """rt::Value, rt::Ref and rt::Slot."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        fields = [field for field in self.value.type.fields() if hasattr(field, "bitpos")]  # static members have none
        inner = self.value[fields[0].name]
        if inner.type.strip_typedefs().code == gdb.TYPE_CODE_STRUCT:
            return str(inner)
        return decode(int(inner) & (1 << 64) - 1)


class ObjectPrinter:
    """gc::Object: the header."""

    def __init__(self, value):
        self.value = value

    def field(self, name):
        return int(self.value[name]["m_storage"])  # of boost::atomic

    def to_string(self):
        owner, local, shared, meta = (self.field(n) for n in ("owner", "local", "shared", "meta"))
        state = "dead" if shared == 3 else ["biased", "queued", "merged", "waiting"][shared & 3]
        return "owner %d, local %d, shared %d (%s), shape %d, flags %#x" % (owner, local, shared >> 3, state, meta >> 9, meta & 511)


def build():
    printers = gdb.printing.RegexpCollectionPrettyPrinter("tinypy")
    printers.add_printer("Value", "^rt::(Value|Ref)$", ValuePrinter)
    printers.add_printer("Object", "^gc::Object$", ObjectPrinter)
    return printers


gdb.printing.register_pretty_printer(gdb.current_objfile(), build(), replace=True)


# ---- commands. They read memory by the table `tinypy_layout` of the program (interp/listings/debugger_layout.cpp), and so
# need no debug information.

FLAGS = ["locked", "parked", "published", "deferred", "finalized", "weakly referenced", "frozen", "large", "lent"]
STATES = {0: "biased: the owner counts in local, all others in shared",
          1: "queued: a reference waits in the owner's merge queue",
          2: "merged: nobody owns it, shared has the whole count",
          3: "waiting: for a grace period"}
THREAD_STATES = ["detached", "attached", "stopped", "claimed", "ended"]
POLL_BITS = ["stop", "merge", "quiesce", "collect", "signal", "async error", "GIL drop", "user", "finalize"]
NOBODY, IMMORTAL = 0, 0xFFFFFFFF
MOST_FRAMES, MOST_ITEMS, MOST_TEXT = 200, 10, 200


def memory(address, size):
    return bytes(gdb.selected_inferior().read_memory(address, size))


def number(address, size=8):
    return int.from_bytes(memory(address, size), "little")


def c_string(address):
    text = b""
    while not text.endswith(b"\0") and len(text) < MOST_TEXT:
        text += memory(address + len(text), 1)
    return text.rstrip(b"\0").decode("utf-8", "replace")


class Program:
    """The stopped program, as its table describes it."""

    def __init__(self):
        try:
            row = int(gdb.parse_and_eval("(unsigned long)&tinypy_layout"))
        except gdb.error as error:
            raise gdb.GdbError("this is not tinypy, or it has been stripped of its symbols (%s)" % error)
        self.layout = {}
        while name := number(row):
            self.layout[c_string(name)] = number(row + 8)
            row += 16

    def __getitem__(self, name):
        return self.layout[name]

    def field(self, address, name, size=8):
        return number(address + self[name], size)

    # ---- objects

    def meta(self, address):
        word = number(address + 12, 4)
        return word >> self["object.flag_bits"], word & (1 << self["object.flag_bits"]) - 1

    def shape(self, shape_id):
        return number(number(self["shapes"]) + 8 * shape_id)

    def class_name(self, shape):
        return c_string(self.field(self.field(shape, "shape.type"), "type.c_name"))

    def text(self, word):
        """The text of a str, given the word that refers to it."""
        address = word & ~15
        if not address or self.meta(address)[0] != self["id.str"]:
            return "?"
        kind, length = self.field(address, "str.kind", 1), self.field(address, "str.length")
        shown = min(length, MOST_TEXT)
        data = memory(address + 8 * self.field(address, "str.text", 1), shown * kind)
        text = "".join(chr(int.from_bytes(data[i:i + kind], "little")) for i in range(0, len(data), kind))
        return text + ("..." if length > shown else "")

    def place(self, code, pc=None):
        """ "name (file:line)" of a code object at a pc."""
        line = self.field(code, "code.first_line", 4)
        if pc is not None:
            word = (pc - self.field(code, "code.words")) // 8 - 1
            positions = self.field(code, "code.positions")
            for i in range(self.field(code, "code.position_count", 4)):
                position = positions + i * self["position.size"]
                if self.field(position, "position.word", 4) > word:
                    break
                line = self.field(position, "position.line", 4)
        return "%s (%s:%d)" % (self.text(self.field(code, "code.qualname")), self.text(self.field(code, "code.filename")), line)

    def brief(self, word):
        """A value in a few words."""
        if word == 0 or word & 7:
            return decode(word)
        address = word & ~15
        shape_id, _ = self.meta(address)
        if shape_id == self["id.str"]:
            return repr(self.text(word))
        shape = self.shape(shape_id)
        return "<%s at %#x>" % (self.class_name(shape) if shape else "freed", address)

    def items(self, start, length):
        shown = ", ".join(self.brief(number(start + 8 * i)) for i in range(min(length, MOST_ITEMS)))
        return "%d items: %s%s" % (length, shown, ", ..." if length > MOST_ITEMS else "")

    def value(self, address, shape_id, shape):
        """What the object is, beyond its class; a list of lines."""
        if shape_id == self["id.str"]:
            return [repr(self.text(address))]
        if shape_id == self["id.list"]:
            return [self.items(self.field(address, "list.storage") + self["list.items"], self.field(address, "list.length"))]
        if shape_id == self["id.tuple"]:
            return [self.items(address + self["tuple.items"], self.field(address, "tuple.length"))]
        if shape_id == self["id.function"]:
            return [self.place(self.field(address, "function.code"))]
        if shape_id == self["id.code"]:
            return [self.place(address)]
        if self.field(self.field(shape, "shape.type"), "type.layout", 4) == self["id.type"]:
            return ["the class " + c_string(self.field(address, "type.c_name"))]
        return self.attributes(address, shape)

    def attributes(self, address, shape):
        if self.field(shape, "shape.dict_mode", 1):
            return ["its attributes are in a dict"]
        capacity, slots, found = self.field(shape, "shape.inline_capacity", 4), self.field(shape, "shape.slots_offset", 4), []
        while self.field(shape, "shape.parent"):
            slot = self.field(shape, "shape.slot_count", 4) - 1
            name = self.text(self.field(shape, "shape.name"))
            if self.field(shape, "shape.removes", 1):
                found.append(".%s has been deleted" % name)
            elif slot < capacity:
                found.append(".%s = %s" % (name, self.brief(number(address + slots + 8 * slot))))
            else:
                found.append(".%s is in the block of further slots" % name)
            shape = self.field(shape, "shape.parent")
        return found[::-1]

    # ---- threads and frames

    def threads(self):
        thread = number(self["threads"])
        while thread:
            yield thread
            thread = self.field(thread, "thread.next")

    def of_gdb_thread(self, gdb_thread):
        for thread in self.threads():
            if gdb_thread and self.field(thread, "thread.native_id") == gdb_thread.ptid[1]:
                return thread
        return 0

    def is_frame(self, r):
        try:
            word = number(r - 8 * self["frame.callee"])
            return word & 7 == 0 and word and self.meta(word & ~15)[0] == self["id.function"]
        except gdb.MemoryError:
            return False

    def innermost(self, thread):
        """(registers, pc) of the innermost frame. A thread that is in a handler has them in processor registers."""
        for gdb_thread in gdb.selected_inferior().threads() if self["frames_in_registers"] else ():
            if gdb_thread.ptid[1] != self.field(thread, "thread.native_id"):
                continue
            before = gdb.selected_thread()
            gdb_thread.switch()
            name = gdb.newest_frame().name() or ""
            r14, r13, r15 = (int(gdb.parse_and_eval("(unsigned long)$" + register)) for register in ("r14", "r13", "r15"))
            before.switch()
            if name.startswith(("vm::op_", "vm::fresh_")) and r15 == thread and self.is_frame(r14):
                return r14, r13
        return self.field(thread, "thread.frame"), self.field(thread, "thread.pc")

    def windows(self, thread):
        """(registers, function, pc) of the frames, innermost first; where the chain cannot be followed, a sentence in their place."""
        r, pc = self.innermost(thread)
        for _ in range(MOST_FRAMES):
            if not r:
                return
            if not self.is_frame(r):
                yield "<no valid frame at %#x>" % r
                return
            yield r, number(r - 8 * self["frame.callee"]) & ~15, pc
            pc = number(r - 8 * self["frame.return_pc"]) & ~3
            r = number(r - 8 * self["frame.link"]) >> 20 << 3
        yield "..."

    def describe(self, window):
        if isinstance(window, str):
            return window
        _, function, pc = window
        return self.place(self.field(function, "function.code"), pc)

    def frames(self, thread):
        return map(self.describe, self.windows(thread))

    def names(self, tuple_word):
        address = tuple_word & ~15
        return [self.text(number(address + self["tuple.items"] + 8 * i)) for i in range(self.field(address, "tuple.length"))]

    def variables(self, r, function):
        """(name, word) of the variables of a frame that have a value: locals, then free variables."""
        code = self.field(function, "function.code")
        in_cells = self.names(self.field(code, "code.cell_names"))
        for i, name in enumerate(self.names(self.field(code, "code.local_names"))[:self.field(code, "code.locals", 4)]):
            word = number(r + 8 * i)
            if name in in_cells and word and not word & 7 and self.meta(word & ~15)[0] == self["id.cell"]:
                word = self.field(word & ~15, "cell.value")
            yield name, word
        closure = self.field(function, "function.closure") & ~15
        for i, name in enumerate(self.names(self.field(code, "code.free_names"))):
            yield name, self.field(number(closure + self["tuple.items"] + 8 * i) & ~15, "cell.value")

    def title(self, thread):
        native = self.field(thread, "thread.native_id")
        numbers = [t.num for t in gdb.selected_inferior().threads() if t.ptid[1] == native]
        return "thread %d (%s, LWP %d)" % (self.field(thread, "thread.id", 4), "gdb's %d" % numbers[0] if numbers else "not gdb's", native)


def owner_text(program, owner):
    if owner == NOBODY:
        return "nobody"
    if owner == IMMORTAL:
        return "immortal: never counted"
    living = [t for t in program.threads() if program.field(t, "thread.id", 4) == owner]
    return "thread %d%s" % (owner, "" if living else ", which has ended")


class Command(gdb.Command):
    """Base: a command of tinypy. Its text in `help` is that of the class."""

    def __init__(self, name):
        super().__init__(name, gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        if not gdb.selected_inferior().pid and not gdb.selected_thread():
            raise gdb.GdbError("there is no running program and no core dump")
        try:
            self.run(Program(), gdb.string_to_argv(argument))
        except gdb.MemoryError as error:
            raise gdb.GdbError("cannot read memory: %s" % error)


class Backtrace(Command):
    """tinypy-bt [all]: the Python stack of the selected thread, or of all threads, innermost frame first.

A thread that runs native code has saved its frame before. In an instruction's handler the frame is in registers."""

    def run(self, program, arguments):
        if arguments not in ([], ["all"]):
            raise gdb.GdbError("tinypy-bt, or tinypy-bt all")
        chosen = list(program.threads()) if arguments else [program.of_gdb_thread(gdb.selected_thread())]
        if chosen == [0]:
            raise gdb.GdbError("the selected thread runs no Python code; tinypy-threads lists those that do")
        for thread in chosen:
            print(program.title(thread))
            frames = list(program.frames(thread))
            for i, frame in enumerate(frames):
                print("  #%-2d %s" % (i, frame))
            if not frames:
                print("  no Python frame")


class Locals(Command):
    """tinypy-locals [N]: the variables of frame N (see tinypy-bt; 0 if not given) of the selected thread: those that have a value.

Globals are not among them; at the top level of a module all variables are globals."""

    def run(self, program, arguments):
        if len(arguments) > 1 or not all(argument.isdecimal() for argument in arguments):
            raise gdb.GdbError("tinypy-locals, or tinypy-locals N")
        thread = program.of_gdb_thread(gdb.selected_thread())
        windows = list(program.windows(thread)) if thread else []
        wanted = int(arguments[0]) if arguments else 0
        if wanted >= len(windows) or isinstance(windows[wanted], str):
            raise gdb.GdbError("the selected thread has no Python frame %d; tinypy-bt lists its frames" % wanted)
        r, function, _ = windows[wanted]
        print("  #%-2d %s" % (wanted, program.describe(windows[wanted])))
        for name, word in program.variables(r, function):
            if word:
                print("      %s = %s" % (name, program.brief(word)))


class ShowObject(Command):
    """tinypy-obj ADDRESS: an object's header in words, its class, and what is in it. A value's word is shown, too."""

    def run(self, program, arguments):
        if not arguments:
            raise gdb.GdbError("tinypy-obj ADDRESS, or an expression without blanks")
        word = int(gdb.parse_and_eval(arguments[0])) & (1 << 64) - 1
        if word == 0 or word & 7:
            print("no object, but the value " + decode(word))
            return
        address = word & ~15
        owner, local, shared = (number(address + offset, 4) for offset in (0, 4, 8))
        shape_id, flags = program.meta(address)
        shape = program.shape(shape_id) if shape_id else 0
        if not shape:
            raise gdb.GdbError("%#x is no object, but free memory or something else: its shape would be %d" % (address, shape_id))
        print("object at %#x%s" % (address, ", in a register without a count" if word & 8 else ""))
        print("  class   %s" % program.class_name(shape))
        for line in program.value(address, shape_id, shape):
            print("          %s" % line)
        if program["free_threaded"]:
            print("  owner   %s" % owner_text(program, owner))
            print("  local   %d" % local)
            count = (shared - (1 << 32) if shared >> 31 else shared) >> 3
            print("  shared  %d, %s" % (count, "dead" if shared == 3 else STATES[shared & 3] + (", marked" if shared & 4 else "")))
        else:
            print("  count   %d%s" % (local, ", immortal: never freed" if local >= program["object.immortal_local"] else ""))
        print("  flags   %s" % (", ".join(name for i, name in enumerate(FLAGS) if flags >> i & 1) or "none: private, unlocked"))
        print("  shape   %d" % shape_id)


class Threads(Command):
    """tinypy-threads: all threads that may run Python code: id, state, what they are asked for, innermost frame."""

    def run(self, program, arguments):
        selected = program.of_gdb_thread(gdb.selected_thread())
        for thread in program.threads():
            state, poll = program.field(thread, "thread.state", 4), program.field(thread, "thread.poll", 4)
            asked = ", ".join(name for i, name in enumerate(POLL_BITS) if poll >> i & 1)
            print("%s %s: %s%s" % ("*" if thread == selected else " ", program.title(thread), THREAD_STATES[state],
                                   "; asked for: " + asked if asked else ""))
            print("      %s" % next(program.frames(thread), "no Python frame"))


Backtrace("tinypy-bt")
Locals("tinypy-locals")
ShowObject("tinypy-obj")
Threads("tinypy-threads")
