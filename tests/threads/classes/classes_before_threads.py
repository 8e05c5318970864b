"""Classes that only the main thread knows when the first other thread starts notice what that one changes in their bases and methods."""

import threading


class Base:
    answer = 1

    @staticmethod
    def told():
        return "first"


part = Base.__dict__["told"]


def with_private_classes():
    class Private(Base):
        own = 2

    class Borrowing:
        told = part

    class Dropped(Base):
        pass

    private, borrowing = Private(), Borrowing()
    before = private.answer, private.own, private.told(), borrowing.told(), Dropped().answer
    del Dropped

    def change():
        Base.answer = 10
        part.__init__(lambda: "second")
        Base.added = "new"

    thread = threading.Thread(target=change)
    thread.start()
    thread.join()
    print(before)
    print(private.answer, private.own, private.told(), borrowing.told(), private.added)
    print([cls.__name__ for cls in Base.__subclasses__() if cls.__name__ == "Private"])


with_private_classes()

# expect: (1, 2, 'first', 'first', 1)
# expect: 10 2 second second new
# expect: ['Private']
