// keys(), values() and items(): live views of a dict. Keys and items behave like sets.
#include "runtime/types/all.h"
#include "runtime/types/classes/mappingproxy.h"
#include "runtime/types/containers/container_parts.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

Ref make_dict_view(Thread& t, TypeId id, Value dict) {
  auto* view = allocate_exact<DictView>(t, id, sizeof(DictView), true);
  if (!view) return Ref();
  init_field(view->dict, Ref::share(t, dict));
  return Ref::steal(view);
}

namespace {

Value dict_value(Value view) { return view.as<DictView>()->dict.get(); }

i64 view_len(Thread&, Value self) { return static_cast<i64>(dict_of_view(self)->size()); }

Ref view_repr(Thread& t, Value self) {
  ReprScope scope(t, self);
  if (scope.recursive()) return make_str_ascii(t, "...");
  Dict* dict = dict_of_view(self);
  Ref items = is_exact(self, TypeId::kDictKeys)     ? dict_keys_list(t, dict)
              : is_exact(self, TypeId::kDictValues) ? dict_values_list(t, dict)
                                                    : dict_items_list(t, dict);
  return items ? format_message(t, "%T(%R)", self, items.get()) : Ref();
}

// ---- iteration

Ref keys_iter(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictKeyIterator, dict_value(self)); }
Ref values_iter(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictValueIterator, dict_value(self)); }
Ref items_iter(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictItemIterator, dict_value(self)); }
Ref keys_reversed(Thread& t, Value self) {
  return make_dict_iterator(t, TypeId::kDictReverseKeyIterator, dict_value(self));
}
Ref values_reversed(Thread& t, Value self) {
  return make_dict_iterator(t, TypeId::kDictReverseValueIterator, dict_value(self));
}
Ref items_reversed(Thread& t, Value self) {
  return make_dict_iterator(t, TypeId::kDictReverseItemIterator, dict_value(self));
}

// ---- membership

int keys_contains_py(Thread& t, Value self, Value key) { return dict_contains_py(t, dict_of_view(self), key); }

int items_contains(Thread& t, Value self, Value item) {
  if (!is_tuple(item) || as_tuple(item)->length != 2) return 0;
  Ref value = dict_get_py(t, dict_of_view(self), (*as_tuple(item))[0]);
  if (!value) return error_pending(t) ? -1 : 0;
  return equal_py(t, value, (*as_tuple(item))[1]);
}

int view_contains_py(Thread& t, Value view, Value item) {
  return is_exact(view, TypeId::kDictKeys) ? keys_contains_py(t, view, item) : items_contains(t, view, item);
}

// ---- set operations

bool is_set_view(Value v) { return is_exact(v, TypeId::kDictKeys) || is_exact(v, TypeId::kDictItems); }
bool is_set_like(Value v) { return is_set_view(v) || is_any_set(v); }

// 1 if every item of `a` is in `b`, else 0; -1: error.
int all_contained_in_py(Thread& t, Value a, Value b) {
  int result = 1;
  bool ok = for_each_py(t, a, [&](Thread& t2, Value item) {
    result = contains_py(t2, b, item);
    return result > 0;
  });
  return ok ? result : -1;
}

Ref view_compare(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_set_like(b)) return Ref::immediate(kNotImplemented);
  i64 x = len_py(t, a), y = x < 0 ? -1 : len_py(t, b);
  if (y < 0) return Ref();
  if (op == CompareOp::kGt || op == CompareOp::kGe) {
    std::swap(a, b);
    std::swap(x, y);
    op = op == CompareOp::kGt ? CompareOp::kLt : CompareOp::kLe;
  }
  bool possible = op == CompareOp::kLt ? x < y : op == CompareOp::kLe ? x <= y : x == y;
  int contained = possible ? all_contained_in_py(t, a, b) : 0;
  if (contained < 0) return Ref();
  return bool_ref(op == CompareOp::kNe ? !contained : contained);
}

// A binary operation in which either operand may be the view.
template <bool (*kUpdate)(Thread&, Set*, Value)>
Ref view_binary(Thread& t, Value a, Value b) {
  bool has_hashes = is_exact(a, TypeId::kDictKeys) && is_exact_dict(dict_value(a));
  Ref result = make_set_py(t, has_hashes ? dict_value(a) : a);
  return result && kUpdate(t, as_set(result), b) ? std::move(result) : Ref();
}

Ref view_and(Thread& t, Value a, Value b) {
  Value view = is_set_view(a) ? a : b, other = is_set_view(a) ? b : a;
  // If both operands are views or sets, the smaller one is iterated over; the result's items come from that operand.
  if (is_exact(other, TypeId::kSet) && len_py(t, view) <= len_py(t, other)) {
    Ref method = make_str_ascii(t, "intersection");
    return method ? call_method_py(t, other, method, view) : Ref();
  }
  if (is_set_like(other) && is_set_view(other) && len_py(t, other) > len_py(t, view)) std::swap(view, other);
  Ref result = make_set(t);
  bool ok = result && for_each_py(t, other, [&](Thread& t2, Value item) {
              int contained = view_contains_py(t2, view, item);
              return contained == 0 || (contained > 0 && set_add_py(t2, as_set(result), item));
            });
  return ok ? std::move(result) : Ref();
}

Ref view_isdisjoint(Thread& t, Value self, Value other) {
  Value walked = other, asked = self;
  if (is_set_like(other) && len_py(t, other) > len_py(t, self)) std::swap(walked, asked);
  int contained = 0;
  bool ok = for_each_py(t, walked, [&](Thread& t2, Value item) {
    contained = contains_py(t2, asked, item);
    return contained == 0;
  });
  return ok && contained >= 0 ? bool_ref(!contained) : Ref();
}

Ref view_mapping(Thread& t, Value self) { return make_mapping_proxy(t, dict_value(self)); }

void view_trace(Object* object, gc::Visitor& visitor) { trace_slot(visitor, static_cast<DictView*>(object)->dict); }
void view_dispose(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<DictView*>(object)->dict);
}

constexpr const char* kReversedDoc[] = {"An iterator over the keys, last one first.",
                                        "Return a reverse iterator over the dict values.",
                                        "Return a reverse iterator over the dict items."};
constexpr const char* kDisjointDoc = "Return True if the view and the given iterable have a null intersection.";
constexpr MethodDef kKeysMethods[] = {{"isdisjoint", view_isdisjoint, "(self, other, /)", kDisjointDoc},
                                      {"__reversed__", keys_reversed, "(self, /)", kReversedDoc[0]},
                                      {}};
constexpr MethodDef kValuesMethods[] = {{"__reversed__", values_reversed, "(self, /)", kReversedDoc[1]}, {}};
constexpr MethodDef kItemsMethods[] = {{"isdisjoint", view_isdisjoint, "(self, other, /)", kDisjointDoc},
                                       {"__reversed__", items_reversed, "(self, /)", kReversedDoc[2]},
                                       {}};
constexpr GetSetDef kViewGetSet[] = {{"mapping", view_mapping, nullptr, "dictionary that this view refers to"}, {}};

constexpr TypeSpec view_spec(TypeId id, const char* name, Ref (*iter)(Thread&, Value), const MethodDef* methods) {
  TypeSpec spec{};
  spec.id = id;
  spec.name = name;
  spec.size = sizeof(DictView);
  spec.flags = kTypeTraced | kTypeDisallowNew;
  spec.lifetime.trace = view_trace;
  spec.lifetime.dispose = view_dispose;
  spec.slots.repr = view_repr;
  spec.slots.len = view_len;
  spec.slots.iter = iter;
  spec.methods = methods;
  spec.getset = kViewGetSet;
  return spec;
}

constexpr TypeSpec set_view_spec(TypeId id, const char* name, Ref (*iter)(Thread&, Value), const MethodDef* methods) {
  TypeSpec spec = view_spec(id, name, iter, methods);
  auto binary = [&](BinaryOp op) -> auto& { return spec.slots.binary[static_cast<int>(op)]; };
  binary(BinaryOp::kOr) = view_binary<set_update_py>;
  binary(BinaryOp::kSub) = view_binary<set_difference_update_py>;
  binary(BinaryOp::kXor) = view_binary<set_symmetric_difference_update_py>;
  binary(BinaryOp::kAnd) = view_and;
  spec.slots.contains = id == TypeId::kDictKeys ? keys_contains_py : items_contains;
  spec.slots.compare = view_compare;
  return spec;
}

}  // namespace

constexpr TypeSpec kDictKeysSpec = set_view_spec(TypeId::kDictKeys, "dict_keys", keys_iter, kKeysMethods);
constexpr TypeSpec kDictItemsSpec = set_view_spec(TypeId::kDictItems, "dict_items", items_iter, kItemsMethods);
constexpr TypeSpec kDictValuesSpec = view_spec(TypeId::kDictValues, "dict_values", values_iter, kValuesMethods);

}  // namespace rt
