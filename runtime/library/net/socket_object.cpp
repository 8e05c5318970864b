// _socket.socket: construction, connecting, accepting, options. Sending and receiving are in socket_transfer.cpp and
// socket_message.cpp.
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <climits>
#include <cstring>

#include "runtime/library/core/warnings.h"
#include "runtime/library/net/socket_parts.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/address.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/float.h"

namespace rt::sockets {

Type* g_socket_type;
gc::Atomic<i64> g_default_timeout_ns{-1};

// ---- timeouts

bool timeout_argument_py(Thread& t, Value v, i64* ns) {
  *ns = -1;
  if (v == kNone) return true;
  if (!seconds_to_ns_py(t, v, Rounding::kCeiling, ns)) return false;
  if (*ns < 0) return raise_value_error(t, "Timeout value out of range");
  return true;
}

Ref make_timeout(Thread& t, i64 ns) { return ns < 0 ? none() : make_float(t, static_cast<double>(ns) / 1e9); }

bool Patience::wait_py(Thread& t, Socket* s, short events) const {
  os::Result r = os::call_py(t, [&] {
    i64 left = deadline_ < 0 ? -1 : deadline_ - gc::now_ns();
    if (deadline_ >= 0 && left < 0) left = 0;
    i64 ms = left < 0 ? -1 : (left + 999999) / 1000000;
    return s->descriptor.call([&](int fd) {
      pollfd entry{fd, events, 0};
      return ::poll(&entry, 1, ms > INT_MAX ? INT_MAX : static_cast<int>(ms));
    });
  });
  if (r.error == EBADF) return true;  // closed: the next call fails with EBADF, too
  if (!r.ok()) return raise_result(t, r);
  if (r.value > 0) return true;
  Ref message = make_str_ascii(t, "timed out");
  return message && raise_value(t, kTimeoutErrorType, message);
}

namespace {

// Makes a call(fd) once, detached: it may wait for the system, but not for the peer.
template <class F>
os::Result call_once(Thread& t, Value self, F call) {
  return os::call_once(t, [&] { return as_socket(self)->descriptor.call(call); });
}

bool set_blocking(Thread& t, Value self, bool blocking) {
  int flag = blocking ? 0 : 1;
  return as_socket(self)->descriptor.call([&](int fd) { return ioctl(fd, FIONBIO, &flag); }) == 0 ||
         raise_os_error(t, errno);
}

// ---- construction

Ref create(Thread& t, Type* type, const CallArgs&) {
  Ref object = allocate_instance(t, type);
  if (!object) return object;
  Socket* s = object.as<Socket>();
  s->descriptor.set(-1);
  s->timeout_ns.store(-1, gc::relaxed);
  return object;
}

int option(int fd, int name, int fallback) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(fd, SOL_SOCKET, name, &value, &size) == 0 ? value : fallback;
}

// socket(fileno=...): arguments that are not given are asked of the descriptor.
bool adopt_descriptor_py(Thread& t, Value fileno, int* family, int* type, int* protocol, int* fd) {
  if (is_float(fileno)) return raise_type_error(t, "integer argument expected, got float");
  if (!to_i32_py(t, fileno, fd)) return false;
  if (*fd < 0) return raise_value_error(t, "negative file descriptor");
  Address address;
  if (getsockname(*fd, &address.any, &address.size) != 0 && (*family == -1 || errno == EBADF || errno == ENOTSOCK)) {
    return raise_os_error(t, errno);
  }
  if (*family == -1) *family = address.any.sa_family;
  if (*type == -1) *type = option(*fd, SO_TYPE, -1);
  if (*type == -1) return raise_os_error(t, errno);
  if (*protocol == -1) *protocol = option(*fd, SO_PROTOCOL, 0);
  return true;
}

bool open_descriptor(Thread& t, int* family, int* type, int* protocol, int* fd) {
  if (*family == -1) *family = AF_INET;
  if (*type == -1) *type = SOCK_STREAM;
  if (*protocol == -1) *protocol = 0;
  os::Result r = os::call_once(t, [&] { return ::socket(*family, *type | SOCK_CLOEXEC, *protocol); });
  *fd = static_cast<int>(r.value);
  return r.ok() || raise_result(t, r);
}

bool init(Thread& t, Value self, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(family=-1, type=-1, proto=-1, fileno=None)");
  Value a[4];
  int numbers[3] = {-1, -1, -1}, fd = -1;
  if (!bind_arguments(t, "socket", kSignature, args, a)) return false;
  for (int i = 0; i < 3; ++i) {
    if (a[i] && !to_i32_py(t, a[i], &numbers[i])) return false;
  }
  bool given = a[3] && a[3] != kNone;
  auto number = [&](int i) { return Value::small_int(numbers[i]); };
  if (!audit_py(t, "socket.__new__", self, number(0), number(1), number(2))) return false;
  bool ok = given ? adopt_descriptor_py(t, a[3], &numbers[0], &numbers[1], &numbers[2], &fd)
                  : open_descriptor(t, &numbers[0], &numbers[1], &numbers[2], &fd);
  if (!ok) return false;
  Socket* s = as_socket(self);
  s->family.store(numbers[0], gc::relaxed);
  s->type.store(numbers[1] & ~(SOCK_NONBLOCK | SOCK_CLOEXEC), gc::relaxed);
  s->protocol.store(numbers[2], gc::relaxed);
  s->descriptor.set(fd);
  bool nonblocking = numbers[1] & SOCK_NONBLOCK;
  i64 timeout = nonblocking ? 0 : g_default_timeout_ns.load(gc::relaxed);
  s->timeout_ns.store(timeout, gc::relaxed);
  return nonblocking || timeout < 0 || set_blocking(t, self, false);
}

// ---- the end

void finalize(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  os::SharedDescriptor& descriptor = static_cast<Socket*>(object)->descriptor;
  if (descriptor.number() < 0) return;
  Ref pending = take_error(t);
  Value self = object;
  Ref message = format_message(t, "unclosed %R", self);
  if (!message || !warn_py(t, kResourceWarningType, message)) {
    if (error_is(t, kWarningType)) write_unraisable_py(t, nullptr, self);
    else clear_error(t);
  }
  descriptor.close_once(t);
  if (pending) restore_error(t, std::move(pending));
}

void dispose(gc::Thread& thread, Object* object) {
  auto& t = static_cast<Thread&>(thread);
  static_cast<Socket*>(object)->descriptor.close_once(t);
  dispose_attributes(t, object);
}

Ref close(Thread& t, Value self) {
  os::Result r = as_socket(self)->descriptor.close_once(t);
  return r.ok() || r.error == ECONNRESET ? none() : Ref(raise_result(t, r));
}

Ref detach(Thread& t, Value self) { return make_int(t, as_socket(self)->descriptor.detach()); }

// ---- connecting

Ref bind(Thread& t, Value self, Value address) {
  Address a;
  if (!parse_address_py(t, "bind", family_of(self), address, &a) || !audit_py(t, "socket.bind", self, address))
    return Ref();
  return posix::done(t, call_once(t, self, [&](int fd) { return ::bind(fd, &a.any, a.size); }));
}

Ref listen(Thread& t, Value self, Value backlog) {
  int waiting = 128;
  if (backlog && !to_i32_by_format_py(t, backlog, &waiting)) return Ref();
  if (waiting < 0) waiting = 0;
  return posix::done(t, call_once(t, self, [=](int fd) { return ::listen(fd, waiting); }));
}

// Waits for a connection that has been begun. Returns the error number; 0: connected; -1: a Python error is pending.
int finish_connect_py(Thread& t, Socket* s, const Patience& patience) {
  if (!patience.wait_py(t, s, POLLOUT)) return os::kRaised;
  return static_cast<int>(s->descriptor.call([](int fd) { return option(fd, SO_ERROR, 0); }));
}

// Connects. Returns the error number; 0: connected; -1: a Python error is pending.
int connect_py(Thread& t, Socket* s, const Address& a) {
  Patience patience(s);
  os::Result r = call_once(t, s, [&](int fd) { return ::connect(fd, &a.any, a.size); });
  if (r.ok()) return 0;
  if (r.error == EINTR) {
    // The kernel goes on connecting after the interruption, so this thread waits instead of calling again.
    if (!poll_py(t)) return os::kRaised;
    return patience.timeout_ns() != 0 ? finish_connect_py(t, s, patience) : EINTR;
  }
  if (r.error == EINPROGRESS && patience.limited()) return finish_connect_py(t, s, patience);
  return r.error;
}

Ref connect(Thread& t, Value self, Value address) {
  Address a;
  if (!parse_address_py(t, "connect", family_of(self), address, &a)) return Ref();
  if (!audit_py(t, "socket.connect", self, address)) return Ref();
  int error = connect_py(t, as_socket(self), a);
  if (error == 0) return none();
  return error == os::kRaised ? Ref() : Ref(raise_os_error(t, error));
}

Ref connect_ex(Thread& t, Value self, Value address) {
  Address a;
  if (!parse_address_py(t, "connect_ex", family_of(self), address, &a)) return Ref();
  if (!audit_py(t, "socket.connect", self, address)) return Ref();
  int error = connect_py(t, as_socket(self), a);
  if (error != os::kRaised) return make_int(t, error);
  if (!error_is(t, kTimeoutErrorType)) return Ref();
  clear_error(t);
  return make_int(t, EWOULDBLOCK);
}

// Accepts the next connection: (descriptor, address).
Ref accept(Thread& t, Value self) {
  Socket* s = as_socket(self);
  Address a;
  os::Result r = call_socket_py(t, s, Patience(s), POLLIN, [&](int fd) {
    a.size = sizeof a.storage;
    return ::accept4(fd, &a.any, &a.size, SOCK_CLOEXEC);
  });
  if (!r.ok()) return raise_result(t, r);
  int fd = static_cast<int>(r.value);
  Ref address = make_address(t, a);
  Ref pair = address ? make_tuple(t, Value::small_int(fd), address) : Ref();
  if (!pair) os::close_once(t, fd);
  return pair;
}

Ref shutdown(Thread& t, Value self, Value how) {
  int direction;
  if (!to_i32_py(t, how, &direction)) return Ref();
  return posix::done(t, call_once(t, self, [=](int fd) { return ::shutdown(fd, direction); }));
}

template <int (*kGet)(int, sockaddr*, socklen_t*)>
Ref name_of(Thread& t, Value self) {
  Address a;
  os::Result r = call_once(t, self, [&](int fd) { return kGet(fd, &a.any, &a.size); });
  return r.ok() ? make_address(t, a) : Ref(raise_result(t, r));
}
int own_name(int fd, sockaddr* a, socklen_t* size) { return ::getsockname(fd, a, size); }
int peer_name(int fd, sockaddr* a, socklen_t* size) { return ::getpeername(fd, a, size); }

Ref fileno(Thread& t, Value self) { return make_int(t, as_socket(self)->descriptor.number()); }

// ---- blocking and options

Ref settimeout(Thread& t, Value self, Value timeout) {
  i64 ns;
  if (!timeout_argument_py(t, timeout, &ns)) return Ref();
  as_socket(self)->timeout_ns.store(ns, gc::relaxed);
  return set_blocking(t, self, ns < 0) ? none() : Ref();
}
Ref gettimeout(Thread& t, Value self) { return make_timeout(t, as_socket(self)->timeout_ns.load(gc::relaxed)); }
Ref setblocking(Thread& t, Value self, Value flag) {
  int blocking = truth_py(t, flag);
  if (blocking < 0) return Ref();
  as_socket(self)->timeout_ns.store(blocking ? -1 : 0, gc::relaxed);
  return set_blocking(t, self, blocking) ? none() : Ref();
}
Ref getblocking(Thread&, Value self) { return bool_ref(as_socket(self)->timeout_ns.load(gc::relaxed) != 0); }

constexpr i64 kMaxOption = 1024;

Ref getsockopt(Thread& t, Value self, Value level_value, Value name_value, Value size_value) {
  int level, name;
  i64 size = 0;
  if (!to_i32_by_format_py(t, level_value, &level) || !to_i32_by_format_py(t, name_value, &name) ||
      !to_i64_py(t, size_value, &size))
    return Ref();
  auto get = [&](void* data, socklen_t* length) {
    return as_socket(self)->descriptor.call([=](int fd) { return ::getsockopt(fd, level, name, data, length); }) == 0;
  };
  if (size == 0) {
    int flag = 0;
    socklen_t flag_size = sizeof flag;
    return get(&flag, &flag_size) ? make_int(t, flag) : Ref(raise_os_error(t, errno));
  }
  if (size < 0 || size > kMaxOption) {
    Ref message = make_str_ascii(t, "getsockopt buflen out of range");
    return message ? raise_value(t, kOSErrorType, message) : Error();
  }
  char data[kMaxOption];
  auto data_size = static_cast<socklen_t>(size);
  return get(data, &data_size) ? make_bytes(t, {data, data_size}) : Ref(raise_os_error(t, errno));
}

// Whether value and length of an option fit together.
bool check_option(Thread& t, Value value, Value size) {
  if (value == kNone && !size)
    return raise_type_error(t, "setsockopt() requires 4 arguments when the third argument is None");
  if (value != kNone && size)
    return raise_type_error(t, "setsockopt() only takes 4 arguments when the third argument is None (got %T)", value);
  if (value != kNone && !is_int(value) && !type_of(value)->slots.get_buffer)
    return raise_type_error(t, "socket option should be int, bytes-like object or None (got %T)", value);
  return true;
}

Ref setsockopt(Thread& t, Value self, Value level_value, Value name_value, Value value, Value size_value) {
  int level, name;
  i64 result;
  auto set = [&](const void* data, socklen_t length) {
    return as_socket(self)->descriptor.call([=](int fd) { return ::setsockopt(fd, level, name, data, length); });
  };
  if (!to_i32_by_format_py(t, level_value, &level) || !to_i32_by_format_py(t, name_value, &name)) return Ref();
  if (library_minor() >= 15 && !check_option(t, value, size_value)) return Ref();
  if (is_int(value)) {
    int flag;
    if (!to_i32_by_format_py(t, value, &flag)) return Ref();
    result = set(&flag, sizeof flag);
  } else if (value == kNone) {
    i64 size;
    if (!size_value) return raise_type_error(t, "setsockopt() takes 4 arguments when the value is None");
    if (!to_i64_py(t, size_value, &size)) return Ref();
    result = set(nullptr, static_cast<socklen_t>(size));
  } else {
    ByteView bytes(t, value);
    if (!bytes) return Ref();
    result = set(bytes.data(), static_cast<socklen_t>(bytes.size()));
  }
  return result == 0 ? none() : Ref(raise_os_error(t, errno));
}

// ---- attributes

template <gc::Atomic<i32> Socket::* kField>
Ref get_number(Thread& t, Value self) {
  return make_int(t, (as_socket(self)->*kField).load(gc::relaxed));
}
Ref repr(Thread& t, Value self) {
  const Socket* s = as_socket(self);
  return format_message(t, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->descriptor.number(),
                        s->family.load(gc::relaxed), s->type.load(gc::relaxed), s->protocol.load(gc::relaxed));
}

constexpr MethodDef kMethods[] = {
    {"_accept", accept, "(self, /)", "Wait for a connection: (descriptor, address of the other end)."},
    {"bind", bind, "(self, address, /)", "Give the socket its own address."},
    {"close", close, "(self, /)", "End the use of the socket."},
    {"connect", connect, "(self, address, /)", "Connect to the socket at an address."},
    {"connect_ex", connect_ex, "(self, address, /)",
     "Connect as connect() does; failing gives the error number instead of an exception."},
    {"detach", detach, "(self, /)", "Give up the descriptor, which stays open and is the result."},
    {"fileno", fileno, "(self, /)", "The number of the socket."},
    {"getblocking", getblocking, "(self, /)", "Do operations wait until they can be done?"},
    {"getpeername", name_of<peer_name>, "(self, /)", "Address of the other end."},
    {"getsockname", name_of<own_name>, "(self, /)", "Address of this end."},
    {"getsockopt", getsockopt, "(self, level, option, buffersize=0, /)", "Get a socket option."},
    {"gettimeout", gettimeout, "(self, /)", "How long operations wait, in seconds; None: for ever."},
    {"listen", listen, "(self, backlog=128, /)", "Begin to accept connections, of which backlog may wait."},
    {"recv", transfer::recv, "(self, bufsize, flags=0, /)", "Up to so many bytes of what has come."},
    {"recv_into", transfer::recv_into, "(self, buffer, nbytes=0, flags=0)",
     "Put what has come into a buffer; the number of bytes is the result."},
    {"recvfrom", transfer::recvfrom, "(self, bufsize, flags=0, /)", "What has come, and the address of who sent it."},
    {"recvfrom_into", transfer::recvfrom_into, "(self, buffer, nbytes=0, flags=0)",
     "Put what has come into a buffer: (number of bytes, address of who sent it)."},
    {"recvmsg", transfer::recvmsg, "(self, bufsize, ancbufsize=0, flags=0, /)",
     "Data and control messages that have come."},
    {"recvmsg_into", transfer::recvmsg_into, "(self, buffers, ancbufsize=0, flags=0, /)",
     "Receive normal data into buffers, and ancillary data."},
    {"send", transfer::send, "(self, data, flags=0, /)", "Send bytes; the result says how many the system took."},
    {"sendall", transfer::sendall, "(self, data, flags=0, /)", "Send bytes, in as many steps as it takes."},
    {"sendmsg", transfer::sendmsg, "(self, buffers, ancdata=<none>, flags=0, address=None, /)",
     "Send data from several buffers, and control messages."},
    {"sendto", transfer::sendto, "(...)", "sendto(data[, flags], address) -> count"},
    {"setblocking", setblocking, "(self, flag, /)", "Say whether operations wait until they can be done."},
    {"setsockopt", setsockopt, "(self, level, option, value, optlen=<none>, /)", "Set a socket option."},
    {"settimeout", settimeout, "(self, timeout, /)", "Say how long operations wait, in seconds; None: for ever."},
    {"shutdown", shutdown, "(self, how, /)", "Shut down the reading side, the writing side, or both."},
    {},
};
constexpr GetSetDef kGetSet[] = {{"family", get_number<&Socket::family>, nullptr, "the socket family"},
                                 {"type", get_number<&Socket::type>, nullptr, "the socket type"},
                                 {"proto", get_number<&Socket::protocol>, nullptr, "the socket protocol"},
                                 {"timeout", gettimeout, nullptr, "the socket timeout"},
                                 {}};
constexpr Slots kSlots = [] {
  Slots s{};
  s.repr = repr;
  s.create = create;
  s.init = init;
  return s;
}();
constexpr TypeSpec kSpec = {.name = "_socket.socket",
                            .size = sizeof(Socket),
                            .flags = kTypeSubclassable | kTypeTraced,
                            .doc = "One end of a connection, or of one to come.",
                            .lifetime = {trace_attributes, nullptr, finalize, dispose},
                            .slots = kSlots,
                            .methods = kMethods,
                            .getset = kGetSet};

}  // namespace

bool add_socket_type(Thread& t, Value module) {
  return add_native_type(t, module, g_socket_type, kSpec) &&
         module_add(t, module, "SocketType", Ref::share(t, g_socket_type));
}

}  // namespace rt::sockets
