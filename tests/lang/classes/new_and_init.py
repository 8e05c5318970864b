class Once:
    instance = None

    def __new__(cls, *args):
        print("new", args)
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, *args):
        print("init", args)
        self.args = args


print(Once(1) is Once(2), Once.instance.args)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Other())

# expect: new (1,)
# expect: init (1,)
# expect: new (2,)
# expect: init (2,)
# expect: True (2,)
# expect: 42
