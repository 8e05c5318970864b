// Module select: select(), and the module's definition. select_poll.cpp and select_epoll.cpp have the classes.
#include "runtime/library/os/select.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

#include <algorithm>
#include <climits>
#include <cmath>

#include "gc/base/clock.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/value_buffer.h"

namespace rt::select {

void Deadline::start(i64 ns) {
  if (__builtin_add_overflow(gc::now_ns(), ns, &end_ns_)) end_ns_ = INT64_MAX;
}

// The TypeError of to_double_py() is pending; other errors stay.
static bool refuse_timeout(Thread& t, Value timeout, const char* before_3_15) {
  if (!error_is(t, kTypeErrorType)) return false;
  clear_error(t);
  if (library_minor() < 15) return raise_type_error(t, "%s", before_3_15);
  return raise_type_error(t, "timeout must be a real number or None, not %T", timeout);
}

bool Deadline::parse_seconds_py(Thread& t, Value seconds, bool negative_allowed) {
  end_ns_ = -1;
  if (!seconds || seconds == kNone) return true;
  double d;
  if (!to_double_py(t, seconds, &d)) return refuse_timeout(t, seconds, "timeout must be a float or None");
  if (std::isnan(d)) return raise_value_error(t, "Invalid value NaN (not a number)");
  if (d < 0) return negative_allowed || raise_value_error(t, "timeout must be non-negative");
  if (d > 9e9) return raise_overflow_error(t, "timeout is too large");
  start(static_cast<i64>(std::ceil(d * 1e9)));
  return true;
}

bool Deadline::parse_milliseconds_py(Thread& t, Value milliseconds) {
  end_ns_ = -1;
  if (!milliseconds || milliseconds == kNone) return true;
  double d;
  if (!to_double_py(t, milliseconds, &d)) return refuse_timeout(t, milliseconds, "timeout must be an integer or None");
  if (d < 0) return true;
  if (d > INT_MAX) return raise_overflow_error(t, "timeout is too large");
  start(static_cast<i64>(std::ceil(d) * 1e6));
  return true;
}

i64 Deadline::left_ns() const {
  i64 left = end_ns_ - gc::now_ns();
  return left > 0 ? left : 0;
}
int Deadline::left_milliseconds() const {
  if (forever()) return -1;
  i64 ms = (left_ns() + 999999) / 1000000;
  return ms > INT_MAX ? INT_MAX : static_cast<int>(ms);
}

namespace {

// One of the three arguments: the objects, held, and their descriptors.
struct Watched {
  explicit Watched(Thread& t) : objects(t) {}
  bool fill_py(Thread& t, Value sequence) {
    FD_ZERO(&asked);
    // not copied, so a fileno() may change the list during the loop
    bool in_place = is_list(sequence) || is_tuple(sequence);
    Ref items = in_place ? Ref::share(t, sequence) : to_tuple_or_py(t, sequence, "arguments 1-3 must be sequences");
    return items && for_each_py(t, items, [this](Thread& t2, Value item) {
             int fd;
             if (!file_descriptor_py(t2, item, &fd)) return false;
             if (fd >= FD_SETSIZE) return bool(raise_value_error(t2, "filedescriptor out of range in select()"));
             if (objects.size() == FD_SETSIZE)
               return bool(raise_value_error(t2, "too many file descriptors in select()"));
             fds[objects.size()] = fd;
             FD_SET(fd, &asked);
             if (fd > highest) highest = fd;
             return objects.push(Ref::share(t2, item));
           });
  }
  Ref result(Thread& t) const {
    Ref list = make_list(t);
    for (u64 i = 0; list && i < objects.size(); ++i) {
      if (FD_ISSET(fds[i], &ready) && !list_append(t, as_list(list), objects[i])) return Ref();
    }
    return list;
  }

  ValueBuffer objects;
  int fds[FD_SETSIZE];
  fd_set asked, ready;
  int highest = -1;
};

Ref select_select(Thread& t, Value rlist, Value wlist, Value xlist, Value timeout) {
  Deadline deadline;
  if (!deadline.parse_seconds_py(t, timeout, false)) return Ref();
  Watched r(t), w(t), x(t);
  if (!r.fill_py(t, rlist) || !w.fill_py(t, wlist) || !x.fill_py(t, xlist)) return Ref();
  int highest = std::max({r.highest, w.highest, x.highest});
  os::Result result = os::call_py(t, [&] {
    for (Watched* watched : {&r, &w, &x}) watched->ready = watched->asked;
    i64 left = deadline.forever() ? 0 : deadline.left_ns();
    timespec time = gc::to_timespec(left);
    return ::pselect(highest + 1, &r.ready, &w.ready, &x.ready, deadline.forever() ? nullptr : &time, nullptr);
  });
  if (!result.ok()) return raise_result(t, result);
  Ref readable = r.result(t), writable = w.result(t), special = x.result(t);
  return readable && writable && special ? make_tuple(t, readable, writable, special) : Ref();
}

Ref select_poll(Thread& t) { return make_poll_object(t); }

constexpr MethodDef kFunctions[] = {
    {"select", select_select, "(rlist, wlist, xlist, timeout=None, /)",
     "Wait until one of the open files can be read or written or has something exceptional."},
    {"poll", select_poll, "()", "Returns a polling object."},
    {},
};

#define TINYPY_SELECT_CONSTANTS(X)                                                                                  \
  X(POLLIN) X(POLLPRI) X(POLLOUT) X(POLLERR) X(POLLHUP) X(POLLNVAL) X(POLLRDNORM) X(POLLRDBAND) X(POLLWRNORM)       \
  X(POLLWRBAND) X(POLLMSG) X(POLLRDHUP) X(EPOLLIN) X(EPOLLOUT) X(EPOLLPRI) X(EPOLLERR) X(EPOLLHUP) X(EPOLLRDHUP)    \
  X(EPOLLET) X(EPOLLONESHOT) X(EPOLLEXCLUSIVE) X(EPOLLRDNORM) X(EPOLLRDBAND) X(EPOLLWRNORM) X(EPOLLWRBAND)          \
  X(EPOLLMSG) X(EPOLLWAKEUP) X(EPOLL_CLOEXEC)

constexpr posix::Constant kConstants[] = {
#define X(name) {#name, static_cast<i64>(name)},
    TINYPY_SELECT_CONSTANTS(X)
#undef X
        {"PIPE_BUF", 4096},
    {nullptr, 0}};

bool init(Thread& t, Value module) {
  return posix::add_constants(t, module, kConstants) && add_poll_class(t, module) && add_epoll_class(t, module) &&
         module_add(t, module, "error", Ref::share(t, kOSErrorType));
}

}  // namespace

}  // namespace rt::select

namespace rt {

extern const ModuleDef kSelectModule = {.name = "select",
                                        .doc = "Waiting for several open files at once.",
                                        .methods = select::kFunctions,
                                        .init = select::init};

}  // namespace rt
