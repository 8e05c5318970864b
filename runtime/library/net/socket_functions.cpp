// Functions of _socket that take no socket object, or make two.
#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <unistd.h>

#include <climits>
#include <limits>

#include "runtime/library/net/socket_parts.h"
#include "runtime/object/audit.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/text/c_text.h"

namespace rt::sockets {

namespace {

// ---- byte order

template <class Integer>
bool unsigned_py(Thread& t, const char* function, const char* type, Value v, Integer* out) {
  i64 n;
  if (library_minor() >= 15) {
    Ref number = index_py(t, v);
    if (!number || !check_not_negative(t, number)) return false;
    if (int_compare(number, Value::small_int(std::numeric_limits<Integer>::max())) > 0)
      return raise(t, kOverflowErrorType, "Python int too large for C uint%zu_t", sizeof(Integer) * 8);
    v = number;
  }
  if (!index_i64_py(t, v, &n, kOverflowErrorType)) return false;
  if (n < 0) return raise(t, kOverflowErrorType, "can't convert negative Python int to C unsigned integer");
  if (n > static_cast<i64>(std::numeric_limits<Integer>::max()))
    return raise(t, kOverflowErrorType, "%s: Python int too large to convert to C %s", function, type);
  *out = static_cast<Integer>(n);
  return true;
}

Ref htons_py(Thread& t, Value v) {
  u16 n;
  return unsigned_py(t, "htons", "16-bit unsigned integer", v, &n) ? make_int(t, htons(n)) : Ref();
}
Ref ntohs_py(Thread& t, Value v) {
  u16 n;
  return unsigned_py(t, "ntohs", "16-bit unsigned integer", v, &n) ? make_int(t, ntohs(n)) : Ref();
}
Ref htonl_py(Thread& t, Value v) {
  u32 n;
  return unsigned_py(t, "htonl", "32-bit unsigned integer", v, &n) ? make_int(t, htonl(n)) : Ref();
}
Ref ntohl_py(Thread& t, Value v) {
  u32 n;
  return unsigned_py(t, "ntohl", "32-bit unsigned integer", v, &n) ? make_int(t, ntohl(n)) : Ref();
}

// ---- texts of addresses

Ref raise_plain(Thread& t, const char* text) {
  Ref message = make_str_ascii(t, text);
  return message ? raise_value(t, kOSErrorType, message) : Error();
}

Ref inet_aton_py(Thread& t, Value text) {
  if (!is_str(text)) return raise_type_error(t, "inet_aton() argument 1 must be str, not %A", text);
  CText address(t, text);
  in_addr ip;
  if (!address.ok()) return Ref();
  if (!inet_aton(address.c_str(), &ip)) return raise_plain(t, "illegal IP address string passed to inet_aton");
  return make_bytes(t, {reinterpret_cast<const char*>(&ip), sizeof ip});
}

Ref inet_ntoa_py(Thread& t, Value packed) {
  ByteView bytes(t, packed);
  if (!bytes) return Ref();
  if (bytes.size() != 4) return raise_plain(t, "packed IP wrong length for inet_ntoa");
  char text[INET_ADDRSTRLEN];
  return make_str_ascii(t, inet_ntop(AF_INET, bytes.data(), text, sizeof text));
}

Ref inet_pton_py(Thread& t, Value family_value, Value text) {
  int family;
  if (!to_i32_by_format_py(t, family_value, &family)) return Ref();
  if (!is_str(text)) return raise_type_error(t, "inet_pton() argument 2 must be str, not %A", text);
  CText address(t, text);
  if (!address.ok()) return Ref();
  char packed[16];
  int result = ::inet_pton(family, address.c_str(), packed);
  if (result < 0) return raise_os_error(t, errno);
  if (result == 0) return raise_plain(t, "illegal IP address string passed to inet_pton");
  return make_bytes(t, {packed, family == AF_INET ? 4u : 16u});
}

Ref inet_ntop_py(Thread& t, Value family_value, Value packed) {
  int family;
  if (!to_i32_by_format_py(t, family_value, &family)) return Ref();
  ByteView bytes(t, packed);
  if (!bytes) return Ref();
  if (family != AF_INET && family != AF_INET6) return raise_value_error(t, "unknown address family %d", family);
  if (bytes.size() != (family == AF_INET ? 4 : 16))
    return raise_value_error(t, "invalid length of packed IP address string");
  char text[INET6_ADDRSTRLEN];
  return make_str_ascii(t, ::inet_ntop(family, bytes.data(), text, sizeof text));
}

// ---- host and interfaces

Ref gethostname_py(Thread& t) {
  char name[HOST_NAME_MAX + 2];
  if (!audit_py(t, "socket.gethostname")) return Ref();
  os::Result r = os::call_once(t, [&] { return ::gethostname(name, sizeof name); });
  name[sizeof name - 1] = 0;
  return r.ok() ? decode_fs(t, name) : Ref(raise_result(t, r));
}

Ref sethostname_py(Thread& t, Value name) {
  Ref bytes = is_str(name) ? fs_encode_py(t, name) : Ref::share(t, name);
  if (!bytes) return Ref();
  ByteView view(t, bytes);
  if (!view || !audit_py(t, "socket.sethostname", name)) return Ref();
  return posix::done(
      t, os::call_fast([&] { return ::sethostname(reinterpret_cast<const char*>(view.data()), view.size()); }));
}

Ref if_nameindex_py(Thread& t) {
  struct if_nameindex* all = ::if_nameindex();
  if (!all) return raise_os_error(t, errno);
  Ref list = make_list(t);
  for (auto* one = all; list && one->if_index; ++one) {
    Ref name = decode_fs(t, one->if_name);
    Ref item = name ? make_tuple(t, Value::small_int(one->if_index), name) : Ref();
    if (!item || !list_append(t, as_list(list), std::move(item))) list = Ref();
  }
  ::if_freenameindex(all);
  return list;
}

Ref if_nametoindex_py(Thread& t, Value name) {
  Ref bytes = fs_encode_py(t, name);
  if (!bytes) return Ref();
  unsigned index = ::if_nametoindex(bytes.as<Bytes>()->view().data());
  if (index) return make_uint(t, index);
  return library_minor() < 15 ? raise_plain(t, "no interface with this name") : Ref(raise_os_error(t, errno));
}

Ref if_indextoname_py(Thread& t, Value index) {
  u64 n;
  char name[IF_NAMESIZE];
  if (library_minor() >= 15) {
    unsigned number;
    if (!unsigned_py(t, "if_indextoname", "unsigned int", index, &number)) return Ref();
    n = number;
  } else if (!to_u64_py(t, index, &n)) {
    return Ref();
  }
  if (n > UINT32_MAX) return raise_overflow_error(t, "index is too large");
  return ::if_indextoname(static_cast<unsigned>(n), name) ? decode_fs(t, name) : Ref(raise_os_error(t, errno));
}

// ---- descriptors

Ref close_py(Thread& t, Value fd) {
  int file;
  if (!to_i32_by_format_py(t, fd, &file)) return Ref();
  os::Result r = os::close_once(t, file);
  return r.ok() || r.error == ECONNRESET ? none() : Ref(raise_result(t, r));
}

Ref dup_py(Thread& t, Value fd) {
  int file;
  if (!to_i32_by_format_py(t, fd, &file)) return Ref();
  return posix::number(t, os::call_once(t, [=] { return ::fcntl(file, F_DUPFD_CLOEXEC, 0); }));
}

// A socket object that takes over a descriptor; on failure the descriptor is closed.
Ref wrap_py(Thread& t, Value family, Value type, Value protocol, int fd) {
  Value values[] = {family, type, protocol, Value::small_int(fd)};
  Ref s = call_py(t, g_socket_type, CallArgs{values, 4, Value()});
  if (!s) os::close_once(t, fd);
  return s;
}

Ref socketpair_py(Thread& t, Value family_value, Value type_value, Value protocol_value) {
  int family = AF_UNIX, type, protocol, fds[2];
  if (family_value && family_value != kNone && !to_i32_by_format_py(t, family_value, &family)) return Ref();
  if (!to_i32_by_format_py(t, type_value, &type) || !to_i32_by_format_py(t, protocol_value, &protocol)) return Ref();
  os::Result r = os::call_once(t, [&] { return ::socketpair(family, type | SOCK_CLOEXEC, protocol, fds); });
  if (!r.ok()) return raise_result(t, r);
  Value family_int = Value::small_int(family);
  Ref first = wrap_py(t, family_int, type_value, protocol_value, fds[0]);
  if (!first) {
    os::close_once(t, fds[1]);
    return Ref();
  }
  Ref second = wrap_py(t, family_int, type_value, protocol_value, fds[1]);
  return second ? make_tuple(t, first, second) : Ref();
}

// ---- defaults, sizes of control messages

Ref getdefaulttimeout(Thread& t) { return make_timeout(t, g_default_timeout_ns.load(gc::relaxed)); }
Ref setdefaulttimeout(Thread& t, Value timeout) {
  i64 ns;
  if (!timeout_argument_py(t, timeout, &ns)) return Ref();
  g_default_timeout_ns.store(ns, gc::relaxed);
  return none();
}

// `overhead`: what the kernel needs in addition. The sum has to be a length for the kernel.
bool control_length_py(Thread& t, const char* function, Value v, i64 overhead, size_t* out) {
  i64 n;
  if (!index_i64_py(t, v, &n, kOverflowErrorType)) return false;
  if (n < 0 || n > INT_MAX - overhead) return raise(t, kOverflowErrorType, "%s() argument out of range", function);
  *out = static_cast<size_t>(n);
  return true;
}
Ref cmsg_len(Thread& t, Value v) {
  size_t n;
  return control_length_py(t, "CMSG_LEN", v, CMSG_LEN(0), &n) ? make_uint(t, CMSG_LEN(n)) : Ref();
}
Ref cmsg_space(Thread& t, Value v) {
  size_t n;
  return control_length_py(t, "CMSG_SPACE", v, CMSG_SPACE(1), &n) ? make_uint(t, CMSG_SPACE(n)) : Ref();
}

}  // namespace

const MethodDef kFunctions[] = {
    {"CMSG_LEN", cmsg_len, "(length, /)",
     "Size of a control message with so many bytes of data, not counting what pads it."},
    {"CMSG_SPACE", cmsg_space, "(length, /)",
     "Room for an ancillary data item with data of the given length, padding included."},
    {"close", close_py, "(fd, /)", "Close a socket, given its descriptor."},
    {"dup", dup_py, "(fd, /)", "Another descriptor of the same socket."},
    {"getdefaulttimeout", getdefaulttimeout, "()", "Timeout that new sockets get, in seconds; None: they wait."},
    {"gethostname", gethostname_py, "()", "Return the current host name."},
    {"htonl", htonl_py, "(integer, /)", "A 32-bit number in network byte order."},
    {"htons", htons_py, "(integer, /)", "A 16-bit number in network byte order."},
    {"if_indextoname", if_indextoname_py, "(if_index, /)", "Name of the network interface with this number."},
    {"if_nameindex", if_nameindex_py, "()", "(number, name) of all network interfaces."},
    {"if_nametoindex", if_nametoindex_py, "(oname, /)", "Number of the network interface of this name."},
    {"inet_aton", inet_aton_py, "(ip_addr, /)", "The four bytes of an IPv4 address such as '127.0.0.1'."},
    {"inet_ntoa", inet_ntoa_py, "(packed_ip, /)", "The text of an IPv4 address given as four bytes."},
    {"inet_ntop", inet_ntop_py, "(address_family, packed_ip, /)",
     "The text of an address of a family, given as bytes."},
    {"inet_pton", inet_pton_py, "(address_family, ip_string, /)",
     "The bytes of an address of a family, given as text."},
    {"ntohl", ntohl_py, "(integer, /)", "A 32-bit number from network byte order."},
    {"ntohs", ntohs_py, "(integer, /)", "A 16-bit number from network byte order."},
    {"setdefaulttimeout", setdefaulttimeout, "(timeout, /)",
     "Timeout that new sockets get, in seconds; None: they wait."},
    {"sethostname", sethostname_py, "(name, /)", "Sets the hostname to name."},
    {"socketpair", socketpair_py, "(family=None, type=1, proto=0, /)", "Create a pair of connected sockets."},
    {},
};

}  // namespace rt::sockets
