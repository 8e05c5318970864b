for source in (
    "match x:\n  case a: pass\n  case b: pass", "match x:\n  case [a, a]: pass",
    "match x:\n  case a | b: pass", "match x:\n  case {**r, 'k': 1}: pass", "match x:\n  case [*a, *b]: pass",
    "match x:\n  case 1 + 2: pass",
):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(error.msg)


class C:
    __match_args__ = ("a",)


try:
    match C():
        case C(1, 2):
            pass
except TypeError as error:
    print(error)

# expect: name capture 'a' makes remaining patterns unreachable
# expect: multiple assignments to name 'a' in pattern
# expect: name capture 'a' makes remaining patterns unreachable
# expect-before-3.15: invalid syntax
# expect-since-3.15: double star pattern must be the last (right-most) subpattern in the mapping pattern
# expect: multiple starred names in sequence pattern
# expect: imaginary number required in complex literal
# expect: C() accepts 1 positional sub-pattern (2 given)
