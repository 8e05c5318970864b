# struct: ints that no float of the format holds.
import struct


def outcome(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for format in ("e", ">e", "<f", "d", "<d"):
    for number in (2**20, 2**63, 2**130, 2**1030, 1e300, None, "1"):
        result = outcome(struct.pack, format, number)
        print(format, str(number)[:12], result if isinstance(result, str) else len(result))

# expect: e 1048576 error: int too large to convert
# expect: e 922337203685 error: int too large to convert
# expect: e 136112946768 error: int too large to convert
# expect: e 115052360631 error: required argument is not a float
# expect: e 1e+300 OverflowError: float too large to pack with e format
# expect: e None error: required argument is not a float
# expect: e 1 error: required argument is not a float
# expect: >e 1048576 error: int too large to convert
# expect: >e 922337203685 error: int too large to convert
# expect: >e 136112946768 error: int too large to convert
# expect: >e 115052360631 error: required argument is not a float
# expect: >e 1e+300 OverflowError: float too large to pack with e format
# expect: >e None error: required argument is not a float
# expect: >e 1 error: required argument is not a float
# expect: <f 1048576 4
# expect: <f 922337203685 4
# expect: <f 136112946768 error: int too large to convert
# expect: <f 115052360631 error: required argument is not a float
# expect: <f 1e+300 OverflowError: float too large to pack with f format
# expect: <f None error: required argument is not a float
# expect: <f 1 error: required argument is not a float
# expect: d 1048576 8
# expect: d 922337203685 8
# expect: d 136112946768 8
# expect: d 115052360631 error: required argument is not a float
# expect: d 1e+300 8
# expect: d None error: required argument is not a float
# expect: d 1 error: required argument is not a float
# expect: <d 1048576 8
# expect: <d 922337203685 8
# expect: <d 136112946768 8
# expect: <d 115052360631 error: required argument is not a float
# expect: <d 1e+300 8
# expect: <d None error: required argument is not a float
# expect: <d 1 error: required argument is not a float
