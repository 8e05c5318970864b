// Burying the shapes of dying classes and modules, and freeing buried shapes with the world stopped. shape_reclaim.h
// explains why that is safe.
#include "runtime/object/shape_reclaim.h"

#include <optional>
#include <vector>

#include "gc/base/stress.h"
#include "gc/base/studio.h"
#include "gc/heap/heap.h"
#include "gc/heap/page.h"
#include "gc/threads/attach.h"
#include "runtime/object/interpreter.h"
#include "runtime/object/ops.h"

namespace rt {

namespace {

u32 g_buried = 0;  // shapes buried since the last reclaiming; under g_type_mutex

void bury_one(Shape* shape) {
  ASSERT(g_type_mutex.is_mine());
  if (shape->buried) return;
  Type* type = type_of(shape);
  if (shape->next_of_type) shape->next_of_type->previous_of_type = shape->previous_of_type;
  (shape->previous_of_type ? shape->previous_of_type->next_of_type : type->shapes) = shape->next_of_type;
  shape->next_of_type = shape->previous_of_type = nullptr;
  shape->subject = nullptr;
  shape->buried = true;
  ++g_buried;
}

void bury(Shape* shape) {
  for (; shape; shape = shape->former) bury_one(shape);
}

// One reclaiming. First needed_[id] is set for each shape id that must stay, then the other shapes are taken out of
// g_shapes.
class Reclaiming {
 public:
  Reclaiming() : needed_(shape_id_limit()) {}

  // World stopped.
  void run() {
    ASSERT(gc::world_stopped());
    gc::meanings_change();
    gc::for_each_traced_block([](Object* block, void* self) { static_cast<Reclaiming*>(self)->look_at(block); }, this);
    for (u32 id = kFirst; id < shape_id_limit(); ++id) need_parts(id);
    for (u32 id = kFirst; id < shape_id_limit(); ++id) take_if_unneeded(id);
  }

  // The world may run again: nothing refers to the taken shapes any more.
  void free(Thread& t) {
    for (Shape* shape : taken_) free_shape(t, shape);
  }

 private:
  static constexpr u32 kFirst = static_cast<u32>(TypeId::kCount);

  void look_at(Object* block) {
    needed_[block->shape_id()] = true;
    if (gc::block_is_live(block) && block->shape_id() == static_cast<u32>(TypeId::kCode))
      g_interpreter.empty_caches(block);
  }

  // A renumbered shape is entered in g_shapes under its old ids, too. If one of its ids is needed, so is the shape
  // itself, and the root shape that holds its lifetime.
  void need_parts(u32 id) {
    Shape* shape = shape_by_id(id);
    if (!shape || (shape->buried && !needed_[id])) return;
    needed_[shape->id] = true;
    if (shape->root) needed_[shape->root->id] = true;
  }

  void take_if_unneeded(u32 id) {
    Shape* shape = shape_by_id(id);
    if (!shape || needed_[id]) return;
    ASSERT(shape->buried || shape->id != id);
    if (shape->id == id) taken_.push_back(shape);
    gc::g_shapes[id] = nullptr;
    give_back_shape_id(id);
  }

  static void free_shape(Thread& t, Shape* shape) {
    RecordTable* table = shape->records.load(gc::relaxed);
    for (u32 i = 0; table && i <= table->mask; ++i) {
      for (auto* record = table->chains[i].load(gc::relaxed); record;) {
        decref(t, record->name);
        gc::raw_free(std::exchange(record, record->next.load(gc::relaxed)));
      }
    }
    gc::raw_free(table);
    if (shape->name) decref(t, shape->name);
    gc::raw_free(shape);
  }

  std::vector<bool> needed_;
  std::vector<Shape*> taken_;
};

// Each buried shape pays for the visit of kObjectsEach objects: so the walk costs constant time for each shape.
bool take_due(u64 live_objects) {
  constexpr u64 kFewest = gc::kStress ? 8 : 4096, kObjectsEach = gc::kStress ? 1000000 : 64;
  gc::MutexGuard guard(g_type_mutex);
  bool due = g_buried >= kFewest && g_buried * kObjectsEach >= live_objects;
  if (due) g_buried = 0;
  return due;
}

}  // namespace

void bury_shapes(Type* type) {
  gc::MutexGuard guard(g_type_mutex);
  while (type->shapes) bury(type->shapes);
  bury(rt::shape_of(type));
}

void bury_own_shape(Object* subject) {
  gc::MutexGuard guard(g_type_mutex);
  // Else the construction of `subject` was not completed, and it still has the shape of its type.
  if (rt::shape_of(subject)->subject == subject) bury(rt::shape_of(subject));
}

void reclaim_shapes_if_due(Thread& t, u64 live_objects) {
  if (!take_due(live_objects)) return;
  std::optional<Reclaiming> reclaiming;
  {
    gc::StopTheWorld pause(t, "shapes reclaimed");
    reclaiming.emplace().run();
  }
  reclaiming->free(t);
}

}  // namespace rt
