# min-version: 3.13
# Functions of the C API with any number of arguments, and calls that the main thread makes.
import ctypes
import threading
from ctypes import c_char_p, c_int, c_long, c_longlong, c_size_t, c_ssize_t, c_void_p, py_object

api = ctypes.pythonapi
api.PyUnicode_FromFormat.restype = py_object


class Sample:
    def __repr__(self):
        return "<é>"

    def __str__(self):
        return "sample"


sample = py_object(Sample())
for format, *arguments in (
        ("plain ä %%",), ("%d %i %u|", c_int(-5), c_int(7), c_int(-1)), ("%ld %lld %zd %zu", c_long(-2**40), c_longlong(2**62), c_ssize_t(-3), c_size_t(3)), ("%x %X %o", c_int(255), c_int(255), c_int(8)),
        ("%5d|%-5d|%05d|%.3d", c_int(42), c_int(42), c_int(42), c_int(4)), ("%c%c", c_int(65), c_int(0x20AC)), ("%s|%.2s|%6s|%-6s|", c_char_p(b"text"), c_char_p(b"text"), c_char_p(b"text"), c_char_p(b"text")),
        ("%S %R %A", sample, sample, sample), ("%U %V %V", py_object("text"), py_object("object"), c_char_p(b"unused"), None, c_char_p(b"used")), ("%.1U|%4U|", py_object("text"), py_object("ab")),
        ("%T %N", py_object(5), py_object(dict)), ("%p", c_void_p(0x1F)), ("%*d", c_int(6), c_int(1)), ("%y", c_int(1)), ("%c", c_int(-1)), ("%R", py_object([sample.value, None, 2.5]))):
    try:
        print(ascii(api.PyUnicode_FromFormat(format.encode(), *arguments)))
    except Exception as error:
        print(type(error).__name__, error)

for arguments in ((py_object(ValueError), b"%d of %s", c_int(3), c_char_p(b"many")), (py_object(KeyError), b"%R", py_object("k"))):
    try:
        api.PyErr_Format(*arguments)
    except Exception as error:
        print(type(error).__name__, error)

api.PyTuple_Pack.restype = py_object
print(api.PyTuple_Pack(c_ssize_t(2), py_object(1), py_object("b")), api.PyTuple_Pack(c_ssize_t(0)))
buffer = ctypes.create_string_buffer(16)
print(api.PyOS_snprintf(buffer, c_size_t(16), b"%d-%s", c_int(4), b"x"), buffer.value, api.PyOS_snprintf(buffer, c_size_t(3), b"%d", c_int(12345)), buffer.value)

# ---- calls of the main thread, in their order, also where one of them asks for the others
calls = []
Pending = ctypes.PYFUNCTYPE(c_int, c_void_p)


@Pending
def note(argument):
    assert api.Py_MakePendingCalls() == 0
    calls.append((argument, threading.current_thread() is threading.main_thread()))
    return 0


def ask():
    for number in (1, 2):
        assert api.Py_AddPendingCall(note, c_void_p(number)) == 0


thread = threading.Thread(target=ask)
thread.start()
thread.join()
while len(calls) < 2:
    pass
print(calls)
ask()
print(api.Py_MakePendingCalls(), len(calls))

# expect: ValueError PyUnicode_FromFormatV() expects an ASCII-encoded format string, got a non-ASCII byte: 0xc3
# expect: '-5 7 4294967295|'
# expect: '-1099511627776 4611686018427387904 -3 3'
# expect: 'ff FF 10'
# expect: '   42|42   |00042|004'
# expect: 'A\u20ac'
# expect: 'text|te|  text|text  |'
# expect: 'sample <\xe9> <\\xe9>'
# expect: 'text object used'
# expect: 't|  ab|'
# expect: 'int dict'
# expect: '0x1f'
# expect: '     1'
# expect: SystemError invalid format string: %y
# expect: OverflowError character argument not in range(0x110000)
# expect: '[<\xe9>, None, 2.5]'
# expect: ValueError 3 of many
# expect: KeyError "'k'"
# expect: (1, 'b') ()
# expect: 3 b'4-x' 5 b'12'
# expect: [(1, True), (2, True)]
# expect: 0 4
