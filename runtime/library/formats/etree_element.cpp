// _elementtree.Element: the type, its construction and its attributes. Children, search and copies have their own
// files.
#include "runtime/library/formats/etree_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/warn.h"
#include "runtime/types/containers/frozendict.h"

namespace rt::etree {

Type* g_element_type;

namespace {

// Checks a value of `attrib`. False: TypeError.
bool check_attributes(Thread& t, Value v) {
  if (library_minor() >= 15)
    return is_any_dict(v) || raise_type_error(t, "attrib must be dict or frozendict, not %T", v);
  return is_dict(v) || raise_type_error(t, "attrib must be dict, not %T", v);
}

}  // namespace

Error raise_not_element(Thread& t, Value v) { return raise_type_error(t, "expected an Element, not \"%T\"", v); }
Error raise_bad_argument(Thread& t, const char* argument, Value v) {
  return raise_type_error(t, "%s must be xml.etree.ElementTree.Element, not %A", argument, v);
}

Ref make_element(Thread& t, Value tag, Ref attributes) {
  Ref object = allocate_instance(t, g_element_type);
  if (!object) return Ref();
  Element* e = as_element(object);
  init_field(e->tag, Ref::share(t, tag));
  e->text.set(kNone);
  e->tail.set(kNone);
  init_field(e->attributes, std::move(attributes));
  return object;
}

List* grow_children(Thread& t, Element* e) {
  if (List* children = children_of(e)) return children;
  Ref fresh = make_list(t);
  if (fresh) fill_field(t, e, e->children, std::move(fresh));
  return children_of(e);
}

bool append_child(Thread& t, Element* e, Value child) {
  List* children = grow_children(t, e);
  return children && list_append(t, children, child);
}

Ref attributes_of(Thread& t, Element* e) {
  Ref attributes = load_field(t, e, e->attributes);
  while (!attributes) {  // another thread may take them away again
    Ref fresh = make_dict(t);
    if (!fresh) return Ref();
    attributes = fill_field(t, e, e->attributes, std::move(fresh));
  }
  return attributes;
}

Ref attributes_argument_py(Thread& t, const char* function, const CallArgs& args, u32 first) {
  Value given = args.positional > first ? args[first] : Value();
  bool positional = bool(given), frozen = library_minor() >= 15;
  if (given && !is_dict(given) && !(frozen && is_frozendict(given))) {
    return raise_type_error(t, "%s() argument %d must be %s, not %A", function, static_cast<int>(first) + 1,
                            frozen ? "dict or frozendict" : "dict", given);
  }
  u32 keywords = args.keywords();
  Tuple* names = keywords ? as_tuple(args.names) : nullptr;
  u32 skipped = keywords;  // the keyword `attrib`, if it is the dict
  for (u32 i = 0; !positional && i < keywords; ++i) {
    if (!str_equal_ascii((*names)[i], "attrib")) continue;
    given = args[args.positional + i];
    skipped = i;
    if (!check_attributes(t, given)) return Ref();
  }
  if (!given && !keywords) return Ref();
  Ref result = make_dict(t);
  if (!result || (given && !dict_merge_py(t, as_dict(result), given, true))) return Ref();
  for (u32 i = 0; i < keywords; ++i) {
    if (i != skipped && !dict_set_py(t, as_dict(result), (*names)[i], args[args.positional + i])) return Ref();
  }
  return as_dict(result)->size() ? std::move(result) : Ref();
}

// ---- attributes of the object

namespace {

template <Slot Element::* kSlot>
Ref get_slot(Thread& t, Value self) {
  return load_field(t, self.object(), as_element(self)->*kSlot);
}
bool refuse_deletion(Thread& t, Value value) {
  return value || raise(t, kAttributeErrorType, "can't delete element attribute");
}
template <Slot Element::* kSlot>
bool set_slot(Thread& t, Value self, Value value) {
  if (!refuse_deletion(t, value)) return false;
  store_field(t, self.object(), as_element(self)->*kSlot, Ref::share(t, value));
  return true;
}

Ref get_attrib(Thread& t, Value self) { return attributes_of(t, as_element(self)); }
bool set_attrib(Thread& t, Value self, Value value) {
  if (!refuse_deletion(t, value)) return false;
  if (!is_dict(value)) return raise_type_error(t, "attrib must be dict, not %T", value);
  store_field(t, self.object(), as_element(self)->attributes, Ref::share(t, value));
  return true;
}

// ---- methods on attributes

Ref element_get(Thread& t, Value self, Value key, Value fallback) {
  Ref attributes = load_field(t, self.object(), as_element(self)->attributes);
  Ref value = attributes ? dict_get_py(t, as_dict(attributes), key) : Ref();
  return value || error_pending(t) ? std::move(value) : Ref::share(t, fallback);
}
Ref element_set(Thread& t, Value self, Value key, Value value) {
  Ref attributes = attributes_of(t, as_element(self));
  return attributes && dict_set_py(t, as_dict(attributes), key, value) ? none() : Ref();
}
Ref element_items(Thread& t, Value self) {
  Ref attributes = load_field(t, self.object(), as_element(self)->attributes);
  return attributes ? dict_items_list(t, as_dict(attributes)) : make_list(t);
}
Ref element_keys(Thread& t, Value self) {
  Ref attributes = load_field(t, self.object(), as_element(self)->attributes);
  return attributes ? dict_keys_list(t, as_dict(attributes)) : make_list(t);
}

// ---- construction

Ref element_makeelement(Thread& t, Value, Value tag, Value attributes) {
  if (!is_dict(attributes)) return raise_type_error(t, "makeelement() argument 2 must be dict, not %A", attributes);
  Ref copy = dict_copy(t, as_dict(attributes));
  return copy ? make_element(t, tag, std::move(copy)) : Ref();
}

u64 bytes_of(const Element* e) {
  u64 bytes = sizeof(Element);
  if (children_of(e)) bytes += sizeof(List) + child_count(e) * sizeof(Slot);
  return bytes;
}
Ref element_sizeof(Thread& t, Value self) { return make_uint(t, bytes_of(as_element(self))); }

Ref create(Thread& t, Type* type, const CallArgs&) {
  Ref object = allocate_instance(t, type);
  if (!object) return Ref();
  Element* e = as_element(object);
  for (Slot* slot : {&e->tag, &e->text, &e->tail}) slot->set(kNone);
  return object;
}

bool init(Thread& t, Value self, const CallArgs& args) {
  if (args.positional < 1 || args.positional > 2) {
    int given = static_cast<int>(args.positional);
    return given < 1 ? raise_type_error(t, "Element() takes at least 1 argument (%d given)", given)
                     : raise_type_error(t, "Element() takes at most 2 arguments (%d given)", given);
  }
  Element* e = as_element(self);
  Ref attributes = attributes_argument_py(t, "Element", args, 1);
  if (error_pending(t)) return false;
  if (attributes) store_field(t, e, e->attributes, std::move(attributes));
  store_field(t, e, e->tag, Ref::share(t, args[0]));
  store_field(t, e, e->text, none());
  store_field(t, e, e->tail, none());
  return true;
}

Ref element_repr(Thread& t, Value self) {
  Ref tag = load_field(t, self.object(), as_element(self)->tag);
  ReprScope scope(t, self);
  if (scope.recursive()) return raise(t, kRuntimeErrorType, "reentrant call inside %T.__repr__", self);
  return format_message(t, "<Element %R at %p>", tag.get(), static_cast<void*>(self.object()));
}

int truth(Thread& t, Value self) {
  if (library_minor() >= 12 &&
      !warn_deprecated_py(t,
                          "Testing an element's truth value will always return True in future versions.  "
                          "Use specific 'len(elem)' or 'elem is not None' test instead."))
    return -1;
  return child_count(as_element(self)) != 0;
}

// ---- lifetime

void trace(Object* object, gc::Visitor& visitor) {
  auto* e = static_cast<Element*>(object);
  trace_attributes(object, visitor);
  trace_slots(visitor, &e->tag, 5);
}
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  auto* e = static_cast<Element*>(object);
  dispose_attributes(t, object);
  for (Slot* slot : {&e->tag, &e->text, &e->tail, &e->attributes, &e->children}) clear_slot(t, *slot);
}

constexpr GetSetDef kGetSet[] = {
    {"tag", get_slot<&Element::tag>, set_slot<&Element::tag>,
     "A string identifying what kind of data this element represents"},
    {"text", get_slot<&Element::text>, set_slot<&Element::text>,
     "A string of text directly after the start tag, or None"},
    {"tail", get_slot<&Element::tail>, set_slot<&Element::tail>,
     "A string of text directly after the end tag, or None"},
    {"attrib", get_attrib, set_attrib, "A dictionary containing the element's attributes"},
    {},
};

constexpr MethodDef kMethods[] = {
    {"append", element_append, "(self, subelement, /)", "Add an element behind the last child."},
    {"clear", element_clear, "(self, /)", "Take away children, attributes and texts."},
    {"extend", element_extend, "(self, elements, /)", "Append the elements of an iterable."},
    {"find", element_find, "(self, /, path, namespaces=None)", "The first element that a path leads to, or None."},
    {"findall", element_findall, "(self, /, path, namespaces=None)", "A list of all elements that a path leads to."},
    {"findtext", element_findtext, "(self, /, path, default=None, namespaces=None)",
     "The text of the first element that a path leads to, or the default."},
    {"get", element_get, "(self, /, key, default=None)", "The value of an attribute, or the default."},
    {"insert", element_insert, "(self, index, subelement, /)", "Insert an element before the child with that index."},
    {"items", element_items, "(self, /)", "A list of the attributes as pairs of name and value."},
    {"iter", element_iter, "(self, /, tag=None)", "Iterate over this element and all below it, in document order."},
    {"iterfind", element_iterfind, "(self, /, path, namespaces=None)",
     "Iterate over all elements that a path leads to."},
    {"itertext", element_itertext, "(self, /)", "Iterate over all texts within the element, in document order."},
    {"keys", element_keys, "(self, /)", "A list of the names of the attributes."},
    {"makeelement", element_makeelement, "(self, tag, attrib, /)", "Make another element of this kind."},
    {"remove", element_remove, "(self, subelement, /)", "Remove the first child that equals an element."},
    {"set", element_set, "(self, key, value, /)", "Set an attribute."},
    {"__copy__", element_copy, "(self, /)", nullptr},
    {"__deepcopy__", element_deepcopy, "(self, memo, /)", nullptr},
    {"__getstate__", element_getstate, "(self, /)", nullptr},
    {"__setstate__", element_setstate, "(self, state, /)", nullptr},
    {"__sizeof__", element_sizeof, "(self, /)", nullptr},
    {},
};

constexpr TypeSpec kSpec = {
    .name = "xml.etree.ElementTree.Element",
    .size = sizeof(Element),
    .flags = kTypeTraced | kTypeSubclassable | kTypeHasWeakrefs | kTypeIndexIterable,
    .lifetime = {trace, nullptr, nullptr, dispose},
    .slots =
        [] {
          Slots s{};
          s.create = create;
          s.init = init;
          s.repr = element_repr;
          s.truth = truth;
          s.len = element_len;
          s.getitem = element_getitem;
          s.setitem = element_setitem;
          return s;
        }(),
    .methods = kMethods,
    .getset = kGetSet,
    .private_part = [](Object* object) -> Object* { return children_of(static_cast<Element*>(object)); },
};

}  // namespace

bool add_element_type(Thread& t, Value module) { return add_native_type(t, module, g_element_type, kSpec); }

}  // namespace rt::etree
