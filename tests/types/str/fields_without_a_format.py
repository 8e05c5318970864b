# str.format() with fields that have no format: exact strs, subclasses with methods of their own, conversions, other classes.
class Loud(str):
    def __format__(self, spec): return "loud:" + str.__str__(self).upper() + spec
class Quiet(str):
    def __str__(self): return "str of quiet"
class Plain(str): pass
class Thing:
    def __format__(self, spec): return "thing<" + spec + ">"
    def __str__(self): return "str of thing"
    def __repr__(self): return "\u20ac repr"
wide, emoji = "\u20ac", "\U0001f600"
print("{}{}\n".format("key", " = value") == "key = value\n", "{}".format(""), "{}|{}".format(wide, emoji), "{0}{1}{0}".format("a", "\xe9"))
print("{}".format(Loud("a")), "{}".format(Quiet("a")), "{}".format(Plain("a")), "{}".format(Thing()), "{:}".format("a"), "{:}".format(Thing()))
print("{!s}".format(Loud("a")), "{!s}".format(Quiet("a")), "{!r}".format("a"), "{!a}".format(wide), "{!s}".format(Thing()), "{!r}".format(Thing()))
print("{:{}}|".format("a", ""), "{:{}}|".format("a", 3), "{:{w}}|".format("a", w=""), "{:>3}|".format("a"), "{!r:>5}|".format("a"))
print("{a}{a[0]}{b.kind}{c[k]}".format(a="xy", b=type("T", (), {"kind": "attr"}), c={"k": "item"}), "{{}}{}{{".format("x"))
print("{} {} {}".format("a", 5, None), "{}".format("a" * 300) == "a" * 300, type("{}".format(Plain("a"))).__name__, "{}".format(Plain("a")) is Plain)
for template, args in (("{} {}", ("a",)), ("{0} {}", ("a", "b")), ("{", ("a",)), ("}", ("a",)), ("{!x}", ("a",)), ("{:d}", ("a",)), ("{:5d}", (Loud("a"),))):
    try:
        print(template.format(*args))
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
print("{a} {b}".format_map({"a": "1", "b": Loud("2")}))

# expect: True  €|😀 aéa
# expect: loud:A str of quiet a thing<> a thing<>
# expect: a str of quiet 'a' '\u20ac' str of thing € repr
# expect: a| a  | a|   a|   'a'|
# expect: xyxattritem {}x{
# expect: a 5 None True str False
# expect: IndexError Replacement index 1 out of range for positional args tuple
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: ValueError Unknown conversion specifier x
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: loud:A5d
# expect: 1 loud:2
