// PyBytesWriter: bytes whose size is not known before they are written. Memory beyond the size is room to grow into.
#include <cstdarg>
#include <cstdlib>
#include <cstring>

#include "interp/capi/capi.h"
#include "runtime/types/bytes/bytes.h"

using namespace capi;

struct PyBytesWriter {
  char* bytes;  // of the C library
  Py_ssize_t size, room;
};

namespace {

// False: MemoryError is pending, and the writer stays as it is.
bool make_room(Call& call, PyBytesWriter* writer, Py_ssize_t size) {
  if (size <= writer->room) return true;
  Py_ssize_t room = writer->room ? std::max(size, writer->room + writer->room / 2) : size;
  auto* moved = static_cast<char*>(std::realloc(writer->bytes, static_cast<size_t>(room)));
  if (!moved) return rt::raise_memory_error(call);
  writer->bytes = moved;
  writer->room = room;
  return true;
}

// The sum; -1: ValueError is pending.
Py_ssize_t grown_size(Call& call, const PyBytesWriter* writer, Py_ssize_t by) {
  Py_ssize_t size;
  bool fits = !__builtin_add_overflow(writer->size, by, &size) && size >= 0;
  return fits ? size : rt::raise_value_error(call, "invalid size");
}

}  // namespace

PyBytesWriter* PyBytesWriter_Create(Py_ssize_t size) {
  Call call;
  if (size < 0) return rt::raise_value_error(call, "size must be >= 0");
  auto* writer = new PyBytesWriter{nullptr, 0, 0};
  if (!make_room(call, writer, std::max<Py_ssize_t>(size, 32))) {
    delete writer;
    return nullptr;
  }
  writer->size = size;
  return writer;
}

void PyBytesWriter_Discard(PyBytesWriter* writer) {
  if (writer) std::free(writer->bytes);
  delete writer;
}

PyObject* PyBytesWriter_FinishWithSize(PyBytesWriter* writer, Py_ssize_t size) {
  Call call;
  bool known = size >= 0 || rt::raise_value_error(call, "size must be >= 0");
  PyObject* made = known && make_room(call, writer, size) ? PyBytes_FromStringAndSize(writer->bytes, size) : nullptr;
  PyBytesWriter_Discard(writer);
  return made;
}
PyObject* PyBytesWriter_Finish(PyBytesWriter* writer) { return PyBytesWriter_FinishWithSize(writer, writer->size); }
PyObject* PyBytesWriter_FinishWithPointer(PyBytesWriter* writer, void* end) {
  Py_ssize_t size = static_cast<char*>(end) - writer->bytes;
  if (size >= 0 && size <= writer->room) return PyBytesWriter_FinishWithSize(writer, size);
  Call call;
  PyBytesWriter_Discard(writer);
  return rt::raise_value_error(call, "invalid end pointer");
}

void* PyBytesWriter_GetData(PyBytesWriter* writer) { return writer->bytes; }
Py_ssize_t PyBytesWriter_GetSize(PyBytesWriter* writer) { return writer->size; }

int PyBytesWriter_Resize(PyBytesWriter* writer, Py_ssize_t size) {
  Call call;
  if (size < 0) return rt::raise_value_error(call, "size must be >= 0");
  if (!make_room(call, writer, size)) return -1;
  writer->size = size;
  return 0;
}
int PyBytesWriter_Grow(PyBytesWriter* writer, Py_ssize_t by) {
  Call call;
  Py_ssize_t size = grown_size(call, writer, by);
  return size < 0 ? -1 : PyBytesWriter_Resize(writer, size);
}
// Where `place` lies afterwards, because the bytes may have moved.
void* PyBytesWriter_GrowAndUpdatePointer(PyBytesWriter* writer, Py_ssize_t by, void* place) {
  Py_ssize_t offset = static_cast<char*>(place) - writer->bytes;
  return PyBytesWriter_Grow(writer, by) < 0 ? nullptr : writer->bytes + offset;
}

int PyBytesWriter_WriteBytes(PyBytesWriter* writer, const void* bytes, Py_ssize_t size) {
  if (size < 0) size = static_cast<Py_ssize_t>(std::strlen(static_cast<const char*>(bytes)));
  Py_ssize_t before = writer->size;
  if (PyBytesWriter_Grow(writer, size) < 0) return -1;
  std::memcpy(writer->bytes + before, bytes, static_cast<size_t>(size));
  return 0;
}
int PyBytesWriter_Format(PyBytesWriter* writer, const char* format, ...) {
  va_list variables;
  va_start(variables, format);
  PyObject* text = PyBytes_FromFormatV(format, variables);
  va_end(variables);
  if (!text) return -1;
  int result = PyBytesWriter_WriteBytes(writer, PyBytes_AsString(text), PyBytes_Size(text));
  Py_DecRef(text);
  return result;
}
