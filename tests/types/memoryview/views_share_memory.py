data = bytearray(b"abcdef")
view = memoryview(data)
print(view[0], bytes(view[1:3]), len(view), view.readonly, view.format, view.itemsize, view.nbytes)
print(view.tolist()[:2], view[::-1].tobytes())
view[0] = 65
view[1:3] = b"XY"
print(data, view == data, view[2:].tobytes())
try:
    data.append(1)
except BufferError as error:
    print(error)
view.release()
data.append(33)
print(data)
try:
    memoryview(b"ro")[0] = 1
except TypeError as error:
    print(error)
wide = memoryview(bytearray(8)).cast("I")
wide[1] = 258
print(wide.tolist(), wide.tobytes())

# expect: 97 b'bc' 6 False B 1 6
# expect: [97, 98] b'fedcba'
# expect: bytearray(b'AXYdef') True b'Ydef'
# expect: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'AXYdef!')
# expect: cannot modify read-only memory
# expect: [0, 258] b'\x00\x00\x00\x00\x02\x01\x00\x00'
