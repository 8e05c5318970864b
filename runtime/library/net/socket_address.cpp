// Socket addresses: conversion between Python's tuples and the system's structures.
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netdb.h>
#include <netpacket/packet.h>

#include <cstddef>
#include <cstring>

#include "runtime/library/net/socket_parts.h"
#include "runtime/object/address.h"

namespace rt::sockets {

Error raise_gai(Thread& t, int code) {
  if (code == EAI_SYSTEM) return raise_os_error(t, errno);
  Ref number = make_int(t, code), text = make_str(t, std::string_view(gai_strerror(code)));
  Ref error = number && text ? call_py(t, g_gaierror, number, text) : Ref();
  return error ? raise_error(t, error) : Error();
}

Ref host_bytes_py(Thread& t, Value host) {
  Ref bytes;
  if (is_str(host)) {
    if (as_str(host)->ascii) {
      bytes = make_bytes(t, as_str(host)->ascii_view());
    } else {
      Ref encode = intern(t, "encode"), codec = intern(t, "idna");
      bytes = encode && codec ? call_method_py(t, host, encode, codec) : Ref();
    }
  } else if (is_bytes(host) || is_bytearray(host)) {
    ByteView view(t, host);
    bytes = view ? make_bytes(t, view.view()) : Ref();
  } else {
    return raise_type_error(t, "str, bytes or bytearray expected, not %T", host);
  }
  if (bytes && bytes.as<Bytes>()->view().find('\0') != std::string_view::npos) {
    return raise_type_error(t, "host name must not contain null character");
  }
  return bytes;
}

namespace {

bool set_any(Address* out, int family) {
  std::memset(&out->storage, 0, sizeof out->storage);
  out->any.sa_family = static_cast<sa_family_t>(family);
  out->size = family == AF_INET6 ? sizeof out->in6 : sizeof out->in;
  return true;
}

// Parses a numeric address, which needs no resolver.
bool parse_numeric(const char* host, int family, Address* out) {
  if (family == AF_INET || family == AF_UNSPEC) {
    in_addr ip;
    if (inet_pton(AF_INET, host, &ip) == 1) {
      set_any(out, AF_INET);
      out->in.sin_addr = ip;
      return true;
    }
  }
  if ((family == AF_INET6 || family == AF_UNSPEC) && !std::strchr(host, '%')) {
    in6_addr ip;
    if (inet_pton(AF_INET6, host, &ip) == 1) {
      set_any(out, AF_INET6);
      out->in6.sin6_addr = ip;
      return true;
    }
  }
  return false;
}

bool look_up_py(Thread& t, const char* host, int family, int flags, Address* out) {
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = family;
  hints.ai_socktype = SOCK_DGRAM;  // else the resolver gives one answer per socket type
  hints.ai_flags = flags;
  int code;
  {
    gc::Detached detached(t);
    code = getaddrinfo(host, host ? nullptr : "0", &hints, &found);
  }
  if (code != 0) return raise_gai(t, code);
  std::memcpy(&out->storage, found->ai_addr, found->ai_addrlen);
  out->size = found->ai_addrlen;
  freeaddrinfo(found);
  return true;
}

bool int_in_range_py(Thread& t, const char* function, const char* what, i64 most, Value v, u32* out) {
  i64 n;
  if (!index_i64_py(t, v, &n, nullptr)) return false;
  if (n < 0 || n > most) {
    return raise(t, kOverflowErrorType, "%s(): %s must be 0-%lld.", function, what, static_cast<long long>(most));
  }
  *out = static_cast<u32>(n);
  return true;
}

bool port_py(Thread& t, const char* function, Value v, in_port_t* out) {
  i64 port;
  if (!index_i64_py(t, v, &port, nullptr)) return false;
  if (port < 0 || port > 0xffff) return raise(t, kOverflowErrorType, "%s(): port must be 0-65535.", function);
  *out = htons(static_cast<u16>(port));
  return true;
}

bool parse_inet_py(Thread& t, const char* function, Value v, Address* out) {
  if (!is_tuple(v)) return raise_type_error(t, "%s(): AF_INET address must be tuple, not %T", function, v);
  const Tuple* tuple = as_tuple(v);
  if (tuple->length != 2) return raise_type_error(t, "AF_INET address must be a pair (host, port)");
  in_port_t port;
  if (!resolve_host_py(t, AF_INET, (*tuple)[0], out) || !port_py(t, function, (*tuple)[1], &port)) return false;
  out->in.sin_port = port;
  return true;
}

bool parse_inet6_py(Thread& t, const char* function, Value v, Address* out) {
  if (!is_tuple(v)) return raise_type_error(t, "%s(): AF_INET6 address must be tuple, not %T", function, v);
  const Tuple* tuple = as_tuple(v);
  if (tuple->length < 2 || tuple->length > 4) {
    return raise_type_error(t, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
  }
  in_port_t port;
  i64 flow = 0, scope = 0;
  if (!resolve_host_py(t, AF_INET6, (*tuple)[0], out) || !port_py(t, function, (*tuple)[1], &port)) return false;
  if (tuple->length > 2 && !to_i64_py(t, (*tuple)[2], &flow)) return false;
  if (tuple->length > 3 && !to_i64_py(t, (*tuple)[3], &scope)) return false;
  if (flow < 0 || flow > 0xfffff) return raise(t, kOverflowErrorType, "%s(): flowinfo must be 0-1048575.", function);
  out->in6.sin6_port = port;
  out->in6.sin6_flowinfo = htonl(static_cast<u32>(flow));
  // lint: narrow: CPython takes the low 32 bits, too
  if (tuple->length > 3 || scope) out->in6.sin6_scope_id = static_cast<u32>(scope);
  return true;
}

// Parses the address of a Unix socket: a file name, or a name that begins with a null byte and is no file.
bool parse_unix_py(Thread& t, Value v, Address* out) {
  Ref bytes = is_str(v) ? Ref() : Ref::share(t, v);
  if (is_str(v)) {
    Utf8 text(t, v, true);
    if (!text.ok()) return false;
    bytes = make_bytes(t, text.view());
  }
  if (!bytes) return false;
  ByteView path(t, bytes);
  if (!path) return false;
  bool is_abstract = path.size() > 0 && path.data()[0] == 0;
  if (path.size() + (is_abstract ? 0 : 1) > sizeof out->un.sun_path) {
    Ref message = make_str_ascii(t, "AF_UNIX path too long");
    return message && raise_value(t, kOSErrorType, message);
  }
  std::memset(&out->un, 0, sizeof out->un);
  out->un.sun_family = AF_UNIX;
  std::memcpy(out->un.sun_path, path.data(), path.size());
  // Without a path, bind() chooses an abstract name.
  size_t end = path.size() == 0 || is_abstract ? 0 : 1;
  out->size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() + end);
  return true;
}

bool parse_netlink_py(Thread& t, const char* function, Value v, Address* out) {
  if (!is_tuple(v) || as_tuple(v)->length != 2)
    return raise_type_error(t, "%s(): AF_NETLINK address must be tuple, not %T", function, v);
  u32 numbers[2];
  for (int i = 0; i < 2; ++i) {
    if (!int_in_range_py(t, function, "pid and groups", UINT32_MAX, (*as_tuple(v))[static_cast<u64>(i)], &numbers[i]))
      return false;
  }
  sockaddr_nl address{};
  address.nl_family = AF_NETLINK;
  address.nl_pid = numbers[0];
  address.nl_groups = numbers[1];
  std::memcpy(&out->storage, &address, sizeof address);
  out->size = sizeof address;
  return true;
}

}  // namespace

bool resolve_host_py(Thread& t, int family, Value host, Address* out) {
  Ref bytes = host_bytes_py(t, host);
  if (!bytes) return false;
  const char* name = bytes.as<Bytes>()->view().data();
  if (*name == 0) {
    if (family == AF_INET || family == AF_INET6) return set_any(out, family);
    return look_up_py(t, nullptr, family, AI_PASSIVE, out);
  }
  if (std::string_view(name) == "255.255.255.255" || std::string_view(name) == "<broadcast>") {
    if (family != AF_INET && family != AF_UNSPEC) {
      Ref message = make_str_ascii(t, "address family mismatched");
      return message && raise_value(t, kOSErrorType, message);
    }
    set_any(out, AF_INET);
    out->in.sin_addr.s_addr = INADDR_BROADCAST;
    return true;
  }
  return parse_numeric(name, family, out) || look_up_py(t, name, family, 0, out);
}

bool parse_address_py(Thread& t, const char* function, int family, Value v, Address* out) {
  switch (family) {
    case AF_INET: return parse_inet_py(t, function, v, out);
    case AF_INET6: return parse_inet6_py(t, function, v, out);
    case AF_UNIX: return parse_unix_py(t, v, out);
    case AF_NETLINK: return parse_netlink_py(t, function, v, out);
    default: {
      Ref message = format_message(t, "%s(): bad family", function);
      return message && raise_value(t, kOSErrorType, message);
    }
  }
}

Ref make_ip_text(Thread& t, const Address& address) {
  if (address.any.sa_family == AF_INET) {
    char text[INET_ADDRSTRLEN];
    return make_str_ascii(t, inet_ntop(AF_INET, &address.in.sin_addr, text, sizeof text));
  }
  char text[INET6_ADDRSTRLEN];  // without the name of an interface: its number is an item of the tuple
  return make_str_ascii(t, inet_ntop(AF_INET6, &address.in6.sin6_addr, text, sizeof text));
}

namespace {

Ref make_inet6(Thread& t, const Address& a) {
  Ref items[] = {make_ip_text(t, a), make_int(t, ntohs(a.in6.sin6_port)), make_int(t, ntohl(a.in6.sin6_flowinfo)),
                 make_int(t, a.in6.sin6_scope_id)};
  return items[0] ? make_tuple_stealing(t, items, 4) : Ref();
}

Ref make_unix(Thread& t, const Address& a) {
  size_t size = a.size > offsetof(sockaddr_un, sun_path) ? a.size - offsetof(sockaddr_un, sun_path) : 0;
  if (size > 0 && a.un.sun_path[0] == 0) return make_bytes(t, {a.un.sun_path, size});
  return decode_fs(t, {a.un.sun_path, strnlen(a.un.sun_path, size)});
}

Ref make_netlink(Thread& t, const Address& a) {
  sockaddr_nl address;
  std::memcpy(&address, &a.storage, sizeof address);
  return make_tuple(t, Value::small_int(address.nl_pid), Value::small_int(address.nl_groups));
}

}  // namespace

Ref make_address(Thread& t, const Address& a) {
  if (a.size == 0) return none();  // peers of some families have no name
  switch (a.any.sa_family) {
    case AF_INET: {
      Ref host = make_ip_text(t, a);
      return host ? make_tuple(t, host, Value::small_int(ntohs(a.in.sin_port))) : Ref();
    }
    case AF_INET6: return make_inet6(t, a);
    case AF_UNIX: return make_unix(t, a);
    case AF_NETLINK: return make_netlink(t, a);
    case AF_UNSPEC: return none();
    default: {
      constexpr size_t kData = offsetof(sockaddr, sa_data);
      size_t size = a.size > kData ? a.size - kData : 0;
      Ref data = make_bytes(t, {reinterpret_cast<const char*>(&a.storage) + kData, size});
      return data ? make_tuple(t, Value::small_int(a.any.sa_family), data) : Ref();
    }
  }
}

}  // namespace rt::sockets
