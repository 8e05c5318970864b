#include "gc/refcount/header.h"

#include "gc/base/reserve.h"

namespace gc {
namespace {

ShapeBase** reserve_shapes() {
  void* memory = reserve(size_t{kShapeLimit} * sizeof(ShapeBase*));
  if (!memory) fatal("no address space for the shape table");
  return static_cast<ShapeBase**>(memory);
}

}  // namespace

ShapeBase** const g_shapes = reserve_shapes();

}  // namespace gc
