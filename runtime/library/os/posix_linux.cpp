// Functions of module posix that only Linux has: extended attributes, event counters, namespaces, splice.
#include <fcntl.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/xattr.h>

#include "runtime/library/os/posix.h"
#include "runtime/object/value_buffer.h"

namespace rt::posix {

namespace {

// ---- extended attributes

// The bytes that call(memory, size) writes. With size 0 the call returns the size that is needed. If the attribute has
// grown in between, the calls are repeated.
template <class F>
Ref attribute_bytes_py(Thread& t, Value filename, F call) {
  for (;;) {
    os::Result r = os::call_py(t, [&] { return call(nullptr, size_t{0}); });
    if (!r.ok()) return raise_result(t, r, filename);
    u64 room = static_cast<u64>(r.value);
    Ref bytes = make_bytes_uninitialised(t, room);
    if (!bytes) return Ref();
    u8* data = bytes.as<Bytes>()->data();
    r = os::call_py(t, [&] { return call(reinterpret_cast<char*>(data), room); });
    if (r.error == ERANGE) continue;
    if (!r.ok()) return raise_result(t, r, filename);
    if (static_cast<u64>(r.value) == room) return bytes;
    return make_bytes(t, bytes.as<Bytes>()->view().substr(0, static_cast<size_t>(r.value)));
  }
}

Ref posix_getxattr(Thread& t, Value path, Value attribute, Value follow_symlinks) {
  PathArg file("getxattr", "path", PathArg::kDescriptor), name("getxattr", "attribute");
  bool follow;
  if (!file.parse_py(t, path) || !name.parse_py(t, attribute) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  return attribute_bytes_py(t, file.object(), [&](char* data, size_t size) {
    if (file.is_fd()) return ::fgetxattr(file.fd(), name.c_str(), data, size);
    return follow ? ::getxattr(file.c_str(), name.c_str(), data, size)
                  : ::lgetxattr(file.c_str(), name.c_str(), data, size);
  });
}

Ref posix_setxattr(Thread& t, Value path, Value attribute, Value value, Value flags, Value follow_symlinks) {
  PathArg file("setxattr", "path", PathArg::kDescriptor), name("setxattr", "attribute");
  bool follow;
  int bits;
  if (!file.parse_py(t, path) || !name.parse_py(t, attribute) || !to_i32_py(t, flags, &bits) ||
      !flag_py(t, follow_symlinks, &follow)) {
    return Ref();
  }
  BufferView view(t, value);
  if (!view) return Ref();
  os::Result r = os::call_py(t, [&, data = view.data(), size = view.size()] {
    if (file.is_fd()) return ::fsetxattr(file.fd(), name.c_str(), data, size, bits);
    return follow ? ::setxattr(file.c_str(), name.c_str(), data, size, bits)
                  : ::lsetxattr(file.c_str(), name.c_str(), data, size, bits);
  });
  return done(t, r, file.object());
}

Ref posix_removexattr(Thread& t, Value path, Value attribute, Value follow_symlinks) {
  PathArg file("removexattr", "path", PathArg::kDescriptor), name("removexattr", "attribute");
  bool follow;
  if (!file.parse_py(t, path) || !name.parse_py(t, attribute) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  os::Result r = os::call_py(t, [&] {
    if (file.is_fd()) return ::fremovexattr(file.fd(), name.c_str());
    return follow ? ::removexattr(file.c_str(), name.c_str()) : ::lremovexattr(file.c_str(), name.c_str());
  });
  return done(t, r, file.object());
}

Ref posix_listxattr(Thread& t, Value path, Value follow_symlinks) {
  PathArg file("listxattr", "path", PathArg::kDescriptor | PathArg::kNone_);
  bool follow;
  if (!file.parse_py(t, path) || !flag_py(t, follow_symlinks, &follow)) return Ref();
  Ref names = attribute_bytes_py(t, file.object(), [&](char* data, size_t size) {
    if (file.is_fd()) return ::flistxattr(file.fd(), data, size);
    return follow ? ::listxattr(file.c_str(), data, size) : ::llistxattr(file.c_str(), data, size);
  });
  Ref list = names ? make_list(t, 0) : Ref();
  if (!list) return Ref();
  std::string_view rest = names.as<Bytes>()->view();
  while (!rest.empty()) {
    size_t end = rest.find('\0');
    Ref name = decode_fs(t, rest.substr(0, end));
    if (!name || !list_append(t, as_list(list), std::move(name))) return Ref();
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  return list;
}

// ---- event counters

Ref posix_eventfd_read(Thread& t, Value fd) {
  int file;
  if (!to_i32_py(t, fd, &file)) return Ref();
  eventfd_t value = 0;
  os::Result r = os::call_py(t, [&] { return ::eventfd_read(file, &value); });
  return r.ok() ? make_uint(t, value) : Ref(raise_result(t, r));
}
Ref posix_eventfd_write(Thread& t, Value fd, Value value) {
  int file;
  u64 amount;
  if (!to_i32_py(t, fd, &file) || !to_u64_py(t, value, &amount)) return Ref();
  return done(t, os::call_py(t, [=] { return ::eventfd_write(file, amount); }));
}

// ---- namespaces

Ref posix_setns(Thread& t, Value fd, Value nstype) {
  int file, kind;
  if (!file_descriptor_py(t, fd, &file) || !to_i32_py(t, nstype, &kind)) return Ref();
  return done(t, os::call_once(t, [=] { return ::setns(file, kind); }));
}
Ref posix_unshare(Thread& t, Value flags) {
  int bits;
  return to_i32_py(t, flags, &bits) ? done(t, os::call_once(t, [=] { return ::unshare(bits); })) : Ref();
}

// ---- splice

Ref posix_splice(Thread& t, Value src, Value dst, Value count, Value offset_src, Value offset_dst, Value flags) {
  int from, to, bits;
  i64 size, at_from = 0, at_to = 0;
  bool here_from = offset_src == kNone, here_to = offset_dst == kNone;
  if (!to_i32_py(t, src, &from) || !to_i32_py(t, dst, &to) || !to_i64_py(t, count, &size) ||
      !to_i32_py(t, flags, &bits)) {
    return Ref();
  }
  if (size < 0) return raise_value_error(t, "negative value for 'count' not allowed");
  if ((!here_from && !to_i64_py(t, offset_src, &at_from)) || (!here_to && !to_i64_py(t, offset_dst, &at_to)))
    return Ref();
  return number(t, os::call_py(t, [=] {
                  off64_t a = at_from, b = at_to;
                  return ::splice(from, here_from ? nullptr : &a, to, here_to ? nullptr : &b, static_cast<size_t>(size),
                                  static_cast<unsigned>(bits));
                }));
}

}  // namespace

const MethodDef kLinuxFunctions[] = {
    {"getxattr", posix_getxattr, "(path, attribute, *, follow_symlinks=True)",
     "The value of an extended attribute of a file."},
    {"setxattr", posix_setxattr, "(path, attribute, value, flags=0, *, follow_symlinks=True)",
     "Set an extended attribute of a file."},
    {"removexattr", posix_removexattr, "(path, attribute, *, follow_symlinks=True)",
     "Remove an extended attribute of a file."},
    {"listxattr", posix_listxattr, "(path=None, *, follow_symlinks=True)",
     "Names of the extended attributes of a file."},
    {"eventfd_read", posix_eventfd_read, "(fd)", "Read an event counter."},
    {"eventfd_write", posix_eventfd_write, "(fd, value)", "Add to an event counter."},
    {"setns", posix_setns, "(fd, nstype=0)", "Move this thread into a namespace."},
    {"unshare", posix_unshare, "(flags)", "Move this process into namespaces of its own."},
    {"splice", posix_splice, "(src, dst, count, offset_src=None, offset_dst=None, flags=0)",
     "Move bytes between descriptors, one of them a pipe."},
    {},
};

}  // namespace rt::posix
