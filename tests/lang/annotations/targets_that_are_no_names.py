# min-version: 3.14
class O: pass
o, d = O(), {}
o.a: undefined_name = 1
d["k"]: undefined_name = 2
(p): undefined_name = 3
print(o.a, d, p)
class C:
    (q): undefined_name = 3
    o.b: undefined_name = 4
print(C.__annotate__, "__annotate__" in globals(), o.b)

# expect: 1 {'k': 2} 3
# expect: None False 4
