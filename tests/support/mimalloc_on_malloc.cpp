// mimalloc's names on top of the C library's allocator, linked instead of libmimalloc in sanitizer builds: the
// sanitizers then see every block of side storage, and the synchronisation inside the allocator. Also what the
// sanitizers do by default.
#include <malloc.h>
#include <mimalloc.h>

#include <cstdlib>

extern "C" {

void* mi_malloc(size_t bytes) noexcept { return std::malloc(bytes); }
void* mi_zalloc(size_t bytes) noexcept { return std::calloc(1, bytes); }
void* mi_calloc(size_t count, size_t bytes) noexcept { return std::calloc(count, bytes); }
void* mi_mallocn(size_t count, size_t bytes) noexcept { return reallocarray(nullptr, count, bytes); }
void* mi_realloc(void* memory, size_t bytes) noexcept { return std::realloc(memory, bytes); }
void* mi_reallocn(void* memory, size_t count, size_t bytes) noexcept { return reallocarray(memory, count, bytes); }
void mi_free(void* memory) noexcept { std::free(memory); }
size_t mi_usable_size(const void* memory) noexcept { return malloc_usable_size(const_cast<void*>(memory)); }
void* mi_malloc_aligned(size_t bytes, size_t alignment) noexcept {
  void* memory = nullptr;
  return posix_memalign(&memory, alignment, bytes) == 0 ? memory : nullptr;
}

// Options: there are none.
long mi_option_get(mi_option_t) { return 0; }
void mi_option_set(mi_option_t, long) {}

void mi_collect(bool) {}

// What the sanitizers do unless the environment says otherwise; tests start programs with environments of their own.
// Impossible sizes are MemoryErrors.
const char* __asan_default_options() {
  return "detect_leaks=0:allocator_may_return_null=1";
}  // the kernel frees all at the end
const char* __ubsan_default_options() {
  return "halt_on_error=1:print_stacktrace=1";
}  // no test would look at a mere warning
const char* __tsan_default_options() {
  return "die_after_fork=0:allocator_may_return_null=1";
}  // a forked child starts threads
}
