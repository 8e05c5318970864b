// The stack of C and C++ functions, by the unwinder and the dynamic linker of the C library.
#include "interp/library/tools/native_stack.h"

#include <dlfcn.h>
#include <execinfo.h>

#include <bit>
#include <cstdint>

#include "interp/vm/frame/stack_dump.h"

namespace vm {

namespace {

constexpr int kMostCalls = 32;

void write_address(int fd, uintptr_t address) {
  write_text(fd, "0x");
  write_hex(fd, address, address ? (static_cast<u32>(std::bit_width(address)) + 3) / 4 : 1);
}

void write_call(int fd, void* address) {
  Dl_info place;
  if (!dladdr(address, &place) || !place.dli_fname || !*place.dli_fname) {
    write_text(fd, "  Binary file '<unknown>' [");
  } else {
    write_text(fd, "  Binary file \"");
    write_text(fd, place.dli_fname);
    write_text(fd, "\", at ");
    if (place.dli_sname) write_text(fd, place.dli_sname);
    write_text(fd, "+");
    void* begin = place.dli_sname ? place.dli_saddr : place.dli_fbase;
    write_address(fd, reinterpret_cast<uintptr_t>(address) - reinterpret_cast<uintptr_t>(begin));
    write_text(fd, " [");
  }
  write_address(fd, reinterpret_cast<uintptr_t>(address));
  write_text(fd, "]\n");
}

}  // namespace

void prepare_native_stack() {
  void* calls[1];
  backtrace(calls, 1);
}

void dump_native_stack(int fd) {
  void* calls[kMostCalls];
  int count = backtrace(calls, kMostCalls);
  write_text(fd, "Current thread's C stack trace (most recent call first):\n");
  for (int i = 0; i < count; ++i) write_call(fd, calls[i]);
  if (count == kMostCalls) write_text(fd, "  <truncated rest of calls>\n");
}

}  // namespace vm
