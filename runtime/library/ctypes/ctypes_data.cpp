// Instances of C data: their memory, what they keep alive, and _CData, their base class.
//
// Threads read and write the memory without a lock, as C does. Memory that resize() replaces may still be in use: by a
// thread that has just read the address, and then it is freed after a grace period; or, if the object is `lent`, by
// parts, views and C code, and then it lives as long as the object.
#include <cstdio>

#include "gc/heap/heap.h"
#include "gc/refcount/qsbr.h"
#include "runtime/library/ctypes/ctypes_parts.h"
#include "runtime/object/class.h"
#include "runtime/types/text/str_builder.h"

namespace rt::ctypes {

Type* g_data_type;

struct OldBlock {
  OldBlock* next;
  void* memory;
};

// ---- making

Layout* layout_for_instance(Thread& t, Type* type) {
  Layout* layout = layout_of(type);
  if (!layout || !is_subtype(type, g_data_type)) return raise_type_error(t, "abstract class");
  if (!layout->final.load(gc::relaxed)) layout->final.store(true, gc::release);  // pairs with install_layout
  return layout;
}

Layout* usable_layout(Thread& t, Value self, Kind kind) {
  Layout* layout = layout_of_instance(self);
  return is_kind(layout, kind) ? layout : raise_type_error(t, "abstract class");
}

static Ref make_empty(Thread& t, Type* type, Layout* layout) {
  Ref data = allocate_instance(t, type);
  if (data) as_data(data)->length = layout->length;
  return data;
}

Ref make_data(Thread& t, Type* type) {
  Layout* layout = layout_for_instance(t, type);
  Ref data = layout ? make_empty(t, type, layout) : Ref();
  if (!data) return Ref();
  auto size = static_cast<size_t>(layout->size);
  u8* memory = as_data(data)->room;
  if (size > sizeof(CData::room)) {
    memory = static_cast<u8*>(gc::raw_calloc(size));
    if (!memory) return raise_memory_error(t);
    as_data(data)->owns_data = true;
  }
  as_data(data)->data.store(memory, gc::relaxed);
  as_data(data)->size.store(layout->size, gc::relaxed);
  return data;
}

Ref make_at(Thread& t, Type* type, u8* address) {
  Layout* layout = layout_for_instance(t, type);
  Ref data = layout ? make_empty(t, type, layout) : Ref();
  if (!data) return Ref();
  as_data(data)->data.store(address, gc::relaxed);
  as_data(data)->size.store(layout->size, gc::relaxed);
  as_data(data)->lent.store(true, gc::relaxed);
  return data;
}

Ref make_part(Thread& t, Value type, Value base, i64 index, u8* address) {
  Ref data = make_at(t, type.as<Type>(), address);
  if (!data) return Ref();
  init_field(as_data(data)->base, Ref::share(t, base));
  as_data(data)->index = index;
  as_data(root_of(base))->lent.store(true, gc::relaxed);
  return data;
}

static bool in_room(const CData* data) { return data->data.load(gc::relaxed) == data->room; }

// Keeps the old memory in the object. The lock is held.
static bool keep_block_locked(CData* data, OldBlock* block, u8* memory) {
  ASSERT(gc::lock_held_or_private(data));
  if (!block) return false;
  *block = {data->old_blocks, memory};
  data->old_blocks = block;
  return true;
}

bool resize_data(Thread& t, Value self, i64 size) {
  CData* data = as_data(self);
  auto* memory = static_cast<u8*>(gc::raw_calloc(static_cast<size_t>(size)));
  auto* block = static_cast<OldBlock*>(gc::raw_alloc(sizeof(OldBlock)));
  if (!memory || !block) {
    gc::raw_free(memory);
    gc::raw_free(block);
    return raise_memory_error(t);
  }
  u8* unused = memory;
  bool owned, kept = false;
  {
    gc::ObjectLock lock(data);
    owned = data->owns_data || in_room(data);
    i64 old_size = data->size.load(gc::relaxed);
    if (owned && size > old_size) {
      u8* old = data->data.load(gc::relaxed);
      read_shared(memory, old, static_cast<size_t>(old_size));
      bool in_object = in_room(data);
      kept = !in_object && data->lent.load(gc::relaxed) && keep_block_locked(data, block, old);
      unused = kept || in_object ? nullptr : old;
      data->data.store(memory, gc::release);
      data->owns_data = true;
    }
    if (owned) data->size.store(size, gc::release);
  }
  if (!kept) gc::raw_free(block);
  if (unused == memory) gc::raw_free(memory);
  else if (unused) gc::retire_raw(t, unused, static_cast<size_t>(size));
  return owned || raise_value_error(t, "Memory cannot be resized because this object doesn't own it");
}

// ---- what is kept alive

Value root_of(Value target) {
  while (Value base = as_data(target)->base.get()) target = base;
  return target;
}

// The dict or object that the root keeps; a root with parts gets a dict first. Empty without error: nothing.
static Ref objects_of_root(Thread& t, CData* root) {
  Ref objects = load_field(t, root, root->objects);
  if (objects || !root->length) return objects;
  objects = make_dict(t);
  if (!objects) return Ref();
  before_store(t, root, objects);
  {
    gc::ObjectLock lock(root);
    if (!root->objects.get()) {
      root->objects.set_shared(Ref::share(t, objects).release());
      return objects;
    }
  }
  return load_field(t, root, root->objects);
}

Ref kept_objects(Thread& t, Value target) {
  Ref objects = objects_of_root(t, as_data(root_of(target)));
  return objects || error_pending(t) ? std::move(objects) : none();
}

// The place of a pointer as the root's dict has it: its number, and those of the parts that it is in, as hexadecimal
// numbers.
static Ref key_of(Thread& t, Value target, i64 index) {
  StrBuilder key(t);
  auto append = [&](const char* format, i64 number) {
    char digits[24];
    int length = std::snprintf(digits, sizeof digits, format, static_cast<unsigned>(number));
    key.append_ascii({digits, static_cast<size_t>(length)});
  };
  append("%x", index);
  while (Value base = as_data(target)->base.get()) {
    append(":%x", as_data(target)->index);
    target = base;
  }
  return key.finish();
}

bool keep_py(Thread& t, Value target, i64 index, Ref kept) {
  if (kept.get() == kNone) return true;
  CData* root = as_data(root_of(target));
  Ref objects = objects_of_root(t, root);
  if (!objects && error_pending(t)) return false;
  if (!objects || !is_exact_dict(objects)) {
    store_field(t, root, root->objects, std::move(kept));
    return true;
  }
  Ref key = key_of(t, target, index);
  return key && dict_set_str(t, as_dict(objects), key, std::move(kept));
}

gc::Mutex& pointer_mutex(Value root) {
  static constinit gc::Mutex mutexes[64];
  return mutexes[root.stripped().bits() / sizeof(CData) % 64];
}

bool store_pointer_py(Thread& t, Value target, i64 index, Ref kept, u8* to, const u8* from) {
  CData* root = as_data(root_of(target));
  bool keeps = kept.get() != kNone;
  Ref objects = keeps ? objects_of_root(t, root) : Ref();
  if (keeps && !objects && error_pending(t)) return false;
  bool in_dict = objects && is_exact_dict(objects);
  Ref key = in_dict ? key_of(t, target, index) : Ref();
  if (in_dict && !key) return false;
  if (keeps) before_store(t, in_dict ? objects.object() : root, kept);
  Ref old;  // dies after the mutex has been given back
  gc::MutexGuard guard(pointer_mutex(root));
  write_shared_item(to, from, sizeof(void*));
  if (!keeps) return true;
  if (!in_dict) {
    old = Ref::steal(root->objects.exchange(kept.release()));
    return true;
  }
  old = dict_get_str(t, as_dict(objects), key);
  return dict_set_str(t, as_dict(objects), key, std::move(kept));
}

// ---- the buffer

static bool data_buffer(Thread&, Value self, Buffer* out, BufferUse) {
  CData* data = as_data(self);
  Layout* layout = layout_of_instance(self);
  data->lent.store(true, gc::relaxed);
  out->data = data->data.load(gc::acquire);
  out->bytes = data->size.load(gc::acquire);
  out->readonly = false;
  out->format = layout && layout->format ? layout->format : nullptr;
  out->ndim = layout ? layout->ndim : 0;
  out->shape = layout ? layout->shape : nullptr;
  // All bytes of what resize() has changed can be read by a cast to bytes.
  out->item_size = layout && layout->ndim ? layout->size : out->bytes;
  for (int i = 0; i < out->ndim; ++i) out->item_size = out->shape[i] ? out->item_size / out->shape[i] : 0;
  if (out->item_size || !out->ndim) return true;
  // An array without items: the size is that of the class of the items.
  while (is_kind(layout, Kind::kArray)) layout = layout_of(layout->item.get());
  out->item_size = layout ? layout->size : 0;
  return true;
}

// ---- lifetime

void trace_data(Object* object, gc::Visitor& visitor) {
  trace_attributes(object, visitor);
  trace_slot(visitor, static_cast<CData*>(object)->base);
  trace_slot(visitor, static_cast<CData*>(object)->objects);
}

void dispose_data(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  auto* data = static_cast<CData*>(object);
  dispose_attributes(t, object);
  clear_slot(t, data->base);
  clear_slot(t, data->objects);
  if (data->owns_data) gc::raw_free(data->data.load(gc::relaxed));
  for (OldBlock* block = data->old_blocks; block;) {
    gc::raw_free(block->memory);
    gc::raw_free(std::exchange(block, block->next));
  }
}

namespace {

// Breaks cycles: what the memory points to is no longer kept.
void clear_data(gc::Thread& thread, Object* object) {
  clear_slot(static_cast<Thread&>(thread), static_cast<CData*>(object)->objects);
}

// ---- attributes

Ref get_base(Thread& t, Value self) {
  Value base = as_data(self)->base.get();
  return base ? Ref::share(t, base) : none();
}
Ref get_needs_free(Thread& t, Value self) {
  CData* data = as_data(self);
  return make_int(t, data->owns_data || in_room(data));
}
Ref get_objects(Thread& t, Value self) {
  Ref objects = load_field(t, self.object(), as_data(self)->objects);
  return objects ? std::move(objects) : none();
}

Ref from_outparam(Thread& t, Value self) { return Ref::share(t, self); }

bool hash(Thread& t, Value, i64*) { return raise_type_error(t, "unhashable type"); }

// ---- pickles

Ref reduce(Thread& t, Value self) {
  Layout* layout = layout_of_instance(self);
  if (layout && layout->flags & (kIsPointer | kHasPointer))
    return raise_value_error(t, "ctypes objects containing pointers cannot be pickled");
  Ref module = import_module_py(t, "_ctypes"), unpickle = module ? getattr_py(t, module, "_unpickle") : Ref();
  Ref key = unpickle ? intern(t, "__dict__") : Ref();
  Ref attributes = key ? getattr_optional_py(t, self, key) : Ref();
  if (!key || error_pending(t)) return Ref();
  if (!attributes) attributes = make_dict(t);
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size_of(self)));
  if (!attributes || !bytes) return Ref();
  read_shared(bytes.as<Bytes>()->data(), data_of(self), bytes.as<Bytes>()->length);
  Ref state = make_tuple(t, attributes, bytes);
  Ref arguments = state ? make_tuple(t, type_of(self), state) : Ref();
  return arguments ? make_tuple(t, unpickle, arguments) : Ref();
}

Ref set_state(Thread& t, Value self, Value state) {
  if (!is_tuple(state) || as_tuple(state)->length != 2 || !is_dict((*as_tuple(state))[0]) ||
      !is_bytes((*as_tuple(state))[1]))
    return raise_type_error(t, "__setstate__() argument must be a tuple of a dict and bytes");
  Bytes* bytes = (*as_tuple(state))[1].as<Bytes>();
  i64 size = size_of(self), given = static_cast<i64>(bytes->length);
  write_shared(data_of(self), bytes->data(), static_cast<size_t>(given < size ? given : size));
  Ref attributes = getattr_py(t, self, "__dict__");
  if (!attributes) return Ref();
  if (!is_dict(attributes))
    return raise_type_error(t, "%T.__dict__ must be a dictionary, not %T", self, attributes.get());
  return dict_update_py(t, as_dict(attributes), (*as_tuple(state))[0]) ? none() : Ref();
}

Ref create(Thread& t, Type* type, const CallArgs&) { return make_data(t, type); }

constexpr MethodDef kMethods[] = {
    {"__ctypes_from_outparam__", from_outparam, "(self, /)", "default __ctypes_from_outparam__ method returns self."},
    {"__reduce__", reduce, "(self, /)", "How copy and pickle make the object anew."},
    {"__setstate__", set_state, "(self, state, /)", "Set the attributes and the memory."},
    {}};
constexpr GetSetDef kGetSet[] = {
    {"_b_base_", get_base, nullptr, "the base object"},
    {"_b_needsfree_", get_needs_free, nullptr, "whether the object owns the memory or not"},
    {"_objects", get_objects, nullptr, "internal objects tree (NEVER CHANGE THIS OBJECT!)"},
    {}};

constexpr Slots kSlots = [] {
  Slots s{};
  s.create = create;
  s.hash = hash;
  s.get_buffer = data_buffer;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_ctypes._CData",
                            .size = sizeof(CData),
                            .flags = kTypeTraced | kTypeSubclassable,
                            .doc = "Base of all C data.",
                            .lifetime = {trace_data, clear_data, nullptr, dispose_data},
                            .slots = kSlots,
                            .methods = kMethods,
                            .getset = kGetSet};

}  // namespace

bool add_data_class(Thread& t, Value module, Type*& type, const TypeSpec& spec, Type* metaclass) {
  if (!type) type = make_native_type(t, spec, g_data_type, metaclass);
  return add_native_type(t, module, type, spec);
}

bool add_data_type(Thread& t) {
  if (!g_data_type) g_data_type = make_native_type(t, kSpec, kObjectType, g_meta_base);
  return true;
}

}  // namespace rt::ctypes
