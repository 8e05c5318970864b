import ssl
from _tls import key, outcome, server_context

def load(*args, **kwargs):
    print(outcome(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain, *args, **kwargs))

class Password:
    def __call__(self):
        return b"open-sesame"
    def method(self):
        return bytearray(b"open-sesame")

for password in ("open-sesame", b"open-sesame", bytearray(b"open-sesame"), lambda: "open-sesame", Password(), Password().method):
    load(key("locked"), password=password)
load(key("client"), password="not needed")
load(key("client"), password=lambda: 1 / 0)  # never asked
load(key("client"), key("client"), None)
load(key("client").encode())
for password in ("wrong", "", lambda: "wrong", lambda: None, lambda: 3, lambda: 1 / 0, 4, ["x"], "x" * 2000, lambda: "x" * 2000, "\ud800"):
    load(key("locked"), password=password)
load(key("client"), key("server"))
load(key("authority"))
load("/no/such/file")
load(key("client"), "/no/such/file")
load(key("parameters"))
load(1)
load(key("client"), 2)
print(outcome(server_context().load_cert_chain, "a\0b").split(":")[0])
print(outcome(server_context().load_cert_chain).split(":")[0])

# the callback may use the context
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
def nested():
    context.load_cert_chain(key("server"))
    print(context.get_ciphers()[0]["name"])
    return "open-sesame"
print(outcome(context.load_cert_chain, key("locked"), password=nested))

context = server_context()
print(outcome(context.load_dh_params, key("parameters")))
for wrong in (key("server"), "/no/such/file", None, 1):
    print(outcome(context.load_dh_params, wrong))

# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: None
# expect: SSLError: [SSL] PEM lib
# expect: SSLError: [SSL] PEM lib
# expect: SSLError: [SSL] PEM lib
# expect: TypeError: password callback must return a string
# expect: TypeError: password callback must return a string
# expect: ZeroDivisionError: division by zero
# expect: TypeError: password should be a string or callable
# expect: TypeError: password should be a string or callable
# expect: ValueError: password cannot be longer than 1024 bytes
# expect: ValueError: password cannot be longer than 1024 bytes
# expect: UnicodeEncodeError: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: SSLError: [X509: KEY_VALUES_MISMATCH] key values mismatch
# expect: SSLError: [SSL] PEM lib
# expect-before-3.15: FileNotFoundError: [Errno 2] No such file or directory
# expect-since-3.15: FileNotFoundError: [Errno 2] No such file or directory: '/no/such/file'
# expect-before-3.15: FileNotFoundError: [Errno 2] No such file or directory
# expect-since-3.15: FileNotFoundError: [Errno 2] No such file or directory: '/no/such/file'
# expect: SSLError: [SSL] PEM lib
# expect: TypeError: certfile should be a valid filesystem path
# expect: TypeError: keyfile should be a valid filesystem path
# expect: ValueError
# expect: TypeError
# expect: TLS_AES_256_GCM_SHA384
# expect: SSLError: [X509: KEY_VALUES_MISMATCH] key values mismatch
# expect: None
# expect: SSLError: [PEM: NO_START_LINE] no start line
# expect: FileNotFoundError: [Errno 2] No such file or directory: '/no/such/file'
# expect: TypeError: expected str, bytes or os.PathLike object, not NoneType
# expect: TypeError: expected str, bytes or os.PathLike object, not int
