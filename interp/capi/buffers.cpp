// Buffers of objects, memory of C as a buffer, and memory for C.
#include <cstdlib>
#include <cstring>

#include "gc/heap/heap.h"
#include "interp/capi/c_type.h"
#include "interp/capi/methods.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/memoryview_parts.h"

using namespace capi;

namespace {

constexpr int kFormat = PyBUF_FORMAT, kShape = PyBUF_ND, kStrides = PyBUF_STRIDES, kReadView = PyBUF_READ;
constexpr int kContiguous[] = {PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS, PyBUF_ANY_CONTIGUOUS};

// What a Py_buffer points to, until it is released.
struct Lent {
  rt::Buffer buffer;
  Py_ssize_t sizes[];  // shape, strides
};

bool is_contiguous(const rt::Buffer& b, char order) {
  if (!b.strides) return order == 'C' || order == 'A' || b.ndim <= 1;
  if (order == 'A') return is_contiguous(b, 'C') || is_contiguous(b, 'F');
  i64 expected = b.item_size;
  for (int k = 0; k < b.ndim; ++k) {
    int i = order == 'C' ? b.ndim - 1 - k : k;
    if (b.shape[i] == 0) return true;
    if (b.shape[i] != 1 && b.strides[i] != expected) return false;
    expected *= b.shape[i];
  }
  return true;
}

// Raises BufferError if a consumer that has asked with `flags` could not read the buffer.
bool suits(Call& call, const rt::Buffer& b, int flags) {
  constexpr char kOrders[] = "CFA";
  constexpr const char* kMessages[] = {"memoryview: underlying buffer is not C-contiguous",
                                       "memoryview: underlying buffer is not Fortran contiguous",
                                       "memoryview: underlying buffer is not contiguous"};
  for (int i = 0; i < 3; ++i)
    if ((flags & kContiguous[i]) == kContiguous[i] && !is_contiguous(b, kOrders[i]))
      return rt::raise(call, rt::kBufferErrorType, "%s", kMessages[i]);
  if ((flags & kStrides) != kStrides && !is_contiguous(b, 'C'))
    return rt::raise(call, rt::kBufferErrorType, "memoryview: underlying buffer is not C-contiguous");
  return true;
}

void fill(Py_buffer* view, Lent* lent, int flags) {
  const rt::Buffer& b = lent->buffer;
  auto n = static_cast<size_t>(b.ndim);
  Py_ssize_t *shape = lent->sizes, *strides = lent->sizes + n;
  for (size_t i = 0; i < n; ++i) shape[i] = b.shape ? b.shape[i] : b.item_size ? b.bytes / b.item_size : 0;
  Py_ssize_t step = b.item_size;
  for (size_t i = n; i-- > 0; step *= shape[i]) strides[i] = b.strides ? b.strides[i] : step;
  *view = {.buf = b.data,
           .obj = word(b.owner),
           .len = b.bytes,
           .itemsize = b.item_size,
           .readonly = b.readonly,
           .ndim = b.ndim,
           .format = flags & kFormat ? const_cast<char*>(b.format ? b.format : "B") : nullptr,
           .shape = flags & kShape ? shape : nullptr,
           .strides = (flags & kStrides) == kStrides ? strides : nullptr,
           .suboffsets = nullptr,
           .internal = lent};
}

// The function of an extension that gives the buffers of `v`; null: the interpreter gives them.
getbufferproc c_exporter(Value v) {
  getbufferproc found = nullptr;
  if (exports_by_c(rt::type_of(v)))
    find_c_class(rt::type_of(v), [&](PyTypeObject* cls) {
      return (found = cls->tp_as_buffer ? cls->tp_as_buffer->bf_getbuffer : nullptr) != nullptr;
    });
  return found;
}
releasebufferproc c_releaser(Value v) {
  releasebufferproc found = nullptr;
  find_c_class(rt::type_of(v), [&](PyTypeObject* cls) {
    return (found = cls->tp_as_buffer ? cls->tp_as_buffer->bf_releasebuffer : nullptr) != nullptr;
  });
  return found;
}

}  // namespace

int PyObject_CheckBuffer(PyObject* object) {
  Call call;
  return object && rt::type_of(value(object))->slots.get_buffer != nullptr;
}

// view->internal has the buffer that view->obj lends, so a program must not change it.
int PyObject_GetBuffer(PyObject* object, Py_buffer* view, int flags) {
  Call call;
  rt::Buffer b;
  if (call.lacks(object, view)) return -1;
  *view = {};
  if (getbufferproc own = c_exporter(value(object))) return enter(own, object, view, flags);
  if (!rt::get_buffer_py(call, value(object), &b, static_cast<rt::BufferUse>(flags))) return -1;
  auto* lent = static_cast<Lent*>(gc::raw_alloc(sizeof(Lent) + 2 * static_cast<size_t>(b.ndim) * sizeof(Py_ssize_t)));
  if (!lent) rt::raise_memory_error(call);
  if (!lent || !suits(call, b, flags)) {
    gc::raw_free(lent);
    rt::release_buffer(call, &b);
    return -1;
  }
  lent->buffer = b;
  fill(view, lent, flags);
  return 0;
}

void PyBuffer_Release(Py_buffer* view) {
  Call call;
  if (!view || !view->obj) return;
  PyObject* exporter = view->obj;
  if (c_exporter(value(exporter)) || !view->internal) {
    releasebufferproc release = c_exporter(value(exporter)) ? c_releaser(value(exporter)) : nullptr;
    if (release) enter(release, exporter, view);
    view->obj = nullptr;
    Py_DecRef(exporter);
    return;
  }
  auto* lent = static_cast<Lent*>(view->internal);
  view->obj = nullptr;
  view->internal = nullptr;
  rt::release_buffer(call, &lent->buffer);
  gc::raw_free(lent);
}

int PyBuffer_IsContiguous(const Py_buffer* view, char order) {
  Call call;
  if (!view || view->suboffsets || !std::strchr("CFA", order)) return 0;
  rt::Buffer b;
  b.item_size = view->itemsize;
  b.ndim = view->ndim;
  b.shape = reinterpret_cast<const i64*>(view->shape);
  b.strides = reinterpret_cast<const i64*>(view->strides);
  return is_contiguous(b, order);
}

PyObject* PyMemoryView_FromObject(PyObject* object) {
  Call call;
  return call.lacks(object) ? nullptr : give(rt::make_memoryview_py(call, value(object)));
}

// ---- memory of C as a buffer

namespace {

struct Memory : rt::Object {
  rt::Buffer shown;  // C keeps the memory itself alive; has no owner
  char* parts;       // owned: the shape, strides and format of `shown`; or null
};

bool memory_buffer(Thread& t, Value self, rt::Buffer* out, rt::BufferUse use) {
  auto* memory = self.as<Memory>();
  if (writes(use) && memory->shown.readonly) return rt::raise(t, rt::kBufferErrorType, "memory of C is not writable");
  *out = memory->shown;
  return true;
}
void dispose_memory(gc::Thread&, Object* object) { gc::raw_free(static_cast<Memory*>(object)->parts); }

gc::Atomic<rt::Type*> g_memory_type;
constexpr rt::TypeSpec kMemorySpec = {
    .name = "memory",
    .size = sizeof(Memory),
    .flags = rt::kTypeDisallowNew,
    .doc = "Memory of C code that a memoryview shows.",
    .lifetime = {.dispose = dispose_memory},
    .slots = {.get_buffer = memory_buffer},
};

// Takes over `parts`.
PyObject* show_memory_py(Call& call, const rt::Buffer& shown, char* parts) {
  Ref memory = rt::allocate_instance(call, type_once(call, g_memory_type, kMemorySpec));
  if (!memory) {
    gc::raw_free(parts);
    return nullptr;
  }
  memory.as<Memory>()->shown = shown;
  memory.as<Memory>()->parts = parts;
  return give(rt::make_memoryview_py(call, memory));
}

// Copies what the view points to besides the memory.
PyObject* show_view_py(Call& call, const Py_buffer& view) {
  const char* format = view.format ? view.format : "B";
  size_t sizes = static_cast<size_t>(view.ndim) * sizeof(i64), text = std::strlen(format) + 1;
  auto* parts = static_cast<char*>(gc::raw_alloc(2 * sizes + text));
  if (!parts) return rt::raise_memory_error(call);
  rt::Buffer shown{.data = view.buf,
                   .bytes = view.len,
                   .item_size = view.itemsize,
                   .readonly = view.readonly != 0,
                   .ndim = view.ndim};
  auto copy = [&](const void* from, size_t at, size_t bytes) { return std::memcpy(parts + at, from, bytes); };
  if (view.shape) shown.shape = static_cast<const i64*>(copy(view.shape, 0, sizes));
  if (view.strides) shown.strides = static_cast<const i64*>(copy(view.strides, sizes, sizes));
  shown.format = static_cast<const char*>(copy(format, 2 * sizes, text));
  return show_memory_py(call, shown, parts);
}

}  // namespace

PyObject* PyMemoryView_FromMemory(char* data, Py_ssize_t size, int flags) {
  Call call;
  if (call.lacks(data)) return nullptr;
  if (size < 0) return call.bad_call(), nullptr;
  return show_memory_py(call, {.data = data, .bytes = size, .readonly = flags == kReadView}, nullptr);
}
// The view's exporter is not kept alive.
PyObject* PyMemoryView_FromBuffer(const Py_buffer* view) {
  Call call;
  if (call.lacks(view)) return nullptr;
  if (!view->buf) return rt::raise_value_error(call, "PyMemoryView_FromBuffer(): info->buf must not be NULL");
  bool possible = view->itemsize > 0 && view->len >= 0 && view->ndim >= 0 && view->ndim <= PyBUF_MAX_NDIM;
  if (!possible || (view->ndim > 1 && !view->shape)) return call.bad_call(), nullptr;
  if (has_pointers(*view))
    return rt::raise(call, rt::kNotImplementedErrorType, "PyMemoryView_FromBuffer() of memory with suboffsets");
  return show_view_py(call, *view);
}

// ---- memory for C. A request for no bytes gives an address that is not NULL, as in CPython.

void* PyMem_RawMalloc(size_t size) { return std::malloc(size ? size : 1); }
void* PyMem_RawCalloc(size_t count, size_t size) {
  return count && size ? std::calloc(count, size) : std::calloc(1, 1);
}
void* PyMem_RawRealloc(void* block, size_t size) { return std::realloc(block, size ? size : 1); }
void PyMem_RawFree(void* block) { std::free(block); }

// The memory of these is that of the interpreter: C code resizes the items of an array.array in place.
void* PyMem_Malloc(size_t size) { return gc::raw_alloc(size ? size : 1); }
void* PyMem_Calloc(size_t count, size_t size) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
  return gc::raw_calloc(bytes ? bytes : 1);
}
// Sources exist that give memory of PyObject_Malloc() to these two: in CPython both families have one allocator.
void* PyMem_Realloc(void* block, size_t size) {
  if (is_object_memory(block)) [[unlikely]]
    return PyObject_Realloc(block, size);
  return gc::raw_realloc(block, size ? size : 1);
}
void PyMem_Free(void* block) {
  if (is_object_memory(block)) [[unlikely]]
    return PyObject_Free(block);
  gc::raw_free(block);
}

// ---- more of buffers

// For bf_getbuffer of a class whose memory is plain bytes. Takes a reference to `exporter`, which may be NULL.
int PyBuffer_FillInfo(Py_buffer* view, PyObject* exporter, void* data, Py_ssize_t size, int readonly, int flags) {
  Call call;
  if (!view) return rt::raise(call, rt::kBufferErrorType, "PyBuffer_FillInfo: view==NULL argument is obsolete");
  if (flags != PyBUF_SIMPLE && (flags & PyBUF_WRITABLE) && readonly)
    return rt::raise(call, rt::kBufferErrorType, "Object is not writable.");
  *view = {.buf = data,
           .obj = exporter ? Py_NewRef(exporter) : nullptr,
           .len = size,
           .itemsize = 1,
           .readonly = readonly,
           .ndim = 1,
           .format = flags & PyBUF_FORMAT ? const_cast<char*>("B") : nullptr,
           .shape = nullptr,
           .strides = nullptr,
           .suboffsets = nullptr,
           .internal = nullptr};
  if (flags & PyBUF_ND) view->shape = &view->len;
  if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES) view->strides = &view->itemsize;
  return 0;
}

void* PyBuffer_GetPointer(const Py_buffer* view, const Py_ssize_t* indices) {
  auto* at = static_cast<char*>(view->buf);
  for (int i = 0; i < view->ndim; ++i) {
    at += view->strides[i] * indices[i];
    if (view->suboffsets && view->suboffsets[i] >= 0) at = *reinterpret_cast<char**>(at) + view->suboffsets[i];
  }
  return at;
}

void PyBuffer_FillContiguousStrides(int ndim, Py_ssize_t* shape, Py_ssize_t* strides, int itemsize, char order) {
  Py_ssize_t step = itemsize;
  for (int k = 0; k < ndim; ++k) {
    int i = order == 'F' ? k : ndim - 1 - k;
    strides[i] = step;
    step *= shape[i];
  }
}

Py_ssize_t PyBuffer_SizeFromFormat(const char* format) {
  Call call;
  Ref module = rt::import_module_py(call, "struct"),
      function = module ? rt::getattr_py(call, module, "calcsize") : Ref();
  Ref text = function ? call.text(format) : Ref();
  Ref size = text ? rt::call_py(call, function, text.get()) : Ref();
  return size ? static_cast<Py_ssize_t>(size.get().small()) : -1;
}

namespace {

// Copies between a view and bytes in the order of C or Fortran.
void copy_items(const Py_buffer* view, char* flat, char order, bool to_flat) {
  Py_ssize_t indices[PyBUF_MAX_NDIM] = {};
  Py_ssize_t count = view->itemsize ? view->len / view->itemsize : 0;
  for (Py_ssize_t n = 0; n < count; ++n, flat += view->itemsize) {
    void* item =
        view->strides ? PyBuffer_GetPointer(view, indices) : static_cast<char*>(view->buf) + n * view->itemsize;
    if (to_flat) std::memcpy(flat, item, static_cast<size_t>(view->itemsize));
    else std::memcpy(item, flat, static_cast<size_t>(view->itemsize));
    for (int k = 0; k < view->ndim; ++k) {
      int i = order == 'F' ? k : view->ndim - 1 - k;
      if (!view->shape || ++indices[i] < view->shape[i]) break;
      indices[i] = 0;
    }
  }
}

}  // namespace

int PyBuffer_ToContiguous(void* buffer, const Py_buffer* view, Py_ssize_t size, char order) {
  Call call;
  if (size != view->len) return rt::raise_value_error(call, "PyBuffer_ToContiguous: len != view->len");
  copy_items(view, static_cast<char*>(buffer), order, true);
  return 0;
}
int PyBuffer_FromContiguous(const Py_buffer* view, const void* buffer, Py_ssize_t size, char order) {
  Py_buffer part = *view;
  part.len = std::min(size, view->len);
  copy_items(&part, static_cast<char*>(const_cast<void*>(buffer)), order, false);
  return 0;
}

// Items in the order of C. They go through a block of their own, because the two buffers may overlap.
int PyObject_CopyData(PyObject* to, PyObject* from) {
  Call call;
  if (call.lacks(to, from)) return -1;
  if (!PyObject_CheckBuffer(to) || !PyObject_CheckBuffer(from))
    return rt::raise_type_error(call, "both destination and source must be bytes-like objects");
  Py_buffer target, source;
  if (PyObject_GetBuffer(to, &target, PyBUF_FULL) < 0) return -1;
  if (PyObject_GetBuffer(from, &source, PyBUF_FULL_RO) < 0) return PyBuffer_Release(&target), -1;
  bool has_room = target.len >= source.len;
  void* flat = has_room ? gc::raw_alloc(static_cast<size_t>(source.len) + 1) : nullptr;
  if (flat) {
    copy_items(&source, static_cast<char*>(flat), 'C', true);
    PyBuffer_FromContiguous(&target, flat, source.len, 'C');
    gc::raw_free(flat);
  }
  PyBuffer_Release(&source);
  PyBuffer_Release(&target);
  if (!has_room) return rt::raise(call, rt::kBufferErrorType, "destination is too small to receive data from source");
  if (!flat) return rt::raise_memory_error(call);
  return 0;
}

// What the macro PyMemoryView_GET_BUFFER() gives: belongs to the view, and is valid until that is released.
Py_buffer* PyMemoryView_GetBuffer(PyObject* object) {
  Call call;
  if (call.lacks(object)) return nullptr;
  auto* view = value(object).as<rt::MemoryView>();
  if (void* known = view->shown_to_c.load(gc::acquire)) return static_cast<Py_buffer*>(known);
  auto* made = static_cast<Py_buffer*>(gc::raw_alloc(sizeof(Py_buffer)));
  if (!made) return rt::raise_memory_error(call);
  *made = {.buf = view->data,
           .obj = word(view->base.owner),
           .len = view->bytes(),
           .itemsize = view->item_size,
           .readonly = view->readonly,
           .ndim = view->ndim,
           .format = const_cast<char*>(view->format()),
           .shape = reinterpret_cast<Py_ssize_t*>(view->layout),
           .strides = reinterpret_cast<Py_ssize_t*>(view->layout + view->ndim),
           .suboffsets = nullptr,
           .internal = nullptr};
  void* before = nullptr;
  if (view->shown_to_c.compare_exchange_strong(before, made, gc::acq_rel)) return made;
  gc::raw_free(made);
  return static_cast<Py_buffer*>(before);
}
// Null without error: the view shows memory of C, or has been released.
PyObject* PyMemoryView_GetBase(PyObject* object) {
  Call call;
  if (call.lacks(object)) return nullptr;
  Value owner = value(object).as<rt::MemoryView>()->base.owner;
  return owner && rt::type_of(owner) == g_memory_type.load(gc::acquire) ? nullptr : word(owner);
}
PyObject* PyMemoryView_GetContiguous(PyObject* object, int, char order) {
  Call call;
  Py_buffer view;
  if (PyObject_GetBuffer(object, &view, PyBUF_FULL_RO) < 0) return nullptr;
  bool contiguous = PyBuffer_IsContiguous(&view, order);
  PyBuffer_Release(&view);
  if (contiguous) return PyMemoryView_FromObject(object);
  Ref name = call.name("tobytes"), whole = name ? Ref::steal(value(PyMemoryView_FromObject(object))) : Ref();
  Ref bytes = whole ? rt::call_method_py(call, whole, name) : Ref();
  return bytes ? PyMemoryView_FromObject(word(bytes.get())) : nullptr;
}
