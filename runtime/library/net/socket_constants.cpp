// _socket: constants of protocol families that only Linux has, most of which only the kernel's headers define.
#include <linux/can.h>
#include <linux/can/bcm.h>
#include <linux/can/error.h>
#include <linux/can/j1939.h>
#include <linux/can/raw.h>
#include <linux/if_alg.h>
#include <linux/netlink.h>
#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <net/ethernet.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <netpacket/packet.h>
#include <sys/ioctl.h>

#include "runtime/library/net/socket_parts.h"

namespace rt::sockets {

namespace {

#define TINYPY_LINUX_CONSTANTS(X) \
  X(AF_QIPCRTR) X(ALG_OP_DECRYPT) X(ALG_OP_ENCRYPT) X(ALG_SET_AEAD_ASSOCLEN) X(ALG_SET_AEAD_AUTHSIZE) X(ALG_SET_IV) X(ALG_SET_KEY)     \
  X(ALG_SET_OP) X(CAN_BCM) X(CAN_EFF_FLAG) X(CAN_EFF_MASK) X(CAN_ERR_FLAG) X(CAN_ERR_MASK) X(CAN_ISOTP) X(CAN_J1939) X(CAN_RAW)        \
  X(CAN_RAW_FD_FRAMES) X(CAN_RAW_FILTER) X(CAN_RAW_JOIN_FILTERS) X(CAN_RAW_LOOPBACK) X(CAN_RAW_RECV_OWN_MSGS) X(CAN_RTR_FLAG)          \
  X(CAN_SFF_MASK) X(ETHERTYPE_ARP) X(ETHERTYPE_IP) X(ETHERTYPE_IPV6) X(ETHERTYPE_VLAN) X(ETH_P_ALL)                                    \
  X(IOCTL_VM_SOCKETS_GET_LOCAL_CID) X(J1939_EE_INFO_NONE) X(J1939_EE_INFO_TX_ABORT) X(J1939_FILTER_MAX) X(J1939_IDLE_ADDR)             \
  X(J1939_MAX_UNICAST_ADDR) X(J1939_NLA_BYTES_ACKED) X(J1939_NLA_PAD) X(J1939_NO_ADDR) X(J1939_NO_NAME) X(J1939_NO_PGN)                \
  X(J1939_PGN_ADDRESS_CLAIMED) X(J1939_PGN_ADDRESS_COMMANDED) X(J1939_PGN_MAX) X(J1939_PGN_PDU1_MAX) X(J1939_PGN_REQUEST)              \
  X(NETLINK_CRYPTO) X(NETLINK_DNRTMSG) X(NETLINK_FIREWALL) X(NETLINK_IP6_FW) X(NETLINK_NFLOG) X(NETLINK_ROUTE) X(NETLINK_USERSOCK)     \
  X(NETLINK_XFRM) X(NI_IDN) X(PACKET_BROADCAST) X(PACKET_FASTROUTE) X(PACKET_HOST) X(PACKET_LOOPBACK) X(PACKET_MULTICAST)              \
  X(PACKET_OTHERHOST) X(PACKET_OUTGOING) X(PF_CAN) X(PF_PACKET) X(PF_RDS) X(SCM_J1939_DEST_ADDR) X(SCM_J1939_DEST_NAME)                \
  X(SCM_J1939_ERRQUEUE) X(SCM_J1939_PRIO) X(SOL_ALG) X(SOL_CAN_BASE) X(SOL_CAN_RAW) X(SOL_RDS) X(SOL_TIPC) X(SO_BINDTOIFINDEX)         \
  X(SO_J1939_ERRQUEUE) X(SO_J1939_FILTER) X(SO_J1939_PROMISC) X(SO_J1939_SEND_PRIO) X(SO_VM_SOCKETS_BUFFER_MAX_SIZE)                   \
  X(SO_VM_SOCKETS_BUFFER_MIN_SIZE) X(SO_VM_SOCKETS_BUFFER_SIZE) X(TCP_CC_INFO) X(TCP_FASTOPEN_CONNECT) X(TCP_FASTOPEN_KEY)             \
  X(TCP_FASTOPEN_NO_COOKIE) X(TCP_INQ) X(TCP_MD5SIG) X(TCP_MD5SIG_EXT) X(TCP_NOTSENT_LOWAT) X(TCP_QUEUE_SEQ) X(TCP_REPAIR)             \
  X(TCP_REPAIR_OPTIONS) X(TCP_REPAIR_QUEUE) X(TCP_REPAIR_WINDOW) X(TCP_SAVED_SYN) X(TCP_SAVE_SYN) X(TCP_THIN_DUPACK)                   \
  X(TCP_THIN_LINEAR_TIMEOUTS) X(TCP_TIMESTAMP) X(TCP_TX_DELAY) X(TCP_ULP) X(TCP_ZEROCOPY_RECEIVE) X(TIPC_ADDR_ID) X(TIPC_ADDR_NAME)    \
  X(TIPC_ADDR_NAMESEQ) X(TIPC_CFG_SRV) X(TIPC_CLUSTER_SCOPE) X(TIPC_CONN_TIMEOUT) X(TIPC_CRITICAL_IMPORTANCE)                          \
  X(TIPC_DEST_DROPPABLE) X(TIPC_HIGH_IMPORTANCE) X(TIPC_IMPORTANCE) X(TIPC_LOW_IMPORTANCE) X(TIPC_MEDIUM_IMPORTANCE)                   \
  X(TIPC_NODE_SCOPE) X(TIPC_PUBLISHED) X(TIPC_SRC_DROPPABLE) X(TIPC_SUBSCR_TIMEOUT) X(TIPC_SUB_CANCEL) X(TIPC_SUB_PORTS)               \
  X(TIPC_SUB_SERVICE) X(TIPC_TOP_SRV) X(TIPC_WAIT_FOREVER) X(TIPC_WITHDRAWN) X(TIPC_ZONE_SCOPE) X(VMADDR_CID_ANY)                      \
  X(VMADDR_CID_HOST) X(VMADDR_PORT_ANY) X(VM_SOCKETS_INVALID_VERSION)

// The kernel's names for messages and flags of the broadcast manager have no prefix.
#define TINYPY_CAN_BCM_CONSTANTS(X) \
  X(TX_SETUP) X(TX_DELETE) X(TX_READ) X(TX_SEND) X(RX_SETUP) X(RX_DELETE) X(RX_READ) X(TX_STATUS) X(TX_EXPIRED) X(RX_STATUS) \
  X(RX_TIMEOUT) X(RX_CHANGED) X(SETTIMER) X(STARTTIMER) X(TX_COUNTEVT) X(TX_ANNOUNCE) X(TX_CP_CAN_ID) X(RX_FILTER_ID) \
  X(RX_CHECK_DLC) X(RX_NO_AUTOTIMER) X(RX_ANNOUNCE_RESUME) X(TX_RESET_MULTI_IDX) X(RX_RTR_FRAME)

constexpr posix::Constant kConstants[] = {
#define X(name) {#name, static_cast<i64>(name)},
    TINYPY_LINUX_CONSTANTS(X)
#undef X
#define X(name) {"CAN_BCM_" #name, static_cast<i64>(name)},
        TINYPY_CAN_BCM_CONSTANTS(X)
#undef X
            {"CAN_BCM_CAN_FD_FRAME", CAN_FD_FRAME},
    // Constants that the kernel headers of the build lack, or that no public header has.
    {"ALG_OP_SIGN", 2},
    {"ALG_OP_VERIFY", 3},
    {"ALG_SET_PUBKEY", 6},
    {"VMADDR_CID_LOCAL", 1},
    {"UDPLITE_SEND_CSCOV", 10},
    {"UDPLITE_RECV_CSCOV", 11},
    {nullptr, 0}};

}  // namespace

bool add_linux_constants(Thread& t, Value module) { return posix::add_constants(t, module, kConstants); }

}  // namespace rt::sockets
