# What the library 3.15 asks for. An older CPython has none of it, so nothing depends on that.
import ssl
from _tls import client_context, connected_in_memory, outcome, server_context

context, server = client_context(), server_context()
a, b = connected_in_memory()


def call(owner, name, *args, **kwargs):
    function = getattr(owner, name, None)
    return outcome(function, *args, **kwargs) if function else "unknown"


def ok(result):
    return result in (None, "unknown")

print([ok(call(context, "set_groups", "P-256:P-384")), ok(call(context, "set_client_sigalgs", "ECDSA+SHA256")),
       ok(call(context, "set_server_sigalgs", "ECDSA+SHA256")), ok(call(context, "set_ciphersuites", "TLS_AES_128_GCM_SHA256"))])
print([ok(call(context, name, "nonsense")) and hasattr(context, name) for name in
       ("set_groups", "set_client_sigalgs", "set_server_sigalgs", "set_ciphersuites")])
print([str(call(context, name, 1)).split(":")[0] in ("unknown", "TypeError") for name in
       ("set_groups", "set_client_sigalgs", "set_server_sigalgs", "set_ciphersuites")])
if hasattr(context, "set_ciphersuites"):
    x, y = connected_in_memory(context, server)
    assert x.cipher()[0] == "TLS_AES_128_GCM_SHA256", x.cipher()
unknown = (call(context, "get_groups"), call(context, "get_groups", include_aliases=True), call(ssl._ssl, "get_sigalgs"),
           call(a._sslobj, "group"), call(a._sslobj, "client_sigalg"), call(a._sslobj, "server_sigalg"))
print([isinstance(result, (list, str, type(None))) for result in unknown])
print([call(a._sslobj, name) in (False, "unknown") for name in ("uses_ktls_for_send", "uses_ktls_for_recv")])

# expect: [True, True, True, True]
# expect: [False, False, False, False]
# expect: [True, True, True, True]
# expect: [True, True, True, True, True, True]
# expect: [True, True]
