# min-version: 3.15
print("Test".translate(str.maketrans(frozendict({"T": "t", "s": None, ord("e"): "<i>"}))))
for table in {1: 2}.items(), []:
    try:
        print(str.maketrans(table))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

# expect: t<i>t
# expect: TypeError if you give only one argument to maketrans it must be a dict
# expect: TypeError if you give only one argument to maketrans it must be a dict
