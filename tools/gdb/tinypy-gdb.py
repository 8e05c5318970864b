"""gdb pretty printers for values and objects of tinypy.

    (gdb) source tinypy-gdb.py
    (gdb) print some_value
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
