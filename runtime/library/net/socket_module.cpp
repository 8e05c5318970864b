// _socket: the definition of the module, and its common constants.
#include <netdb.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>

#include "runtime/library/net/socket_parts.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/types/containers/dict.h"

namespace rt::sockets {

Type* g_gaierror;
Type* g_herror;

namespace {

#define TINYPY_SOCKET_CONSTANTS(X)                                                                                                  \
  X(AF_UNSPEC) X(AF_INET) X(AF_INET6) X(AF_UNIX) X(AF_NETLINK) X(AF_PACKET) X(AF_APPLETALK) X(AF_ASH) X(AF_ATMPVC) X(AF_ATMSVC)      \
  X(AF_AX25) X(AF_BRIDGE) X(AF_DECnet) X(AF_ECONET) X(AF_IPX) X(AF_IRDA) X(AF_KEY) X(AF_LLC) X(AF_NETBEUI) X(AF_NETROM)              \
  X(AF_PPPOX) X(AF_ROSE) X(AF_ROUTE) X(AF_SECURITY) X(AF_SNA) X(AF_WANPIPE) X(AF_X25) X(AF_CAN) X(AF_RDS) X(AF_TIPC) X(AF_ALG)       \
  X(AF_VSOCK) X(AF_BLUETOOTH)                                                                                                       \
  X(SOCK_STREAM) X(SOCK_DGRAM) X(SOCK_RAW) X(SOCK_SEQPACKET) X(SOCK_RDM) X(SOCK_CLOEXEC) X(SOCK_NONBLOCK)                            \
  X(SOL_SOCKET) X(SO_ACCEPTCONN) X(SO_BINDTODEVICE) X(SO_BROADCAST) X(SO_DEBUG) X(SO_DOMAIN) X(SO_DONTROUTE) X(SO_ERROR)             \
  X(SO_INCOMING_CPU) X(SO_KEEPALIVE) X(SO_LINGER) X(SO_MARK) X(SO_OOBINLINE) X(SO_PASSCRED) X(SO_PASSSEC) X(SO_PEERCRED)             \
  X(SO_PEERSEC) X(SO_PRIORITY) X(SO_PROTOCOL) X(SO_RCVBUF) X(SO_RCVLOWAT) X(SO_RCVTIMEO) X(SO_REUSEADDR) X(SO_REUSEPORT)             \
  X(SO_SNDBUF) X(SO_SNDLOWAT) X(SO_SNDTIMEO) X(SO_TYPE) X(SOMAXCONN)                                                                \
  X(MSG_CMSG_CLOEXEC) X(MSG_CONFIRM) X(MSG_CTRUNC) X(MSG_DONTROUTE) X(MSG_DONTWAIT) X(MSG_EOR) X(MSG_ERRQUEUE) X(MSG_FASTOPEN)       \
  X(MSG_MORE) X(MSG_NOSIGNAL) X(MSG_OOB) X(MSG_PEEK) X(MSG_TRUNC) X(MSG_WAITALL) X(SCM_RIGHTS) X(SCM_CREDENTIALS)                    \
  X(SHUT_RD) X(SHUT_WR) X(SHUT_RDWR)                                                                                                \
  X(IPPROTO_IP) X(IPPROTO_ICMP) X(IPPROTO_IGMP) X(IPPROTO_TCP) X(IPPROTO_EGP) X(IPPROTO_PUP) X(IPPROTO_UDP) X(IPPROTO_IDP)           \
  X(IPPROTO_TP) X(IPPROTO_IPV6) X(IPPROTO_ROUTING) X(IPPROTO_FRAGMENT) X(IPPROTO_RSVP) X(IPPROTO_GRE) X(IPPROTO_ESP)                 \
  X(IPPROTO_AH) X(IPPROTO_ICMPV6) X(IPPROTO_NONE) X(IPPROTO_DSTOPTS) X(IPPROTO_PIM) X(IPPROTO_SCTP) X(IPPROTO_UDPLITE)               \
  X(IPPROTO_RAW) X(IPPROTO_HOPOPTS) X(IPPROTO_IPIP) X(IPPROTO_MPTCP)                                                                \
  X(INADDR_ANY) X(INADDR_BROADCAST) X(INADDR_LOOPBACK) X(INADDR_UNSPEC_GROUP) X(INADDR_ALLHOSTS_GROUP)                              \
  X(INADDR_MAX_LOCAL_GROUP) X(INADDR_NONE) X(IPPORT_RESERVED) X(IPPORT_USERRESERVED)                                                \
  X(IP_ADD_MEMBERSHIP) X(IP_ADD_SOURCE_MEMBERSHIP) X(IP_BIND_ADDRESS_NO_PORT) X(IP_BLOCK_SOURCE) X(IP_DEFAULT_MULTICAST_LOOP)        \
  X(IP_DEFAULT_MULTICAST_TTL) X(IP_DROP_MEMBERSHIP) X(IP_DROP_SOURCE_MEMBERSHIP) X(IP_HDRINCL) X(IP_MAX_MEMBERSHIPS)                 \
  X(IP_MULTICAST_IF) X(IP_MULTICAST_LOOP) X(IP_MULTICAST_TTL) X(IP_OPTIONS) X(IP_PKTINFO) X(IP_RECVOPTS) X(IP_RECVRETOPTS)           \
  X(IP_RECVTOS) X(IP_RETOPTS) X(IP_TOS) X(IP_TRANSPARENT) X(IP_TTL) X(IP_UNBLOCK_SOURCE)                                             \
  X(IPV6_CHECKSUM) X(IPV6_DONTFRAG) X(IPV6_DSTOPTS) X(IPV6_HOPLIMIT) X(IPV6_HOPOPTS) X(IPV6_JOIN_GROUP) X(IPV6_LEAVE_GROUP)          \
  X(IPV6_MULTICAST_HOPS) X(IPV6_MULTICAST_IF) X(IPV6_MULTICAST_LOOP) X(IPV6_NEXTHOP) X(IPV6_PATHMTU) X(IPV6_PKTINFO)                 \
  X(IPV6_RECVDSTOPTS) X(IPV6_RECVHOPLIMIT) X(IPV6_RECVHOPOPTS) X(IPV6_RECVPATHMTU) X(IPV6_RECVPKTINFO) X(IPV6_RECVRTHDR)             \
  X(IPV6_RECVTCLASS) X(IPV6_RTHDR) X(IPV6_RTHDRDSTOPTS) X(IPV6_RTHDR_TYPE_0) X(IPV6_TCLASS) X(IPV6_UNICAST_HOPS) X(IPV6_V6ONLY)      \
  X(TCP_CONGESTION) X(TCP_CORK) X(TCP_DEFER_ACCEPT) X(TCP_FASTOPEN) X(TCP_INFO) X(TCP_KEEPCNT) X(TCP_KEEPIDLE) X(TCP_KEEPINTVL)      \
  X(TCP_LINGER2) X(TCP_MAXSEG) X(TCP_NODELAY) X(TCP_QUICKACK) X(TCP_SYNCNT) X(TCP_USER_TIMEOUT) X(TCP_WINDOW_CLAMP)                  \
  X(AI_ADDRCONFIG) X(AI_ALL) X(AI_CANONNAME) X(AI_NUMERICHOST) X(AI_NUMERICSERV) X(AI_PASSIVE) X(AI_V4MAPPED)                        \
  X(EAI_ADDRFAMILY) X(EAI_AGAIN) X(EAI_BADFLAGS) X(EAI_FAIL) X(EAI_FAMILY) X(EAI_MEMORY) X(EAI_NODATA) X(EAI_NONAME)                 \
  X(EAI_OVERFLOW) X(EAI_SERVICE) X(EAI_SOCKTYPE) X(EAI_SYSTEM) X(NI_DGRAM) X(NI_MAXHOST) X(NI_MAXSERV) X(NI_NAMEREQD)                \
  X(NI_NOFQDN) X(NI_NUMERICHOST) X(NI_NUMERICSERV)

constexpr posix::Constant kModuleConstants[] = {
#define X(name) {#name, static_cast<i64>(name)},
    TINYPY_SOCKET_CONSTANTS(X)
#undef X
        {"SOL_IP", 0},
    {"SOL_TCP", 6},
    {"SOL_UDP", 17},
    {nullptr, 0}};

constexpr TypeSpec kHerrorSpec = {.name = "socket.herror", .base = TypeId::kOSError, .flags = kTypeSubclassable};
constexpr TypeSpec kGaierrorSpec = {.name = "socket.gaierror", .base = TypeId::kOSError, .flags = kTypeSubclassable};

bool add_functions(Thread& t, Value module, const MethodDef* functions) {
  Ref name = make_str_ascii(t, "_socket");
  for (; name && functions->name; ++functions) {
    Ref function = make_builtin(t, functions, Value(), name);
    if (!function) return false;
    gc::make_deferred(t, function.object());
    if (!module_add(t, module, functions->name, std::move(function))) return false;
  }
  return bool(name);
}

bool init(Thread& t, Value module) {
  return posix::add_constants(t, module, kModuleConstants) && add_linux_constants(t, module) &&
         add_functions(t, module, kResolveFunctions) && add_socket_type(t, module) &&
         add_native_type(t, module, g_herror, kHerrorSpec) && add_native_type(t, module, g_gaierror, kGaierrorSpec) &&
         module_add(t, module, "error", Ref::share(t, kOSErrorType)) &&
         module_add(t, module, "timeout", Ref::share(t, kTimeoutErrorType)) &&
         module_add(t, module, "has_ipv6", Ref::immediate(kTrue));
}

}  // namespace
}  // namespace rt::sockets

namespace rt {

extern const ModuleDef kUnderSocketModule = {
    .name = "_socket",
    .doc = "Sockets as the operating system has them; the module socket builds on this one.",
    .methods = sockets::kFunctions,
    .init = sockets::init};

}  // namespace rt
