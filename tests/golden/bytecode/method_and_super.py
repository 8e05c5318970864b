class Child(Base):
    def __init__(self, name, *rest, size=3):
        super().__init__(name)
        self.size = size
