value, width, fill = "v", 6, "*"
print(f"{value!r:{fill}^{width}}", f"{value:{fill}>{width!s}}", f"{value:{fill!s}<{width}}")

# expect: *'v'** *****v v*****
