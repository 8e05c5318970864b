// Subtype tests, look-up of class attributes, and the memory and lifetime of instances.
#include "runtime/object/type.h"

#include <cstring>

#include "gc/heap/vital.h"
#include "gc/refcount/qsbr.h"
#include "gc/threads/watch.h"
#include "runtime/object/class.h"
#include "runtime/object/member_slot.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/object/unraisable.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace rt {

alignas(16) Type g_builtin_types[static_cast<int>(TypeId::kCount)];

// Index: bits >> 3 of None, False, True, Ellipsis, NotImplemented, +0.0, -0.0, stop.
Type* const g_special_types[kSpecialCount] = {kNoneTypeType,           kBoolType,  kBoolType,  kEllipsisTypeType,
                                              kNotImplementedTypeType, kFloatType, kFloatType, kObjectType};

const char* type_name(const Type* type) { return type->c_name.load(gc::acquire); }

bool check_type_name(Thread& t, Value name) {
  Utf8 text(t, name);
  if (!text.ok()) return false;
  return text.view().find('\0') == std::string_view::npos ||
         raise_value_error(t, "type name must not contain null characters");
}

void set_type_c_name(Thread& t, Type* type, Value name) {
  Utf8 text(t, name, true);
  std::string_view view = text.ok() ? text.view() : std::string_view("?");
  auto* copy = static_cast<char*>(gc::vital_alloc(view.size() + 1));
  std::memcpy(copy, view.data(), view.size());
  copy[view.size()] = 0;
  const char* old = type->c_name.exchange(copy, gc::acq_rel);
  if (old) gc::retire_raw(t, const_cast<char*>(old), std::strlen(old) + 1);
}

// ---- subtype tests and look-up

bool is_subtype(const Type* type, const Type* base) {
  if (type == base || base == kObjectType) return true;
  Value mro = type->mro.get_shared();
  if (!mro) {
    // The class has no MRO: it is under construction or has been cleared. The chain of bases by layout still exists.
    for (const Type* b = type; b; b = b->base) {
      if (b == base) return true;
    }
    return false;
  }
  const Tuple& order = *as_tuple(mro);
  for (u64 i = 1; i < order.length; ++i) {
    if (order[i].object() == base) return true;
  }
  return false;
}

Value dict_peek(Thread& t, Dict* dict, Value name) {
  for (;;) {
    u64 version;
    i64 entry = class_dict_find(t, dict, name, &version);
    if (entry < 0) return Value();
    DictTable* table = dict->table.load(gc::acquire);
    if (table->keys_version.load(gc::relaxed) == version) return table->value(static_cast<u64>(entry)).get_shared();
  }
}

Value lookup_in_mro(Thread& t, const Type* type, Value name, Type** where) {
  Value mro = type->mro.get_shared();
  if (!mro) return Value();
  const Tuple& order = *as_tuple(mro);
  for (u64 i = 0; i < order.length; ++i) {
    Type* cls = order[i].as<Type>();
    if (!cls->dict) continue;
    Value found = dict_peek(t, cls->dict, name);
    if (!found) continue;
    if (where) *where = cls;
    return found;
  }
  return Value();
}

Value type_lookup(Type* type, Value name) {
  Thread& t = current();
  name = name.stripped();
  if (!is_interned(name)) return lookup_in_mro(t, type, name);
  return find_attribute(t, type->root_shape, name)->raw.get_shared();
}

bool is_data_descriptor(Value v) { return type_of(v)->slots.set != nullptr; }

// ---- instances

void out_of_memory(Thread& t) { raise_memory_error(t); }

namespace {

size_t instance_bytes(const Type* type, u64 items) {
  if (type->flags & kTypeVarSized) {
    size_t bytes = type->base_size + items * type->item_size;
    // Room for the terminator of str or bytes, for the extra word behind it, and for the alignment of __slots__
    // members.
    bool behind = type->extra_offset || type->base_size != type->members_offset;
    return behind ? gc::align_up(bytes + 4, 8) + 8 : bytes;
  }
  return type->extra_offset ? type->slots_offset + type->inline_capacity * sizeof(Slot) : type->base_size;
}

// Clears the bytes behind the header. Most instances have a few words only, for which a call of memset would be slow. A
// small block consists of whole words, so its last word is cleared completely; a large one ends where its object does.
void clear_payload(Object* object, size_t bytes) {
  using Word [[gnu::may_alias]] = u64;
  constexpr size_t kFew = 96;
  size_t rest = bytes - sizeof(Object);
  if (rest > kFew) {
    std::memset(static_cast<void*>(object + 1), 0, rest);
    return;
  }
  auto* word = reinterpret_cast<Word*>(object + 1);
  for (Word* end = word + gc::align_up(rest, sizeof(Word)) / sizeof(Word); word < end; ++word) {
    *word = 0;
    __asm__ volatile("");
  }
}

}  // namespace

Ref allocate_instance(Thread& t, Type* type, u64 items) {
  size_t bytes = instance_bytes(type, items);
  Object* object = gc::allocate(t, bytes, type->root_shape->id, type->flags & kTypeTraced);
  if (!object) return raise_memory_error(t);
  clear_payload(object, bytes);
  gc::tell_made(t, object);
  return Ref::steal(object);
}

void trace_attributes(Object* object, gc::Visitor& visitor) {
  const Shape* shape = rt::shape_of(object);
  u32 members = (shape->members_end - shape->members_begin) / static_cast<u32>(sizeof(Slot));
  if (members != 0) trace_slots(visitor, &member_slot(object, shape, shape->members_begin), members);
  if (!shape->has_attributes) return;
  if (shape->inline_capacity != 0)
    trace_slots(visitor, &inline_slot(object, shape->slots_offset), shape->inline_capacity);
  Extra* extra = extra_word(object, extra_offset(shape, object)).load(gc::acquire);
  if (!extra) return;
  trace_slot(visitor, extra->dict);
  trace_slots(visitor, extra->slots, extra->capacity);
}

[[gnu::noinline]] static void dispose_attributes_of(Thread& t, Object* object, const Shape* shape) {
  for (u32 at = shape->members_begin; at < shape->members_end; at += sizeof(Slot))
    clear_slot(t, member_slot(object, shape, at));
  if (!shape->has_attributes) return;
  u32 capacity = shape->inline_capacity;
  for (u32 i = 0; i < capacity; ++i) clear_slot(t, inline_slot(object, shape->slots_offset + i * 8));
  auto& word = extra_word(object, extra_offset(shape, object));
  Extra* extra = word.load(gc::relaxed);
  if (!extra) return;
  word.store(nullptr, gc::relaxed);
  clear_slot(t, extra->dict);
  for (u64 i = 0; i < extra->capacity; ++i) clear_slot(t, extra->slots[i]);
  gc::free_storage(t, object, extra, sizeof(Extra) + extra->capacity * sizeof(Slot));
}

// Most instances of native classes have none: that takes no call.
void dispose_attributes(Thread& t, Object* object) {
  const Shape* shape = rt::shape_of(object);
  if (shape->members_begin < shape->members_end || shape->has_attributes) dispose_attributes_of(t, object, shape);
}

void trace_instance(Object* object, gc::Visitor& visitor) { trace_attributes(object, visitor); }
void dispose_instance(gc::Thread& t, Object* object) { dispose_attributes(static_cast<Thread&>(t), object); }

// The object is part of a garbage cycle: the clear function of its native base releases the base's references, then the
// attributes are released. The object stays valid, but empty.
void clear_instance(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  const Type* native = type_of(object);
  while (native->flags & kTypeHeap) native = native->base;
  if (native->lifetime.clear && native->lifetime.clear != clear_instance) native->lifetime.clear(t, object);
  const Shape* shape = rt::shape_of(object);
  for (u32 at = shape->members_begin; at < shape->members_end; at += sizeof(Slot))
    clear_slot(t, member_slot(object, shape, at));
  if (!shape->has_attributes) return;
  for (u32 i = 0; i < shape->inline_capacity; ++i) clear_slot(t, inline_slot(object, shape->slots_offset + i * 8));
  Extra* extra = extra_word(object, extra_offset(shape, object)).load(gc::acquire);
  if (!extra) return;
  for (u64 i = 0; i < extra->capacity; ++i) clear_slot(t, extra->slots[i]);
  // The dict itself stays, because an object in dict mode must have one. If the dict is garbage, too, the collector
  // clears it.
}

// Calls __del__. Its error is reported, since no caller can catch it. An error that is pending already is kept.
// lint: name: the collector calls it through the table of the type
void finalize_instance(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  bool self_first = false;
  Ref pending = take_error(t);
  Ref method = special_method_py(t, object, name(N::__del__), &self_first);
  if (method) {
    if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->finalizes(t, true);
    Ref result = self_first ? call_py(t, method, object) : call_py(t, method);
    if (gc::ThreadWatcher* watcher = gc::thread_watcher()) watcher->finalizes(t, false);
    if (!result) write_unraisable_while_py(t, "calling deallocator", method);
  } else if (error_pending(t)) {
    write_unraisable_while_py(t, "calling deallocator", object);
  }
  if (pending) restore_error(t, std::move(pending));
}

}  // namespace rt
