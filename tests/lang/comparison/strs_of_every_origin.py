"""Equality of strs that are constants, characters of others, and results just made: as a value and as a condition."""


def shout(s):
    return s + "!"


def compare(a, b):
    made = [a[0] == shout(b), shout(b) == a[0], shout(a) == shout(b), a[0] == b[0], a[1:] != shout(b), a[0] != b[-1]]
    if a[0] == shout(b):
        made.append("1")
    if shout(b) != a[0]:
        made.append("2")
    if shout(a) == shout(b):
        made.append("3")
    if a[0] == b[0]:
        made.append("4")
    if not a[1:] == b[1:] or shout(a) != "ab!":
        made.append("5")
    if shout(a) == "ab!":
        made.append("6")
    while a[0] != shout(a):
        break
    return made


for _ in range(3):
    for a, b in [("ab", "ab"), ("ab", "cd"), ("aé", "ae"), ("a€", "a\U0001f600"), ("\xe9x", "€x"), ("a\0", "a")]:
        print(compare(a, b))
print("" == "a"[:0], "a"[1:] == "", "" == "\0", "\0"[0] == "", "Ā"[0] == "\x00", "\u0161" == "a")

# expect: [False, False, True, True, True, True, '2', '3', '4', '6']
# expect: [False, False, False, False, True, True, '2', '5', '6']
# expect: [False, False, False, True, True, True, '2', '4', '5']
# expect: [False, False, False, True, True, True, '2', '4', '5']
# expect: [False, False, False, False, True, True, '2', '5']
# expect: [False, False, False, True, True, False, '2', '4', '5']
# expect: [False, False, True, True, True, True, '2', '3', '4', '6']
# expect: [False, False, False, False, True, True, '2', '5', '6']
# expect: [False, False, False, True, True, True, '2', '4', '5']
# expect: [False, False, False, True, True, True, '2', '4', '5']
# expect: [False, False, False, False, True, True, '2', '5']
# expect: [False, False, False, True, True, False, '2', '4', '5']
# expect: [False, False, True, True, True, True, '2', '3', '4', '6']
# expect: [False, False, False, False, True, True, '2', '5', '6']
# expect: [False, False, False, True, True, True, '2', '4', '5']
# expect: [False, False, False, True, True, True, '2', '4', '5']
# expect: [False, False, False, False, True, True, '2', '5']
# expect: [False, False, False, True, True, False, '2', '4', '5']
# expect: True True False False False False
