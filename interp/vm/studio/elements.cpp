// The memory behind an object, and where an index leads in it.
#include "interp/vm/studio/elements.h"

#include "gc/refcount/object_lock.h"
#include "runtime/library/containers/array.h"
#include "runtime/object/names.h"
#include "runtime/object/ops.h"
#include "runtime/object/shape.h"
#include "runtime/object/slice_items.h"
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
  if (!copies_slices(v)) return false;
  if (rt::has_layout(v, rt::TypeId::kByteArray)) {
    auto* bytes = v.as<rt::ByteArray>();
    gc::ObjectLock lock(bytes);
    b->data = bytes->storage.load(gc::relaxed) ? bytes->data() : nullptr;
    b->bytes = static_cast<i64>(bytes->length.load(gc::relaxed));
    return true;
  }
  auto* array = rt::arrays::as_array(v);
  gc::ObjectLock lock(array);
  b->data = array->storage.load(gc::relaxed);
  b->item_size = array->item_size();
  b->bytes = static_cast<i64>(array->length.load(gc::relaxed)) * b->item_size;
  return true;
}

// Calls f(buffer) if the memory can be written to.
template <class F>
void with_buffer(Thread& t, Value object, F f) {
  Buffer growing;
  if (read_growing(object, &growing)) return growing.data ? f(growing) : void();
  rt::BufferView view(t, object, rt::BufferUse::kLayout);
  if (!view) return rt::clear_error(t);
  if (!view.b.readonly) f(view.b);
}

// Elements of one distance; of arrays with more dimensions all that belong to some indices of the first one.
struct Row {
  u8* first = nullptr;
  i64 distance = 0, count = 0, item_size = 1;
};

bool lies_in_a_row(const Buffer& b) {
  i64 step = b.item_size;
  for (int i = b.ndim - 1; i >= 0; --i) {
    if (b.strides && b.strides[i] != step) return false;
    if (b.shape) step *= b.shape[i];
  }
  return true;
}

// Without elements: they do not lie in a row.
Row row_of(const Buffer& b, const rt::SliceIndices& indices) {
  if (b.ndim < 1 || b.item_size < 1) return {};
  i64 length = b.shape ? b.shape[0] : b.bytes / b.item_size;
  rt::SliceItems items = rt::ascending(rt::slice_items(indices, length));
  if (items.count == 0) return {};
  i64 distance = b.strides ? b.strides[0] : b.bytes / length;
  Row row = {static_cast<u8*>(b.data) + items.start * distance, items.step * distance, items.count, b.item_size};
  if (b.ndim == 1 && row.distance < 0)
    return {row.first + (row.count - 1) * row.distance, -row.distance, row.count, b.item_size};
  if (b.ndim == 1) return row;
  if (items.step != 1 || !lies_in_a_row(b)) return {};
  return {row.first, b.item_size, items.count * (distance / b.item_size), b.item_size};
}

// Those of the row that stand for all of it.
void add_addresses(const Row& row, std::vector<u64>* addresses) {
  if (row.count == 0) return;
  u64 first = reinterpret_cast<u64>(row.first);
  auto at = [&](i64 n) { return first + static_cast<u64>(n * row.distance); };
  i64 grid = 1, from = 0;
  while (row.count / grid > kMostElements - 3) grid *= 2;
  if (row.distance == row.item_size)
    from = static_cast<i64>(-(first / static_cast<u64>(row.item_size)) % static_cast<u64>(grid));
  if (from > 0) addresses->push_back(at(0));
  i64 n = from;
  for (; n < row.count; n += grid) addresses->push_back(at(n));
  if (n - grid < row.count - 1) addresses->push_back(at(row.count - 1));
}

// A bound that needs no Python code.
bool is_plain_bound(Value v) { return !v || v == rt::kNone || v.is_small_int(); }
Value bound(Value v) { return v ? v.stripped() : rt::kNone; }

}  // namespace

Element find_element(Thread& t, Value object, Value key) {
  Indices indices;
  if (!exports_memory(object) || rt::is_exact(object, rt::TypeId::kBytes) || !read_indices(key, &indices)) return {};
  u8* address = nullptr;
  with_buffer(t, object, [&](const Buffer& b) { address = address_of(b, indices); });
  return address ? Element{owner_of(t, object), reinterpret_cast<u64>(address)} : Element{};
}

// lint: name: bounds that are ints need no __index__
Elements find_elements(Thread& t, Value object, Value start, Value stop, Value step) {
  Elements found;
  if (!exports_memory(object) || rt::is_exact(object, rt::TypeId::kBytes)) return found;
  if (!is_plain_bound(start) || !is_plain_bound(stop) || !is_plain_bound(step)) return found;
  rt::SliceIndices indices;
  if (!rt::slice_indices_py(t, bound(start), bound(stop), bound(step), &indices)) return rt::clear_error(t), found;
  with_buffer(t, object, [&](const Buffer& b) { add_addresses(row_of(b, indices), &found.addresses); });
  if (!found.addresses.empty()) found.owner = owner_of(t, object);
  return found;
}

bool copies_slices(Value object) {
  return rt::has_layout(object, rt::TypeId::kByteArray) || (rt::arrays::g_array_type && rt::arrays::is_array(object));
}

}  // namespace vm
