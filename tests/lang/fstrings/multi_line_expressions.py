# min-version: 3.12
x = 3
print(f"{
    x
    + 1
}")
print(f"{x  # a comment
}")
print(f"""{
    x,  # one
    x,  # two
}""")

# expect: 4
# expect: 3
# expect: (3, 3)
