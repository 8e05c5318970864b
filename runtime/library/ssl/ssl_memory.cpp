// MemoryBIO: a buffer that a connection reads from or writes to, in place of a socket.
#include <climits>

#include "runtime/library/ssl/ssl_parts.h"

namespace rt::tls {

Type* g_memory_bio_type;

namespace {

MemoryBuffer& buffer_of(Value self) { return *self.as<MemoryBioObject>()->buffer; }

Ref create(Thread& t, Type* type, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "MemoryBIO() takes no keyword arguments");
  if (args.positional > 0) return raise_type_error(t, "MemoryBIO() takes no positional arguments");
  Ref object = allocate_instance(t, type);
  if (!object) return object;
  MemoryBuffer* buffer = MemoryBuffer::make();
  if (!buffer) return raise_memory_error(t);
  object.as<MemoryBioObject>()->buffer = buffer;
  return object;
}

void dispose(gc::Thread& thread, Object* object) {
  dispose_attributes(static_cast<Thread&>(thread), object);
  if (MemoryBuffer* buffer = static_cast<MemoryBioObject*>(object)->buffer) buffer->release();
}

Ref read(Thread& t, Value self, Value size_value) {
  int size = -1;
  if (size_value && !to_i32_py(t, size_value, &size)) return Ref();
  size_t there = std::min<size_t>(buffer_of(self).size(), INT_MAX);
  size_t wanted = size < 0 ? there : std::min<size_t>(there, static_cast<size_t>(size));
  Ref bytes = make_bytes_uninitialised(t, wanted);
  if (!bytes) return Ref();
  auto* b = bytes.as<Bytes>();
  // Another thread may have taken some of the bytes meanwhile.
  size_t n = buffer_of(self).read(b->data(), wanted);
  return n == wanted ? std::move(bytes) : make_bytes(t, b->view().substr(0, n));
}

Ref write(Thread& t, Value self, Value data) {
  ByteView view(t, data);
  if (!view) return Ref();
  if (view.size() > INT_MAX) {
    Ref text = format_message(t, "string longer than %d bytes", INT_MAX);
    return text ? Ref(raise_value(t, kOverflowErrorType, text)) : Ref();
  }
  if (buffer_of(self).has_end()) return raise_plain(t, "cannot write() after write_eof()");
  if (!buffer_of(self).write(view.data(), view.size())) return raise_memory_error(t);
  return make_int(t, static_cast<i64>(view.size()));
}

Ref write_eof(Thread&, Value self) {
  buffer_of(self).end();
  return none();
}

Ref get_pending(Thread& t, Value self) { return make_int(t, static_cast<i64>(buffer_of(self).size())); }
Ref get_eof(Thread&, Value self) { return bool_ref(buffer_of(self).has_end() && buffer_of(self).size() == 0); }

constexpr MethodDef kMethods[] = {
    {"read", read, "(self, size=-1, /)",
     "Take up to size bytes, or all. An empty result means that there are none now, or, if\n"
     "eof is true, that there will be none."},
    {"write", write, "(self, b, /)", "Add the bytes, and return their number."},
    {"write_eof", write_eof, "(self, /)", "Mark the end: once all bytes have been read, eof is true."},
    {}};
constexpr GetSetDef kGetSet[] = {{"pending", get_pending, nullptr, "The number of bytes in the buffer."},
                                 {"eof", get_eof, nullptr, "Have all bytes up to the end been read?"},
                                 {}};
constexpr TypeSpec kSpec = [] {
  TypeSpec spec;
  spec.name = "_ssl.MemoryBIO";
  spec.size = sizeof(MemoryBioObject);
  spec.lifetime = {nullptr, nullptr, nullptr, dispose};
  spec.slots.create = create;
  spec.methods = kMethods;
  spec.getset = kGetSet;
  return spec;
}();

}  // namespace

bool add_memory_bio_type(Thread& t, Value module) { return add_native_type(t, module, g_memory_bio_type, kSpec); }

}  // namespace rt::tls
