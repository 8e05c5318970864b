// The table of names of a document.
#include "runtime/library/formats/etree_names.h"

#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/num/hash.h"

namespace rt::etree {

namespace {

Ref make_name(Thread& t, std::string_view key) {
  const void* brace = std::memchr(key.data(), '}', key.size());
  if (!brace) return decode_utf8(t, key.data(), key.size());
  text::ByteBuilder whole;
  whole.append('{');
  whole.append(key);
  return whole.ok() ? decode_utf8(t, whole.text().data(), whole.size()) : Ref(raise_memory_error(t));
}

}  // namespace

NameTable::~NameTable() { gc::raw_free(entries_); }

// The entry of the key, or the free one where it belongs.
NameTable::Entry* NameTable::locate(i64 hash, std::string_view key) const {
  for (u64 i = static_cast<u64>(hash);; ++i) {
    Entry* entry = &entries_[i & (capacity_ - 1)];
    if (!entry->name.get()) return entry;
    if (entry->hash == hash && keys_.text().substr(entry->start, entry->length) == key) return entry;
  }
}

bool NameTable::grow() {
  u64 capacity = capacity_ ? capacity_ * 2 : 64, old_capacity = capacity_;
  auto* fresh = static_cast<Entry*>(gc::raw_alloc(capacity * sizeof(Entry)));
  if (!fresh) return false;
  for (u64 i = 0; i < capacity; ++i) new (&fresh[i]) Entry();
  Entry* old = entries_;
  entries_ = fresh;
  capacity_ = capacity;
  for (u64 i = 0; i < old_capacity; ++i) {
    if (!old[i].name.get()) continue;
    Entry* entry = locate(old[i].hash, keys_.text().substr(old[i].start, old[i].length));
    entry->name.set(old[i].name.get());
    entry->hash = old[i].hash;
    entry->start = old[i].start;
    entry->length = old[i].length;
  }
  gc::raw_free(old);
  return true;
}

Ref NameTable::find(Thread& t, Object* owner, const char* name) {
  std::string_view key(name, std::strlen(name));
  i64 hash = num::hash_bytes(key.data(), key.size(), text_hash_key());
  if (used_ * 2 >= capacity_ && !grow()) return raise_memory_error(t);
  Entry* entry = locate(hash, key);
  if (Value found = entry->name.get()) return Ref::share(t, found);
  Ref made = make_name(t, key);
  u64 start = keys_.size();
  keys_.append(key);
  if (!made || !keys_.ok()) return made ? Ref(raise_memory_error(t)) : Ref();
  before_store(t, owner, made);
  entry->name.set(Ref::share(t, made).release());
  entry->hash = hash;
  entry->start = start;
  entry->length = key.size();
  ++used_;
  return made;
}

void NameTable::clear(Thread& t) {
  for (u64 i = 0; i < capacity_; ++i) clear_slot(t, entries_[i].name);
  used_ = 0;
}

void NameTable::trace(gc::Visitor& visitor) const {
  for (u64 i = 0; i < capacity_; ++i) trace_slot(visitor, entries_[i].name);
}

}  // namespace rt::etree
