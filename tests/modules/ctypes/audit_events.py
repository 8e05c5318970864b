# What audit hooks are told of ctypes.
import sys
import _ctypes
from ctypes import *

events = []
def hook(event, arguments):
    if event.startswith("ctypes."):
        events.append((event, len(arguments)))
sys.addaudithook(hook)

libc = CDLL("libc.so.6")
libc.abs
n = c_int(5)
c_int.from_address(addressof(n))
c_int.from_buffer(bytearray(4))
c_int.from_buffer_copy(b"abcd")
c_char_p.in_dll(libc, "program_invocation_name")
string_at(b"abc")
wstring_at("abc")
set_errno(0)
get_errno()
create_string_buffer(3)
create_unicode_buffer(3)
_ctypes.dlsym(libc._handle, "abs")
_ctypes.call_function(_ctypes.dlsym(libc._handle, "abs"), (1,))
_ctypes.PyObj_FromPtr(id(n))
for event in events:
    print(*event)

def forbid(event, arguments):
    if event == "ctypes.dlopen":
        raise PermissionError(event)
sys.addaudithook(forbid)
try:
    CDLL("libm.so.6")
except PermissionError as error:
    print("refused", error)

# expect: ctypes.dlopen 1
# expect: ctypes.dlsym 2
# expect: ctypes.addressof 1
# expect: ctypes.cdata 1
# expect: ctypes.cdata/buffer 3
# expect: ctypes.cdata 1
# expect: ctypes.cdata/buffer 3
# expect: ctypes.dlsym 2
# expect: ctypes.cdata 1
# expect-since-3.15: ctypes.call_function 2
# expect: ctypes.string_at 2
# expect-since-3.15: ctypes.call_function 2
# expect: ctypes.wstring_at 2
# expect: ctypes.set_errno 1
# expect: ctypes.get_errno 0
# expect: ctypes.create_string_buffer 2
# expect: ctypes.create_unicode_buffer 2
# expect: ctypes.dlsym/handle 2
# expect: ctypes.dlsym/handle 2
# expect: ctypes.call_function 2
# expect: ctypes.PyObj_FromPtr 1
# expect: refused ctypes.dlopen
