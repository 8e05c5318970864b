# Types of a package are checked, with errors and revealed types, and again from the cache.
# Later versions need `librt`, a module in C without a substitute: this is the last one that Debian had as pure Python.
# cannot: its typing_extensions asks typing for a name that the library of 3.15 has no more (it runs with older ones); later versions need librt
# suite: trixie
# needs: mypy
import subprocess
import sys

FILES = {
    "shop/__init__.py": "",
    "shop/items.py": """
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, overload

T = TypeVar("T")

@dataclass(frozen=True)
class Item:
    name: str
    price: int = 0

class Box(Generic[T]):
    def __init__(self, content: T) -> None:
        self.content = content
    def map(self, f: "Mapper[T]") -> "Box[T]":
        return Box(f(self.content))

class Mapper(Protocol[T]):
    def __call__(self, value: T, /) -> T: ...

@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x: int | str) -> int | str:
    return x * 2
""",
    "shop/main.py": """
from shop.items import Box, Item, twice
item = Item("a", "b")
item.price = 3
reveal_type(Box(item).map(lambda i: i).content.name)
reveal_type([twice(1), twice("x")])
def f(x: int | None) -> int:
    if x is None:
        return "none"
    return x + 1
f(3.5)
async def g() -> list[int]:
    return [n async for n in h()]
match item:
    case Item(name=n):
        reveal_type(n)
""",
}
import os

os.mkdir("shop")
for name, text in FILES.items():
    with open(name, "w") as file:
        file.write(text)
for _ in range(2):
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", "shop"], capture_output=True, text=True)
    print(done.returncode, done.stdout, done.stderr[-400:])

# expect: 1 shop/main.py:3: error: Argument 2 to "Item" has incompatible type "str"; expected "int"  [arg-type]
# expect: shop/main.py:4: error: Property "price" defined in "Item" is read-only  [misc]
# expect: shop/main.py:5: note: Revealed type is "builtins.str"
# expect: shop/main.py:6: note: Revealed type is "builtins.list[builtins.object]"
# expect: shop/main.py:9: error: Incompatible return value type (got "str", expected "int")  [return-value]
# expect: shop/main.py:11: error: Argument 1 to "f" has incompatible type "float"; expected "int | None"  [arg-type]
# expect: shop/main.py:13: error: Name "h" is not defined  [name-defined]
# expect: shop/main.py:16: note: Revealed type is "builtins.str"
# expect: Found 5 errors in 1 file (checked 3 source files)
# expect:  
# expect: 1 shop/main.py:3: error: Argument 2 to "Item" has incompatible type "str"; expected "int"  [arg-type]
# expect: shop/main.py:4: error: Property "price" defined in "Item" is read-only  [misc]
# expect: shop/main.py:5: note: Revealed type is "builtins.str"
# expect: shop/main.py:6: note: Revealed type is "builtins.list[builtins.object]"
# expect: shop/main.py:9: error: Incompatible return value type (got "str", expected "int")  [return-value]
# expect: shop/main.py:11: error: Argument 1 to "f" has incompatible type "float"; expected "int | None"  [arg-type]
# expect: shop/main.py:13: error: Name "h" is not defined  [name-defined]
# expect: shop/main.py:16: note: Revealed type is "builtins.str"
# expect: Found 5 errors in 1 file (checked 3 source files)
# expect:  
