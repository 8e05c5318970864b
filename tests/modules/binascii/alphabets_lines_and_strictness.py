# min-version: 3.15
import binascii
from binascii import a2b_ascii85, a2b_base32, a2b_base64, a2b_base85, a2b_hex, b2a_ascii85, b2a_base32, b2a_base64, b2a_base85

data = b"www.python.org"
for width in (16, 23, 1):
    print(b2a_base32(data, wrapcol=width), b2a_base64(data, wrapcol=width, newline=False), b2a_base85(data, wrapcol=width))
print(b2a_base32(b"a", padded=False), b2a_base64(b"a", padded=False), a2b_base64(b"YQ", padded=False), a2b_base32("ME", padded=False))
print(b2a_base64(b"\xff\xfe", alphabet=binascii.URLSAFE_BASE64_ALPHABET), a2b_base64(b"__4=", alphabet=binascii.URLSAFE_BASE64_ALPHABET))
print(a2b_base32(b"C5H66===", alphabet=binascii.BASE32HEX_ALPHABET), a2b_hex("AB-cd", ignorechars=b"-"))
print(b2a_base85(bytes.fromhex("864fd26fb559f75b"), alphabet=binascii.Z85_ALPHABET))  # the example of ZeroMQ's document
print(sorted((name, len(value)) for name, value in vars(binascii).items() if name.endswith("_ALPHABET")))


def refused(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except (TypeError, ValueError, OverflowError) as e:
        return f"{type(e).__name__}: {e}"


for text in (b"A=======", b"BE======EF", b"BE=======", b"=BE", b"BE=EF===", b"BE", b"B!"):
    print(refused(a2b_base32, text))
for text in (b"ab==", b"ab=", b"a", b"!"):
    print(refused(a2b_base64, text, ignorechars=b""))
print(refused(a2b_base64, b"YQ==", padded=False, strict_mode=True), a2b_base64(b"YQ==", padded=False, ignorechars=b"="))
for decode, text in ((a2b_base64, b"YR=="), (a2b_base32, b"AB======"), (a2b_base85, b"VF"), (a2b_ascii85, b"@0")):
    print(decode(text), refused(decode, text, canonical=True))
print(type(refused(a2b_ascii85, b"!!!!!", canonical=True)), type(refused(a2b_base85, b"V")), type(refused(a2b_ascii85, b"@")))
for encode in (b2a_base32, b2a_base64, b2a_base85, b2a_ascii85):
    print([refused(encode, b"a", wrapcol=n) for n in (-1, 1 << 70, None)])
for alphabet in (b"", "x"):
    print(refused(b2a_base64, b"", alphabet=alphabet), refused(a2b_base64, b"", alphabet=alphabet))

# expect: b'O53XOLTQPF2GQ33O\nFZXXEZY=' b'd3d3LnB5dGhvbi5v\ncmc=' b'cXxL#aCvlSZ*DGc\na%T'
# expect: b'O53XOLTQPF2GQ33O\nFZXXEZY=' b'd3d3LnB5dGhvbi5vcmc=' b'cXxL#aCvlSZ*DGca%T'
# expect: b'O53XOLTQ\nPF2GQ33O\nFZXXEZY=' b'd3d3\nLnB5\ndGhv\nbi5v\ncmc=' b'cXxL#\naCvlS\nZ*DGc\na%T'
# expect: b'ME' b'YQ\n' b'a' b'a'
# expect: b'__4=\n' b'\xff\xfe'
# expect: b'abc' b'\xab\xcd'
# expect: b'HelloWorld'
# expect: [('ASCII85_ALPHABET', 85), ('BASE32HEX_ALPHABET', 32), ('BASE32_ALPHABET', 32), ('BASE64_ALPHABET', 64), ('BASE85_ALPHABET', 85), ('BINHEX_ALPHABET', 64), ('CRYPT_ALPHABET', 64), ('URLSAFE_BASE64_ALPHABET', 64), ('UU_ALPHABET', 64), ('Z85_ALPHABET', 85)]
# expect: Error: Invalid base32-encoded string: number of data characters (1) cannot be 1, 3, or 6 more than a multiple of 8
# expect: Error: Excess data after padding
# expect: Error: Excess padding not allowed
# expect: Error: Leading padding not allowed
# expect: Error: Discontinuous padding not allowed
# expect: Error: Incorrect padding
# expect: Error: Only base32 data is allowed
# expect: b'i'
# expect: Error: Incorrect padding
# expect: Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4
# expect: Error: Only base64 data is allowed
# expect: Error: Padding not allowed b'a'
# expect: b'a' Error: Non-zero padding bits
# expect: b'\x00' Error: Non-zero padding bits
# expect: b'a' Error: Non-zero padding bits
# expect: b'a' Error: Non-zero padding bits
# expect: <class 'str'> <class 'str'> <class 'str'>
# expect: ['ValueError: Cannot convert negative int', 'OverflowError: Python int too large for C size_t', "TypeError: 'NoneType' object cannot be interpreted as an integer"]
# expect: ['ValueError: Cannot convert negative int', 'OverflowError: Python int too large for C size_t', "TypeError: 'NoneType' object cannot be interpreted as an integer"]
# expect: ['ValueError: Cannot convert negative int', 'OverflowError: Python int too large for C size_t', "TypeError: 'NoneType' object cannot be interpreted as an integer"]
# expect: ['ValueError: Cannot convert negative int', 'OverflowError: Python int too large for C size_t', "TypeError: 'NoneType' object cannot be interpreted as an integer"]
# expect: ValueError: alphabet must have length 64 ValueError: alphabet must have length 64
# expect: TypeError: a bytes-like object is required, not 'str' TypeError: a2b_base64() argument 'alphabet' must be bytes, not str
