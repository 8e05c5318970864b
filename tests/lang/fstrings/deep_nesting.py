# min-version: 3.12
print(f"{f"{f"{f"{f"{f"{'deep'}"}"}"}"}"}")
w, p = 8, 3
print(f"{1.23456:{w}.{p}f}|{f'{w}':>{w}}|{1:{'0'}{w}}")

# expect: deep
# expect:    1.235|       8|00000001
