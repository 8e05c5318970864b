import _string
import string


def show(source):
    try:
        print(source, "->", eval(source))
    except (TypeError, OverflowError) as error:
        print(source, "->", type(error).__name__)
    except Exception as error:
        print(source, "->", type(error).__name__, error)


for source in """list(_string.formatter_parser('a{b.c[0]!r:>{width}}d{{e}}{}'))
list(_string.formatter_parser('')), list(_string.formatter_parser('plain'))
list(_string.formatter_parser('{{'))
list(_string.formatter_parser('{a'))
list(_string.formatter_parser('}'))
list(_string.formatter_parser('{a!}'))
list(_string.formatter_parser('{a!rx}'))
list(_string.formatter_parser('{a{b}}'))
list(_string.formatter_parser('{:{}}x')), list(_string.formatter_parser('{!s:}'))
_string.formatter_parser(b'bytes')
_string.formatter_parser()
type(_string.formatter_parser('x')).__name__""".splitlines():
    show(source)


def split(name):
    first, rest = _string.formatter_field_name_split(name)
    return first, list(rest)


for name in ("a", "0", "a.b", "a[0].b[key].c", "10[x y]", "", ".a", "[0]", "a.", "a[", "a[]", "a[0]b", "a]b", "99999999999999999999", "a[99999999999999999999]", "-1"):
    show(f"split({name!r})")
show("split(5)")
print(list(string.Formatter().parse("{x!r:5}")), string.Formatter().get_field("0.real", (5,), {}))

# expect: list(_string.formatter_parser('a{b.c[0]!r:>{width}}d{{e}}{}')) -> [('a', 'b.c[0]', '>{width}', 'r'), ('d{', None, None, None), ('e}', None, None, None), ('', '', '', None)]
# expect: list(_string.formatter_parser('')), list(_string.formatter_parser('plain')) -> ([], [('plain', None, None, None)])
# expect: list(_string.formatter_parser('{{')) -> [('{', None, None, None)]
# expect: list(_string.formatter_parser('{a')) -> ValueError expected '}' before end of string
# expect: list(_string.formatter_parser('}')) -> ValueError Single '}' encountered in format string
# expect: list(_string.formatter_parser('{a!}')) -> ValueError unmatched '{' in format spec
# expect: list(_string.formatter_parser('{a!rx}')) -> ValueError expected ':' after conversion specifier
# expect: list(_string.formatter_parser('{a{b}}')) -> ValueError unexpected '{' in field name
# expect: list(_string.formatter_parser('{:{}}x')), list(_string.formatter_parser('{!s:}')) -> ([('', '', '{}', None), ('x', None, None, None)], [('', '', '', 's')])
# expect: _string.formatter_parser(b'bytes') -> TypeError
# expect: _string.formatter_parser() -> TypeError
# expect: type(_string.formatter_parser('x')).__name__ -> formatteriterator
# expect: split('a') -> ('a', [])
# expect: split('0') -> (0, [])
# expect: split('a.b') -> ('a', [(True, 'b')])
# expect: split('a[0].b[key].c') -> ('a', [(False, 0), (True, 'b'), (False, 'key'), (True, 'c')])
# expect: split('10[x y]') -> (10, [(False, 'x y')])
# expect: split('') -> ('', [])
# expect: split('.a') -> ('', [(True, 'a')])
# expect: split('[0]') -> ('', [(False, 0)])
# expect: split('a.') -> ValueError Empty attribute in format string
# expect: split('a[') -> ValueError Missing ']' in format string
# expect: split('a[]') -> ValueError Empty attribute in format string
# expect: split('a[0]b') -> ValueError Only '.' or '[' may follow ']' in format field specifier
# expect: split('a]b') -> ('a]b', [])
# expect: split('99999999999999999999') -> ValueError Too many decimal digits in format string
# expect: split('a[99999999999999999999]') -> ValueError Too many decimal digits in format string
# expect: split('-1') -> ('-1', [])
# expect: split(5) -> TypeError
# expect: [('', 'x', '5', 'r')] (5, 0)
