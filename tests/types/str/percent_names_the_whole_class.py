# A message about an argument of % names its class with its module, in str and in bytes.
class Near: pass
class Far:
    __module__ = "far.away"
    class Inside:
        __module__ = "far.away"

for argument in Near(), Far(), Far.Inside(), 1.5, "ab", None:
    for form in "%x", "%d", "%e", "%c", "a %x %d":
        for text in form, form.encode(), bytearray(form.encode()):
            try:
                text % ((argument, 1) if form[0] == "a" else argument)
            except TypeError as e:
                print(type(text).__name__, e)
for form, arguments in ("%*d", (Far(), 1)), (b"%s", Far()), (b"%b", Near()), ("%(k)x", {"k": Far()}):
    try:
        form % arguments
    except TypeError as e:
        print(e)

# expect-before-3.14: str %x format: an integer is required, not Near
# expect-before-3.14: bytes %x format: an integer is required, not Near
# expect-before-3.14: bytearray %x format: an integer is required, not Near
# expect-before-3.14: str %d format: a real number is required, not Near
# expect-before-3.14: bytes %d format: a real number is required, not Near
# expect-before-3.14: bytearray %d format: a real number is required, not Near
# expect-before-3.14: str must be real number, not Near
# expect-before-3.14: bytes float argument required, not Near
# expect-before-3.14: bytearray float argument required, not Near
# expect-before-3.14: str %c requires int or char
# expect-before-3.14: bytes %c requires an integer in range(256) or a single byte
# expect-before-3.14: bytearray %c requires an integer in range(256) or a single byte
# expect-before-3.14: str %x format: an integer is required, not Near
# expect-before-3.14: bytes %x format: an integer is required, not Near
# expect-before-3.14: bytearray %x format: an integer is required, not Near
# expect-before-3.14: str %x format: an integer is required, not Far
# expect-before-3.14: bytes %x format: an integer is required, not Far
# expect-before-3.14: bytearray %x format: an integer is required, not Far
# expect-before-3.14: str %d format: a real number is required, not Far
# expect-before-3.14: bytes %d format: a real number is required, not Far
# expect-before-3.14: bytearray %d format: a real number is required, not Far
# expect-before-3.14: str must be real number, not Far
# expect-before-3.14: bytes float argument required, not Far
# expect-before-3.14: bytearray float argument required, not Far
# expect-before-3.14: str %c requires int or char
# expect-before-3.14: bytes %c requires an integer in range(256) or a single byte
# expect-before-3.14: bytearray %c requires an integer in range(256) or a single byte
# expect-before-3.14: str %x format: an integer is required, not Far
# expect-before-3.14: bytes %x format: an integer is required, not Far
# expect-before-3.14: bytearray %x format: an integer is required, not Far
# expect-before-3.14: str %x format: an integer is required, not Inside
# expect-before-3.14: bytes %x format: an integer is required, not Inside
# expect-before-3.14: bytearray %x format: an integer is required, not Inside
# expect-before-3.14: str %d format: a real number is required, not Inside
# expect-before-3.14: bytes %d format: a real number is required, not Inside
# expect-before-3.14: bytearray %d format: a real number is required, not Inside
# expect-before-3.14: str must be real number, not Inside
# expect-before-3.14: bytes float argument required, not Inside
# expect-before-3.14: bytearray float argument required, not Inside
# expect-before-3.14: str %c requires int or char
# expect-before-3.14: bytes %c requires an integer in range(256) or a single byte
# expect-before-3.14: bytearray %c requires an integer in range(256) or a single byte
# expect-before-3.14: str %x format: an integer is required, not Inside
# expect-before-3.14: bytes %x format: an integer is required, not Inside
# expect-before-3.14: bytearray %x format: an integer is required, not Inside
# expect-before-3.14: str %x format: an integer is required, not float
# expect-before-3.14: bytes %x format: an integer is required, not float
# expect-before-3.14: bytearray %x format: an integer is required, not float
# expect-before-3.14: str %c requires int or char
# expect-before-3.14: bytes %c requires an integer in range(256) or a single byte
# expect-before-3.14: bytearray %c requires an integer in range(256) or a single byte
# expect-before-3.14: str %x format: an integer is required, not float
# expect-before-3.14: bytes %x format: an integer is required, not float
# expect-before-3.14: bytearray %x format: an integer is required, not float
# expect-before-3.14: str %x format: an integer is required, not str
# expect-before-3.14: bytes %x format: an integer is required, not str
# expect-before-3.14: bytearray %x format: an integer is required, not str
# expect-before-3.14: str %d format: a real number is required, not str
# expect-before-3.14: bytes %d format: a real number is required, not str
# expect-before-3.14: bytearray %d format: a real number is required, not str
# expect-before-3.14: str must be real number, not str
# expect-before-3.14: bytes float argument required, not str
# expect-before-3.14: bytearray float argument required, not str
# expect-before-3.14: str %c requires int or char
# expect-before-3.14: bytes %c requires an integer in range(256) or a single byte
# expect-before-3.14: bytearray %c requires an integer in range(256) or a single byte
# expect-before-3.14: str %x format: an integer is required, not str
# expect-before-3.14: bytes %x format: an integer is required, not str
# expect-before-3.14: bytearray %x format: an integer is required, not str
# expect-before-3.14: str %x format: an integer is required, not NoneType
# expect-before-3.14: bytes %x format: an integer is required, not NoneType
# expect-before-3.14: bytearray %x format: an integer is required, not NoneType
# expect-before-3.14: str %d format: a real number is required, not NoneType
# expect-before-3.14: bytes %d format: a real number is required, not NoneType
# expect-before-3.14: bytearray %d format: a real number is required, not NoneType
# expect-before-3.14: str must be real number, not NoneType
# expect-before-3.14: bytes float argument required, not NoneType
# expect-before-3.14: bytearray float argument required, not NoneType
# expect-before-3.14: str %c requires int or char
# expect-before-3.14: bytes %c requires an integer in range(256) or a single byte
# expect-before-3.14: bytearray %c requires an integer in range(256) or a single byte
# expect-before-3.14: str %x format: an integer is required, not NoneType
# expect-before-3.14: bytes %x format: an integer is required, not NoneType
# expect-before-3.14: bytearray %x format: an integer is required, not NoneType
# expect-before-3.14: * wants int
# expect-before-3.14: %b requires a bytes-like object, or an object that implements __bytes__, not 'Far'
# expect-before-3.14: %b requires a bytes-like object, or an object that implements __bytes__, not 'Near'
# expect-before-3.14: %x format: an integer is required, not Far
# expect-since-3.14: str format argument: %x requires an integer, not Near
# expect-since-3.14: bytes format argument: %x requires an integer, not Near
# expect-since-3.14: bytearray format argument: %x requires an integer, not Near
# expect-since-3.14: str format argument: %d requires a real number, not Near
# expect-since-3.14: bytes format argument: %d requires a real number, not Near
# expect-since-3.14: bytearray format argument: %d requires a real number, not Near
# expect-since-3.14: str format argument: %e requires a real number, not Near
# expect-since-3.14: bytes format argument: %e requires a real number, not Near
# expect-since-3.14: bytearray format argument: %e requires a real number, not Near
# expect-since-3.14: str format argument: %c requires an integer or a unicode character, not Near
# expect-since-3.14: bytes format argument: %c requires an integer in range(256) or a single byte, not Near
# expect-since-3.14: bytearray format argument: %c requires an integer in range(256) or a single byte, not Near
# expect-since-3.14: str format argument 1: %x requires an integer, not Near
# expect-since-3.14: bytes format argument 1: %x requires an integer, not Near
# expect-since-3.14: bytearray format argument 1: %x requires an integer, not Near
# expect-since-3.14: str format argument: %x requires an integer, not far.away.Far
# expect-since-3.14: bytes format argument: %x requires an integer, not far.away.Far
# expect-since-3.14: bytearray format argument: %x requires an integer, not far.away.Far
# expect-since-3.14: str format argument: %d requires a real number, not far.away.Far
# expect-since-3.14: bytes format argument: %d requires a real number, not far.away.Far
# expect-since-3.14: bytearray format argument: %d requires a real number, not far.away.Far
# expect-since-3.14: str format argument: %e requires a real number, not far.away.Far
# expect-since-3.14: bytes format argument: %e requires a real number, not far.away.Far
# expect-since-3.14: bytearray format argument: %e requires a real number, not far.away.Far
# expect-since-3.14: str format argument: %c requires an integer or a unicode character, not far.away.Far
# expect-since-3.14: bytes format argument: %c requires an integer in range(256) or a single byte, not far.away.Far
# expect-since-3.14: bytearray format argument: %c requires an integer in range(256) or a single byte, not far.away.Far
# expect-since-3.14: str format argument 1: %x requires an integer, not far.away.Far
# expect-since-3.14: bytes format argument 1: %x requires an integer, not far.away.Far
# expect-since-3.14: bytearray format argument 1: %x requires an integer, not far.away.Far
# expect-since-3.14: str format argument: %x requires an integer, not far.away.Far.Inside
# expect-since-3.14: bytes format argument: %x requires an integer, not far.away.Far.Inside
# expect-since-3.14: bytearray format argument: %x requires an integer, not far.away.Far.Inside
# expect-since-3.14: str format argument: %d requires a real number, not far.away.Far.Inside
# expect-since-3.14: bytes format argument: %d requires a real number, not far.away.Far.Inside
# expect-since-3.14: bytearray format argument: %d requires a real number, not far.away.Far.Inside
# expect-since-3.14: str format argument: %e requires a real number, not far.away.Far.Inside
# expect-since-3.14: bytes format argument: %e requires a real number, not far.away.Far.Inside
# expect-since-3.14: bytearray format argument: %e requires a real number, not far.away.Far.Inside
# expect-since-3.14: str format argument: %c requires an integer or a unicode character, not far.away.Far.Inside
# expect-since-3.14: bytes format argument: %c requires an integer in range(256) or a single byte, not far.away.Far.Inside
# expect-since-3.14: bytearray format argument: %c requires an integer in range(256) or a single byte, not far.away.Far.Inside
# expect-since-3.14: str format argument 1: %x requires an integer, not far.away.Far.Inside
# expect-since-3.14: bytes format argument 1: %x requires an integer, not far.away.Far.Inside
# expect-since-3.14: bytearray format argument 1: %x requires an integer, not far.away.Far.Inside
# expect-since-3.14: str format argument: %x requires an integer, not float
# expect-since-3.14: bytes format argument: %x requires an integer, not float
# expect-since-3.14: bytearray format argument: %x requires an integer, not float
# expect-since-3.14: str format argument: %c requires an integer or a unicode character, not float
# expect-since-3.14: bytes format argument: %c requires an integer in range(256) or a single byte, not float
# expect-since-3.14: bytearray format argument: %c requires an integer in range(256) or a single byte, not float
# expect-since-3.14: str format argument 1: %x requires an integer, not float
# expect-since-3.14: bytes format argument 1: %x requires an integer, not float
# expect-since-3.14: bytearray format argument 1: %x requires an integer, not float
# expect-since-3.14: str format argument: %x requires an integer, not str
# expect-since-3.14: bytes format argument: %x requires an integer, not str
# expect-since-3.14: bytearray format argument: %x requires an integer, not str
# expect-since-3.14: str format argument: %d requires a real number, not str
# expect-since-3.14: bytes format argument: %d requires a real number, not str
# expect-since-3.14: bytearray format argument: %d requires a real number, not str
# expect-since-3.14: str format argument: %e requires a real number, not str
# expect-since-3.14: bytes format argument: %e requires a real number, not str
# expect-since-3.14: bytearray format argument: %e requires a real number, not str
# expect-since-3.14: str format argument: %c requires an integer or a unicode character, not a string of length 2
# expect-since-3.14: bytes format argument: %c requires an integer in range(256) or a single byte, not str
# expect-since-3.14: bytearray format argument: %c requires an integer in range(256) or a single byte, not str
# expect-since-3.14: str format argument 1: %x requires an integer, not str
# expect-since-3.14: bytes format argument 1: %x requires an integer, not str
# expect-since-3.14: bytearray format argument 1: %x requires an integer, not str
# expect-since-3.14: str format argument: %x requires an integer, not NoneType
# expect-since-3.14: bytes format argument: %x requires an integer, not NoneType
# expect-since-3.14: bytearray format argument: %x requires an integer, not NoneType
# expect-since-3.14: str format argument: %d requires a real number, not NoneType
# expect-since-3.14: bytes format argument: %d requires a real number, not NoneType
# expect-since-3.14: bytearray format argument: %d requires a real number, not NoneType
# expect-since-3.14: str format argument: %e requires a real number, not NoneType
# expect-since-3.14: bytes format argument: %e requires a real number, not NoneType
# expect-since-3.14: bytearray format argument: %e requires a real number, not NoneType
# expect-since-3.14: str format argument: %c requires an integer or a unicode character, not NoneType
# expect-since-3.14: bytes format argument: %c requires an integer in range(256) or a single byte, not NoneType
# expect-since-3.14: bytearray format argument: %c requires an integer in range(256) or a single byte, not NoneType
# expect-since-3.14: str format argument 1: %x requires an integer, not NoneType
# expect-since-3.14: bytes format argument 1: %x requires an integer, not NoneType
# expect-since-3.14: bytearray format argument 1: %x requires an integer, not NoneType
# expect-since-3.14: format argument 1: * requires int, not far.away.Far
# expect-since-3.14: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not far.away.Far
# expect-since-3.14: format argument: %b requires a bytes-like object, or an object that implements __bytes__, not Near
# expect-since-3.14: format argument 'k': %x requires an integer, not far.away.Far
