// select.epoll. The kernel keeps the set of descriptors, so the object has little state: its descriptor.
#include <sys/epoll.h>
#include <unistd.h>

#include "runtime/library/os/select.h"
#include "runtime/os/shared_descriptor.h"

namespace rt::select {

namespace {

Type* g_epoll;  // made once by add_epoll_class; native types are immortal

struct Epoll : Object {
  os::SharedDescriptor descriptor;
};
os::SharedDescriptor& descriptor_of(Value v) { return v.as<Epoll>()->descriptor; }
int fd_of(Value v) { return descriptor_of(v).number(); }

bool check_open(Thread& t, Value self) {
  return fd_of(self) >= 0 || raise_value_error(t, "I/O operation on closed epoll object");
}

Ref adopt_descriptor(Thread& t, Type* type, int fd) {
  Ref self = allocate_instance(t, type);
  if (self) descriptor_of(self).set(fd);
  return self;
}

Ref create(Thread& t, Type* type, const CallArgs& args) {
  static constexpr Signature kSignature = parse_signature("(sizehint=-1, flags=0)");
  Value bound[2];
  int hint, flags;
  if (!bind_arguments(t, "epoll", kSignature, args, bound)) return Ref();
  if (!to_i32_py(t, bound[0], &hint) || !to_i32_py(t, bound[1], &flags)) return Ref();
  if (hint != -1 && hint <= 0) return raise_value_error(t, "sizehint must be positive or -1");
  if (flags && flags != EPOLL_CLOEXEC) return raise(t, kOSErrorType, "invalid flags");
  os::Result r = os::call_fast([] { return ::epoll_create1(EPOLL_CLOEXEC); });
  return r.ok() ? adopt_descriptor(t, type, static_cast<int>(r.value)) : Ref(raise_result(t, r));
}

Ref from_fd(Thread& t, Value type, Value fd) {
  int file;
  return to_i32_py(t, fd, &file) ? adopt_descriptor(t, type.as<Type>(), file) : Ref();
}

bool events_py(Thread& t, Value v, u32* out) {
  *out = EPOLLIN | EPOLLPRI | EPOLLOUT;
  i64 bits;
  if (!v) return true;
  if (!to_i64_py(t, v, &bits)) return false;
  *out = static_cast<u32>(bits);  // lint: narrow: CPython takes the low 32 bits, too
  return true;
}

Ref control_py(Thread& t, Value self, int operation, Value fd, Value mask) {
  int file;
  u32 events;
  if (!check_open(t, self) || !file_descriptor_py(t, fd, &file) || !events_py(t, mask, &events)) return Ref();
  epoll_event event = {};
  event.events = events;
  event.data.fd = file;
  os::Result r = os::call_fast(
      [&] { return descriptor_of(self).call([&](int epoll) { return ::epoll_ctl(epoll, operation, file, &event); }); });
  return posix::done(t, r);
}
Ref epoll_register_fd(Thread& t, Value self, Value fd, Value mask) {
  return control_py(t, self, EPOLL_CTL_ADD, fd, mask);
}
Ref epoll_modify(Thread& t, Value self, Value fd, Value mask) { return control_py(t, self, EPOLL_CTL_MOD, fd, mask); }
Ref epoll_unregister(Thread& t, Value self, Value fd) { return control_py(t, self, EPOLL_CTL_DEL, fd, Value()); }

Ref ready_list(Thread& t, const epoll_event* events, i64 n) {
  Ref list = make_list(t, static_cast<u64>(n));
  for (i64 i = 0; list && i < n; ++i) {
    Ref fd = make_int(t, events[i].data.fd), bits = make_int(t, events[i].events);
    if (!list_append(t, as_list(list), make_tuple(t, fd, bits))) return Ref();
  }
  return list;
}

Ref poll(Thread& t, Value self, Value timeout, Value max_events) {
  Deadline deadline;
  int limit;
  if (!check_open(t, self) || !deadline.parse_seconds_py(t, timeout, true) || !to_i32_py(t, max_events, &limit))
    return Ref();
  if (limit == -1) limit = FD_SETSIZE - 1;
  if (limit <= 0) return raise_value_error(t, "maxevents must be greater than 0, got %d", limit);
  auto* events = static_cast<epoll_event*>(gc::raw_alloc(static_cast<size_t>(limit) * sizeof(epoll_event)));
  if (!events) return raise_memory_error(t);
  os::SharedDescriptor& descriptor = descriptor_of(self);
  os::Result r = os::call_py(t, [&] {
    return descriptor.call([&](int epoll) { return ::epoll_wait(epoll, events, limit, deadline.left_milliseconds()); });
  });
  Ref result = r.ok() ? ready_list(t, events, r.value) : Ref(raise_result(t, r));
  gc::raw_free(events);
  return result;
}

Ref close(Thread& t, Value self) { return posix::done(t, descriptor_of(self).close_once(t)); }
Ref exit_method(Thread& t, Value self, Value) { return close(t, self); }
Ref enter(Thread& t, Value self) { return check_open(t, self) ? Ref::share(t, self) : Ref(); }
Ref fileno(Thread& t, Value self) { return check_open(t, self) ? make_int(t, fd_of(self)) : Ref(); }
Ref get_closed(Thread&, Value self) { return bool_ref(fd_of(self) < 0); }

void epoll_dispose(gc::Thread&, Object* object) {
  int fd = static_cast<Epoll*>(object)->descriptor.number();
  if (fd >= 0) ::close(fd);
}

constexpr MethodDef kEpollMethods[] = {
    {"fromfd", from_fd, "@classmethod (type, fd, /)", "The epoll object of an open descriptor."},
    {"register", epoll_register_fd, "(self, /, fd, eventmask=<unrepresentable>)", "Registers a new fd."},
    {"modify", epoll_modify, "(self, /, fd, eventmask)"},
    {"unregister", epoll_unregister, "(self, /, fd)"},
    {"poll", poll, "(self, /, timeout=None, maxevents=-1)",
     "Wait for events; (descriptor, events) pairs are the result."},
    {"close", close, "(self, /)"},
    {"fileno", fileno, "(self, /)"},
    {"__enter__", enter, "(self, /)"},
    {"__exit__", exit_method, "(self, /, *args)"},
    {},
};
constexpr GetSetDef kGetSet[] = {{"closed", get_closed, nullptr, "Has it been closed?"}, {}};

const TypeSpec kEpollSpec = {
    .name = "select.epoll",
    .size = sizeof(Epoll),
    .doc = "Returns an epolling object.",
    .lifetime = {nullptr, nullptr, nullptr, epoll_dispose},
    .slots = {.create = create},
    .methods = kEpollMethods,
    .getset = kGetSet,
};

}  // namespace

bool add_epoll_class(Thread& t, Value module) {
  if (!g_epoll) g_epoll = make_native_type(t, kEpollSpec);
  return module_add(t, module, "epoll", Ref::share(t, g_epoll));
}

}  // namespace rt::select
