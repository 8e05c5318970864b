# Since 3.15 the data of a hash is the argument `data`. Its old name `string` is deprecated.
# min-version: 3.15
import _blake2
import _hashlib
import _md5
import _sha1
import _sha2
import _sha3
import hashlib
import warnings


def show(text):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            made = eval(text)
            print(text, made.hexdigest(4) if made.name.startswith("shake") else made.hexdigest()[:8])
        except TypeError as error:
            print(text, "TypeError:", error)
    for warning in caught:
        print("   ", warning.category.__name__, warning.message)


for function in ("hashlib.new", "_hashlib.new", "hashlib.md5", "_hashlib.openssl_sha1", "_md5.md5", "_sha1.sha1", "_sha2.sha256", "_sha3.sha3_224", "_blake2.blake2b",
                 "_blake2.blake2s"):
    first = '"md5", ' if function.endswith("new") else ""
    for arguments in ("b'a'", "data=b'a'", "string=b'a'", "b'a', string=b'a'", "data=b'a', string=b'a'", "b'a', data=b'a'", "'a'", "data=None", "b'a', None"):
        show(f"{function}({first}{arguments})")
show("_sha3.shake_128(data=b'a')")
show("_sha3.shake_256(string=b'a')")
show("hashlib.new(3)")
show("hashlib.new(name=None)")

# expect: hashlib.new("md5", b'a') 0cc175b9
# expect: hashlib.new("md5", data=b'a') 0cc175b9
# expect: hashlib.new("md5", string=b'a') 0cc175b9
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: hashlib.new("md5", b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: hashlib.new("md5", data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: hashlib.new("md5", b'a', data=b'a') TypeError: argument for new() given by name ('data') and position (2)
# expect: hashlib.new("md5", 'a') TypeError: Strings must be encoded before hashing
# expect: hashlib.new("md5", data=None) TypeError: object supporting the buffer API required
# expect: hashlib.new("md5", b'a', None) TypeError: new() takes at most 2 positional arguments (3 given)
# expect: _hashlib.new("md5", b'a') 0cc175b9
# expect: _hashlib.new("md5", data=b'a') 0cc175b9
# expect: _hashlib.new("md5", string=b'a') 0cc175b9
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _hashlib.new("md5", b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _hashlib.new("md5", data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _hashlib.new("md5", b'a', data=b'a') TypeError: argument for new() given by name ('data') and position (2)
# expect: _hashlib.new("md5", 'a') TypeError: Strings must be encoded before hashing
# expect: _hashlib.new("md5", data=None) TypeError: object supporting the buffer API required
# expect: _hashlib.new("md5", b'a', None) TypeError: new() takes at most 2 positional arguments (3 given)
# expect: hashlib.md5(b'a') 0cc175b9
# expect: hashlib.md5(data=b'a') 0cc175b9
# expect: hashlib.md5(string=b'a') 0cc175b9
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: hashlib.md5(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: hashlib.md5(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: hashlib.md5(b'a', data=b'a') TypeError: argument for openssl_md5() given by name ('data') and position (1)
# expect: hashlib.md5('a') TypeError: Strings must be encoded before hashing
# expect: hashlib.md5(data=None) TypeError: object supporting the buffer API required
# expect: hashlib.md5(b'a', None) TypeError: openssl_md5() takes at most 1 positional argument (2 given)
# expect: _hashlib.openssl_sha1(b'a') 86f7e437
# expect: _hashlib.openssl_sha1(data=b'a') 86f7e437
# expect: _hashlib.openssl_sha1(string=b'a') 86f7e437
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _hashlib.openssl_sha1(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _hashlib.openssl_sha1(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _hashlib.openssl_sha1(b'a', data=b'a') TypeError: argument for openssl_sha1() given by name ('data') and position (1)
# expect: _hashlib.openssl_sha1('a') TypeError: Strings must be encoded before hashing
# expect: _hashlib.openssl_sha1(data=None) TypeError: object supporting the buffer API required
# expect: _hashlib.openssl_sha1(b'a', None) TypeError: openssl_sha1() takes at most 1 positional argument (2 given)
# expect: _md5.md5(b'a') 0cc175b9
# expect: _md5.md5(data=b'a') 0cc175b9
# expect: _md5.md5(string=b'a') 0cc175b9
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _md5.md5(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _md5.md5(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _md5.md5(b'a', data=b'a') TypeError: argument for md5() given by name ('data') and position (1)
# expect: _md5.md5('a') TypeError: Strings must be encoded before hashing
# expect: _md5.md5(data=None) TypeError: object supporting the buffer API required
# expect: _md5.md5(b'a', None) TypeError: md5() takes at most 1 positional argument (2 given)
# expect: _sha1.sha1(b'a') 86f7e437
# expect: _sha1.sha1(data=b'a') 86f7e437
# expect: _sha1.sha1(string=b'a') 86f7e437
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _sha1.sha1(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _sha1.sha1(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _sha1.sha1(b'a', data=b'a') TypeError: argument for sha1() given by name ('data') and position (1)
# expect: _sha1.sha1('a') TypeError: Strings must be encoded before hashing
# expect: _sha1.sha1(data=None) TypeError: object supporting the buffer API required
# expect: _sha1.sha1(b'a', None) TypeError: sha1() takes at most 1 positional argument (2 given)
# expect: _sha2.sha256(b'a') ca978112
# expect: _sha2.sha256(data=b'a') ca978112
# expect: _sha2.sha256(string=b'a') ca978112
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _sha2.sha256(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _sha2.sha256(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _sha2.sha256(b'a', data=b'a') TypeError: argument for sha256() given by name ('data') and position (1)
# expect: _sha2.sha256('a') TypeError: Strings must be encoded before hashing
# expect: _sha2.sha256(data=None) TypeError: object supporting the buffer API required
# expect: _sha2.sha256(b'a', None) TypeError: sha256() takes at most 1 positional argument (2 given)
# expect: _sha3.sha3_224(b'a') 9e86ff69
# expect: _sha3.sha3_224(data=b'a') 9e86ff69
# expect: _sha3.sha3_224(string=b'a') 9e86ff69
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _sha3.sha3_224(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _sha3.sha3_224(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _sha3.sha3_224(b'a', data=b'a') TypeError: argument for sha3_224() given by name ('data') and position (1)
# expect: _sha3.sha3_224('a') TypeError: Strings must be encoded before hashing
# expect: _sha3.sha3_224(data=None) TypeError: object supporting the buffer API required
# expect: _sha3.sha3_224(b'a', None) TypeError: sha3_224() takes at most 1 positional argument (2 given)
# expect: _blake2.blake2b(b'a') 333fcb4e
# expect: _blake2.blake2b(data=b'a') 333fcb4e
# expect: _blake2.blake2b(string=b'a') 333fcb4e
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _blake2.blake2b(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _blake2.blake2b(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _blake2.blake2b(b'a', data=b'a') TypeError: argument for blake2b() given by name ('data') and position (1)
# expect: _blake2.blake2b('a') TypeError: Strings must be encoded before hashing
# expect: _blake2.blake2b(data=None) TypeError: object supporting the buffer API required
# expect: _blake2.blake2b(b'a', None) TypeError: blake2b() takes at most 1 positional argument (2 given)
# expect: _blake2.blake2s(b'a') 4a0d1298
# expect: _blake2.blake2s(data=b'a') 4a0d1298
# expect: _blake2.blake2s(string=b'a') 4a0d1298
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: _blake2.blake2s(b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _blake2.blake2s(data=b'a', string=b'a') TypeError: 'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.
# expect: _blake2.blake2s(b'a', data=b'a') TypeError: argument for blake2s() given by name ('data') and position (1)
# expect: _blake2.blake2s('a') TypeError: Strings must be encoded before hashing
# expect: _blake2.blake2s(data=None) TypeError: object supporting the buffer API required
# expect: _blake2.blake2s(b'a', None) TypeError: blake2s() takes at most 1 positional argument (2 given)
# expect: _sha3.shake_128(data=b'a') 85c8de88
# expect: _sha3.shake_256(string=b'a') 867e2cb0
# expect:     DeprecationWarning the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead
# expect: hashlib.new(3) TypeError: new() argument 'name' must be str, not int
# expect: hashlib.new(name=None) TypeError: new() argument 'name' must be str, not None
