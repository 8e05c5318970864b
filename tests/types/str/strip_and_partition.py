print(repr("  a b \n".strip()), repr("  a ".lstrip()), repr(" a  ".rstrip()))
print("xxabcxyx".strip("xy"), "abc".strip("abc"), "www.example.com".lstrip("w."))
print(repr("\u00a0a\u2003".strip()))
print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="))
print("prefix_x".removeprefix("prefix_"), "x.py".removesuffix(".py"), "abc".removeprefix("x"), "abc".removesuffix(""))

# expect: 'a b' 'a ' ' a'
# expect: abc  example.com
# expect: 'a'
# expect: ('a', '=', 'b=c') ('a=b', '=', 'c') ('abc', '', '') ('', '', 'abc')
# expect: x x abc abc
