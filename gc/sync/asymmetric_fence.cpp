// The heavy side of asymmetric fences: membarrier(2), or, where that is missing, a change of a page's protection.
#include "gc/sync/asymmetric_fence.h"

#if !defined(TINYPY_MODEL)

#include <linux/membarrier.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "gc/base/assert.h"
#include "gc/sync/mutex.h"

namespace gc {
namespace {

bool membarrier(int command) { return syscall(SYS_membarrier, command, 0, 0) == 0; }

bool enroll() { return membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED); }

Mutex g_protection_mutex;
void* g_protected_page = nullptr;  // under the mutex

// For kernels without membarrier, and sandboxes that forbid it: taking write access to a page away makes the kernel
// interrupt the same processors, to flush their translations.
void fence_by_protection() {
  MutexGuard guard(g_protection_mutex);
  void*& page = g_protected_page;
  if (!page) page = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (page == MAP_FAILED || mprotect(page, 4096, PROT_READ | PROT_WRITE) != 0) fatal("no memory fence");
  static_cast<Atomic<u32>*>(page)->store(1, seq_cst);  // present and dirty, so that the kernel has a right to take away
  if (mprotect(page, 4096, PROT_READ) != 0) fatal("no memory fence");
}

}  // namespace

void prepare_asymmetric_fence() { enroll(); }

void asymmetric_fence_after_fork_child() { g_protection_mutex.reset_after_fork(); }

void asymmetric_heavy_fence() {
  if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return;
  // Not registered: a fork's child, perhaps.
  if (enroll() && membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)) return;
  fence_by_protection();
}

}  // namespace gc
#endif
