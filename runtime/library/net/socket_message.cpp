// sendmsg() and recvmsg(): scattered buffers, and ancillary data, such as descriptors that are passed to another
// process.
#include <sys/uio.h>

#include <climits>
#include <cstring>

#include "gc/heap/heap.h"
#include "runtime/library/net/socket_parts.h"
#include "runtime/object/address.h"
#include "runtime/object/audit.h"

namespace rt::sockets {

namespace {

// The buffers of an iterable, pinned by exports while this lives.
class Buffers {
 public:
  explicit Buffers(Thread& t) : t_(t) {}
  ~Buffers() {
    for (size_t i = 0; i < count_; ++i) release_buffer(t_, &buffers_[i]);
    gc::raw_free(buffers_);
    gc::raw_free(vectors_);
  }
  Buffers(const Buffers&) = delete;
  Buffers& operator=(const Buffers&) = delete;

  // A __buffer__ in Python may change a list, so a tuple of the buffers is made first.
  bool fill_py(Value iterable, bool writable, const char* too_many) {
    Ref items = is_list(iterable) ? tuple_from_py(t_, iterable) : Ref::share(t_, iterable);
    return items && for_each_py(t_, items, [&](Thread& t, Value item) {
             if (count_ == IOV_MAX) {
               Ref message = make_str_ascii(t, too_many);
               return bool(message ? raise_value(t, kOSErrorType, message) : Error());
             }
             if (!reserve()) return false;
             if (!get_buffer_py(t, item, &buffers_[count_], writable ? BufferUse::kWritable : BufferUse::kBytes))
               return writable ? not_writable() : false;
             return keep();
           });
  }
  iovec* vectors() { return vectors_; }
  size_t count() const { return count_; }

 private:
  bool not_writable() {
    if (!forget_error(t_)) return false;
    return raise_type_error(t_, "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers");
  }
  bool reserve() {
    if (count_ < capacity_) return true;
    size_t capacity = capacity_ ? capacity_ * 2 : 8;
    auto* buffers = static_cast<Buffer*>(gc::raw_realloc(static_cast<void*>(buffers_), capacity * sizeof(Buffer)));
    if (!buffers) return raise_memory_error(t_);
    buffers_ = buffers;
    auto* vectors = static_cast<iovec*>(gc::raw_realloc(vectors_, capacity * sizeof(iovec)));
    if (!vectors) return raise_memory_error(t_);
    vectors_ = vectors;
    capacity_ = capacity;
    return true;
  }
  bool keep() {
    vectors_[count_] = {buffers_[count_].data, static_cast<size_t>(buffers_[count_].bytes)};
    ++count_;
    return true;
  }

  Thread& t_;
  Buffer* buffers_ = nullptr;
  iovec* vectors_ = nullptr;
  size_t count_ = 0, capacity_ = 0;
};

// Memory for control messages, zeroed.
class Control {
 public:
  ~Control() { gc::raw_free(data_); }
  Control() = default;
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;
  bool reserve(Thread& t, size_t size) {
    if (size == 0) return true;
    data_ = gc::raw_calloc(size);
    size_ = size;
    return data_ || bool(raise_memory_error(t));
  }
  void attach_to(msghdr& message) const {
    message.msg_control = data_;
    message.msg_controllen = size_;
  }

 private:
  void* data_ = nullptr;
  size_t size_ = 0;
};

// Reads an item of sendmsg's second argument: (level, type, data).
bool ancillary_item_py(Thread& t, Value item, int* level, int* type) {
  if (!is_tuple(item) || as_tuple(item)->length != 3)
    return raise_type_error(t, "[sendmsg() ancillary data items] must be tuple of 3 items");
  const Tuple& tuple = *as_tuple(item);
  return to_i32_by_format_py(t, tuple[0], level) && to_i32_by_format_py(t, tuple[1], type);
}

bool fill_control_py(Thread& t, Value ancillary, Control* control, msghdr* message) {
  Ref items = to_tuple_py(t, ancillary);
  if (!items) return false;
  const Tuple& tuple = *as_tuple(items);
  size_t total = 0;
  int level, type;
  for (u64 i = 0; i < tuple.length; ++i) {
    if (!ancillary_item_py(t, tuple[i], &level, &type)) return false;
    ByteView data(t, (*as_tuple(tuple[i]))[2]);
    if (!data) return false;
    total += CMSG_SPACE(data.size());
  }
  if (total == 0) return true;
  if (!control->reserve(t, total)) return false;
  control->attach_to(*message);
  cmsghdr* header = CMSG_FIRSTHDR(message);
  for (u64 i = 0; i < tuple.length; ++i, header = CMSG_NXTHDR(message, header)) {
    if (!ancillary_item_py(t, tuple[i], &level, &type)) return false;
    ByteView data(t, (*as_tuple(tuple[i]))[2]);
    if (!data) return false;
    // An array may grow between the two passes, and must not overrun the room.
    size_t room =
        total - static_cast<size_t>(reinterpret_cast<char*>(header) - static_cast<char*>(message->msg_control));
    if (!header || CMSG_SPACE(data.size()) > room)
      return raise(t, kRuntimeErrorType, "item size out of range after CMSG_FIRSTHDR()");
    header->cmsg_level = level;
    header->cmsg_type = type;
    header->cmsg_len = CMSG_LEN(data.size());
    std::memcpy(CMSG_DATA(header), data.data(), data.size());
  }
  return true;
}

Ref control_list(Thread& t, msghdr* message) {
  Ref list = make_list(t);
  if (!list) return Ref();
  for (cmsghdr* c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
    if (c->cmsg_len < CMSG_LEN(0)) break;
    Ref data = make_bytes(t, {reinterpret_cast<char*>(CMSG_DATA(c)), c->cmsg_len - CMSG_LEN(0)});
    Ref item = data ? make_tuple(t, Value::small_int(c->cmsg_level), Value::small_int(c->cmsg_type), data) : Ref();
    if (!item || !list_append(t, as_list(list), std::move(item))) return Ref();
  }
  return list;
}

// Receives into `vectors`. Gives (first, ancillary data, flags, address); `first` is made from the number of bytes.
template <class F>
Ref receive_py(Thread& t, Value self, iovec* vectors, size_t count, Value ancillary_size, Value flags_value,
               F&& make_first) {
  i64 size;
  int flags;
  if (!index_i64_py(t, ancillary_size, &size, kOverflowErrorType) || !flags_by_format_py(t, flags_value, &flags))
    return Ref();
  if (size < 0 || size > INT_MAX) return raise_value_error(t, "invalid ancillary data buffer length");
  Control control;
  if (!control.reserve(t, static_cast<size_t>(size))) return Ref();
  Address from;
  msghdr message{};
  Socket* s = as_socket(self);
  os::Result r = call_socket_py(t, s, Patience(s), POLLIN, [&](int fd) {
    message = {};
    message.msg_name = &from.any;
    message.msg_namelen = sizeof from.storage;
    message.msg_iov = vectors;
    message.msg_iovlen = count;
    control.attach_to(message);
    return ::recvmsg(fd, &message, flags);
  });
  if (!r.ok()) return raise_result(t, r);
  from.size = message.msg_namelen;
  Ref items[] = {make_first(r.value), control_list(t, &message), make_int(t, message.msg_flags), make_address(t, from)};
  for (const Ref& item : items) {
    if (!item) return Ref();
  }
  return make_tuple_stealing(t, items, 4);
}

}  // namespace

namespace transfer {

Ref sendmsg(Thread& t, Value self, Value buffers, Value ancillary, Value flags_value, Value address) {
  Buffers pinned(t);
  Control control;
  Address to;
  msghdr message{};
  int flags;
  if (!pinned.fill_py(buffers, false, "sendmsg() argument 1 is too long") || !flags_argument_py(t, flags_value, &flags))
    return Ref();
  if (address != kNone) {
    if (!parse_address_py(t, "sendmsg", family_of(self), address, &to)) return Ref();
    message.msg_name = &to.any;
    message.msg_namelen = to.size;
  }
  if (!audit_py(t, "socket.sendmsg", self, address)) return Ref();
  message.msg_iov = pinned.vectors();
  message.msg_iovlen = pinned.count();
  if (ancillary && !fill_control_py(t, ancillary, &control, &message)) return Ref();
  Socket* s = as_socket(self);
  return posix::number(
      t, call_socket_py(t, s, Patience(s), POLLOUT, [&](int fd) { return ::sendmsg(fd, &message, flags); }));
}

Ref recvmsg(Thread& t, Value self, Value size_value, Value ancillary_size, Value flags) {
  i64 size;
  if (!index_i64_py(t, size_value, &size, kOverflowErrorType)) return Ref();
  if (size < 0) return raise_value_error(t, "negative buffer size in recvmsg()");
  Ref bytes = make_bytes_uninitialised(t, static_cast<u64>(size));
  if (!bytes) return Ref();
  auto* b = bytes.as<Bytes>();
  iovec vector{b->data(), b->length};
  return receive_py(t, self, &vector, 1, ancillary_size, flags, [&](i64 received) {
    return static_cast<u64>(received) == b->length ? std::move(bytes)
                                                   : make_bytes(t, b->view().substr(0, static_cast<size_t>(received)));
  });
}

Ref recvmsg_into(Thread& t, Value self, Value buffers, Value ancillary_size, Value flags) {
  const Slots& slots = type_of(buffers)->slots;
  if (!slots.iter && !slots.getitem) return raise_type_error(t, "recvmsg_into() argument 1 must be an iterable");
  Buffers pinned(t);
  if (!pinned.fill_py(buffers, true, "recvmsg_into() argument 1 is too long")) return Ref();
  return receive_py(t, self, pinned.vectors(), pinned.count(), ancillary_size, flags,
                    [&](i64 received) { return make_int(t, received); });
}

}  // namespace transfer
}  // namespace rt::sockets
