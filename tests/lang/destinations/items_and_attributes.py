# The container or object may be in the local that its item or attribute is assigned to, and the key or value as well.
import types
from _tracked import Tracked, run, text

shared_list, shared_dict = [Tracked("shared item")], {"key": Tracked("shared value"), 5: Tracked("five")}


class Node(Tracked):
    def __init__(self, name, value=None):
        super().__init__(name)
        self.value = value

    @property
    def own(self):
        return self

    @property
    def other(self):
        return self.value

    def __getitem__(self, key):
        return key

    def method(self, x=None):
        return x if x is not None else self


class Index(Tracked):
    def __index__(self):
        return 0


class Hooked(Node):
    def __getattr__(self, name):
        return self


class Slotted:
    __slots__ = "value",

    def __init__(self, value):
        self.value = value


def item_of_list():
    x = [Tracked("item")]
    x = x[0]
    return x


def item_of_tuple():
    x = Tracked("outer"), (Tracked("inner"),)
    x = x[1]
    x = x[-1]
    return x


def item_of_dict():
    x = {"key": Tracked("value"), 7: [Tracked("seven")]}
    y = "key"
    y = x[y]
    x = x[7]
    x = x[0]
    return x, y


def item_of_shared():
    x, y = shared_list, shared_dict
    x = x[0]
    y = y["key"]
    z = 5
    z = shared_dict[z]
    return x, y, z


def item_by_index_object():
    x, y = [Tracked("item")], Index("index")
    x = x[y]
    y = shared_list[y]
    return x, y


def item_of_text():
    x = text(1)
    x = x[3]
    return x


def item_of_object():
    x, y = Node("node"), Tracked("key")
    x = x[y]
    y = Node("other")[y]
    return x, y


def slices():
    x, y, z = [Tracked("a"), Tracked("b")], (Tracked("c"), 1), text(2)
    x = x[1:]
    y = y[:1]
    z = z[2:9:2]
    x = x[:]
    return x, y, z


def slice_bounds():
    x, y = [Tracked("a"), Tracked("b")], Index("start")
    y = x[y:]
    x = x[Index("start"):Index("stop")]
    return x, y


def items_replaced():
    x = [None, Tracked("old")]
    x[0] = x
    x[1] = x[0][1] = x
    x = x[0][0][1]
    x[0] = x[1] = 3
    return x


def key_is_container():
    x = Node("node")
    d = {x: x}
    d[x] = x
    x = d[x]
    return x


def attribute():
    x = Node("outer", Node("inner"))
    x = x.value
    return x


def attribute_of_slots():
    x = Slotted(Slotted(Tracked("value")))
    x = x.value
    x = x.value
    return x


def attribute_of_module():
    x = types.ModuleType("temporary")
    x.value = Tracked("value")
    x = x.value
    return x


def attribute_of_itself():
    x = Node("cycle")
    x.value = x
    x = x.value
    x.value = None
    return x


def property_of_itself():
    x = Node("node", Tracked("value"))
    x = x.own
    x = x.other
    return x


def hook():
    x = Hooked("hooked")
    x = x.no_such_attribute
    return x


def bound_method():
    x = Node("node")
    x = x.method
    x = x()
    return x


def super_attribute():
    class Child(Node):
        def method(self, x=None):
            self = super().method
            return self()
    x = Child("child")
    x = x.method()
    return x


def class_of():
    x = Node("node")
    x = x.__class__
    x = x.__name__
    return x


def updated():
    x = Node("node", 1)
    x.value += 2
    x.value -= 1
    y = Node("big", 10**20)
    y.value += y.value
    x = x.value
    y = y.value
    return x, y


def deleted():
    x = Node("node", Tracked("value"))
    y = {1: x}
    del x.value
    x.value = x
    del x.value, y[1]
    y[x] = y
    del y[x]
    return x, y


run(item_of_list, item_of_tuple, item_of_dict, item_of_shared, item_by_index_object, item_of_text, item_of_object, slices, slice_bounds,
    items_replaced, key_is_container, attribute, attribute_of_slots, attribute_of_module, attribute_of_itself, property_of_itself, hook,
    bound_method, super_attribute, class_of, updated, deleted)

# expect: item_of_list <item>
# expect: item_of_tuple <inner>
# expect: item_of_dict (<seven>, <value>)
# expect: item_of_shared (<shared item>, <shared value>, <five>)
# expect: item_by_index_object (<item>, <shared item>)
# expect: item_of_text 't'
# expect: item_of_object (<key>, <key>)
# expect: slices ([<b>], (<c>,), 'x  f')
# expect: slice_bounds ([], [<a>, <b>])
# expect: items_replaced [3, 3]
# expect: key_is_container <node>
# expect: attribute <inner>
# expect: attribute_of_slots <value>
# expect: attribute_of_module <value>
# expect: attribute_of_itself <cycle>
# expect: property_of_itself <value>
# expect: hook <hooked>
# expect: bound_method <node>
# expect: super_attribute <child>
# expect: class_of 'Node'
# expect: updated (2, 200000000000000000000)
# expect: deleted (<node>, {})
# expect: the same in threads True
# expect: left 3
