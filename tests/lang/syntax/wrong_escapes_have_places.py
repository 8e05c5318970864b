# min-version: 3.15
import warnings

warnings.simplefilter("error")
for source in ('foo = """\\q"""', 'x = "ab\\q"', '"""a\nbc\\q\n"""', '"x" "ab\\400"', "(\n  'a'\n  'b\\w')"):
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        print(e.lineno, e.offset, e.end_lineno, e.end_offset, e.msg)

# expect: 1 10 1 12 "\q" is an invalid escape sequence. Did you mean "\\q"? A raw string is also an option.
# expect: 1 8 1 10 "\q" is an invalid escape sequence. Did you mean "\\q"? A raw string is also an option.
# expect: 2 3 2 5 "\q" is an invalid escape sequence. Did you mean "\\q"? A raw string is also an option.
# expect: 1 8 1 10 "\400" is an invalid octal escape sequence. Did you mean "\\400"? A raw string is also an option.
# expect: 3 5 3 7 "\w" is an invalid escape sequence. Did you mean "\\w"? A raw string is also an option.
