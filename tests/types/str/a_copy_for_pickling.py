text = "abc"
class Text(str): pass
for given in text, Text("abc"), "", "ä":
    args = given.__getnewargs__()
    print(args, type(args[0]).__name__, len(given) < 2 or args[0] is given)

# expect: ('abc',) str False
# expect: ('abc',) str False
# expect: ('',) str True
# expect: ('ä',) str True
