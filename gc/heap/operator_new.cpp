// operator new and delete: vital memory (vital.h) for the contents of C++ containers, because the programs are built
// without exceptions, so that operator new cannot report a failure. Sanitizers have operators of their own, which see
// every block; under them memory does not run out.
#include <cstddef>
#include <new>

#include "gc/base/allocator.h"
#include "gc/base/sanitizers.h"
#include "gc/heap/vital.h"

#if !defined(TINYPY_ASAN) && !defined(TINYPY_TSAN)

namespace {

void* allocate(size_t bytes) {
  void* memory = gc::mimalloc(gc::Memory::kNew, bytes);
  return memory ? memory : gc::alloc_in_vital_area(bytes);
}

void* allocate(size_t bytes, std::align_val_t alignment) {
  void* memory = gc::mimalloc_aligned(gc::Memory::kNew, bytes, static_cast<size_t>(alignment));
  return memory ? memory : gc::alloc_in_vital_area(bytes);
}

void release(void* memory) {
  if (gc::is_vital(memory)) [[unlikely]]
    return gc::vital_free(memory);
  mi_free(memory);
}

}  // namespace

void* operator new(size_t bytes) { return allocate(bytes); }
void* operator new[](size_t bytes) { return allocate(bytes); }
void* operator new(size_t bytes, std::align_val_t alignment) { return allocate(bytes, alignment); }
void* operator new[](size_t bytes, std::align_val_t alignment) { return allocate(bytes, alignment); }
void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return gc::mimalloc(gc::Memory::kNew, bytes); }
void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return gc::mimalloc(gc::Memory::kNew, bytes); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, size_t) noexcept { release(memory); }
void operator delete[](void* memory, size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, size_t, std::align_val_t) noexcept { release(memory); }

#endif
