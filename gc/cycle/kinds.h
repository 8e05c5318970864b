// Kinds: the properties of shapes that trials and the end of garbage need, in a direct-mapped cache. Garbage consists
// of many objects of few shapes, so a shape's properties are looked up seldom.
#pragma once

#include <cstring>

#include "gc/cycle/collector.h"
#include "gc/heap/page.h"

namespace gc {

// Traits of a kind, above the bits of the header flags, so that both can be united in one word. kHasFinalizer: the type
// has a finalizer. kIsEntangled: see kEntangled (collector.h). kIsWeakref: the objects are weak references.
inline constexpr u32 kHasFinalizer = 1u << kFlagBits;
inline constexpr u32 kIsEntangled = 2u << kFlagBits;
inline constexpr u32 kIsWeakref = 4u << kFlagBits;

// Slots side by side.
struct SlotRange {
  const Atomic<u64>* begin = nullptr;
  u64 count = 0;

  template <class F>  // f(u64) for each word
  TINYPY_INLINE void for_each(F f) const {
    for (const Atomic<u64>* slot = begin; slot < begin + count; ++slot) f(slot->load(relaxed));
  }
  template <class F>  // f(Object*) for each word that is a reference
  TINYPY_INLINE void for_each_reference(F f) const {
    for_each([&](u64 word) {
      if (is_reference(word)) f(reinterpret_cast<Object*>(word));
    });
  }
};

// The block `bytes` behind this one.
inline const Object* after(const Object* block, u32 bytes) {
  return reinterpret_cast<const Object*>(reinterpret_cast<const char*>(block) + bytes);
}
// True if the word of a slot is a reference to an object on the page: one comparison for is_reference() and Page::of().
inline bool is_reference_into(const Page* page, u64 word) {
  return ((word ^ reinterpret_cast<u64>(page)) & ~(kPageBytes - kGranule)) == 0;
}

// The cache. One thread only.
class Kinds {
 public:
  struct Kind {
    u32 shape;
    u32 traits;   // kHasFinalizer, kIsEntangled, kIsWeakref
    u32 storage;  // the answer of g_runtime_hooks.storage_at
    SlotLayout layout;
    void (*trace)(Object* object, Visitor& visitor);

    // Sets *out to the slots of an object of this kind, whose layout is kLayout. False: only `trace` can visit the
    // object's references.
    template <SlotLayout::Kind kLayout>
    TINYPY_INLINE bool slots_of(const Object* object, SlotRange* out) const {
      const auto* words = reinterpret_cast<const Atomic<u64>*>(object);
      if constexpr (kLayout == SlotLayout::kInline) {
        *out = {words + layout.begin, layout.count};
        return layout.null_if_all == 0 || words[layout.null_if_all].load(relaxed) == 0;
      } else if constexpr (kLayout == SlotLayout::kCounted) {
        const auto* counted = static_cast<const CountedSlots*>(object);
        *out = {counted->slots, counted->count.load(relaxed)};
      } else if constexpr (kLayout == SlotLayout::kBlock) {
        const auto* holder = static_cast<const SlotsInBlock*>(object);
        if (u64 n = holder->count.load(relaxed)) *out = {holder->block.load(relaxed)->slots, n};
      } else if constexpr (kLayout == SlotLayout::kTable) {
        const SlotTable* table = static_cast<const SlotsInTable*>(object)->table.load(relaxed);
        *out = {table->slots, 2 * table->entries.load(relaxed)};
        return table->entry_words == 2;
      }
      return kLayout != SlotLayout::kTraced;
    }
    // The same for any layout.
    TINYPY_INLINE bool slots_of(const Object* object, SlotRange* out) const {
      switch (layout.kind) {
        case SlotLayout::kNothing: return slots_of<SlotLayout::kNothing>(object, out);
        case SlotLayout::kInline: return slots_of<SlotLayout::kInline>(object, out);
        case SlotLayout::kCounted: return slots_of<SlotLayout::kCounted>(object, out);
        case SlotLayout::kBlock: return slots_of<SlotLayout::kBlock>(object, out);
        case SlotLayout::kTable: return slots_of<SlotLayout::kTable>(object, out);
        case SlotLayout::kTraced: return false;
      }
      __builtin_unreachable();
    }
    // True if among the objects of this kind for which slots_of() is true either all or none have storage.
    bool is_uniform() const {
      return layout.kind != SlotLayout::kTraced &&
             (storage == 0 || storage >= kAlwaysStorage || storage == layout.null_if_all * sizeof(u64));
    }
    // Returns f<layout>() with the layout of this kind, which is uniform.
    template <class F>
    TINYPY_INLINE u32 with_layout(F f) const {
      switch (layout.kind) {
        case SlotLayout::kNothing: return f.template operator()<SlotLayout::kNothing>();
        case SlotLayout::kInline: return f.template operator()<SlotLayout::kInline>();
        case SlotLayout::kCounted: return f.template operator()<SlotLayout::kCounted>();
        case SlotLayout::kBlock: return f.template operator()<SlotLayout::kBlock>();
        case SlotLayout::kTable: return f.template operator()<SlotLayout::kTable>();
        case SlotLayout::kTraced: break;
      }
      __builtin_unreachable();
    }
    // Visits all references of the object: with see(Object* child), if slots_of() is true; otherwise with the visitor.
    template <class F>
    TINYPY_INLINE void show(Object* object, F see, Visitor& visitor) const {
      SlotRange slots;
      if (slots_of(object, &slots)) [[likely]]
        slots.for_each_reference(see);
      else trace(object, visitor);
    }
    // True if disposing of the object frees storage, or may do so.
    TINYPY_INLINE bool has_storage(const Object* object) const {
      if (storage >= kAlwaysStorage) return true;
      u64 word = 0;
      if (storage != 0) std::memcpy(&word, reinterpret_cast<const char*>(object) + storage, sizeof word);
      return word != 0;
    }
  };

  // The kind of an object with that `meta`. Valid until the next call.
  TINYPY_INLINE const Kind& of(u32 meta) {
    u32 shape = meta >> kFlagBits;
    Kind& kind = seen_[shape % kSeen];
    if (kind.shape != shape) [[unlikely]]
      look_at(kind, shape);
    return kind;
  }

 private:
  static constexpr u32 kSeen = 64;

  [[gnu::noinline]] static void look_at(Kind& kind, u32 shape) {
    const Lifetime& lifetime = *g_shapes[shape]->lifetime;
    u32 storage = g_runtime_hooks.storage_at ? g_runtime_hooks.storage_at(*g_shapes[shape]) : kEntangled;
    SlotLayout layout = g_runtime_hooks.slot_layout ? g_runtime_hooks.slot_layout(*g_shapes[shape]) : SlotLayout();
    if (!lifetime.trace) layout = {.kind = SlotLayout::kNothing};
    u32 traits = (lifetime.finalize ? kHasFinalizer : 0) | (storage == kEntangled ? kIsEntangled : 0) |
                 (lifetime.weak_entry ? kIsWeakref : 0);
    kind = {shape, traits, storage, layout, lifetime.trace};
  }

  Kind seen_[kSeen] = {};
};

}  // namespace gc
