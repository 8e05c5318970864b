class Outer:
    class Inner(Exception):
        pass


raise Outer.Inner("nested", 5)

# expect-error: Outer.Inner: ('nested', 5)
# status: 1
