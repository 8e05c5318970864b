// _collections: the fields of named tuples and the counting loop of Counter; the containers are in files of their own.
#include "runtime/library/containers/collections.h"

#include "runtime/library/parts/module_parts.h"
#include "runtime/object/names.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt {

namespace {

Type* g_tuplegetter = nullptr;

// ---- _tuplegetter

// An attribute of a named tuple: gives item `index`.
struct TupleGetter : Object {
  i64 index;
  Slot doc;
};

Ref tuplegetter_create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(index, doc, /)");
  Value bound[2];
  i64 index;
  if (!bind_positional(t, "_tuplegetter", kSignature, type, g_tuplegetter, args, bound) ||
      !size_argument_py(t, bound[0], &index))
    return Ref();
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  self.as<TupleGetter>()->index = index;
  init_field(self.as<TupleGetter>()->doc, Ref::share(t, bound[1]));
  return self;
}

Ref tuplegetter_get(Thread& t, Value self, Value instance, Value) {
  if (!instance || instance == kNone) return Ref::share(t, self);
  i64 index = self.as<TupleGetter>()->index;
  if (!is_tuple(instance)) {
    return raise_type_error(t, "descriptor for index '%lld' for tuple subclasses doesn't apply to '%T' object", index,
                            instance);
  }
  if (static_cast<u64>(index) >= as_tuple(instance)->length) return raise_index_error(t, "tuple index out of range");
  return Ref::share(t, (*as_tuple(instance))[static_cast<u64>(index)]);
}
bool tuplegetter_set(Thread& t, Value, Value, Value value) {
  return raise(t, kAttributeErrorType, value ? "can't set attribute" : "can't delete attribute");
}

Ref tuplegetter_reduce(Thread& t, Value self) {
  auto* getter = self.as<TupleGetter>();
  Ref args = make_tuple(t, Value::small_int(getter->index), load_field(t, getter, getter->doc));
  return args ? make_tuple(t, type_of(self), args) : Ref();
}
Ref tuplegetter_repr(Thread& t, Value self) {
  auto* getter = self.as<TupleGetter>();
  Ref doc = load_field(t, getter, getter->doc);
  return format_message(t, "%s(%lld, %R)", short_type_name(self), getter->index, doc.get());
}

constexpr MethodDef kTupleGetterMethods[] = {{"__reduce__", tuplegetter_reduce, "(self, /)"}, {}};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Winvalid-offsetof"
constexpr MemberDef kTupleGetterMembers[] = {{"__doc__", MemberKind::kSlot, offsetof(TupleGetter, doc), false}, {}};
#pragma GCC diagnostic pop
constexpr TypeSpec kTupleGetterSpec = {
    .name = "collections._tuplegetter",
    .size = sizeof(TupleGetter),
    .flags = kTypeTraced,
    .lifetime = SlotsOf<TupleGetter, &TupleGetter::doc>::kLifetime,
    .slots =
        [] {
          Slots s{};
          s.create = tuplegetter_create;
          s.get = tuplegetter_get;
          s.set = tuplegetter_set;
          s.repr = tuplegetter_repr;
          return s;
        }(),
    .methods = kTupleGetterMethods,
    .members = kTupleGetterMembers,
};

// ---- _count_elements

// May the dict be counted in directly? Only if a subclass overrides neither reading nor writing of items. (Counter
// overrides deleting, which shares a slot with writing.)
bool counts_like_dict(Thread& t, Value mapping) {
  if (!is_dict(mapping)) return false;
  Ref get = intern(t, "get");
  auto is_inherited = [&](Value method) {
    return type_lookup(type_of(mapping), method) == type_lookup(kDictType, method);
  };
  return get && is_inherited(get) && is_inherited(name(N::__setitem__));
}

bool count_in_dict_py(Thread& t, Dict* dict, Value item) {
  Ref count = dict_get_py(t, dict, item);
  if (!count && error_pending(t)) return false;
  Ref next = count ? binary_op_py(t, BinaryOp::kAdd, count, Value::small_int(1)) : Ref::immediate(Value::small_int(1));
  return next && dict_set_py(t, dict, item, next);
}

Ref count_elements(Thread& t, Value mapping, Value iterable) {
  if (counts_like_dict(t, mapping)) {
    bool ok =
        for_each_py(t, iterable, [&](Thread& t2, Value item) { return count_in_dict_py(t2, as_dict(mapping), item); });
    return ok ? none() : Ref();
  }
  Ref get = getattr_py(t, mapping, "get");
  if (!get) return Ref();
  bool ok = for_each_py(t, iterable, [&](Thread& t2, Value item) {
    Ref count = call_py(t2, get, item, Value::small_int(0));
    Ref next = count ? binary_op_py(t2, BinaryOp::kAdd, count, Value::small_int(1)) : Ref();
    return next && setitem_py(t2, mapping, item, next);
  });
  return ok ? none() : Ref();
}

constexpr MethodDef kFunctions[] = {{"_count_elements", count_elements, "(mapping, iterable, /)",
                                     "Count the items of the iterable, updating the mapping."},
                                    {}};

bool init(Thread& t, Value module) {
  return collections::add_deque(t, module) && collections::add_defaultdict(t, module) &&
         collections::add_ordered_dict(t, module) && add_native_type(t, module, g_tuplegetter, kTupleGetterSpec);
}

}  // namespace

const ModuleDef kUnderCollectionsModule = {"_collections", "Containers with special abilities.", kFunctions, init};

}  // namespace rt
