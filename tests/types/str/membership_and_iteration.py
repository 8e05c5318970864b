print("ell" in "hello", "" in "", "x" not in "abc", "lo" in "hello", [c for c in "añ😀"])
print(list(enumerate("ab")), "".join(reversed("abc")))
try:
    1 in "abc"
except TypeError as error:
    print(error)

# expect: True True True True ['a', 'ñ', '😀']
# expect: [(0, 'a'), (1, 'b')] cba
# expect: 'in <string>' requires string as left operand, not int
