#include "gc/refcount/header.h"

#include <sys/mman.h>

namespace gc {
namespace {

ShapeBase** reserve_shapes() {
  void* memory = mmap(nullptr, size_t{kShapeLimit} * sizeof(ShapeBase*), PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) fatal("no address space for the shape table");
  return static_cast<ShapeBase**>(memory);
}

}  // namespace

ShapeBase** const g_shapes = reserve_shapes();

}  // namespace gc
