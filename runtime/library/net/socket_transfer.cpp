// Sending and receiving. Buffers are pinned by exports while the thread is detached.
#include "runtime/library/net/socket_parts.h"
#include "runtime/object/address.h"
#include "runtime/object/audit.h"
#include "runtime/types/bytes/lent_bytes.h"

namespace rt::sockets {

bool flags_argument_py(Thread& t, Value v, int* out) {
  *out = 0;
  return !v || to_i32_py(t, v, out);
}
bool flags_by_format_py(Thread& t, Value v, int* out) {
  *out = 0;
  return !v || to_i32_by_format_py(t, v, out);
}

namespace {

// Reads the size argument of a receiving method.
bool buffer_size_py(Thread& t, Value v, const char* function, i64* out) {
  if (!index_i64_py(t, v, out, kOverflowErrorType)) return false;
  return *out >= 0 || raise_value_error(t, "negative buffersize in %s", function);
}

os::Result receive_py(Thread& t, Value self, void* data, size_t size, int flags, Address* from) {
  Socket* s = as_socket(self);
  return call_socket_py(t, s, Patience(s), POLLIN, [=](int fd) {
    if (!from) return ::recv(fd, data, size, flags);
    from->size = sizeof from->storage;
    return ::recvfrom(fd, data, size, flags, &from->any, &from->size);
  });
}

// Receives into a new bytes object.
Ref receive_bytes_py(Thread& t, Value self, Value size_value, Value flags_value, const char* function, Address* from) {
  i64 size;
  int flags;
  if (!buffer_size_py(t, size_value, function, &size) || !flags_by_format_py(t, flags_value, &flags)) return Ref();
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size));
  if (!bytes) return Ref();
  auto* b = bytes.as<Bytes>();
  os::Result r = receive_py(t, self, b->data(), b->length, flags, from);
  if (!r.ok()) return raise_result(t, r);
  return static_cast<u64>(r.value) == b->length ? std::move(bytes)
                                                : make_bytes(t, b->view().substr(0, static_cast<size_t>(r.value)));
}

// Receives into a buffer; *received is the number of bytes.
bool receive_into_py(Thread& t, Value self, Value buffer, Value size_value, Value flags_value, const char* function,
                     Address* from, i64* received) {
  i64 size;
  int flags;
  BufferView view(t, buffer, BufferUse::kWritable);
  if (!view || !buffer_size_py(t, size_value, function, &size) || !flags_by_format_py(t, flags_value, &flags))
    return false;
  if (size == 0) size = view.b.bytes;
  if (size > view.b.bytes) return raise_value_error(t, "nbytes is greater than the length of the buffer");
  os::Result r = receive_py(t, self, view.b.data, static_cast<size_t>(size), flags, from);
  *received = r.value;
  return r.ok() || raise_result(t, r);
}

}  // namespace

namespace transfer {

Ref recv(Thread& t, Value self, Value size, Value flags) {
  return receive_bytes_py(t, self, size, flags, "recv", nullptr);
}

Ref recv_into(Thread& t, Value self, Value buffer, Value size, Value flags) {
  i64 received;
  return receive_into_py(t, self, buffer, size, flags, "recv_into", nullptr, &received) ? make_int(t, received) : Ref();
}

Ref recvfrom(Thread& t, Value self, Value size, Value flags) {
  Address from;
  Ref bytes = receive_bytes_py(t, self, size, flags, "recvfrom", &from);
  Ref address = bytes ? make_address(t, from) : Ref();
  return address ? make_tuple(t, bytes, address) : Ref();
}

Ref recvfrom_into(Thread& t, Value self, Value buffer, Value size, Value flags) {
  Address from;
  i64 received;
  if (!receive_into_py(t, self, buffer, size, flags, "recvfrom_into", &from, &received)) return Ref();
  Ref address = make_address(t, from);
  return address ? make_tuple(t, Value::small_int(received), address) : Ref();
}

Ref send(Thread& t, Value self, Value data, Value flags_value) {
  int flags;
  LentBytes view(t, data);
  if (!view || !flags_argument_py(t, flags_value, &flags)) return Ref();
  Socket* s = as_socket(self);
  return posix::number(t,
                       call_socket_py(t, s, Patience(s), POLLOUT, [=, bytes = view.data(), size = view.size()](int fd) {
                         return ::send(fd, bytes, size, flags);
                       }));
}

// The timeout counts for all parts together.
Ref sendall(Thread& t, Value self, Value data, Value flags_value) {
  int flags;
  LentBytes view(t, data);
  if (!view || !flags_argument_py(t, flags_value, &flags)) return Ref();
  Socket* s = as_socket(self);
  Patience patience(s);
  const u8* bytes = view.data();
  size_t left = view.size();
  do {
    os::Result r = call_socket_py(t, s, patience, POLLOUT, [=](int fd) { return ::send(fd, bytes, left, flags); });
    if (!r.ok()) return raise_result(t, r);
    bytes += r.value;
    left -= static_cast<size_t>(r.value);
    if (!poll_py(t)) return Ref();  // a signal may have cut the transfer short
  } while (left > 0);
  return none();
}

// The forms are sendto(data, address) and sendto(data, flags, address).
Ref sendto(Thread& t, const CallArgs& args) {
  if (args.keywords()) return raise_type_error(t, "socket.sendto() takes no keyword arguments");
  if (args.positional != 3 && args.positional != 4) {
    return raise_type_error(t, "sendto() takes 2 or 3 arguments (%d given)", static_cast<int>(args.positional) - 1);
  }
  Value self = args[0];
  int flags;
  Address to;
  LentBytes view(t, args[1]);
  if (!view || !flags_by_format_py(t, args.positional == 4 ? args[2] : Value(), &flags)) return Ref();
  Value address = args[args.positional - 1];
  if (!parse_address_py(t, "sendto", family_of(self), address, &to) || !audit_py(t, "socket.sendto", self, address))
    return Ref();
  Socket* s = as_socket(self);
  return posix::number(t,
                       call_socket_py(t, s, Patience(s), POLLOUT, [&, bytes = view.data(), size = view.size()](int fd) {
                         return ::sendto(fd, bytes, size, flags, &to.any, to.size);
                       }));
}

}  // namespace transfer
}  // namespace rt::sockets
