# Steps beyond every length find the first item and no other, whatever is sliced and whatever is done with the slice.
import array
import sys

for step in (sys.maxsize, -sys.maxsize * 5):
    for make in (lambda: list(range(9)), lambda: tuple(range(9)), lambda: "héllo wörld", lambda: "hello", lambda: b"bytes", lambda: bytearray(b"array"),
                 lambda: array.array("i", range(9)), lambda: memoryview(bytearray(b"memory"))):
        for part in (slice(None, None, step), slice(3, None, step), slice(4, 1, step)):
            found = make()[part]
            print(found.tolist() if isinstance(found, memoryview) else found, end=" ")
        print()
    for make in (lambda: list(range(9)), lambda: bytearray(b"array"), lambda: array.array("i", range(9))):
        for part in (slice(3, None, step), slice(4, 1, step)):
            changed, cut = make(), make()
            changed[part] = make()[part]
            del cut[part]
            print(changed == make(), cut, end=" ")
        print()

# expect: [0] [3] [] 
# expect: (0,) (3,) () 
# expect: h l  
# expect: h l  
# expect: b'b' b'e' b'' 
# expect: bytearray(b'a') bytearray(b'a') bytearray(b'') 
# expect: array('i', [0]) array('i', [3]) array('i') 
# expect: [109] [111] [] 
# expect: True [0, 1, 2, 4, 5, 6, 7, 8] True [0, 1, 2, 3, 4, 5, 6, 7, 8] 
# expect: True bytearray(b'arry') True bytearray(b'array') 
# expect: True array('i', [0, 1, 2, 4, 5, 6, 7, 8]) True array('i', [0, 1, 2, 3, 4, 5, 6, 7, 8]) 
# expect: [8] [3] [4] 
# expect: (8,) (3,) (4,) 
# expect: d l o 
# expect: o l o 
# expect: b's' b'e' b's' 
# expect: bytearray(b'y') bytearray(b'a') bytearray(b'y') 
# expect: array('i', [8]) array('i', [3]) array('i', [4]) 
# expect: [121] [111] [114] 
# expect: True [0, 1, 2, 4, 5, 6, 7, 8] True [0, 1, 2, 3, 5, 6, 7, 8] 
# expect: True bytearray(b'arry') True bytearray(b'arra') 
# expect: True array('i', [0, 1, 2, 4, 5, 6, 7, 8]) True array('i', [0, 1, 2, 3, 5, 6, 7, 8]) 
