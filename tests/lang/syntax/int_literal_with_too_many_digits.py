import ast, sys
sys.set_int_max_str_digits(700)
for source in ("x = " + "3" * 700, "x = " + "3" * 701, "x = 1\ny = 2\nz = [1, " + "3_" * 700 + "3]", "x = 0x" + "3" * 2000):
    try:
        compile(source, "<source>", "exec")
        print("compiles")
    except SyntaxError as e:
        print(e.msg, e.lineno)
try:
    ast.literal_eval("3" * 701)
except SyntaxError as e:
    print(e.msg)

# expect: compiles
# expect: Exceeds the limit (700 digits) for integer string conversion: value has 701 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits. 1
# expect: Exceeds the limit (700 digits) for integer string conversion: value has 701 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits. 3
# expect: compiles
# expect: Exceeds the limit (700 digits) for integer string conversion: value has 701 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
