# Objects with bytes are written as bytes. Python 3.14 writes slices, 3.15 frozendicts.
import array
import builtins
import marshal
import sys

for value in (bytearray(b"abc"), memoryview(b"xyz")[1:], array.array("b", [1, 2]), [bytearray(), memoryview(b"")]):
    print(marshal.loads(marshal.dumps(value)))
tinypy = sys.implementation.name == "tinypy"
print(not tinypy or marshal.loads(marshal.dumps([slice(1, None, (2,)), slice("a")])) == [slice(1, None, (2,)), slice("a")])
frozendict = getattr(builtins, "frozendict", None)
print(not frozendict or marshal.loads(marshal.dumps((frozendict(a=1, b=[2]), frozendict()))) == (frozendict(a=1, b=[2]), {}))
class Unknown:
    pass
for value in (Unknown(), [object()], range(3)):
    try:
        marshal.dumps(value)
    except ValueError as e:
        print(e)

# expect: b'abc'
# expect: b'yz'
# expect: b'\x01\x02'
# expect: [b'', b'']
# expect: True
# expect: True
# expect: unmarshallable object
# expect: unmarshallable object
# expect: unmarshallable object
