// The table of shapes: address space for all ids is reserved before main(), so that a shape's entry never moves and can
// be read without a lock.
#include "gc/heap/lifetime.h"

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
