import codecs

asked = []


def find(name):
    asked.append(name)
    if name == "greeting":
        return codecs.lookup("latin-1")
    return None


codecs.register(find)
print(codecs.lookup("cp1252").name, "\xe9".encode("greeting"), b"\x80".decode("cp1252") == "\u20ac")
try:
    "x".encode("no such codec")
except LookupError as error:
    print(error)
print(asked)
codecs.unregister(find)
print(codecs.lookup("cp437").name)
try:
    codecs.lookup("greeting")
except LookupError as error:
    print(error)
print([repr(bytes_of(b"").decode(name, "no such handler")) for bytes_of in (bytes, bytearray) for name in ("no such codec", "idna", "rot13", "latin-1")], repr(str(b"", "no such codec")))

# expect: cp1252 b'\xe9' True
# expect: unknown encoding: no such codec
# expect-before-3.15: ['greeting', 'no_such_codec']
# expect-since-3.15: ['greeting', 'no-such-codec']
# expect: cp437
# expect: unknown encoding: greeting
# expect: ["''", "''", "''", "''", "''", "''", "''", "''"] ''
