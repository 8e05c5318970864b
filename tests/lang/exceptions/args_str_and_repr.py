for e in (Exception(), Exception("a"), Exception("a", 1), KeyError("k"), KeyError(), KeyError(1, 2), OSError(2, "No such"),
          OSError(2, "No such", "f.txt"), OSError("x"), StopIteration(5), SystemExit(3), UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad")):
    print(repr(e), "|", str(e), "|", e.args)
print(OSError(2, "m").errno, OSError(2, "m", "f").filename, StopIteration(7).value, SystemExit(4).code)
print(type(OSError(2, "m")).__name__, type(OSError(13, "m")).__name__, type(OSError(17, "m")).__name__)

# expect: Exception() |  | ()
# expect: Exception('a') | a | ('a',)
# expect: Exception('a', 1) | ('a', 1) | ('a', 1)
# expect: KeyError('k') | 'k' | ('k',)
# expect: KeyError() |  | ()
# expect: KeyError(1, 2) | (1, 2) | (1, 2)
# expect: FileNotFoundError(2, 'No such') | [Errno 2] No such | (2, 'No such')
# expect: FileNotFoundError(2, 'No such') | [Errno 2] No such: 'f.txt' | (2, 'No such')
# expect: OSError('x') | x | ('x',)
# expect: StopIteration(5) | 5 | (5,)
# expect: SystemExit(3) | 3 | (3,)
# expect: UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad') | 'utf-8' codec can't decode byte 0xff in position 0: bad | ('utf-8', b'\xff', 0, 1, 'bad')
# expect: 2 f 7 4
# expect: FileNotFoundError PermissionError FileExistsError
