NAME = "alpha"
_private = 1
count = 0
