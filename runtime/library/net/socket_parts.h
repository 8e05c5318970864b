// Declarations that the files of _socket share. Empty or false: an error is pending, unless said otherwise.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "runtime/library/os/posix.h"
#include "runtime/library/threads/waiting.h"
#include "runtime/os/shared_descriptor.h"
#include "runtime/types/bytes/bytes_parts.h"

namespace rt::sockets {

// A socket has no lock: the descriptor is shared safely, and the other fields are single relaxed words.
struct Socket : Object {
  os::SharedDescriptor descriptor;
  gc::Atomic<i32> family, type, protocol;  // set by __init__; relaxed
  gc::Atomic<i64> timeout_ns;              // negative: blocks for ever; 0: does not block; relaxed
};
inline Socket* as_socket(Value v) { return v.as<Socket>(); }
inline int family_of(Value self) { return as_socket(self)->family.load(gc::relaxed); }

extern Type* g_socket_type;  // these are made with the module
extern Type *g_gaierror, *g_herror;
extern gc::Atomic<i64> g_default_timeout_ns;  // of new sockets; relaxed

// ---- addresses (socket_address.cpp)

struct Address {
  union {
    sockaddr any;
    sockaddr_in in;
    sockaddr_in6 in6;
    sockaddr_un un;
    sockaddr_storage storage;
  };
  socklen_t size = sizeof(sockaddr_storage);
  Address() : storage{} {}
};
// Reads an address in the form that Python gives to the family; `function` is for messages. May look a host up,
// detached.
bool parse_address_py(Thread& t, const char* function, int family, Value v, Address* out);
// The address in Python's form.
Ref make_address(Thread& t, const Address& address);
// The numeric text of an IP address.
Ref make_ip_text(Thread& t, const Address& address);
// The bytes of a host name, given as str (encoded by IDNA unless ASCII), bytes or bytearray. Empty: an error is
// pending.
Ref host_bytes_py(Thread& t, Value host);
// Looks a host up; AF_UNSPEC for any family.
bool resolve_host_py(Thread& t, int family, Value host, Address* out);
Error raise_gai(Thread& t, int code);

// ---- operations that wait (socket_object.cpp)

// The deadline of an operation that begins now, by the socket's timeout.
class Patience {
 public:
  explicit Patience(const Socket* s)
      : timeout_(s->timeout_ns.load(gc::relaxed)), deadline_(timeout_ > 0 ? deadline_after(timeout_) : -1) {}
  bool limited() const { return timeout_ > 0; }
  // Waits for `events`, or until the socket is closed. False: an error is pending, TimeoutError among others.
  bool wait_py(Thread& t, Socket* s, short events) const;
  i64 timeout_ns() const { return timeout_; }

 private:
  i64 timeout_, deadline_;
};

// Makes a call(fd) that fails with EAGAIN if it would have to wait, and repeats it within the socket's timeout. Signal
// handlers run in between. The Result's error is os::kRaised if a Python error is pending.
template <class F>
os::Result call_socket_py(Thread& t, Socket* s, const Patience& patience, short events, F&& call) {
  for (;;) {
    if (patience.limited() && !patience.wait_py(t, s, events)) return {-1, os::kRaised};
    os::Result r = os::call_py(t, [&] { return s->descriptor.call(call); });
    bool again = r.error == EAGAIN || r.error == EWOULDBLOCK;
    if (!again || !patience.limited()) return r;
  }
}

// The methods that move data (socket_transfer.cpp). They are called through the method table and may run Python code.
namespace transfer {
Ref recv(Thread& t, Value self, Value size, Value flags);
Ref recv_into(Thread& t, Value self, Value buffer, Value size, Value flags);
Ref recvfrom(Thread& t, Value self, Value size, Value flags);
Ref recvfrom_into(Thread& t, Value self, Value buffer, Value size, Value flags);
Ref send(Thread& t, Value self, Value data, Value flags);
Ref sendall(Thread& t, Value self, Value data, Value flags);
Ref sendto(Thread& t, const CallArgs& args);
// With ancillary data (socket_message.cpp).
Ref sendmsg(Thread& t, Value self, Value buffers, Value ancillary, Value flags, Value address);
Ref recvmsg(Thread& t, Value self, Value size, Value ancillary_size, Value flags);
Ref recvmsg_into(Thread& t, Value self, Value buffers, Value ancillary_size, Value flags);
}  // namespace transfer
// Flags that may be absent, which counts as 0. The two differ as to_i32_py() and to_i32_by_format_py() do.
bool flags_argument_py(Thread& t, Value v, int* out);
bool flags_by_format_py(Thread& t, Value v, int* out);

extern const MethodDef kFunctions[];         // socket_functions.cpp
extern const MethodDef kResolveFunctions[];  // socket_resolve.cpp
bool add_socket_type(Thread& t, Value module);
bool add_linux_constants(Thread& t, Value module);
// Reads a timeout argument: None (negative), or seconds. False: an error is pending.
bool timeout_argument_py(Thread& t, Value v, i64* ns);
Ref make_timeout(Thread& t, i64 ns);

}  // namespace rt::sockets
