# Every code in every byte order and size, aligned and not: the bytes, what they give back, and what is out of range.
import struct

class Index:
    def __index__(self):
        return 5

def tried(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"

for order in "@=<>!":
    for code in "bBhHiIlLqQnN":
        if code in "nN" and order != "@":
            print(order + code, tried(struct.calcsize, order + code))
            continue
        size = struct.calcsize(order + code)
        bits = 8 * size
        least, most = (-1 << bits - 1, (1 << bits - 1) - 1) if code.islower() else (0, (1 << bits) - 1)
        for n in (least, most, 1, True, Index()):
            packed = struct.pack(order + code, n)
            back, = struct.unpack(order + code, packed)
            print(order + code, packed.hex(), back)
        for n in (least - 1, most + 1, 1 << 62, -1 << 62, 1 << 100, 1.5, "1"):
            outcome = tried(struct.pack, order + code, n)
            print("   ", outcome if isinstance(outcome, bytes) else outcome.partition(":")[0])
    for code in "efd":
        for x in (0.0, -1.5, 3, True, float("inf")):
            packed = struct.pack(order + code, x)
            print(order + code, packed.hex(), struct.unpack(order + code, packed)[0])
        print("   ", tried(struct.pack, order + code, "x"))
    print(struct.pack(order + "c?x3s4pB", b"z", [0], b"abcd", b"pascal", 255).hex())

packed = struct.pack("<bhBiHqxdf", -1, 2, 3, -4, 5, 1 << 61, 0.25, 0.5)
print(packed.hex(), struct.unpack("<bhBiHqxdf", packed))
packed = struct.pack(">3h2Q", 1, -2, 3, 1 << 63, 7)
print(packed.hex(), struct.unpack(">3h2Q", packed), [n for n in struct.iter_unpack(">2h", packed[:4] * 2)])

# expect: @b 80 -128
# expect: @b 7f 127
# expect: @b 01 1
# expect: @b 01 1
# expect: @b 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @B 00 0
# expect: @B ff 255
# expect: @B 01 1
# expect: @B 01 1
# expect: @B 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @h 0080 -32768
# expect: @h ff7f 32767
# expect: @h 0100 1
# expect: @h 0100 1
# expect: @h 0500 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @H 0000 0
# expect: @H ffff 65535
# expect: @H 0100 1
# expect: @H 0100 1
# expect: @H 0500 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @i 00000080 -2147483648
# expect: @i ffffff7f 2147483647
# expect: @i 01000000 1
# expect: @i 01000000 1
# expect: @i 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @I 00000000 0
# expect: @I ffffffff 4294967295
# expect: @I 01000000 1
# expect: @I 01000000 1
# expect: @I 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @l 0000000000000080 -9223372036854775808
# expect: @l ffffffffffffff7f 9223372036854775807
# expect: @l 0100000000000000 1
# expect: @l 0100000000000000 1
# expect: @l 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     b'\x00\x00\x00\x00\x00\x00\x00\xc0'
# expect:     error
# expect:     error
# expect:     error
# expect: @L 0000000000000000 0
# expect: @L ffffffffffffffff 18446744073709551615
# expect: @L 0100000000000000 1
# expect: @L 0100000000000000 1
# expect: @L 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @q 0000000000000080 -9223372036854775808
# expect: @q ffffffffffffff7f 9223372036854775807
# expect: @q 0100000000000000 1
# expect: @q 0100000000000000 1
# expect: @q 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     b'\x00\x00\x00\x00\x00\x00\x00\xc0'
# expect:     error
# expect:     error
# expect:     error
# expect: @Q 0000000000000000 0
# expect: @Q ffffffffffffffff 18446744073709551615
# expect: @Q 0100000000000000 1
# expect: @Q 0100000000000000 1
# expect: @Q 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @n 0000000000000080 -9223372036854775808
# expect: @n ffffffffffffff7f 9223372036854775807
# expect: @n 0100000000000000 1
# expect: @n 0100000000000000 1
# expect: @n 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     b'\x00\x00\x00\x00\x00\x00\x00\xc0'
# expect:     error
# expect:     error
# expect:     error
# expect: @N 0000000000000000 0
# expect: @N ffffffffffffffff 18446744073709551615
# expect: @N 0100000000000000 1
# expect: @N 0100000000000000 1
# expect: @N 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: @e 0000 0.0
# expect: @e 00be -1.5
# expect: @e 0042 3.0
# expect: @e 003c 1.0
# expect: @e 007c inf
# expect:     error: required argument is not a float
# expect: @f 00000000 0.0
# expect: @f 0000c0bf -1.5
# expect: @f 00004040 3.0
# expect: @f 0000803f 1.0
# expect: @f 0000807f inf
# expect:     error: required argument is not a float
# expect: @d 0000000000000000 0.0
# expect: @d 000000000000f8bf -1.5
# expect: @d 0000000000000840 3.0
# expect: @d 000000000000f03f 1.0
# expect: @d 000000000000f07f inf
# expect:     error: required argument is not a float
# expect: 7a010061626303706173ff
# expect: =b 80 -128
# expect: =b 7f 127
# expect: =b 01 1
# expect: =b 01 1
# expect: =b 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =B 00 0
# expect: =B ff 255
# expect: =B 01 1
# expect: =B 01 1
# expect: =B 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =h 0080 -32768
# expect: =h ff7f 32767
# expect: =h 0100 1
# expect: =h 0100 1
# expect: =h 0500 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =H 0000 0
# expect: =H ffff 65535
# expect: =H 0100 1
# expect: =H 0100 1
# expect: =H 0500 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =i 00000080 -2147483648
# expect: =i ffffff7f 2147483647
# expect: =i 01000000 1
# expect: =i 01000000 1
# expect: =i 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =I 00000000 0
# expect: =I ffffffff 4294967295
# expect: =I 01000000 1
# expect: =I 01000000 1
# expect: =I 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =l 00000080 -2147483648
# expect: =l ffffff7f 2147483647
# expect: =l 01000000 1
# expect: =l 01000000 1
# expect: =l 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =L 00000000 0
# expect: =L ffffffff 4294967295
# expect: =L 01000000 1
# expect: =L 01000000 1
# expect: =L 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =q 0000000000000080 -9223372036854775808
# expect: =q ffffffffffffff7f 9223372036854775807
# expect: =q 0100000000000000 1
# expect: =q 0100000000000000 1
# expect: =q 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     b'\x00\x00\x00\x00\x00\x00\x00\xc0'
# expect:     error
# expect:     error
# expect:     error
# expect: =Q 0000000000000000 0
# expect: =Q ffffffffffffffff 18446744073709551615
# expect: =Q 0100000000000000 1
# expect: =Q 0100000000000000 1
# expect: =Q 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: =n error: bad char in struct format
# expect: =N error: bad char in struct format
# expect: =e 0000 0.0
# expect: =e 00be -1.5
# expect: =e 0042 3.0
# expect: =e 003c 1.0
# expect: =e 007c inf
# expect:     error: required argument is not a float
# expect: =f 00000000 0.0
# expect: =f 0000c0bf -1.5
# expect: =f 00004040 3.0
# expect: =f 0000803f 1.0
# expect: =f 0000807f inf
# expect:     error: required argument is not a float
# expect: =d 0000000000000000 0.0
# expect: =d 000000000000f8bf -1.5
# expect: =d 0000000000000840 3.0
# expect: =d 000000000000f03f 1.0
# expect: =d 000000000000f07f inf
# expect:     error: required argument is not a float
# expect: 7a010061626303706173ff
# expect: <b 80 -128
# expect: <b 7f 127
# expect: <b 01 1
# expect: <b 01 1
# expect: <b 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <B 00 0
# expect: <B ff 255
# expect: <B 01 1
# expect: <B 01 1
# expect: <B 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <h 0080 -32768
# expect: <h ff7f 32767
# expect: <h 0100 1
# expect: <h 0100 1
# expect: <h 0500 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <H 0000 0
# expect: <H ffff 65535
# expect: <H 0100 1
# expect: <H 0100 1
# expect: <H 0500 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <i 00000080 -2147483648
# expect: <i ffffff7f 2147483647
# expect: <i 01000000 1
# expect: <i 01000000 1
# expect: <i 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <I 00000000 0
# expect: <I ffffffff 4294967295
# expect: <I 01000000 1
# expect: <I 01000000 1
# expect: <I 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <l 00000080 -2147483648
# expect: <l ffffff7f 2147483647
# expect: <l 01000000 1
# expect: <l 01000000 1
# expect: <l 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <L 00000000 0
# expect: <L ffffffff 4294967295
# expect: <L 01000000 1
# expect: <L 01000000 1
# expect: <L 05000000 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <q 0000000000000080 -9223372036854775808
# expect: <q ffffffffffffff7f 9223372036854775807
# expect: <q 0100000000000000 1
# expect: <q 0100000000000000 1
# expect: <q 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     b'\x00\x00\x00\x00\x00\x00\x00\xc0'
# expect:     error
# expect:     error
# expect:     error
# expect: <Q 0000000000000000 0
# expect: <Q ffffffffffffffff 18446744073709551615
# expect: <Q 0100000000000000 1
# expect: <Q 0100000000000000 1
# expect: <Q 0500000000000000 5
# expect:     error
# expect:     error
# expect:     b'\x00\x00\x00\x00\x00\x00\x00@'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: <n error: bad char in struct format
# expect: <N error: bad char in struct format
# expect: <e 0000 0.0
# expect: <e 00be -1.5
# expect: <e 0042 3.0
# expect: <e 003c 1.0
# expect: <e 007c inf
# expect:     error: required argument is not a float
# expect: <f 00000000 0.0
# expect: <f 0000c0bf -1.5
# expect: <f 00004040 3.0
# expect: <f 0000803f 1.0
# expect: <f 0000807f inf
# expect:     error: required argument is not a float
# expect: <d 0000000000000000 0.0
# expect: <d 000000000000f8bf -1.5
# expect: <d 0000000000000840 3.0
# expect: <d 000000000000f03f 1.0
# expect: <d 000000000000f07f inf
# expect:     error: required argument is not a float
# expect: 7a010061626303706173ff
# expect: >b 80 -128
# expect: >b 7f 127
# expect: >b 01 1
# expect: >b 01 1
# expect: >b 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >B 00 0
# expect: >B ff 255
# expect: >B 01 1
# expect: >B 01 1
# expect: >B 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >h 8000 -32768
# expect: >h 7fff 32767
# expect: >h 0001 1
# expect: >h 0001 1
# expect: >h 0005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >H 0000 0
# expect: >H ffff 65535
# expect: >H 0001 1
# expect: >H 0001 1
# expect: >H 0005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >i 80000000 -2147483648
# expect: >i 7fffffff 2147483647
# expect: >i 00000001 1
# expect: >i 00000001 1
# expect: >i 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >I 00000000 0
# expect: >I ffffffff 4294967295
# expect: >I 00000001 1
# expect: >I 00000001 1
# expect: >I 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >l 80000000 -2147483648
# expect: >l 7fffffff 2147483647
# expect: >l 00000001 1
# expect: >l 00000001 1
# expect: >l 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >L 00000000 0
# expect: >L ffffffff 4294967295
# expect: >L 00000001 1
# expect: >L 00000001 1
# expect: >L 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >q 8000000000000000 -9223372036854775808
# expect: >q 7fffffffffffffff 9223372036854775807
# expect: >q 0000000000000001 1
# expect: >q 0000000000000001 1
# expect: >q 0000000000000005 5
# expect:     error
# expect:     error
# expect:     b'@\x00\x00\x00\x00\x00\x00\x00'
# expect:     b'\xc0\x00\x00\x00\x00\x00\x00\x00'
# expect:     error
# expect:     error
# expect:     error
# expect: >Q 0000000000000000 0
# expect: >Q ffffffffffffffff 18446744073709551615
# expect: >Q 0000000000000001 1
# expect: >Q 0000000000000001 1
# expect: >Q 0000000000000005 5
# expect:     error
# expect:     error
# expect:     b'@\x00\x00\x00\x00\x00\x00\x00'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: >n error: bad char in struct format
# expect: >N error: bad char in struct format
# expect: >e 0000 0.0
# expect: >e be00 -1.5
# expect: >e 4200 3.0
# expect: >e 3c00 1.0
# expect: >e 7c00 inf
# expect:     error: required argument is not a float
# expect: >f 00000000 0.0
# expect: >f bfc00000 -1.5
# expect: >f 40400000 3.0
# expect: >f 3f800000 1.0
# expect: >f 7f800000 inf
# expect:     error: required argument is not a float
# expect: >d 0000000000000000 0.0
# expect: >d bff8000000000000 -1.5
# expect: >d 4008000000000000 3.0
# expect: >d 3ff0000000000000 1.0
# expect: >d 7ff0000000000000 inf
# expect:     error: required argument is not a float
# expect: 7a010061626303706173ff
# expect: !b 80 -128
# expect: !b 7f 127
# expect: !b 01 1
# expect: !b 01 1
# expect: !b 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !B 00 0
# expect: !B ff 255
# expect: !B 01 1
# expect: !B 01 1
# expect: !B 05 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !h 8000 -32768
# expect: !h 7fff 32767
# expect: !h 0001 1
# expect: !h 0001 1
# expect: !h 0005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !H 0000 0
# expect: !H ffff 65535
# expect: !H 0001 1
# expect: !H 0001 1
# expect: !H 0005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !i 80000000 -2147483648
# expect: !i 7fffffff 2147483647
# expect: !i 00000001 1
# expect: !i 00000001 1
# expect: !i 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !I 00000000 0
# expect: !I ffffffff 4294967295
# expect: !I 00000001 1
# expect: !I 00000001 1
# expect: !I 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !l 80000000 -2147483648
# expect: !l 7fffffff 2147483647
# expect: !l 00000001 1
# expect: !l 00000001 1
# expect: !l 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !L 00000000 0
# expect: !L ffffffff 4294967295
# expect: !L 00000001 1
# expect: !L 00000001 1
# expect: !L 00000005 5
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !q 8000000000000000 -9223372036854775808
# expect: !q 7fffffffffffffff 9223372036854775807
# expect: !q 0000000000000001 1
# expect: !q 0000000000000001 1
# expect: !q 0000000000000005 5
# expect:     error
# expect:     error
# expect:     b'@\x00\x00\x00\x00\x00\x00\x00'
# expect:     b'\xc0\x00\x00\x00\x00\x00\x00\x00'
# expect:     error
# expect:     error
# expect:     error
# expect: !Q 0000000000000000 0
# expect: !Q ffffffffffffffff 18446744073709551615
# expect: !Q 0000000000000001 1
# expect: !Q 0000000000000001 1
# expect: !Q 0000000000000005 5
# expect:     error
# expect:     error
# expect:     b'@\x00\x00\x00\x00\x00\x00\x00'
# expect:     error
# expect:     error
# expect:     error
# expect:     error
# expect: !n error: bad char in struct format
# expect: !N error: bad char in struct format
# expect: !e 0000 0.0
# expect: !e be00 -1.5
# expect: !e 4200 3.0
# expect: !e 3c00 1.0
# expect: !e 7c00 inf
# expect:     error: required argument is not a float
# expect: !f 00000000 0.0
# expect: !f bfc00000 -1.5
# expect: !f 40400000 3.0
# expect: !f 3f800000 1.0
# expect: !f 7f800000 inf
# expect:     error: required argument is not a float
# expect: !d 0000000000000000 0.0
# expect: !d bff8000000000000 -1.5
# expect: !d 4008000000000000 3.0
# expect: !d 3ff0000000000000 1.0
# expect: !d 7ff0000000000000 inf
# expect:     error: required argument is not a float
# expect: 7a010061626303706173ff
# expect: ff020003fcffffff0500000000000000002000000000000000d03f0000003f (-1, 2, 3, -4, 5, 2305843009213693952, 0.25, 0.5)
# expect: 0001fffe000380000000000000000000000000000007 (1, -2, 3, 9223372036854775808, 7) [(1, -2), (1, -2)]
