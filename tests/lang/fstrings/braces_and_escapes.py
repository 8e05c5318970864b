print(f"{{}}", f"{{{1}}}", f"}}{{", f"\x7b1}}", f"\N{LEFT CURLY BRACKET}", rf"\{1}", rf"\n{1}\n")

# expect: {} {1} }{ {1} { \1 \n1\n
