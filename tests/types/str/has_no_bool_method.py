print(hasattr(str, "__bool__"), bool(""), bool("a"))
from collections import UserString
print(set(dir(str)) - set(dir(UserString)))

# expect: False False True
# expect: set()
