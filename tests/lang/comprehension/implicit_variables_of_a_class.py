# min-version: 3.15
# In a comprehension of a class body, only functions see __classdict__.
def body(text):
    try:
        exec("class C:\n    found = " + text)
    except NameError as e:
        print(text, "|", e)
    else:
        print(text, "| no error")
body("[__classdict__ for x in [1]]")
body("{__classdict__: x for x in [1]}")
body("[[__classdict__ for y in [1]] for x in [1]]")
body("[x for x in [1] if __classdict__]")
body("[(lambda: __class__) for x in [1]]")
body("[lambda: 1 for x in [1]]")
body("__classdict__")
class Held:
    first = 1
    lists = [(lambda: __classdict__)() for x in [1, 2]]
print([sorted(key for key in names if key[0] != "_") for names in Held.lists])

# expect: [__classdict__ for x in [1]] | name '__classdict__' is not defined
# expect: {__classdict__: x for x in [1]} | name '__classdict__' is not defined
# expect: [[__classdict__ for y in [1]] for x in [1]] | name '__classdict__' is not defined
# expect: [x for x in [1] if __classdict__] | name '__classdict__' is not defined
# expect: [(lambda: __class__) for x in [1]] | no error
# expect: [lambda: 1 for x in [1]] | no error
# expect: __classdict__ | name '__classdict__' is not defined
# expect: [['first', 'lists'], ['first', 'lists']]
