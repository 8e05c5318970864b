// _elementtree.Element: copies, deep copies, and the state for pickles.
#include "gc/refcount/refcount.h"
#include "runtime/library/formats/etree_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/slice_items.h"

namespace rt::etree {

// The copy shares children and the dict of attributes.
Ref element_copy(Thread& t, Value self) {
  Element* e = as_element(self);
  Ref tag = load_field(t, e, e->tag);
  Ref copy = make_element(t, tag, load_field(t, e, e->attributes));
  if (!copy) return Ref();
  Element* to = as_element(copy);
  init_field(to->text, load_field(t, e, e->text));
  init_field(to->tail, load_field(t, e, e->tail));
  List* children = children_of(e);
  Ref shared = children ? list_slice(t, children, 0, INT64_MAX) : Ref();
  if (children && !shared) return Ref();
  if (shared) init_field(to->children, std::move(shared));
  return copy;
}

// ---- deep copies

namespace {

Ref address_of(Thread& t, Value v) { return make_uint(t, v.stripped().bits()); }  // id(v)

// A copy by copy.deepcopy().
Ref copy_any_py(Thread& t, Value v, Value memo) {
  Ref module = import_module_py(t, "copy");
  Ref function = module ? getattr_py(t, module, "deepcopy") : Ref();
  return function ? call_py(t, function, v, memo) : Ref();
}

bool is_plain(Value v) { return v.is_immediate() || is_exact_str(v); }

// True if keys and values of the dict need no copies.
bool has_plain_items(Thread& t, Dict* dict) {
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, dict, &position, &key, &value)) {
    if (!is_plain(key) || !is_plain(value)) return false;
  }
  return true;
}

Ref deepcopy_py(Thread& t, Value v, Value memo) {
  if (is_plain(v)) return Ref::share(t, v);
  if (is_exact_element(v)) {
    Ref id = address_of(t, v);
    Ref done = id ? dict_get_py(t, as_dict(memo), id) : Ref();
    return done || error_pending(t) ? std::move(done) : element_deepcopy(t, v, memo);
  }
  return copy_any_py(t, v, memo);
}

// The attributes of a copy. A dict that others may hold, too, goes through the memo. Empty without error: none.
Ref deepcopy_attributes_py(Thread& t, Element* e, Value memo) {
  Ref attributes = load_field(t, e, e->attributes);
  if (!attributes || as_dict(attributes)->size() == 0) return Ref();
  constexpr u32 kOurs = 2;  // the element's reference, and the one above
  if (is_exact_dict(attributes) && gc::total_count(attributes.object()) <= kOurs &&
      has_plain_items(t, as_dict(attributes)))
    return dict_copy(t, as_dict(attributes));
  Ref copy = copy_any_py(t, attributes, memo);
  if (copy && !is_dict(copy)) return raise_type_error(t, "attrib must be dict, not %T", copy.get());
  return copy;
}

bool deepcopy_children_py(Thread& t, const Element* from, Element* to, Value memo) {
  for (i64 i = 0;; ++i) {
    Ref child = child_at(t, from, i);
    if (!child) return !error_pending(t);
    Ref copy = deepcopy_py(t, child, memo);
    if (!copy) return false;
    if (!is_element(copy)) return raise_not_element(t, copy);
    if (!append_child(t, to, copy)) return false;
  }
}

// Copies a slot that is never empty.
bool deepcopy_slot_py(Thread& t, Element* from, Element* to, Slot Element::* slot, Value memo) {
  Ref value = load_field(t, from, from->*slot);
  Ref copy = deepcopy_py(t, value, memo);
  if (!copy) return false;
  store_field(t, to, to->*slot, std::move(copy));
  return true;
}

}  // namespace

Ref element_deepcopy(Thread& t, Value self, Value memo) {
  if (!is_dict(memo)) return raise_type_error(t, "__deepcopy__() argument must be dict, not %A", memo);
  NativeDepth depth(t, " during a deep copy of an element");
  if (!depth) return Ref();
  Element* e = as_element(self);
  Ref attributes = deepcopy_attributes_py(t, e, memo);
  Ref copy = error_pending(t) ? Ref() : make_element(t, kNone, std::move(attributes));
  if (!copy) return Ref();
  Element* to = as_element(copy);
  for (Slot Element::* slot : {&Element::tag, &Element::text, &Element::tail}) {
    if (!deepcopy_slot_py(t, e, to, slot, memo)) return Ref();
  }
  if (!deepcopy_children_py(t, e, to, memo)) return Ref();
  Ref id = address_of(t, self);
  return id && dict_set_py(t, as_dict(memo), id, copy) ? std::move(copy) : Ref();
}

// ---- pickling

Ref element_getstate(Thread& t, Value self) {
  Element* e = as_element(self);
  List* list = children_of(e);
  Ref children = list ? list_slice(t, list, 0, INT64_MAX) : make_list(t);
  Ref attributes = load_field(t, e, e->attributes);
  if (!attributes) attributes = make_dict(t);
  Ref state = children && attributes ? make_dict(t, 5) : Ref();
  if (!state) return Ref();
  Dict* dict = as_dict(state);
  bool ok = dict_set_cstr(t, dict, "tag", load_field(t, e, e->tag)) &&
            dict_set_cstr(t, dict, "_children", std::move(children)) &&
            dict_set_cstr(t, dict, "attrib", std::move(attributes)) &&
            dict_set_cstr(t, dict, "text", load_field(t, e, e->text)) &&
            dict_set_cstr(t, dict, "tail", load_field(t, e, e->tail));
  return ok ? std::move(state) : Ref();
}

namespace {

// Sets a slot to an entry of the state, or to None if there is none.
bool restore_slot_py(Thread& t, Element* e, Slot& slot, Dict* state, const char* key) {
  Ref value = dict_get_cstr(t, state, key);
  if (!value && error_pending(t)) return false;
  store_field(t, e, slot, value ? std::move(value) : none());
  return true;
}

// Children and attributes: a state that has neither leaves both as they are.
bool restore_contents_py(Thread& t, Element* e, Dict* state) {
  Ref children = dict_get_cstr(t, state, "_children");
  Ref attributes = error_pending(t) ? Ref() : dict_get_cstr(t, state, "attrib");
  if (error_pending(t)) return false;
  if (!children && !attributes) return true;
  if (children && !is_list(children)) return raise_type_error(t, "'_children' is not a list");
  if (attributes && !is_dict(attributes)) return raise_type_error(t, "attrib must be dict, not %T", attributes.get());
  if (children && !set_children_py(t, e, as_list(children))) return false;
  if (List* list = children ? nullptr : children_of(e)) list_clear(t, list);
  store_field(t, e, e->attributes, std::move(attributes));
  return true;
}

}  // namespace

Ref element_setstate(Thread& t, Value self, Value state) {
  if (!is_exact_dict(state)) return raise_type_error(t, "Don't know how to unpickle \"%R\" as an Element", state);
  Element* e = as_element(self);
  Ref tag = dict_get_cstr(t, as_dict(state), "tag");
  if (!tag) return error_pending(t) ? Ref() : Ref(raise_type_error(t, "tag may not be NULL"));
  store_field(t, e, e->tag, std::move(tag));
  bool ok = restore_slot_py(t, e, e->text, as_dict(state), "text") &&
            restore_slot_py(t, e, e->tail, as_dict(state), "tail") && restore_contents_py(t, e, as_dict(state));
  return ok ? none() : Ref();
}

}  // namespace rt::etree
