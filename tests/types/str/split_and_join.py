print("a b  c".split(), "a b  c".split(" "), " a b ".split(), "a,b,,c".split(","))
print("a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","))
print("a b c d".rsplit(None, 2), "  x  y ".split(None, 1), "one<>two<>three".split("<>"), "abc".split("abc"))
print("l1\nl2\r\nl3\x0bl4\u2028l5\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines())
print("-".join("abc"), "".join([]), ", ".join(["x"]), "ab".join(("1", "2", "3")), "".join(str(i) for i in range(5)))
for source in ("'a'.split('')", "','.join([1])", "','.join(5)", "'a'.split(1)"):
    try:
        eval(source)
    except (ValueError, TypeError) as error:
        print(error)

# expect: ['a', 'b', 'c'] ['a', 'b', '', 'c'] ['a', 'b'] ['a', 'b', '', 'c']
# expect: ['a', 'b,c'] ['a,b', 'c'] [] ['']
# expect: ['a b', 'c', 'd'] ['x', 'y '] ['one', 'two', 'three'] ['', '']
# expect: ['l1', 'l2', 'l3', 'l4', 'l5'] ['a\n', '\n', 'b'] []
# expect: a-b-c  x 1ab2ab3 01234
# expect: empty separator
# expect: sequence item 0: expected str instance, int found
# expect: can only join an iterable
# expect: must be str or None, not int
