import sys, types


class Watched:
    def __del__(self):
        print("gone")


watched = Watched()
# What lives as long as the program keeps the module alive.
sys.keeper = types.SimpleNamespace(module=sys.modules["__main__"])
print("end")

# expect: end
# expect: gone
