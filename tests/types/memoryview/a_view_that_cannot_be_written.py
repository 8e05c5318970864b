import array

data = bytearray(b"abcdef")
view = memoryview(data)
constant = view.toreadonly()
print(constant.readonly, view.readonly, constant == view, constant.obj is data, constant.tolist() == view.tolist(), memoryview(b"x").toreadonly().readonly)
view[0] = ord("x")
print(bytes(constant), constant[1:3].readonly, constant[::2].toreadonly().tobytes(), constant.toreadonly() == constant)
words = memoryview(array.array("H", [1, 2])).toreadonly()
print(words.format, words.itemsize, words.shape, words.tolist(), words.cast("B").readonly, hash(memoryview(b"ab").toreadonly()) == hash(b"ab"))
for source in ("constant.__setitem__(0, 1)", "words.__setitem__(0, 1)", "constant.__delitem__(0)", "hash(constant)", "constant.toreadonly(1)", "data.append(1)"):
    try:
        print(source, eval(source))
    except (TypeError, OverflowError) as error:
        print(source, type(error).__name__)
    except Exception as error:
        print(source, type(error).__name__, error)
constant.release()
try:
    constant.toreadonly()
except ValueError as error:
    print(error)
print(view.tobytes())

# expect: True False True True True True
# expect: b'xbcdef' True b'xce' True
# expect: H 2 (2,) [1, 2] True True
# expect: constant.__setitem__(0, 1) TypeError
# expect: words.__setitem__(0, 1) TypeError
# expect: constant.__delitem__(0) TypeError
# expect: hash(constant) TypeError
# expect: constant.toreadonly(1) TypeError
# expect: data.append(1) BufferError Existing exports of data: object cannot be re-sized
# expect: operation forbidden on released memoryview object
# expect: b'xbcdef'
