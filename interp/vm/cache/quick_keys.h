// Look-ups in dicts without a call: by keys whose hash is known, if the first probe decides.
#pragma once

#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/dict_table.h"
#include "runtime/types/text/str.h"

namespace vm {

// The hash of a stripped key, if it is known without computing it. False: it is not.
TINYPY_INLINE bool quick_hash(rt::Value key, i64* hash) {
  if (key.is_small_int()) {
    *hash = key.small();
    return static_cast<u64>(*hash) < rt::num::kHashModulus;
  }
  if (!rt::is_exact_str(key)) return false;
  *hash = rt::as_str(key)->hash.load(gc::relaxed);
  return *hash != 0;
}

// The entry of a stripped key, or kAbsent. kUndecided: a call must search.
TINYPY_INLINE i64 quick_entry(const rt::DictTable* table, rt::Value key) {
  i64 hash;
  if (!quick_hash(key, &hash)) return rt::kUndecided;
  i64 entry = rt::load_index(table, static_cast<u64>(hash) & ((u64{1} << table->log2_size) - 1));
  if (entry == rt::kFreeIndex) return rt::kAbsent;
  return entry >= 0 && table->key(static_cast<u64>(entry)).get_shared() == key ? entry : rt::kUndecided;
}

}  // namespace vm
