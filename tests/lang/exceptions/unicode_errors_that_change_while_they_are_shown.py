# min-version: 3.15
# str() of a UnicodeError asks __str__ of its attributes, which may change the exception.
class Evil(str):
    def __str__(self):
        act(error)
        return "evil"

makers = (lambda: UnicodeEncodeError(Evil("utf-8"), "x", 0, 1, "r"), lambda: UnicodeEncodeError("utf-8", "x", 0, 1, Evil("r")),
          lambda: UnicodeDecodeError(Evil("utf-8"), b"x", 0, 1, "r"), lambda: UnicodeDecodeError("utf-8", b"x", 0, 1, Evil("r")),
          lambda: UnicodeTranslateError("x", 0, 1, Evil("r")))
for act in (lambda e: None, lambda e: setattr(e, "object", None), lambda e: delattr(e, "object"), lambda e: setattr(e, "object", 5),
            lambda e: setattr(e, "object", b""), lambda e: setattr(e, "object", ""), lambda e: setattr(e, "start", 7), lambda e: setattr(e, "reason", "q")):
    for make in makers:
        error = make()
        try:
            print(str(error), end="; ")
        except TypeError as e:
            print(e, end="; ")
    print()
error = UnicodeEncodeError("utf-8", "x", 0, 1, "r")
del error.object
print(repr(str(error)), error.object)
error = SyntaxError("m", ("file", 1, 2, "text", 3, 4, "more"))
print(error._metadata, error.args, vars(error))
error._metadata = [1]
print(error._metadata)
del error._metadata
print(error._metadata)
for n in range(3, 9):
    try:
        print(SyntaxError("m", tuple(range(n))).args)
    except TypeError as e:
        print(e)

# expect: 'evil' codec can't encode character '\x78' in position 0: r; 'utf-8' codec can't encode character '\x78' in position 0: evil; 'evil' codec can't decode byte 0x78 in position 0: r; 'utf-8' codec can't decode byte 0x78 in position 0: evil; can't translate character '\x78' in position 0: evil; 
# expect: UnicodeError 'object' attribute must be a string; UnicodeError 'object' attribute must be a string; UnicodeError 'object' attribute must be a bytes; UnicodeError 'object' attribute must be a bytes; UnicodeError 'object' attribute must be a string; 
# expect: UnicodeError 'object' attribute is not set; UnicodeError 'object' attribute is not set; UnicodeError 'object' attribute is not set; UnicodeError 'object' attribute is not set; UnicodeError 'object' attribute is not set; 
# expect: UnicodeError 'object' attribute must be a string; UnicodeError 'object' attribute must be a string; UnicodeError 'object' attribute must be a bytes; UnicodeError 'object' attribute must be a bytes; UnicodeError 'object' attribute must be a string; 
# expect: UnicodeError 'object' attribute must be a string; UnicodeError 'object' attribute must be a string; 'evil' codec can't decode bytes in position 0-0: r; 'utf-8' codec can't decode bytes in position 0-0: evil; UnicodeError 'object' attribute must be a string; 
# expect: 'evil' codec can't encode characters in position 0-0: r; 'utf-8' codec can't encode characters in position 0-0: evil; UnicodeError 'object' attribute must be a bytes; UnicodeError 'object' attribute must be a bytes; can't translate characters in position 0-0: evil; 
# expect: 'evil' codec can't encode characters in position 7-0: r; 'utf-8' codec can't encode characters in position 7-0: evil; 'evil' codec can't decode bytes in position 7-0: r; 'utf-8' codec can't decode bytes in position 7-0: evil; can't translate characters in position 7-0: evil; 
# expect: 'evil' codec can't encode character '\x78' in position 0: r; 'utf-8' codec can't encode character '\x78' in position 0: evil; 'evil' codec can't decode byte 0x78 in position 0: r; 'utf-8' codec can't decode byte 0x78 in position 0: evil; can't translate character '\x78' in position 0: evil; 
# expect: '' None
# expect: more ('m', ('file', 1, 2, 'text', 3, 4, 'more')) {}
# expect: [1]
# expect: None
# expect: function takes at least 4 arguments (3 given)
# expect: ('m', (0, 1, 2, 3))
# expect: end_offset must be provided when end_lineno is provided
# expect: ('m', (0, 1, 2, 3, 4, 5))
# expect: ('m', (0, 1, 2, 3, 4, 5, 6))
# expect: function takes at most 7 arguments (8 given)
