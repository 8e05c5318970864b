x = 1
print("a" f"{x}" 'b' f'{x}' r"\n", f"" "", "" f"")
print(("a"
       f"{x}"
       "b"))

# expect: a1b1\n  
# expect: a1b
