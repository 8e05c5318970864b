class Right:
    def __gt__(self, other):
        return f"gt {other}"

    def __eq__(self, other):
        return f"eq {other}"


print(1 < Right())
print(1 == Right())
print(1 != Right())

# expect: gt 1
# expect: eq 1
# expect: False
