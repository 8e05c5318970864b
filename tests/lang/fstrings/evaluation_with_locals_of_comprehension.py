print([f"{x}{y}" for x in range(2) for y in "ab"])
print([f"{(lambda: x)()}" for x in range(3)])

# expect: ['0a', '0b', '1a', '1b']
# expect: ['0', '1', '2']
