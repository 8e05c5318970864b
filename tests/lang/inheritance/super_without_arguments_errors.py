def outside():
    super().x


try:
    outside()
except RuntimeError as error:
    print(error)


class C:
    def m(self):
        return super().missing


try:
    C().m()
except AttributeError as error:
    print(error)

# expect: super(): no arguments
# expect: 'super' object has no attribute 'missing'
