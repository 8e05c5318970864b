// The type frozendict. An instance gets its entries when it is made, from a dict that nothing else refers to, and never
// changes afterwards. So reading it needs no lock, and nobody sees one that is being filled.
#include "runtime/types/containers/frozendict.h"

#include "gc/refcount/object_lock.h"
#include "runtime/types/all.h"
#include "runtime/types/classes/generic_alias.h"
#include "runtime/types/containers/dict_reading.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/tuple.h"

namespace rt {

Ref make_frozendict(Thread& t, Type* type, Dict* dict) {
  Ref self = allocate_instance(t, type);
  if (!self) return Ref();
  auto* frozen = self.as<FrozenDict>();
  gc::ObjectLock lock(dict);
  frozen->hash.store(0, gc::relaxed);
  frozen->used.store(dict->used.load(gc::relaxed), gc::relaxed);
  frozen->table.store(dict->table.load(gc::relaxed), gc::relaxed);
  dict->table.store(empty_table(), gc::release);
  dict->used.store(0, gc::release);
  return self;
}

namespace {

Ref create_py(Thread& t, Type* type, const CallArgs& args) {
  bool only_one = args.positional == 1 && !args.keywords();
  if (only_one && type == kFrozenDictType && is_exact_frozendict(args[0])) return Ref::share(t, args[0]);
  Ref dict = make_dict(t);
  if (!dict || !dict_reading::update_from_arguments_py(t, dict, "frozendict", args, 0)) return Ref();
  return make_frozendict(t, type, as_dict(dict));
}

Ref repr_of_py(Thread& t, Value self) {
  Ref name = make_str(t, type_name(self));
  if (!name) return Ref();
  text::UcsBuilder out;
  out.append(str_view(name));
  out.append('(');
  if (as_dict(self)->size() && !dict_reading::append_items_py(t, out, self)) return Ref();
  out.append(')');
  return finish_text(t, out);
}

// The hash of frozenset(self.items()).
bool hash_of_py(Thread& t, Value self, i64* out) {
  auto* frozen = self.as<FrozenDict>();
  *out = frozen->hash.load(gc::relaxed);
  if (*out) return true;
  NativeDepth depth(t, " while hashing a frozendict");
  if (!depth) return false;
  num::FrozensetHash hash;
  u64 position = 0;
  Ref key, value;
  while (dict_next(t, frozen, &position, &key, &value)) {
    i64 of_key, of_value;
    if (!hash_py(t, key, &of_key) || !hash_py(t, value, &of_value) || !poll_py(t)) return false;
    num::TupleHash pair;
    pair.add(of_key);
    pair.add(of_value);
    hash.add(pair.finish());
  }
  *out = hash.finish();
  frozen->hash.store(*out, gc::relaxed);
  return true;
}

// A dict with the same entries.
Ref thawed_py(Thread& t, Value self) {
  Ref dict = make_dict(t);
  return dict && dict_merge_py(t, as_dict(dict), self, true) ? std::move(dict) : Ref();
}

Ref copy_py(Thread& t, Value self) {
  if (is_exact_frozendict(self)) return Ref::share(t, self);
  Ref dict = thawed_py(t, self);
  return dict ? make_frozendict(t, kFrozenDictType, as_dict(dict)) : Ref();
}

Ref union_py(Thread& t, Value a, Value b) {
  if (is_dict(a) && is_frozendict(b)) return kDictType->slots.binary[static_cast<int>(BinaryOp::kOr)](t, a, b);
  if (!is_frozendict(a) || !is_any_dict(b)) return Ref::immediate(kNotImplemented);
  if (is_exact_frozendict(a) && as_dict(b)->size() == 0) return Ref::share(t, a);
  if (is_exact_frozendict(b) && as_dict(a)->size() == 0) return Ref::share(t, b);
  Ref dict = thawed_py(t, a);
  if (!dict || !dict_update_py(t, as_dict(dict), b)) return Ref();
  return make_frozendict(t, kFrozenDictType, as_dict(dict));
}

Ref new_args_py(Thread& t, Value self) {
  Ref dict = thawed_py(t, self);
  return dict ? make_tuple(t, dict) : Ref();
}

constexpr MethodDef kMethods[] = {
    {"__sizeof__", dict_reading::memory_size, "(self, /)", dict_reading::kSizeofDoc},
    {"__getnewargs__", new_args_py, "(self, /)", "The arguments that make an equal frozendict, for pickling."},
    {"get", dict_reading::get_or_py, "(self, key, default=None, /)", dict_reading::kGetDoc, dict_reading::get_slot},
    {"keys", dict_reading::keys, "(self, /)", dict_reading::kKeysDoc},
    {"items", dict_reading::items, "(self, /)", dict_reading::kItemsDoc},
    {"values", dict_reading::values, "(self, /)", dict_reading::kValuesDoc},
    {"fromkeys", dict_reading::from_keys_py, "@classmethod (type, iterable, value=None, /)",
     "A frozendict in which each item of the iterable is a key with this value."},
    {"copy", copy_py, "(self, /)", "A frozendict with the same keys and values."},
    {"__reversed__", dict_reading::reverse_iterator, "(self, /)", dict_reading::kReversedDoc},
    {"__class_getitem__", make_generic_alias_py, "@classmethod (type, object, /)", kClassGetitemDoc},
    {},
};

constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = repr_of_py;
  s.hash = hash_of_py;
  s.compare = dict_reading::compare_py;
  s.iter = dict_reading::iterator;
  s.len = dict_reading::length;
  s.getitem = dict_reading::getitem_or_missing_py;
  s.contains = dict_reading::contains_key_py;
  s.binary[static_cast<int>(BinaryOp::kOr)] = union_py;
  s.create = create_py;
  return s;
}();

}  // namespace

const TypeSpec kFrozenDictSpec = {
    .id = TypeId::kFrozenDict,
    .name = "frozendict",
    .size = sizeof(FrozenDict),
    .flags = kTypeSubclassable | kTypeTraced | kTypeMappingPattern,
    .doc = "A dict that never changes: it takes the same arguments as dict, and can be a key if its values can.",
    .lifetime = {.trace = dict_reading::trace<TypeId::kFrozenDict>,
                 .clear = dict_reading::clear<TypeId::kFrozenDict>,
                 .dispose = dict_reading::dispose<TypeId::kFrozenDict>},
    .slots = kSlots,
    .methods = kMethods,
};

}  // namespace rt
