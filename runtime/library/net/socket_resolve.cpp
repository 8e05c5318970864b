// Look-ups of hosts, services and protocols. The resolver blocks, so the thread detaches for it.
#include <netdb.h>

#include <cstring>

#include "gc/sync/mutex.h"
#include "runtime/library/net/socket_parts.h"
#include "runtime/object/address.h"
#include "runtime/object/audit.h"
#include "runtime/text/plain_array.h"
#include "runtime/types/text/c_text.h"

namespace rt::sockets {

namespace {

// Guards the static result that gethostbyname(), getservbyname() and getprotobyname() share in the C library. Their
// reentrant forms are missing or clumsy.
gc::Mutex g_netdb_mutex;

template <class F>
void with_netdb(Thread& t, F&& work) {
  gc::Detached detached(t);
  gc::MutexGuard guard(g_netdb_mutex);
  work();
}

// ---- getaddrinfo, getnameinfo

// Reads the service: None, a name, or a number.
Ref service_bytes_py(Thread& t, Value port) {
  if (is_int(port)) {
    Ref text = str_py(t, port);
    return text ? make_bytes(t, as_str(text)->ascii_view()) : Ref();
  }
  if (is_str(port)) {
    Utf8 text(t, port);
    return text.ok() ? make_bytes(t, text.view()) : Ref();
  }
  if (is_bytes(port)) return Ref::share(t, port);
  Ref message = make_str_ascii(t, "Int or String expected");
  return message ? raise_value(t, kOSErrorType, message) : Error();
}

Ref address_info_list(Thread& t, const addrinfo* found) {
  Ref list = make_list(t);
  for (const addrinfo* info = found; list && info; info = info->ai_next) {
    Address a;
    std::memcpy(&a.storage, info->ai_addr, info->ai_addrlen);
    a.size = info->ai_addrlen;
    Ref items[] = {make_int(t, info->ai_family), make_int(t, info->ai_socktype), make_int(t, info->ai_protocol),
                   make_str(t, std::string_view(info->ai_canonname ? info->ai_canonname : "")), make_address(t, a)};
    if (!items[3] || !items[4]) return Ref();
    Ref item = make_tuple_stealing(t, items, 5);
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

Ref getaddrinfo_py(Thread& t, Value host, Value port, Value family, Value type, Value protocol, Value flags) {
  addrinfo hints{}, *found = nullptr;
  if (!to_i32_by_format_py(t, family, &hints.ai_family) || !to_i32_by_format_py(t, type, &hints.ai_socktype) ||
      !to_i32_by_format_py(t, protocol, &hints.ai_protocol) || !to_i32_by_format_py(t, flags, &hints.ai_flags)) {
    return Ref();
  }
  if (!audit_py(t, "socket.getaddrinfo", host, port, Value::small_int(hints.ai_family),
                Value::small_int(hints.ai_socktype), Value::small_int(hints.ai_protocol))) {
    return Ref();
  }
  Ref name, service;
  if (host != kNone && !(name = host_bytes_py(t, host))) {
    return Ref();
  }
  if (port != kNone && !(service = service_bytes_py(t, port))) return Ref();
  const char* name_text = name ? name.as<Bytes>()->view().data() : nullptr;
  const char* service_text = service ? service.as<Bytes>()->view().data() : nullptr;
  int code;
  {
    gc::Detached detached(t);
    code = ::getaddrinfo(name_text, service_text, &hints, &found);
  }
  if (code != 0) return raise_gai(t, code);
  Ref list = address_info_list(t, found);
  freeaddrinfo(found);
  return list;
}

Ref getnameinfo_py(Thread& t, Value address, Value flags_value) {
  int flags;
  if (!to_i32_by_format_py(t, flags_value, &flags)) return Ref();
  if (!is_tuple(address)) return raise_type_error(t, "getnameinfo() argument 1 must be a tuple");
  if (!audit_py(t, "socket.getnameinfo", address)) return Ref();
  const Tuple& tuple = *as_tuple(address);
  i64 port;
  if (tuple.length < 2 || tuple.length > 4 || !is_str(tuple[0]))
    return raise_type_error(t, "getnameinfo(): illegal sockaddr argument");
  if (!to_i64_py(t, tuple[1], &port)) return Ref();
  i64 flow = 0, scope = 0;
  if ((tuple.length > 2 && !to_i64_py(t, tuple[2], &flow)) || (tuple.length > 3 && !to_i64_py(t, tuple[3], &scope)))
    return Ref();
  if (flow < 0 || flow > 0xfffff) return raise(t, kOverflowErrorType, "getnameinfo(): flowinfo must be 0-1048575.");
  Address a;
  Ref host = host_bytes_py(t, tuple[0]);
  Ref service = host ? service_bytes_py(t, tuple[1]) : Ref();
  if (!service) return Ref();
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_DGRAM;
  hints.ai_flags = AI_NUMERICHOST;
  const char *host_text = host.as<Bytes>()->view().data(), *service_text = service.as<Bytes>()->view().data();
  int code = ::getaddrinfo(host_text, service_text, &hints, &found);
  if (code != 0) return raise_gai(t, code);
  std::memcpy(&a.storage, found->ai_addr, found->ai_addrlen);
  a.size = found->ai_addrlen;
  freeaddrinfo(found);
  if (a.any.sa_family == AF_INET && tuple.length != 2) return raise(t, kOSErrorType, "IPv4 sockaddr must be 2 tuple");
  if (a.any.sa_family == AF_INET6) {
    a.in6.sin6_flowinfo = htonl(static_cast<u32>(flow));
    a.in6.sin6_scope_id = static_cast<u32>(scope);  // lint: narrow: CPython takes the low 32 bits, too
  }
  char name[NI_MAXHOST], port_name[NI_MAXSERV];
  {
    gc::Detached detached(t);
    code = ::getnameinfo(&a.any, a.size, name, sizeof name, port_name, sizeof port_name, flags);
  }
  if (code != 0) return raise_gai(t, code);
  Ref first = make_str(t, std::string_view(name)), second = make_str(t, std::string_view(port_name));
  return first && second ? make_tuple(t, first, second) : Ref();
}

// ---- gethostby...

Ref gethostbyname_py(Thread& t, Value host) {
  Address a;
  if (!audit_py(t, "socket.gethostbyname", host)) return Ref();
  return resolve_host_py(t, AF_INET, host, &a) ? make_ip_text(t, a) : Ref();
}

Error raise_herror(Thread& t, int code) {
  Ref text = make_str(t, std::string_view(hstrerror(code)));
  Ref error = text ? call_py(t, g_herror, Value::small_int(code), text) : Ref();
  return error ? raise_error(t, error) : Error();
}

// A copy of the C library's static result: (name, aliases, addresses). Made detached, so without objects.
struct HostEntry {
  void copy(const hostent* h, int code);
  bool ok() const { return names.ok() && addresses.ok(); }  // false: no memory
  int error = 0;
  text::ByteBuilder names;  // each with its zero byte; the first is the host's own name, the others are aliases
  text::PlainArray<Address, 4> addresses;
};

void HostEntry::copy(const hostent* h, int code) {
  error = h ? 0 : code;
  if (!h) return;
  names.append(h->h_name, std::strlen(h->h_name) + 1);
  for (char** p = h->h_aliases; *p; ++p) names.append(*p, std::strlen(*p) + 1);
  for (char** p = h->h_addr_list; *p; ++p) {
    Address a;
    a.any.sa_family = static_cast<sa_family_t>(h->h_addrtype);
    if (h->h_addrtype == AF_INET) std::memcpy(&a.in.sin_addr, *p, sizeof a.in.sin_addr);
    else std::memcpy(&a.in6.sin6_addr, *p, sizeof a.in6.sin6_addr);
    a.size = h->h_addrtype == AF_INET ? sizeof a.in : sizeof a.in6;
    addresses.push_back(a);
  }
}

Ref host_tuple(Thread& t, const HostEntry& entry) {
  if (entry.error) return raise_herror(t, entry.error);
  if (!entry.ok()) return raise_memory_error(t);
  std::string_view names = entry.names.text(), own = names.data();
  Ref name = make_str(t, own), aliases = make_list(t), addresses = make_list(t);
  if (!name || !aliases || !addresses) return Ref();
  for (size_t at = own.size() + 1; at < names.size();) {
    std::string_view alias = names.data() + at;
    at += alias.size() + 1;
    Ref text = make_str(t, alias);
    if (!text || !list_append(t, as_list(aliases), std::move(text))) return Ref();
  }
  for (const Address& a : entry.addresses) {
    Ref text = make_ip_text(t, a);
    if (!text || !list_append(t, as_list(addresses), std::move(text))) return Ref();
  }
  return make_tuple(t, name, aliases, addresses);
}

Ref gethostbyname_ex(Thread& t, Value host) {
  Ref bytes = host_bytes_py(t, host);
  Address known;
  if (!bytes || !audit_py(t, "socket.gethostbyname", host) || !resolve_host_py(t, AF_INET, bytes, &known)) return Ref();
  const char* name = bytes.as<Bytes>()->view().data();
  HostEntry entry;
  with_netdb(t, [&] { entry.copy(::gethostbyname(name), h_errno); });
  return host_tuple(t, entry);
}

Ref gethostbyaddr_py(Thread& t, Value host) {
  Address a;
  if (!audit_py(t, "socket.gethostbyaddr", host)) return Ref();
  if (!resolve_host_py(t, AF_UNSPEC, host, &a)) return Ref();
  bool four = a.any.sa_family == AF_INET;
  const void* ip = four ? static_cast<const void*>(&a.in.sin_addr) : &a.in6.sin6_addr;
  HostEntry entry;
  with_netdb(t, [&] { entry.copy(::gethostbyaddr(ip, four ? 4 : 16, a.any.sa_family), h_errno); });
  return host_tuple(t, entry);
}

// ---- services and protocols

Ref raise_not_found(Thread& t, const char* text) {
  Ref message = make_str_ascii(t, text);
  return message ? raise_value(t, kOSErrorType, message) : Error();
}

Ref getservbyname_py(Thread& t, Value service, Value protocol) {
  if (!is_str(service)) return raise_type_error(t, "getservbyname() argument 1 must be str, not %A", service);
  if (protocol && !is_str(protocol))
    return raise_type_error(t, "getservbyname() argument 2 must be str, not %A", protocol);
  CText name(t, service), kind(t, protocol ? protocol : empty_str());
  if (!name.ok() || !kind.ok()) return Ref();
  int port = -1;
  with_netdb(t, [&] {
    const servent* s = ::getservbyname(name.c_str(), protocol ? kind.c_str() : nullptr);
    if (s) port = ntohs(static_cast<u16>(s->s_port));
  });
  return port >= 0 ? make_int(t, port) : raise_not_found(t, "service/proto not found");
}

Ref getservbyport_py(Thread& t, Value port_value, Value protocol) {
  int port;
  if (!to_i32_by_format_py(t, port_value, &port)) return Ref();
  if (port < 0 || port > 0xffff) return raise_overflow_error(t, "getservbyport: port must be 0-65535.");
  if (protocol && !is_str(protocol))
    return raise_type_error(t, "getservbyport() argument 2 must be str, not %A", protocol);
  CText kind(t, protocol ? protocol : empty_str());
  if (!kind.ok()) return Ref();
  text::ByteBuilder name;
  with_netdb(t, [&] {
    const servent* s = ::getservbyport(htons(static_cast<u16>(port)), protocol ? kind.c_str() : nullptr);
    if (s) name.append(s->s_name);
  });
  if (!name.ok()) return raise_memory_error(t);
  return name.size() ? make_str(t, name.text()) : raise_not_found(t, "port/proto not found");
}

Ref getprotobyname_py(Thread& t, Value protocol) {
  if (!is_str(protocol)) return raise_type_error(t, "getprotobyname() argument 1 must be str, not %A", protocol);
  CText name(t, protocol);
  if (!name.ok()) return Ref();
  int number = -1;
  with_netdb(t, [&] {
    const protoent* p = ::getprotobyname(name.c_str());
    if (p) number = p->p_proto;
  });
  return number >= 0 ? make_int(t, number) : raise_not_found(t, "protocol not found");
}

}  // namespace

const MethodDef kResolveFunctions[] = {
    {"getaddrinfo", getaddrinfo_py, "(host, port, family=0, type=0, proto=0, flags=0)",
     "Addresses to try for a host and a service."},
    {"gethostbyaddr", gethostbyaddr_py, "(host, /)", "Name, other names and addresses of a host."},
    {"gethostbyname", gethostbyname_py, "(host, /)", "IPv4 address of a host, as text."},
    {"gethostbyname_ex", gethostbyname_ex, "(host, /)", "Name, other names and addresses of a host."},
    {"getnameinfo", getnameinfo_py, "(sockaddr, flags, /)", "Host and service of an address."},
    {"getprotobyname", getprotobyname_py, "(name, /)", "Number of a protocol such as 'tcp'."},
    {"getservbyname", getservbyname_py, "(servicename, protocolname=<any>, /)", "Port of a service such as 'http'."},
    {"getservbyport", getservbyport_py, "(port, protocolname=<any>, /)", "Service that uses this port."},
    {},
};

}  // namespace rt::sockets
