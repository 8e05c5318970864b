// The protocol between calls and close() on a shared descriptor; shared_descriptor.h describes it.
#include "runtime/os/shared_descriptor.h"

#include <unistd.h>

#include <new>

namespace rt::os {

namespace {

constexpr u64 kOneUser = 1, kUsers = 0xffffffff;

u64 own_generation() { return u64{g_fork_count.load(gc::relaxed)} << 32; }
constexpr u64 generation_of(u64 users) { return users & ~kUsers; }

}  // namespace

u64 SharedDescriptor::enter() {
  u64 generation = own_generation(), users = users_.load(gc::relaxed);
  while (!users_.compare_exchange_weak(users, (generation_of(users) == generation ? users : generation) + kOneUser,
                                       gc::seq_cst, gc::relaxed)) {
  }
  return generation;
}

void SharedDescriptor::leave(u64 generation) {
  u64 users = users_.load(gc::relaxed);
  do {
    if (generation_of(users) != generation) return;
  } while (!users_.compare_exchange_weak(users, users - kOneUser, gc::seq_cst, gc::relaxed));
  if (users != (generation | kOneUser)) return;
  int error = errno;
  close_left();
  errno = error;
}

bool SharedDescriptor::in_use() const {
  u64 users = users_.load(gc::seq_cst);
  return generation_of(users) == own_generation() && users != generation_of(users);
}

// Puts `fd` on the list that the last call closes. False: no memory.
bool SharedDescriptor::leave_to_last(int fd) {
  auto* left = new (std::nothrow) Left{fd, nullptr};
  if (!left) return false;
  Left* next = left_.load(gc::relaxed);
  do left->next = next;
  while (!left_.compare_exchange_weak(next, left, gc::seq_cst, gc::relaxed));
  return true;
}

void SharedDescriptor::close_left() {
  for (Left* left = left_.exchange(nullptr, gc::seq_cst); left;) {
    ::close(left->fd);
    delete std::exchange(left, left->next);
  }
}

Result SharedDescriptor::close_once(gc::Thread& t) {
  int fd = detach();
  if (fd < 0) return {};
  if (!in_use() || !leave_to_last(fd)) return os::close_once(t, fd);
  // The last call may have left before `fd` was on the list. If no call is left, nobody else looks at the list, so this
  // thread closes what is on it.
  if (in_use()) return {};
  return call_once(t, [this] {
    close_left();
    return 0;
  });
}

}  // namespace rt::os
