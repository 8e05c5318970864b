// Reading memory that another thread may free or change meanwhile: of this process, or of another process that runs
// this very program. Since programs are linked at a fixed address, variables have the same addresses there, and objects
// have the same layout.
//
// The kernel copies (process_vm_readv), and reports an error where an ordinary access would crash. In a signal handler,
// too.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace vm {

// From now on all functions read that process. By the only thread of a program that runs no Python code.
void read_from(pid_t process);
// Copies memory. False: it has gone, or, with errno EPERM or ESRCH, the other process may not be read or has ended. If
// the kernel forbids process_vm_readv within this process (seccomp, for example), memory is read directly.
bool read_memory(const void* from, void* to, size_t size);
// Reads a field of any declaration (Slot, atomic, plain) as a plain word or number.
template <class To, class Field>
bool read_field(const Field& field, To* to) {
  static_assert(sizeof(Field) == sizeof(To));
  return read_memory(&field, to, sizeof(To));
}

}  // namespace vm
