class Root:
    def setup(self):
        print("Root")


class Left(Root):
    def setup(self):
        print("Left")
        super().setup()


class Right(Root):
    def setup(self):
        print("Right")
        super().setup()


class Bottom(Left, Right):
    def setup(self):
        print("Bottom")
        super().setup()


Bottom().setup()

# expect: Bottom
# expect: Left
# expect: Right
# expect: Root
