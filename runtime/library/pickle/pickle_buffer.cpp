// class PickleBuffer (PEP 574): a buffer that protocol 5 may keep out of the pickle's stream.
#include "runtime/library/pickle/pickle_save.h"
#include "runtime/object/names.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/text/str.h"

namespace rt::pickle {

namespace {

// `view` is a memoryview, which keeps the exporter's buffer. Both are empty once released.
struct PickleBuffer : Object {
  Slot view, exporter;
};

Type* g_pickle_buffer = nullptr;

Error raise_released(Thread& t) { return raise_value_error(t, "operation forbidden on released PickleBuffer object"); }

Ref view_of(Thread& t, Value self) {
  Ref view = load_field(t, self.object(), self.as<PickleBuffer>()->view);
  return view ? std::move(view) : Ref(raise_released(t));
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(object, /)");
  Value object;
  if (!bind_arguments(t, "PickleBuffer", kSignature, args, &object)) return Ref();
  if (!type_of(object)->slots.get_buffer)
    return raise_type_error(t, "a bytes-like object is required, not '%T'", object);
  Ref view = make_memoryview_py(t, object);
  Ref self = view ? allocate_instance(t, type) : Ref();
  if (!self) return Ref();
  init_field(self.as<PickleBuffer>()->view, std::move(view));
  init_field(self.as<PickleBuffer>()->exporter, Ref::share(t, object));
  return self;
}

// The buffer is the exporter's, so that a memoryview of it names the exporter as its object.
bool get_buffer(Thread& t, Value self, Buffer* out, BufferUse use) {
  Ref exporter = load_field(t, self.object(), self.as<PickleBuffer>()->exporter);
  return exporter ? get_buffer_py(t, exporter, out, use) : raise_released(t);
}

int attribute_is_true_py(Thread& t, Value object, const char* attribute) {
  Ref value = getattr_py(t, object, attribute);
  return value ? truth_py(t, value) : -1;
}

// The contents as one row of bytes, without a copy.
Ref raw(Thread& t, Value self) {
  Ref view = view_of(t, self);
  int contiguous = view ? attribute_is_true_py(t, view, "c_contiguous") : -1;
  if (contiguous < 0) return Ref();
  if (!contiguous) return raise(t, kBufferErrorType, "cannot extract raw buffer from non-contiguous buffer");
  Ref cast = getattr_py(t, view, "cast"), format = cast ? make_str_ascii(t, "B") : Ref();
  return format ? call_py(t, cast, format) : Ref();
}

// A buffer is lent in the name of the exporter, which gets it back.
void release_buffer(Thread&, Value, Buffer*) {}

Ref release(Thread& t, Value self) {
  store_field(t, self.object(), self.as<PickleBuffer>()->view, Ref());
  store_field(t, self.object(), self.as<PickleBuffer>()->exporter, Ref());
  return none();
}

constexpr MethodDef kMethods[] = {
    {"raw", raw, "(self, /)",
     "Return a memoryview of the raw memory underlying this buffer. BufferError if the buffer is not contiguous."},
    {"release", release, "(self, /)", "Release the underlying buffer."},
    {},
};
constexpr TypeSpec kSpec = {
    .name = "pickle.PickleBuffer",
    .size = sizeof(PickleBuffer),
    .flags = kTypeTraced | kTypeHasWeakrefs,
    .doc = "Wrapper for potentially out-of-band buffers",
    .lifetime = SlotsOf<PickleBuffer, &PickleBuffer::view, &PickleBuffer::exporter>::kLifetime,
    .slots = {.create = create, .get_buffer = get_buffer, .release_buffer = release_buffer},
    .methods = kMethods,
};

}  // namespace

bool is_pickle_buffer(Value v) { return type_of(v) == g_pickle_buffer; }

bool add_pickle_buffer(Thread& t, Value module) {
  if (!g_pickle_buffer) g_pickle_buffer = make_native_type(t, kSpec);
  return module_add(t, module, "PickleBuffer", Ref::share(t, g_pickle_buffer));
}

// Writes the buffer's bytes into the stream, unless the callback takes the buffer out of band.
bool Saver::save_buffer_py(Value v) {
  if (protocol_ < 5) return raise_pickling(t_, "PickleBuffer can only be pickled with protocol >= 5");
  Ref view = view_of(t_, v);
  int contiguous = view ? attribute_is_true_py(t_, view, "contiguous") : -1;
  int readonly = contiguous < 0 ? -1 : attribute_is_true_py(t_, view, "readonly");
  if (readonly < 0) return false;
  if (!contiguous)
    return raise_pickling(t_, "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
  int in_band = 1;
  if (options_.buffer_callback) {
    Ref answer = call_py(t_, options_.buffer_callback, v);
    in_band = answer ? truth_py(t_, answer) : -1;
    if (in_band < 0) return false;
  }
  if (!in_band) {
    out_.op(Op::kNextBuffer);
    if (readonly) out_.op(Op::kReadonlyBuffer);
    return true;
  }
  Ref copy = getattr_py(t_, view, "tobytes"), bytes = copy ? call_py(t_, copy) : Ref();
  if (library_minor() >= 15) {  // the memo gets the PickleBuffer
    const Bytes* b = bytes ? bytes.as<Bytes>() : nullptr;
    return b && (readonly ? put_bytes_py(bytes) : put_bytearray_py(b->data(), b->length)) && memoize(v);
  }
  if (!bytes || readonly) return bytes && save_bytes_py(bytes);
  Ref array = call_py(t_, kByteArrayType, bytes);
  return array && save_bytearray_py(array);
}

}  // namespace rt::pickle
