def first_long(words):
    if any(len(found := word) > 4 for word in words):
        return found
    return None


print(first_long(["a", "bb", "hello", "zz"]))
print(first_long(["a"]))

# expect: hello
# expect: None
