// Interning: one str for each text that is used as a name, so that names are compared by their addresses.
//
// The hash table has 16 shards, selected by the hash. A look-up takes no lock: each slot of a shard is written only
// once. A table that has been replaced by a bigger one stays in memory, because a reader may still be probing it; all
// of these together are smaller than the newest one. Adding takes the shard's mutex. Interned strs are immortal: once
// interned, by the compiler or by sys.intern(), a name stays.
#include <sys/random.h>

#include <cstring>

#include "gc/sync/mutex.h"
#include "runtime/types/text/str.h"
#include "runtime/types/text/str_intern.h"
#include "runtime/types/text/str_static.h"

namespace rt {

// ---- static strings

static consteval StaticStrs make_static_strs() {
  StaticStrs all{};
  for (u32 i = 0; i <= kEmptyStatic; ++i) {
    StaticStr& s = all.strs[i];
    s.owner = gc::kFreeThreaded ? gc::kImmortalOwner : gc::kNobody;
    s.local = gc::kImmortalLocal;
    s.shared = gc::shared_word(0, gc::kBiased);
    s.meta = static_cast<u32>(TypeId::kStr) << gc::kFlagBits | gc::kDeferred;
    if (gc::kFreeThreaded) s.meta |= gc::kPublished;
    s.kind = 1;
    s.interned = 1;
    s.length = i == kEmptyStatic ? 0 : 1;
    s.ascii = i < 0x80 || i == kEmptyStatic;
    s.text = Str::kTextWord;
    s.characters[0] = i == kEmptyStatic ? u8{0} : static_cast<u8>(i);
  }
  return all;
}

constinit StaticStrs g_static_strs = make_static_strs();

Value empty_str() { return static_str(kEmptyStatic); }

// ---- the hash key

constinit num::HashKey g_text_hash_key;
static bool g_seeded = false;

void seed_text_hash(u32 seed) {
  g_text_hash_key = num::hash_key_from_seed(seed);
  g_seeded = true;
}

void init_text_hash() {
  if (g_seeded) return;
  u8 bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) gc::fatal("no random numbers for the hash key");
  g_text_hash_key = num::hash_key_from_random(bytes);
}

// ---- the table

namespace {

struct Table {
  u64 mask;
  gc::Atomic<Str*> slots[];
};

struct alignas(64) Shard {
  gc::Mutex lock;                     // held while a str is added or the table grows
  gc::Atomic<Table*> table{nullptr};  // any thread reads it; acquire, pairs with grow()
  u64 used = 0;                       // under the lock
};

constexpr u32 kShards = 16, kFirstSize = 128;
Shard g_shards[kShards];

Shard& shard_of(i64 hash) { return g_shards[static_cast<u64>(hash) >> 60]; }

// The result of a search: the str with the text, or the empty slot for it.
struct Probe {
  Str* found;
  gc::Atomic<Str*>* free;
};
bool same_text(const Str* a, const text::StrView& b) {
  return a->length == b.length && a->kind == b.kind && std::memcmp(a->data(), b.data, b.byte_size()) == 0;
}
Probe probe(Table* table, const text::StrView& s, i64 hash) {
  for (u64 i = static_cast<u64>(hash);; ++i) {
    gc::Atomic<Str*>& slot = table->slots[i & table->mask];
    Str* present = slot.load(gc::acquire);  // pairs with add()
    if (!present) return {nullptr, &slot};
    if (present->hash.load(gc::relaxed) == hash && same_text(present, s)) return {present, nullptr};
  }
}

Table* new_table(u64 size) {
  auto* table = static_cast<Table*>(gc::raw_calloc(sizeof(Table) + size * sizeof(gc::Atomic<Str*>)));
  if (table) table->mask = size - 1;
  return table;
}

// Makes the table bigger. The lock is held. False: out of memory.
bool grow(Shard& shard) {
  ASSERT(shard.lock.is_mine());
  Table* old = shard.table.load(gc::relaxed);
  if (old && shard.used * 2 <= old->mask) return true;
  Table* bigger = new_table(old ? (old->mask + 1) * 2 : kFirstSize);
  if (!bigger) return false;
  for (u64 i = 0; old && i <= old->mask; ++i) {
    Str* s = old->slots[i].load(gc::relaxed);
    if (s) probe(bigger, s->view(), s->hash.load(gc::relaxed)).free->store(s, gc::relaxed);
  }
  // Readers of `old` may miss strs that are added later; they search again under the lock.
  shard.table.store(bigger, gc::release);
  return true;
}

// Adds the private str `s` if the table has none with this text. Returns the str in the table. Null: out of memory.
Str* add(Shard& shard, Str* s, i64 hash) {
  gc::MutexGuard guard(shard.lock);
  if (!grow(shard)) return nullptr;
  Probe p = probe(shard.table.load(gc::relaxed), s->view(), hash);
  if (p.found) return p.found;
  s->interned.store(1, gc::relaxed);
  gc::make_immortal(s);
  // Every thread can find the str now. It refers to no other objects, so setting the flag is all that publishing needs.
  if (gc::kFreeThreaded) s->set_flag(gc::kPublished);
  p.free->store(s, gc::release);
  ++shard.used;
  return s;
}

bool is_private(Str* s) { return !gc::kFreeThreaded || !s->published(); }

Ref copy_str(Thread& t, Str* s) {
  Ref copy = make_str_uninitialised(t, s->length, s->kind, s->ascii);
  if (copy) std::memcpy(as_str(copy)->data(), s->data(), s->length * s->kind);
  return copy;
}

}  // namespace

u64 interned_count() {
  u64 count = 0;
  for (Shard& shard : g_shards) {
    gc::MutexGuard guard(shard.lock);
    count += shard.used;
  }
  return count;
}

Ref intern(Thread& t, Ref str) {
  Str* s = as_str(str);
  if (is_interned(s)) return str;
  if (s->length <= 1 && s->kind == 1) return make_char_or_empty(t, s->view());
  i64 hash = str_hash(s);
  Shard& shard = shard_of(hash);
  if (Table* table = shard.table.load(gc::acquire)) {
    if (Str* found = probe(table, s->view(), hash).found) return Ref::share(t, found);
  }
  if (!is_exact_str(s) || !is_private(s) || s->immortal()) {
    str = copy_str(t, s);  // the original cannot become immortal: other threads may be counting it
    if (!str) return str;
    s = as_str(str);
    s->hash.store(hash, gc::relaxed);
  }
  Str* result = add(shard, s, hash);
  if (!result) return raise_memory_error(t);
  return Ref::share(t, result);
}

Ref intern_view(Thread& t, const text::StrView& view) {
  if (view.length <= 1 && view.kind == 1) return make_str(t, view);
  i64 hash = num::hash_bytes(view.data, view.byte_size(), text_hash_key());
  if (Table* table = shard_of(hash).table.load(gc::acquire)) {
    if (Str* found = probe(table, view, hash).found) return Ref::share(t, found);
  }
  Ref str = make_str(t, view);
  return str ? intern(t, std::move(str)) : Ref();
}

Ref intern(Thread& t, std::string_view utf8) {
  if (text::is_ascii(utf8.data(), utf8.size())) return intern_view(t, text::ascii_view(utf8));
  Ref str = make_str(t, utf8);
  return str ? intern(t, std::move(str)) : Ref();
}

}  // namespace rt
