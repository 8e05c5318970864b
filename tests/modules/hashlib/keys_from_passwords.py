import hashlib

print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2).hex())
print(hashlib.pbkdf2_hmac("sha512", b"password", b"salt", 10, dklen=16).hex())
print(hashlib.scrypt(b"password", salt=b"NaCl", n=16, r=8, p=1, dklen=16).hex())
for action in (
    lambda: hashlib.pbkdf2_hmac("sha1", b"p", b"s", 0), lambda: hashlib.pbkdf2_hmac("sha1", b"p", b"s", 1, 0),
    lambda: hashlib.scrypt(b"p", salt=b"s", n=3, r=1, p=1),
):
    try:
        action()
    except ValueError as error:
        print(error)

# expect: ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957
# expect: ded5fd36ace28019108070acb5acc9db
# expect: f5dfb3972e7908b22410c5c5f3788907
# expect: iteration value must be greater than 0.
# expect: key length must be greater than 0.
# expect: n must be a power of 2.
