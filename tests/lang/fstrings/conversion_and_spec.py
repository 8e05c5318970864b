# min-version: 3.13
class C:
    def __format__(self, s): return f"<{s}>"
    def __repr__(self): return "R"
    def __str__(self): return "S"
print(f"{C()}", f"{C()!r}", f"{C()!s:>3}", f"{C():a:b}", f"{C():{'x'}{'y'}}", f"{C()!a:^5}")

# expect: <> R   S <a:b> <xy>   R  
