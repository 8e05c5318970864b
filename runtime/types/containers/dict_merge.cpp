// Filling a dict from other containers: update, constructors, keyword arguments.
#include "gc/refcount/object_lock.h"
#include "runtime/object/long_loops.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/special_result.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/containers/frozendict.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/mapping_keys.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/exceptions/exception_parts.h"

namespace rt {

namespace {

// Moves the table of a copy of `source` into an empty dict: all entries appear at once. False: the dict is not empty.
bool adopt_table(Thread& t, Dict* dict, Ref source) {
  before_store(t, dict, source);
  Dict* from = as_dict(source);
  gc::ObjectLock lock(dict);
  if (dict->used.load(gc::relaxed) != 0) return false;
  DictTable* old = dict->table.load(gc::relaxed);
  dict->table.store(from->table.load(gc::relaxed), gc::release);
  dict->used.store(from->used.load(gc::relaxed), gc::release);
  // The copy, which no other thread knows, gets the dict's former table and frees it.
  from->table.store(old, gc::relaxed);
  from->used.store(0, gc::relaxed);
  return true;
}

bool merge_entry_py(Thread& t, Dict* dict, Value key, i64 hash, Value value, bool override_existing) {
  if (override_existing) return dict_set_hashed_py(t, dict, key, hash, value);
  return bool(dict_setdefault_hashed_py(t, dict, key, hash, value));
}

bool merge_dict_py(Thread& t, Dict* dict, Dict* from, bool override_existing) {
  if (from == dict || from->size() == 0) return true;
  Ref copy;
  if (dict->size() == 0 || is_shared(from)) {
    copy = dict_copy(t, from);
    if (!copy) return false;
    if (dict->size() == 0 && adopt_table(t, dict, Ref::share(t, copy))) return true;
    from = as_dict(copy);
  }
  u64 position = 0, size = from->size();
  Ref key, value;
  i64 hash;
  while (dict_next_hashed(t, from, &position, &key, &value, &hash)) {
    if (!merge_entry_py(t, dict, key, hash, value, override_existing) || !poll_at_py(t, position)) return false;
    if (from->size() != size) return raise(t, kRuntimeErrorType, "dict mutated during update");
  }
  return true;
}

bool merge_mapping_py(Thread& t, Dict* dict, Value mapping, bool override_existing) {
  Ref keys = mapping_keys_py(t, mapping);
  return keys && for_each_py(t, keys, [&](Thread& t2, Value key) {
           if (!override_existing) {
             int present = dict_contains_py(t2, dict, key);
             if (present != 0) return present > 0;
           }
           Ref value = getitem_py(t2, mapping, key);
           return value && dict_set_py(t2, dict, key, value);
         });
}

// The pending error is about the element `pair`. Since the library of 3.15 a note says which one it is.
bool explain_no_sequence_py(Thread& t, Value pair, i64 index) {
  if (!error_is(t, kTypeErrorType)) return false;
  if (library_minor() < 15) {
    clear_error(t);
    return raise_type_error(t, "cannot convert dictionary update sequence element #%lld to a sequence",
                            static_cast<long long>(index));
  }
  if (!type_of(pair)->slots.iter && !type_of(pair)->slots.getitem) {
    clear_error(t);
    raise_type_error(t, "object is not iterable");
  }
  Ref error = take_error(t);
  Ref note = format_message(t, "Cannot convert dictionary update sequence element #%lld to a sequence",
                            static_cast<long long>(index));
  if (note && exceptions::add_note_py(t, error, note)) restore_error(t, std::move(error));
  return false;
}

// Stores one element of the sequence of pairs that dict() and update() accept. `index` is for the error message.
bool merge_pair_py(Thread& t, Dict* dict, Value pair, i64 index) {
  Ref items = to_tuple_py(t, pair);
  if (!items) return explain_no_sequence_py(t, pair, index);
  const Tuple& two = *as_tuple(items);
  if (two.length != 2) {
    return raise_value_error(t, "dictionary update sequence element #%lld has length %lld; 2 is required",
                             static_cast<long long>(index), static_cast<long long>(two.length));
  }
  return dict_set_py(t, dict, two[0], two[1]);
}

}  // namespace

bool dict_merge_py(Thread& t, Dict* dict, Value mapping, bool override_existing) {
  if (is_any_dict(mapping) && type_of(mapping)->slots.iter == kDictType->slots.iter) {
    return merge_dict_py(t, dict, as_dict(mapping), override_existing);
  }
  return merge_mapping_py(t, dict, mapping, override_existing);
}

Ref mapping_keys_py(Thread& t, Value mapping) {
  Ref keys = call_method_py(t, mapping, name(N::keys));
  if (!keys || is_exact_list(keys)) return keys;
  if (!type_of(keys)->slots.iter && !type_of(keys)->slots.getitem) {
    if (library_minor() < 15)
      return raise_type_error(t, "%T.keys() returned a non-iterable (type %T)", mapping, keys.get());
    Ref cls = full_type_name(t, type_of(mapping));
    return cls ? raise_type_error(t, "%S.keys() must return an iterable, not %T", cls.get(), keys.get()) : Ref();
  }
  return to_list_py(t, keys);
}

bool dict_has_only_texts(const Dict* dict) {
  const DictTable* table = dict->table.load(gc::relaxed);
  for (u64 i = 0, n = table->entries_used.load(gc::relaxed); i < n; ++i) {
    Value key = table->key(i).get();
    if (key && !is_str(key)) return false;
  }
  return true;
}

bool dict_update_py(Thread& t, Dict* dict, Value mapping_or_pairs) {
  if (is_exact_dict(mapping_or_pairs) || is_exact_frozendict(mapping_or_pairs))
    return merge_dict_py(t, dict, as_dict(mapping_or_pairs), true);
  Ref keys = getattr_optional_py(t, mapping_or_pairs, name(N::keys));
  if (keys) return dict_merge_py(t, dict, mapping_or_pairs, true);
  if (error_pending(t)) return false;
  i64 index = 0;
  return for_each_py(t, mapping_or_pairs,
                     [&](Thread& t2, Value pair) { return merge_pair_py(t2, dict, pair, index++); });
}

}  // namespace rt
