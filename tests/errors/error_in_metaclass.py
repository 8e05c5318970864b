class Meta(type):
    def __new__(mcls, name, bases, ns):
        if "forbidden" in ns:
            raise TypeError(f"{name} is not allowed")
        return super().__new__(mcls, name, bases, ns)


class Fine(metaclass=Meta):
    pass


class Wrong(Fine):
    forbidden = 1

# expect-error: TypeError: Wrong is not allowed
# status: 1
