// What dict and frozendict share (dict_reading.h).
#include "runtime/types/containers/dict_reading.h"

#include "gc/refcount/object_lock.h"
#include "runtime/object/long_loops.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/set_table.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/numbers/int.h"

namespace rt::dict_reading {

static Ref missing_py(Thread& t, Value self, Value key) {
  if (!is_exact_dict(self) && !is_exact_frozendict(self)) {
    bool self_first;
    Ref method = special_method_py(t, self, name(N::__missing__), &self_first);
    if (method) return self_first ? call_py(t, method, self, key) : call_py(t, method, key);
    if (error_pending(t)) return Ref();
  }
  return raise_key_error(t, key);
}

Ref getitem_or_missing_py(Thread& t, Value self, Value key) {
  Ref value = dict_get_py(t, as_dict(self), key);
  if (value || error_pending(t)) return value;
  return missing_py(t, self, key);
}

int contains_key_py(Thread& t, Value self, Value key) { return dict_contains_py(t, as_dict(self), key); }
i64 length(Thread&, Value self) { return static_cast<i64>(as_dict(self)->size()); }
Ref iterator(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictKeyIterator, self); }
Ref reverse_iterator(Thread& t, Value self) { return make_dict_iterator(t, TypeId::kDictReverseKeyIterator, self); }

Ref compare_py(Thread& t, Value a, Value b, CompareOp op) {
  if (!is_any_dict(a) || !is_any_dict(b) || (op != CompareOp::kEq && op != CompareOp::kNe))
    return Ref::immediate(kNotImplemented);
  int equal = dict_equal_py(t, as_dict(a), as_dict(b));
  return equal < 0 ? Ref() : bool_ref((op == CompareOp::kEq) == (equal > 0));
}

bool append_items_py(Thread& t, text::UcsBuilder& out, Value self) {
  ReprScope scope(t, self);
  if (scope.recursive()) return out.append_ascii("{...}"), true;
  out.append('{');
  u64 position = 0;
  Ref key, value;
  for (bool first = true; dict_next(t, as_dict(self), &position, &key, &value); first = false) {
    if (!first) out.append_ascii(", ");
    if (!append_repr_py(t, out, key)) return false;
    out.append_ascii(": ");
    if (!append_repr_py(t, out, value)) return false;
  }
  out.append('}');
  return true;
}

Ref get_or_py(Thread& t, Value self, Value key, Value otherwise) {
  Ref value = dict_get_py(t, as_dict(self), key);
  return value || error_pending(t) ? std::move(value) : Ref::share(t, otherwise);
}

bool get_slot(Value self, Value key, const Slot** slot) {
  key = key.stripped();
  return is_plain_key(key) && dict_find_slot(as_dict(self), key, slot);
}

Ref keys(Thread& t, Value self) { return make_dict_view(t, TypeId::kDictKeys, self); }
Ref values(Thread& t, Value self) { return make_dict_view(t, TypeId::kDictValues, self); }
Ref items(Thread& t, Value self) { return make_dict_view(t, TypeId::kDictItems, self); }

Ref memory_size(Thread& t, Value self) {
  gc::ObjectLock lock(self.object());
  const DictTable* table = as_dict(self)->table.load(gc::relaxed);
  u64 bytes = type_of(self)->base_size;
  if (table != empty_table()) {
    bytes += index_bytes(table->log2_size) + sizeof(DictTable) +
             table_capacity(table->log2_size) * table->entry_size * sizeof(Slot);
  }
  return make_int(t, static_cast<i64>(bytes));
}

// Stores `value` under each key of an iterable. A dict or a set knows the hashes of its keys.
bool set_all_keys_py(Thread& t, Dict* target, Value iterable, Value value) {
  u64 position = 0;
  Ref key;
  i64 hash;
  if (is_exact_dict(iterable)) {
    Ref from = unchanging_dict(t, iterable);
    while (from && dict_next_hashed(t, as_dict(from), &position, &key, nullptr, &hash)) {
      if (!dict_set_hashed_py(t, target, key, hash, value) || !poll_at_py(t, position)) return false;
    }
    return bool(from);
  }
  if (is_exact(iterable, TypeId::kSet) || is_exact(iterable, TypeId::kFrozenSet)) {
    Ref from = walkable(t, iterable);
    while (from && set_next_hashed(t, as_set(from), &position, &key, &hash)) {
      if (!dict_set_hashed_py(t, target, key, hash, value) || !poll_at_py(t, position)) return false;
    }
    return bool(from);
  }
  return for_each_py(t, iterable, [&](Thread& t2, Value k) { return dict_set_py(t2, target, k, value); });
}

Ref from_keys_py(Thread& t, Value type, Value iterable, Value value) {
  Ref self = call_py(t, type);
  if (!self) return Ref();
  bool frozen = is_frozendict(self);
  Ref target = frozen ? dict_copy(t, as_dict(self)) : std::move(self);
  if (!target) return Ref();
  bool ok = is_exact_dict(target)
                ? set_all_keys_py(t, as_dict(target), iterable, value)
                : for_each_py(t, iterable, [&](Thread& t2, Value key) { return setitem_py(t2, target, key, value); });
  if (!ok || !frozen) return ok ? std::move(target) : Ref();
  Ref result = make_frozendict(t, kFrozenDictType, as_dict(target));
  return !result || type == Value(kFrozenDictType) ? std::move(result) : call_py(t, type, result);
}

bool update_from_arguments_py(Thread& t, Value self, const char* function, const CallArgs& args, u32 first) {
  if (args.positional > first + 1) {
    return raise_type_error(t, "%s expected at most 1 argument, got %d", function,
                            static_cast<int>(args.positional - first));
  }
  if (args.positional > first && !dict_update_py(t, as_dict(self), args[first])) return false;
  for (u32 i = 0; i < args.keywords(); ++i) {
    if (!dict_set_py(t, as_dict(self), (*as_tuple(args.names))[i], args.values[args.positional + i])) return false;
  }
  return true;
}

// ---- lifetime

template <TypeId kExact>
void trace(Object* object, gc::Visitor& visitor) {
  const DictTable* table = static_cast<Dict*>(object)->table.load(gc::acquire);
  if (!is_exact(object, kExact)) trace_attributes(object, visitor);
  u64 n = table ? table->entries_used.load(gc::acquire) : 0;
  if (n != 0 && table->entry_size == 2) return trace_slots(visitor, table->entries(), 2 * n);
  for (u64 i = 0; i < n; ++i) {
    trace_slot(visitor, table->key(i));
    trace_slot(visitor, table->value(i));
  }
}

template <TypeId kExact>
void clear(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  dict_clear(t, static_cast<Dict*>(object));
  if (!is_exact(object, kExact)) dispose_attributes(t, object);
}

template <TypeId kExact>
void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  Dict* dict = static_cast<Dict*>(object);
  if (!is_exact(object, kExact)) dispose_attributes(t, object);
  if (DictTable* table = dict->table.load(gc::acquire)) release_table(t, dict, table);
}

template void trace<TypeId::kDict>(Object*, gc::Visitor&);
template void trace<TypeId::kFrozenDict>(Object*, gc::Visitor&);
template void clear<TypeId::kDict>(gc::Thread&, Object*);
template void clear<TypeId::kFrozenDict>(gc::Thread&, Object*);
template void dispose<TypeId::kDict>(gc::Thread&, Object*);
template void dispose<TypeId::kFrozenDict>(gc::Thread&, Object*);

}  // namespace rt::dict_reading
