# An incremental decoder looks at its input first, then at `final`: the error of one is not lost in the code of the other.
import codecs


class Raises:
    def __bool__(self):
        raise ValueError("final")


class Gives:
    def __init__(self, fails):
        self.fails = fails

    def __buffer__(self, flags):
        print("asked")
        if self.fails:
            raise BufferError("input")
        try:
            [].missing
        except AttributeError:
            pass
        return memoryview(b"ab")


for encoding in ("shift_jis", "gb18030", "iso2022_jp"):
    for input in (Gives(False), Gives(True), 5):
        for final in (True, Raises()):
            try:
                print(encoding, codecs.getincrementaldecoder(encoding)().decode(input, final))
            except (ValueError, BufferError, TypeError) as error:
                print(encoding, type(error).__name__, error)

# expect: asked
# expect: shift_jis ab
# expect: asked
# expect: shift_jis ValueError final
# expect: asked
# expect: shift_jis BufferError input
# expect: asked
# expect: shift_jis BufferError input
# expect: shift_jis TypeError a bytes-like object is required, not 'int'
# expect: shift_jis TypeError a bytes-like object is required, not 'int'
# expect: asked
# expect: gb18030 ab
# expect: asked
# expect: gb18030 ValueError final
# expect: asked
# expect: gb18030 BufferError input
# expect: asked
# expect: gb18030 BufferError input
# expect: gb18030 TypeError a bytes-like object is required, not 'int'
# expect: gb18030 TypeError a bytes-like object is required, not 'int'
# expect: asked
# expect: iso2022_jp ab
# expect: asked
# expect: iso2022_jp ValueError final
# expect: asked
# expect: iso2022_jp BufferError input
# expect: asked
# expect: iso2022_jp BufferError input
# expect: iso2022_jp TypeError a bytes-like object is required, not 'int'
# expect: iso2022_jp TypeError a bytes-like object is required, not 'int'
