import sys
locals()["dynamic"] = 1
print(dynamic, locals() is globals(), sys._getframe().f_locals is globals())
class C:
    locals()["attr"] = 2
    sys._getframe().f_locals["other"] = 3
print(C.attr, C.other)

# expect: 1 True True
# expect: 2 3
