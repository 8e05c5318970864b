// select.poll: a set of descriptors, kept as the array that poll() takes.
#include <poll.h>

#include <cstring>

#include "gc/refcount/object_lock.h"
#include "runtime/library/os/select.h"
#include "runtime/object/native_modules.h"

namespace rt::select {

namespace {

Type* g_poll;  // made once by add_poll_class; native types are immortal

struct Poll : Object {
  pollfd* entries;  // under the object lock
  u32 count, capacity;
  gc::Atomic<u32> polling;  // one poll() at a time
};
Poll* as_poll(Value v) { return v.as<Poll>(); }

pollfd* find_locked(Poll* p, int fd) {
  ASSERT(gc::lock_held_or_private(p));
  for (u32 i = 0; i < p->count; ++i) {
    if (p->entries[i].fd == fd) return &p->entries[i];
  }
  return nullptr;
}

bool events_py(Thread& t, Value v, short fallback, short* out) {
  *out = fallback;
  if (!v) return true;
  i64 bits;
  if (!index_i64_py(t, v, &bits, nullptr)) return false;
  if (bits < 0) {
    const char* message = library_minor() < 15 ? "value must be positive" : "Cannot convert negative int";
    return raise_value_error(t, message);
  }
  if (bits > 0xFFFF) return raise_overflow_error(t, "Python int too large for C unsigned short");
  *out = static_cast<short>(bits);
  return true;
}

// Allocates raw memory under the object lock, which is allowed because raw memory never causes a collection.
bool add_locked(Poll* p, int fd, short events) {
  ASSERT(gc::lock_held_or_private(p));
  if (pollfd* known = find_locked(p, fd)) {
    known->events = events;
    return true;
  }
  if (p->count == p->capacity) {
    u32 capacity = p->capacity ? p->capacity * 2 : 16;
    auto* more = static_cast<pollfd*>(gc::raw_realloc(p->entries, capacity * sizeof(pollfd)));
    if (!more) return false;
    p->entries = more;
    p->capacity = capacity;
  }
  p->entries[p->count++] = {fd, events, 0};
  return true;
}

Ref poll_register_fd(Thread& t, Value self, Value fd, Value mask) {
  int file;
  short events;
  if (!file_descriptor_py(t, fd, &file) || !events_py(t, mask, POLLIN | POLLPRI | POLLOUT, &events)) return Ref();
  bool added;
  {
    gc::ObjectLock lock(self.object());
    added = add_locked(as_poll(self), file, events);
  }
  return added ? none() : Ref(raise_memory_error(t));
}

Ref poll_modify(Thread& t, Value self, Value fd, Value mask) {
  int file;
  short events;
  if (!file_descriptor_py(t, fd, &file) || !events_py(t, mask, 0, &events)) return Ref();
  bool found;
  {
    gc::ObjectLock lock(self.object());
    pollfd* known = find_locked(as_poll(self), file);
    found = known != nullptr;
    if (found) known->events = events;
  }
  return found ? none() : Ref(raise_os_error(t, ENOENT));
}

Ref poll_unregister(Thread& t, Value self, Value fd) {
  int file;
  if (!file_descriptor_py(t, fd, &file)) return Ref();
  bool found;
  {
    gc::ObjectLock lock(self.object());
    Poll* p = as_poll(self);
    pollfd* known = find_locked(p, file);
    found = known != nullptr;
    if (found) {
      pollfd* end = p->entries + p->count--;
      std::memmove(known, known + 1, static_cast<size_t>(end - known - 1) * sizeof(pollfd));
    }
  }
  if (found) return none();
  Ref key = make_int(t, file);
  return raise_key_error(t, key);
}

Ref ready_list(Thread& t, const pollfd* entries, u32 count) {
  Ref list = make_list(t);
  for (u32 i = 0; list && i < count; ++i) {
    if (!entries[i].revents) continue;
    Ref fd = make_int(t, entries[i].fd), events = make_int(t, entries[i].revents & 0xFFFF);
    if (!list_append(t, as_list(list), make_tuple(t, fd, events))) return Ref();
  }
  return list;
}

// A copy of the descriptors at the beginning of the wait: other threads may change the set during it.
pollfd* snapshot(Value self, u32* count) {
  gc::ObjectLock lock(self.object());
  Poll* p = as_poll(self);
  *count = p->count;
  auto* copy = static_cast<pollfd*>(gc::raw_alloc((p->count + 1) * sizeof(pollfd)));
  if (copy && p->count) std::memcpy(copy, p->entries, p->count * sizeof(pollfd));
  return copy;
}

Ref poll_method(Thread& t, Value self, Value timeout) {
  Deadline deadline;
  if (!deadline.parse_milliseconds_py(t, timeout)) return Ref();
  u32 idle = 0;
  if (!as_poll(self)->polling.compare_exchange_strong(idle, 1, gc::acquire, gc::relaxed)) {
    return raise(t, kRuntimeErrorType, "concurrent poll() invocation");
  }
  u32 count;
  pollfd* entries = snapshot(self, &count);
  Ref result;
  if (!entries) {
    raise_memory_error(t);
  } else {
    os::Result r = os::call_py(t, [&] { return ::poll(entries, count, deadline.left_milliseconds()); });
    result = r.ok() ? ready_list(t, entries, count) : Ref(raise_result(t, r));
  }
  gc::raw_free(entries);
  as_poll(self)->polling.store(0, gc::release);
  return result;
}

void poll_dispose(gc::Thread&, Object* object) { gc::raw_free(static_cast<Poll*>(object)->entries); }

constexpr MethodDef kPollMethods[] = {
    {"register", poll_register_fd, "(self, fd, eventmask=<unrepresentable>, /)",
     "Register a file descriptor with the polling object."},
    {"modify", poll_modify, "(self, fd, eventmask, /)"},
    {"unregister", poll_unregister, "(self, fd, /)"},
    {"poll", poll_method, "(self, timeout=None, /)", "Polls the set of registered file descriptors."},
    {},
};

const TypeSpec kPollSpec = {
    .name = "select.poll",
    .size = sizeof(Poll),
    .flags = kTypeDisallowNew,
    .lifetime = {nullptr, nullptr, nullptr, poll_dispose},
    .methods = kPollMethods,
};

}  // namespace

Ref make_poll_object(Thread& t) { return allocate_instance(t, g_poll); }

bool add_poll_class(Thread& t, Value) {
  if (!g_poll) g_poll = make_native_type(t, kPollSpec);
  return true;
}

}  // namespace rt::select
