# The library's asyncio.tools can be imported; looking into another process is refused.
import sys

try:
    import _remote_debugging
except ImportError:  # a CPython before 3.14
    frame, refused = ("f", None, "g", None), True
else:
    frame = _remote_debugging.FrameInfo(("f", None, "g", None))
    assert (frame.filename, frame.location, frame.funcname, frame.opcode) == frame
    try:
        _remote_debugging.RemoteUnwinder(-1)
        refused = False
    except Exception as e:
        refused = isinstance(e, (RuntimeError, OSError))
print(tuple(frame), refused)

# expect: ('f', None, 'g', None) True
