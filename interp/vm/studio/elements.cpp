// The memory behind an object, and where an index leads in it.
#include "interp/vm/studio/elements.h"

#include "gc/refcount/object_lock.h"
#include "runtime/library/containers/array.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/bytes/lender.h"
#include "runtime/types/bytes/memoryview_parts.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace vm {

using gc::i64;
using gc::u64;
using gc::u8;
using rt::Buffer;
using rt::Ref;
using rt::Thread;
using rt::Value;

namespace {

constexpr int kMostDimensions = 8, kMostViews = 8;

struct Indices {
  i64 at[kMostDimensions];
  int count = 0;
};

// False: the key is no index of one element.
bool read_indices(Value key, Indices* indices) {
  if (key.is_small_int()) {
    indices->at[indices->count++] = key.small();
    return true;
  }
  if (!rt::is_exact_tuple(key) || rt::as_tuple(key)->length > kMostDimensions) return false;
  for (u64 i = 0; i < rt::as_tuple(key)->length; ++i) {
    Value index = (*rt::as_tuple(key))[i];
    if (!index.is_small_int()) return false;
    indices->at[indices->count++] = index.small();
  }
  return true;
}

// Null: the indices do not lead to one element.
u8* address_of(const Buffer& b, const Indices& indices) {
  if (indices.count != b.ndim) return nullptr;
  auto* address = static_cast<u8*>(b.data);
  i64 step = b.item_size;
  for (int i = b.ndim - 1; i >= 0; --i) {
    i64 length = b.shape ? b.shape[i] : b.item_size ? b.bytes / b.item_size : 0;
    i64 index = indices.at[i] < 0 ? indices.at[i] + length : indices.at[i];
    if (index < 0 || index >= length) return nullptr;
    address += index * (b.strides ? b.strides[i] : step);
    step *= length;
  }
  return address;
}

// By native code: a method __buffer__ of Python is not called.
bool exports_memory(Value v) {
  if (!v.is_pointer() || !rt::type_of(v.object())->slots.get_buffer) return false;
  Value method = rt::lookup_special(v, rt::name(rt::N::__buffer__));
  return method && rt::is_exact(method, rt::TypeId::kSlotWrapper);
}

// Empty: the memory is the array's own.
Ref base_of(Thread& t, Value array) {
  Ref base = rt::base_of_exporter(t, array);
  return base && exports_memory(base) ? std::move(base) : Ref();
}

Ref owner_of_view(Thread& t, Value view) {
  gc::ObjectLock lock(view.object());
  Value owner = view.as<rt::MemoryView>()->base.owner;
  return owner ? Ref::share(t, owner) : Ref();
}

// The object that has the memory which `object` shows.
gc::Object* owner_of(Thread& t, Value object) {
  Ref owner = Ref::share(t, object);
  for (int i = 0; i < kMostViews; ++i) {
    Ref next = rt::is_exact(owner, rt::TypeId::kMemoryView) ? owner_of_view(t, owner) : base_of(t, owner);
    if (!next) break;
    owner = std::move(next);
  }
  return owner.object();
}

// Of these two no buffer is asked for: while one is lent, no other thread could change their length.
bool read_growing(Value v, Buffer* b) {
  if (rt::has_layout(v, rt::TypeId::kByteArray)) {
    auto* bytes = v.as<rt::ByteArray>();
    gc::ObjectLock lock(bytes);
    b->data = bytes->storage.load(gc::relaxed) ? bytes->data() : nullptr;
    b->bytes = static_cast<i64>(bytes->length.load(gc::relaxed));
    return true;
  }
  if (!rt::arrays::g_array_type || !rt::arrays::is_array(v)) return false;
  auto* array = rt::arrays::as_array(v);
  gc::ObjectLock lock(array);
  b->data = array->storage.load(gc::relaxed);
  b->item_size = array->item_size();
  b->bytes = static_cast<i64>(array->length.load(gc::relaxed)) * b->item_size;
  return true;
}

u8* find_address(Thread& t, Value object, const Indices& indices) {
  Buffer growing;
  if (read_growing(object, &growing)) return growing.data ? address_of(growing, indices) : nullptr;
  rt::BufferView view(t, object, rt::BufferUse::kLayout);
  if (view) return view.b.readonly ? nullptr : address_of(view.b, indices);
  rt::clear_error(t);
  return nullptr;
}

}  // namespace

Element find_element(Thread& t, Value object, Value key) {
  Indices indices;
  if (!exports_memory(object) || rt::is_exact(object, rt::TypeId::kBytes) || !read_indices(key, &indices)) return {};
  u8* address = find_address(t, object, indices);
  return address ? Element{owner_of(t, object), reinterpret_cast<u64>(address)} : Element{};
}

}  // namespace vm
