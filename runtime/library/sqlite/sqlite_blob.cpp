// Blobs: reading and writing of one value of a table in place, like a file or an array of bytes.
#include <climits>
#include <cstdio>
#include <new>

#include "runtime/library/sqlite/sqlite_connection.h"
#include "runtime/object/slice_items.h"
#include "runtime/types/bytes/bytes_parts.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::sqlite {

Type* g_blob_type;

namespace {

BlobObject* as_blob(Value v) { return v.as<BlobObject>(); }
Value connection_of(Value blob) { return as_blob(blob)->connection.get(); }  // never changes

// An operation on an open blob. False: an error is pending.
class BlobOperation {
 public:
  BlobOperation(Thread& t, Value self) : t_(t), blob_(as_blob(self)), operation_(t, connection_of(self)) {
    open_ = operation_ && (blob_->handle->blob || raise(t, g_errors.programming, "Cannot operate on a closed blob."));
  }
  explicit operator bool() const { return open_; }
  i64 length() const { return sqlite3_blob_bytes(blob_->handle->blob); }
  i64& position() const { return blob_->position; }

  // The bytes of a range that lies inside the blob. Empty: an error is pending.
  Ref read(i64 start, i64 count) const {
    Ref bytes = make_bytes_uninitialised(t_, static_cast<u64>(count));
    if (!bytes || count == 0) return bytes;
    u8* data = bytes.as<Bytes>()->data();
    int code = detached(t_, [&] {
      return sqlite3_blob_read(blob_->handle->blob, data, static_cast<int>(count), static_cast<int>(start));
    });
    return code == SQLITE_OK ? std::move(bytes) : Ref(operation_.fail(code));
  }
  // Replaces the bytes from `start` on. False: an error is pending.
  bool write(i64 start, std::string_view data) const {
    if (static_cast<i64>(data.size()) > length() - start) return raise_value_error(t_, "data longer than blob length");
    int code = detached(t_, [&] {
      return sqlite3_blob_write(blob_->handle->blob, data.data(), static_cast<int>(data.size()),
                                static_cast<int>(start));
    });
    return code == SQLITE_OK || operation_.fail(code);
  }

 private:
  Thread& t_;
  BlobObject* blob_;
  Operation operation_;
  bool open_;
};

// ---- like a file

Ref close(Thread& t, Value self) {
  Operation operation(t, connection_of(self));
  if (!operation) return Ref();
  operation.database().close_blob(t, as_blob(self)->handle);
  return none();
}

Ref read(Thread& t, Value self, Value length) {
  int count;
  if (!to_i32_py(t, length, &count)) return Ref();
  BlobOperation blob(t, self);
  if (!blob) return Ref();
  i64 rest = blob.length() - blob.position();
  i64 wanted = count < 0 || count > rest ? rest : count;
  Ref bytes = blob.read(blob.position(), wanted);
  if (bytes) blob.position() += wanted;
  return bytes;
}

Ref write(Thread& t, Value self, Value data) {
  LentBytes bytes(t, data);
  if (!bytes) return Ref();
  BlobOperation blob(t, self);
  if (!blob || !blob.write(blob.position(), bytes.view())) return Ref();
  blob.position() += static_cast<i64>(bytes.size());
  return none();
}

Ref seek(Thread& t, Value self, Value offset_value, Value origin_value) {
  int offset, origin;
  if (!to_i32_py(t, offset_value, &offset) || !to_i32_py(t, origin_value, &origin)) return Ref();
  BlobOperation blob(t, self);
  if (!blob) return Ref();
  i64 base;
  switch (origin) {
    case SEEK_SET: base = 0; break;
    case SEEK_CUR: base = blob.position(); break;
    case SEEK_END: base = blob.length(); break;
    default: return raise_value_error(t, "'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END");
  }
  i64 target = base + offset;
  if (target > INT_MAX) return raise_overflow_error(t, "seek offset results in overflow");
  if (target < 0 || target > blob.length()) return raise_value_error(t, "offset out of blob range");
  blob.position() = target;
  return none();
}

Ref tell(Thread& t, Value self) {
  BlobOperation blob(t, self);
  return blob ? make_int(t, blob.position()) : Ref();
}

Ref enter(Thread& t, Value self) {
  BlobOperation blob(t, self);
  return blob ? Ref::share(t, self) : Ref();
}
Ref exit(Thread& t, Value self, Value, Value, Value) {
  BlobOperation blob(t, self);
  return blob && close(t, self) ? bool_ref(false) : Ref();
}

// ---- like an array of bytes

i64 len(Thread& t, Value self) {
  BlobOperation blob(t, self);
  return blob ? blob.length() : -1;
}

// Makes an index count from the beginning. False: IndexError is pending.
bool resolve_index(Thread& t, const BlobOperation& blob, i64* index) {
  if (*index < 0) *index += blob.length();
  return (*index >= 0 && *index < blob.length()) || raise_index_error(t, "Blob index out of range");
}

bool is_index(Value v) { return is_int(v) || type_of(v)->slots.index; }

// The library of 3.15 does not go backwards.
bool check_step(Thread& t, const SliceItems& items) {
  if (items.step >= 0 || library_minor() < 15) return true;
  return raise_value_error(t, "Blob doesn't support slices with a negative step");
}

Ref get_slice_py(Thread& t, Value self, Value key) {
  SliceIndices indices;
  if (!slice_indices_py(t, key, &indices)) return Ref();
  BlobOperation blob(t, self);
  if (!blob) return Ref();
  SliceItems items = slice_items(indices, blob.length());
  if (items.count == 0) return make_bytes(t, "");
  if (!check_step(t, items)) return Ref();
  SliceItems upwards = ascending(items);
  Ref range = blob.read(upwards.start, (items.count - 1) * upwards.step + 1);
  if (!range || items.step == 1) return range;
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(items.count));
  if (!bytes) return Ref();
  for (i64 i = 0; i < items.count; ++i)
    bytes.as<Bytes>()->data()[i] = range.as<Bytes>()->data()[items.start + i * items.step - upwards.start];
  return bytes;
}

Ref getitem(Thread& t, Value self, Value key) {
  if (is_slice(key)) return get_slice_py(t, self, key);
  i64 index;
  {
    BlobOperation blob(t, self);  // a closed blob is said to be closed, whatever the key
    if (!blob) return Ref();
  }
  if (!is_index(key)) return raise_type_error(t, "Blob indices must be integers");
  if (!index_i64_py(t, key, &index, kIndexErrorType)) return Ref();
  BlobOperation blob(t, self);
  if (!blob || !resolve_index(t, blob, &index)) return Ref();
  Ref byte = blob.read(index, 1);
  return byte ? make_int(t, byte.as<Bytes>()->data()[0]) : Ref();
}

bool set_slice_py(Thread& t, Value self, Value key, Value value) {
  if (!value) return raise_type_error(t, "Blob doesn't support slice deletion");
  SliceIndices indices;
  if (!slice_indices_py(t, key, &indices)) return false;
  LentBytes data(t, value);
  if (!data) return false;
  BlobOperation blob(t, self);
  if (!blob) return false;
  SliceItems items = slice_items(indices, blob.length());
  if (static_cast<i64>(data.size()) != items.count) return raise_index_error(t, "Blob slice assignment is wrong size");
  if (items.count == 0) return true;
  if (!check_step(t, items)) return false;
  if (items.step == 1) return blob.write(items.start, data.view());
  SliceItems upwards = ascending(items);
  Ref range = blob.read(upwards.start, (items.count - 1) * upwards.step + 1);
  if (!range) return false;
  for (i64 i = 0; i < items.count; ++i)
    range.as<Bytes>()->data()[items.start + i * items.step - upwards.start] = data.data()[i];
  return blob.write(upwards.start, range.as<Bytes>()->view());
}

bool setitem_py(Thread& t, Value self, Value key, Value value) {
  {
    BlobOperation blob(t, self);
    if (!blob) return false;
  }
  if (is_slice(key)) return set_slice_py(t, self, key, value);
  if (!is_index(key)) return raise_type_error(t, "Blob indices must be integers");
  if (!value) return raise_type_error(t, "Blob doesn't support item deletion");
  i64 index;
  u8 byte;
  if (!index_i64_py(t, key, &index, kIndexErrorType)) return false;
  if (!is_int(value)) return raise_type_error(t, "'%T' object cannot be interpreted as an integer", value);
  BlobOperation blob(t, self);
  if (!blob || !resolve_index(t, blob, &index)) return false;
  i64 number;
  if (!int_fits_i64(value, &number) || number < 0 || number > 255)
    return raise_value_error(t, "byte must be in range(0, 256)");
  byte = static_cast<u8>(number);
  return blob.write(index, as_chars(&byte, 1));
}

// ---- making, and the end

}  // namespace

Ref connection::blobopen(Thread& t, const Value* a) {
  Value self = a[0], table = a[1], column = a[2], row_value = a[3], name = a[5];
  if (!is_str(table)) return raise_type_error(t, "blobopen() argument 1 must be str, not %A", table);
  if (!is_str(column)) return raise_type_error(t, "blobopen() argument 2 must be str, not %A", column);
  if (name && !check_str(t, "blobopen", "name", name)) return Ref();
  if (!is_int(row_value)) return raise_type_error(t, "an integer is required (got type %T)", row_value);
  i64 row;
  int readonly = truth_py(t, a[4]);
  if (readonly < 0 || !integer_argument(t, row_value, &row)) return Ref();
  CText table_text(t, table), column_text(t, column);
  if (!table_text.ok() || !column_text.ok()) return Ref();
  Ref main = name ? Ref::share(t, name) : make_str_ascii(t, "main");
  if (!main) return Ref();
  CText name_text(t, main);
  if (!name_text.ok()) return Ref();
  Operation operation(t, self);
  Ref object = operation ? allocate_instance(t, g_blob_type) : Ref();
  auto* handle = object ? new (std::nothrow) BlobHandle : nullptr;
  if (!handle) return object ? Ref(raise_memory_error(t)) : Ref();
  operation.database().adopt(handle);
  init_field(as_blob(object)->connection, Ref::share(t, self));
  as_blob(object)->handle = handle;
  int code = detached(t, [&] {
    return sqlite3_blob_open(operation.db(), name_text.c_str(), table_text.c_str(), column_text.c_str(), row, !readonly,
                             &handle->blob);
  });
  if (code != SQLITE_OK) return operation.fail(code);
  operation.database().link(handle);
  return object;
}

namespace {

void dispose(gc::Thread& thread, Object* object) {
  Thread& t = static_cast<Thread&>(thread);
  if (BlobHandle* handle = std::exchange(static_cast<BlobObject*>(object)->handle, nullptr))
    Database::give_back(t, handle);
  SlotsOf<BlobObject, &BlobObject::connection>::dispose(thread, object);
}

constexpr MethodDef kMethods[] = {{"close", close, "(self, /)", "Close the blob."},
                                  {"__enter__", enter, "(self, /)", "Blob context manager enter."},
                                  {"__exit__", exit, "(self, type, val, tb, /)", "Blob context manager exit."},
                                  {"read", read, "(self, length=-1, /)",
                                   "Read data at the current offset position.\n\n"
                                   "  length\n"
                                   "    Read length in bytes.\n\n"
                                   "If the end of the blob is reached, the data up to end of file will be returned.\n"
                                   "When length is not specified, or is negative, Blob.read() will read until the\n"
                                   "end of the blob."},
                                  {"seek", seek, "(self, offset, origin=0, /)",
                                   "Set the current access position to offset.\n\n"
                                   "The origin argument defaults to os.SEEK_SET (absolute blob positioning).\n"
                                   "Other values for origin are os.SEEK_CUR (seek relative to the current position)\n"
                                   "and os.SEEK_END (seek relative to the blob's end)."},
                                  {"tell", tell, "(self, /)", "Return the current access position for the blob."},
                                  {"write", write, "(self, data, /)",
                                   "Write data at the current offset.\n\n"
                                   "This function cannot change the blob length.  Writing beyond the end of the\n"
                                   "blob will result in an exception being raised."},
                                  {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.len = len;
  s.getitem = getitem;
  s.setitem = setitem_py;
  return s;
}();
constexpr TypeSpec kSpec = {
    .name = "sqlite3.Blob",
    .size = sizeof(BlobObject),
    .flags = kTypeTraced | kTypeDisallowNew | kTypeHasWeakrefs,
    .lifetime = {SlotsOf<BlobObject, &BlobObject::connection>::trace, nullptr, nullptr, dispose},
    .slots = kSlots,
    .methods = kMethods};

}  // namespace

bool add_blob_type(Thread& t, Value module) { return add_native_type(t, module, g_blob_type, kSpec); }

}  // namespace rt::sqlite
