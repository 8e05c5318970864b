// What the shapes of garbage say about its end. Many objects of few shapes: what is known of a shape is looked up once in a while.
#pragma once

#include <cstring>

#include "gc/cycle/collector.h"

namespace gc {

// Beside the flags of an object's header: what its kind has.
inline constexpr u32 kHasFinalizer = 1u << kFlagBits;
inline constexpr u32 kIsEntangled = 2u << kFlagBits;

// Calls f(Object*) for each reference in slots side by side.
template <class F>
TINYPY_INLINE void for_each_reference(const Atomic<u64>* begin, u64 count, F f) {
  for (const Atomic<u64>* slot = begin; slot < begin + count; ++slot) {
    u64 word = slot->load(relaxed);
    if (is_reference(word)) f(reinterpret_cast<Object*>(word));
  }
}

class Kinds {
 public:
  struct Kind {
    u32 shape;
    u32 traits;   // of the above
    u32 storage;  // as g_runtime_hooks.storage_at says
    SlotLayout layout;
    void (*trace)(Object* object, Visitor& visitor);

    // All that its objects hold lies in themselves, and if so they have no storage, unless the word says otherwise that SlotLayout::null_if_all tells of.
    bool is_plain_instance() const {
      return layout.kind == SlotLayout::kInline && traits == 0 && (storage == 0 || storage == layout.null_if_all * sizeof(u64));
    }
    // What an object of this kind holds: see(Object* child) for each reference in slots side by side; the visitor sees what lies elsewhere.
    template <class F>
    TINYPY_INLINE void show(Object* object, F see, Visitor& visitor) const {
      const auto* words = reinterpret_cast<const Atomic<u64>*>(object);
      switch (layout.kind) {
        case SlotLayout::kNothing: return;
        case SlotLayout::kInline:
          if (layout.null_if_all != 0 && words[layout.null_if_all].load(relaxed) != 0) [[unlikely]] break;
          return for_each_reference(words + layout.begin, u64{layout.count}, see);
        case SlotLayout::kCounted: {
          const auto* counted = static_cast<const CountedSlots*>(object);
          return for_each_reference(counted->slots, counted->count.load(relaxed), see);
        }
        case SlotLayout::kBlock: {
          const auto* holder = static_cast<const SlotsInBlock*>(object);
          u64 n = holder->count.load(relaxed);
          return n == 0 ? void() : for_each_reference(holder->block.load(relaxed)->slots, n, see);
        }
        case SlotLayout::kTable: {
          const SlotTable* table = static_cast<const SlotsInTable*>(object)->table.load(relaxed);
          if (table->entry_words != 2) [[unlikely]] break;
          return for_each_reference(table->slots, 2 * table->entries.load(relaxed), see);
        }
        case SlotLayout::kTraced: break;
      }
      trace(object, visitor);
    }
    // True if taking the object apart would free storage, as far as is known.
    TINYPY_INLINE bool has_storage(const Object* object) const {
      if (storage >= kAlwaysStorage) return true;
      u64 word = 0;
      if (storage != 0) std::memcpy(&word, reinterpret_cast<const char*>(object) + storage, sizeof word);
      return word != 0;
    }
  };

  TINYPY_INLINE const Kind& of(u32 meta) {
    u32 shape = meta >> kFlagBits;
    Kind& kind = seen_[shape % kSeen];
    if (kind.shape != shape) [[unlikely]] look_at(kind, shape);
    return kind;
  }

 private:
  static constexpr u32 kSeen = 64;

  [[gnu::noinline]] static void look_at(Kind& kind, u32 shape) {
    const Lifetime& lifetime = *g_shapes[shape]->lifetime;
    u32 storage = g_runtime_hooks.storage_at ? g_runtime_hooks.storage_at(*g_shapes[shape]) : kEntangled;
    SlotLayout layout = g_runtime_hooks.slot_layout ? g_runtime_hooks.slot_layout(*g_shapes[shape]) : SlotLayout();
    if (!lifetime.trace) layout = {.kind = SlotLayout::kNothing};
    kind = {shape, (lifetime.finalize ? kHasFinalizer : 0) | (storage == kEntangled ? kIsEntangled : 0), storage, layout, lifetime.trace};
  }

  Kind seen_[kSeen] = {};
};

}  // namespace gc
