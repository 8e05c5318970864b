class Give:
    def __init__(self, v):
        self.v = v

    def __enter__(self):
        return self.v

    def __exit__(self, *a):
        pass


box = {}
with Give((1, [2, 3])) as (a, (b, c)), Give(9) as box["k"]:
    print(a, b, c, box)

# expect: 1 2 3 {'k': 9}
