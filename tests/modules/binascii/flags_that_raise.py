# Every argument is looked at in turn; the error of one is not lost in what the next one runs.
import binascii


class Raises:
    def __init__(self, name):
        self.name = name

    def __bool__(self):
        raise ValueError(self.name)

    __index__ = __bool__


class Runs:
    def __bool__(self):
        print("asked")
        try:
            [].missing
        except AttributeError:
            pass
        return True


def attempt(function, *arguments, **keywords):
    try:
        print(function.__name__, function(*arguments, **keywords))
    except (ValueError, TypeError) as error:
        print(function.__name__, type(error).__name__, error)


for chosen in range(3):
    flags = [Runs(), Runs(), Runs()]
    flags[chosen] = Raises("flag %d" % chosen)
    attempt(binascii.b2a_qp, b"a b", *flags)
    attempt(binascii.b2a_qp, "text", *flags)
for data in (b"YQ==", "YQ=\N{SNOWMAN}", 5):
    attempt(binascii.a2b_base64, data, strict_mode=Raises("strict"))
    attempt(binascii.a2b_base64, data, strict_mode=Runs())
    attempt(binascii.b2a_base64, data, newline=Raises("newline"))
    attempt(binascii.b2a_base64, data, newline=Runs())
    attempt(binascii.b2a_uu, data, backtick=Raises("backtick"))
    attempt(binascii.b2a_uu, data, backtick=Runs())
    attempt(binascii.a2b_qp, data, Raises("header"))
    attempt(binascii.a2b_qp, data, Runs())

# expect: b2a_qp ValueError flag 0
# expect: b2a_qp TypeError a bytes-like object is required, not 'str'
# expect: asked
# expect: b2a_qp ValueError flag 1
# expect: b2a_qp TypeError a bytes-like object is required, not 'str'
# expect: asked
# expect: asked
# expect: b2a_qp ValueError flag 2
# expect: b2a_qp TypeError a bytes-like object is required, not 'str'
# expect: a2b_base64 ValueError strict
# expect: asked
# expect: a2b_base64 b'a'
# expect: b2a_base64 ValueError newline
# expect: asked
# expect: b2a_base64 b'WVE9PQ==\n'
# expect: b2a_uu ValueError backtick
# expect: asked
# expect: b2a_uu b'$65$]/0``\n'
# expect: a2b_qp ValueError header
# expect: asked
# expect: a2b_qp b'YQ='
# expect: a2b_base64 ValueError string argument should contain only ASCII characters
# expect: a2b_base64 ValueError string argument should contain only ASCII characters
# expect: b2a_base64 TypeError a bytes-like object is required, not 'str'
# expect: b2a_base64 TypeError a bytes-like object is required, not 'str'
# expect: b2a_uu TypeError a bytes-like object is required, not 'str'
# expect: b2a_uu TypeError a bytes-like object is required, not 'str'
# expect: a2b_qp ValueError string argument should contain only ASCII characters
# expect: a2b_qp ValueError string argument should contain only ASCII characters
# expect: a2b_base64 TypeError argument should be bytes, buffer or ASCII string, not 'int'
# expect: a2b_base64 TypeError argument should be bytes, buffer or ASCII string, not 'int'
# expect: b2a_base64 TypeError a bytes-like object is required, not 'int'
# expect: b2a_base64 TypeError a bytes-like object is required, not 'int'
# expect: b2a_uu TypeError a bytes-like object is required, not 'int'
# expect: b2a_uu TypeError a bytes-like object is required, not 'int'
# expect: a2b_qp TypeError argument should be bytes, buffer or ASCII string, not 'int'
# expect: a2b_qp TypeError argument should be bytes, buffer or ASCII string, not 'int'
