# min-version: 3.15
# What is told about * and ** where they cannot stand, and about conditional expressions behind them.
CASES = """
[*x if x else y for x in z]
[*x if x else y]
[x if x else *y for x in z]
[x if x else *y]
[*x if x else *y]
[1, *x if x else y]
[*x if x else y, 1]
(*x if x else y)
(*x if x else y,)
{*x if x else y}
{*x if x else y for x in z}
{x if x else *y}
{x if x else *y for x in z}
(x if x else *y)
(x if x else *y for x in z)
f(*x if x else y)
f(x if x else *y)
f(x if x else *y for x in z)
f(*x if x else y for x in z)
x if x else *y
*x if x else y
y = *x if x else y
y = x if x else *y
return *x if x else y
{**x if x else y}
{x if x else **y}
{x if x else **y for x in z}
{1: 2, **x if x else y}
[x if x else **y]
(x if x else **y)
f(x if x else **y)
f(**x if x else y)
[**x for x in [{1: 2}]]
[**x]
[1, **x]
[**x, 1]
(**x for x in [{1:2}])
(**x)
(**x, 1)
(1, **x)
dict(**x for x in [{1:2}])
dict(*x for x in y)
dict(1, *x for x in y)
{*a: b for a, b in {1: 2}.items()}
{**a: b for a, b in {1: 2}.items()}
{a: *b for a, b in {1: 2}.items()}
{a: **b for a, b in {1: 2}.items()}
{*a: b}
{**a: b}
{a: *b}
{a: **b}
{1: 2, *a: b}
{1: 2, **a: b}
{1: 2, a: *b}
{1: 2, a: **b}
{1: 2, **a}
{1: 2, *a}
{1, *a}
{1, **a}
{**a for a in {1: 2}.items(): b}
{*a for a in b: c}
{**a, 1}
{**a, *b}
{**a for a in b, 1}
[*x for x in y, 1]
lambda: *x
x[*a if b else c]
x[a if b else *c]
print(**a for a in b)
print(**a if b else c, 1)
f(a=*b)
f(a=**b)
f(**a, b)
with (*a): pass
del *a
*a
**a
x = **a
x = *a
for x in *a: pass
for x in **a: pass
return **a
yield **a
yield *a if b else c
a if b else c for c in d
[a if b else]
[a if b]
[**]
(*)
(**)
{**}
{a: }
{a: for x in y}
{a: b if c else *d}
{a: b if c else **d}
{a if b else *c: d}
assert *a
raise *a
if *a: pass
[*a b]
(*a b)
f(*a b)
""".strip().split("\n")
for case in CASES:
    try:
        compile(case, "case", "exec")
        print("compiles:", case)
    except SyntaxError as e:
        print(case, "|", e.msg, e.offset, e.end_offset)

# expect: [*x if x else y for x in z] | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: [*x if x else y] | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: [x if x else *y for x in z] | cannot unpack only part of a conditional expression 14 15
# expect: [x if x else *y] | cannot unpack only part of a conditional expression 14 15
# expect: [*x if x else *y] | cannot unpack only part of a conditional expression 15 16
# expect: [1, *x if x else y] | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 5 19
# expect: [*x if x else y, 1] | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: (*x if x else y) | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: (*x if x else y,) | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: {*x if x else y} | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: {*x if x else y for x in z} | invalid starred expression. Did you forget to wrap the conditional expression in parentheses? 2 16
# expect: {x if x else *y} | cannot unpack only part of a conditional expression 14 15
# expect: {x if x else *y for x in z} | cannot unpack only part of a conditional expression 14 15
# expect: (x if x else *y) | cannot unpack only part of a conditional expression 14 15
# expect: (x if x else *y for x in z) | cannot unpack only part of a conditional expression 14 15
# expect: compiles: f(*x if x else y)
# expect: f(x if x else *y) | cannot unpack only part of a conditional expression 15 16
# expect: f(x if x else *y for x in z) | cannot unpack only part of a conditional expression 15 16
# expect: compiles: f(*x if x else y for x in z)
# expect: x if x else *y | cannot unpack only part of a conditional expression 13 14
# expect: *x if x else y | invalid syntax 4 6
# expect: y = *x if x else y | invalid syntax 8 10
# expect: y = x if x else *y | cannot unpack only part of a conditional expression 17 18
# expect: return *x if x else y | invalid syntax 11 13
# expect: {**x if x else y} | invalid double starred expression. Did you forget to wrap the conditional expression in parentheses? 2 17
# expect: {x if x else **y} | cannot use dict unpacking on only part of a conditional expression 14 16
# expect: {x if x else **y for x in z} | cannot use dict unpacking on only part of a conditional expression 14 16
# expect: {1: 2, **x if x else y} | invalid syntax 12 14
# expect: [x if x else **y] | cannot use dict unpacking on only part of a conditional expression 14 16
# expect: (x if x else **y) | cannot use dict unpacking on only part of a conditional expression 14 16
# expect: f(x if x else **y) | cannot use dict unpacking on only part of a conditional expression 15 17
# expect: compiles: f(**x if x else y)
# expect: [**x for x in [{1: 2}]] | cannot use dict unpacking in list comprehension 2 5
# expect: [**x] | cannot use dict unpacking here 2 4
# expect: [1, **x] | cannot use dict unpacking here 5 7
# expect: [**x, 1] | cannot use dict unpacking here 2 4
# expect: (**x for x in [{1:2}]) | cannot use dict unpacking in generator expression 2 5
# expect: (**x) | cannot use dict unpacking here 2 4
# expect: (**x, 1) | cannot use dict unpacking here 2 4
# expect: (1, **x) | cannot use dict unpacking here 5 7
# expect: dict(**x for x in [{1:2}]) | cannot use dict unpacking in generator expression 6 9
# expect: compiles: dict(*x for x in y)
# expect: dict(1, *x for x in y) | Generator expression must be parenthesized 9 22
# expect: {*a: b for a, b in {1: 2}.items()} | cannot use a starred expression in a dictionary key 2 4
# expect: {**a: b for a, b in {1: 2}.items()} | cannot use dict unpacking in a dictionary key 2 5
# expect: {a: *b for a, b in {1: 2}.items()} | cannot use a starred expression in a dictionary value 5 7
# expect: {a: **b for a, b in {1: 2}.items()} | cannot use dict unpacking in a dictionary value 5 8
# expect: {*a: b} | cannot use a starred expression in a dictionary key 2 4
# expect: {**a: b} | cannot use dict unpacking in a dictionary key 2 5
# expect: {a: *b} | cannot use a starred expression in a dictionary value 5 7
# expect: {a: **b} | cannot use dict unpacking in a dictionary value 5 8
# expect: {1: 2, *a: b} | cannot use a starred expression in a dictionary key 8 10
# expect: {1: 2, **a: b} | invalid syntax 11 12
# expect: {1: 2, a: *b} | cannot use a starred expression in a dictionary value 11 13
# expect: {1: 2, a: **b} | cannot use dict unpacking in a dictionary value 11 14
# expect: compiles: {1: 2, **a}
# expect: {1: 2, *a} | invalid syntax 8 9
# expect: compiles: {1, *a}
# expect: {1, **a} | cannot use dict unpacking here 5 7
# expect: {**a for a in {1: 2}.items(): b} | cannot use dict unpacking here 2 4
# expect: {*a for a in b: c} | invalid syntax 15 16
# expect: {**a, 1} | ':' expected after dictionary key 7 0
# expect: {**a, *b} | cannot use dict unpacking here 2 4
# expect: {**a for a in b, 1} | cannot use dict unpacking here 2 4
# expect: [*x for x in y, 1] | invalid syntax 15 16
# expect: lambda: *x | invalid syntax 9 10
# expect: compiles: x[*a if b else c]
# expect: x[a if b else *c] | cannot unpack only part of a conditional expression 15 16
# expect: print(**a for a in b) | cannot use dict unpacking in generator expression 7 10
# expect: print(**a if b else c, 1) | positional argument follows keyword argument unpacking 25 26
# expect: f(a=*b) | invalid syntax 5 6
# expect: f(a=**b) | invalid syntax 5 7
# expect: f(**a, b) | positional argument follows keyword argument unpacking 9 10
# expect: with (*a): pass | cannot use starred expression here 7 9
# expect: del *a | cannot delete starred 5 7
# expect: *a | can't use starred expression here 1 3
# expect: **a | invalid syntax 1 3
# expect: x = **a | invalid syntax 5 7
# expect: x = *a | can't use starred expression here 5 7
# expect: for x in *a: pass | can't use starred expression here 10 12
# expect: for x in **a: pass | invalid syntax 10 12
# expect: return **a | invalid syntax 8 10
# expect: yield **a | invalid syntax 7 9
# expect: yield *a if b else c | invalid syntax 10 12
# expect: a if b else c for c in d | invalid syntax 15 18
# expect: [a if b else] | expected expression after 'else', but statement is given 13 14
# expect: [a if b] | expected 'else' after 'if' expression 2 8
# expect: [**] | invalid syntax 2 4
# expect: (*) | Invalid star expression 3 4
# expect: (**) | invalid syntax 2 4
# expect: {**} | invalid syntax 4 5
# expect: {a: } | expression expected after dictionary key and ':' 3 4
# expect: {a: for x in y} | invalid syntax 5 8
# expect: {a: b if c else *d} | cannot unpack only part of a conditional expression 17 18
# expect: {a: b if c else **d} | cannot use dict unpacking on only part of a conditional expression 17 19
# expect: {a if b else *c: d} | cannot unpack only part of a conditional expression 14 15
# expect: assert *a | invalid syntax 8 9
# expect: raise *a | invalid syntax 7 8
# expect: if *a: pass | invalid syntax 4 5
# expect: [*a b] | invalid syntax. Perhaps you forgot a comma? 3 6
# expect: (*a b) | invalid syntax. Perhaps you forgot a comma? 3 6
# expect: f(*a b) | invalid syntax. Perhaps you forgot a comma? 4 7
