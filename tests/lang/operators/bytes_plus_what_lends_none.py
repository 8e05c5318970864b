# Whatever error the buffer of the right operand brings, bytes + x says that x cannot be appended.
class Refuses:
    def __buffer__(self, flags):
        raise BufferError("not now")


for left in (b"a", bytearray(b"a")):
    for right in (Refuses(), 5, "text", None):
        try:
            print(left + right)
        except (TypeError, BufferError) as error:
            print(type(error).__name__, error)
        try:
            left += right
        except (TypeError, BufferError) as error:
            print(type(error).__name__, error)
for method in (b"ab".removeprefix, b"ab".removesuffix, b"ab".partition, b"ab".rpartition, b"ab".find, b"ab".startswith):
    try:
        print(method(Refuses()))
    except (TypeError, BufferError) as error:
        print(method.__name__, type(error).__name__, error)

# expect: TypeError can't concat Refuses to bytes
# expect: TypeError can't concat Refuses to bytes
# expect: TypeError can't concat int to bytes
# expect: TypeError can't concat int to bytes
# expect: TypeError can't concat str to bytes
# expect: TypeError can't concat str to bytes
# expect: TypeError can't concat NoneType to bytes
# expect: TypeError can't concat NoneType to bytes
# expect: TypeError can't concat Refuses to bytearray
# expect: TypeError can't concat Refuses to bytearray
# expect: TypeError can't concat int to bytearray
# expect: TypeError can't concat int to bytearray
# expect: TypeError can't concat str to bytearray
# expect: TypeError can't concat str to bytearray
# expect: TypeError can't concat NoneType to bytearray
# expect: TypeError can't concat NoneType to bytearray
# expect: removeprefix BufferError not now
# expect: removesuffix BufferError not now
# expect: partition BufferError not now
# expect: rpartition BufferError not now
# expect: find BufferError not now
# expect: startswith BufferError not now
