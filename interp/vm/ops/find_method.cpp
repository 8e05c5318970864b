// Handlers: looking up the method of a call before its arguments, if the arguments may run Python code, which could
// change the method.
//
// The result waits in the call's window, where find_method_py (call.cpp) takes it up. kStop takes the place of the
// object, so that no inline cache of the call matches:
//   a method             in w[1], and the object in w[2]
//   any other callable   in w[2]; w[1] is empty
// Methods of native classes are the exception: the object stays in its place, and the call looks the method up again.
// The result is the same, since native classes never change, and the second look-up is as quick as taking a result up.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/cache/polymorphic.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/handler.h"

namespace vm {

using rt::AttrRecord;

// True if the word, whose tags are ignored, is a record that is valid for this shape.
TINYPY_INLINE static bool is_record_for(u64 tagged, u32 shape) {
  auto* record = reinterpret_cast<const AttrRecord*>(tagged & ~kCacheTags);
  return record && record->shape.load(gc::acquire) == shape;
}

TINYPY_INLINE static void keep(Value* w, Value method, Value object) {
  w[1] = method;
  w[2] = object;
  w[kHeader] = rt::kStop;
}

SLOW_HANDLER find_method_slow(HANDLER_ARGS);

// Finishes FIND_METHOD by the record in aux, which has a callable that takes no self.
SLOW_HANDLER find_callee_of_class(HANDLER_ARGS) {
  Value* w = r + OPERAND_A;
  Value callee = reinterpret_cast<const AttrRecord*>(aux & ~kCacheTags)->value.get_shared();
  bool object_in_window = OPERAND_B == OPERAND_A + kHeader;
  if ((object_in_window && holds_count(w[kHeader])) || !callee || !keep_loaded(t, callee)) TAIL(find_method_slow, 0);
  w[2] = callee;
  w[kHeader] = rt::kStop;
  pc += 2;
  NEXT();
}

// Finishes FIND_METHOD by the record in aux. kSlotTag: it has a callable that takes no self. kSecondTag: its method is
// not kept in the window. If the object is a local, it is lent to the window.
TINYPY_INLINE static HANDLER find_method_by_record(HANDLER_ARGS) {
  if (aux & kSlotTag) [[unlikely]]
    TAIL(find_callee_of_class, aux);
  Value* w = r + OPERAND_A;
  ASSERT(!w[1].is_pointer() && !w[2].is_pointer());
  Value object = OPERAND_B == OPERAND_A + kHeader ? w[kHeader] : borrow(REG_B, gc::ObjectEvent::borrowed_operand);
  if (aux & kSecondTag) {
    w[kHeader] = object;
  } else {
    Value method = reinterpret_cast<const AttrRecord*>(aux)->value.get_shared();
    if (!method || !keep_loaded(t, method)) [[unlikely]]
      TAIL(find_method_slow, 0);
    keep(w, method, object);
  }
  pc += 2;
  NEXT();
}

OP_HANDLER(FIND_METHOD) {
  u64 cache = load_word_acquire(pc);
  if ((cache & kPolymorphicTag) || !is_record_for(cache, shape_id_of(REG_B))) [[unlikely]]
    TAIL(find_method_slow, 0);
  MUSTTAIL return find_method_by_record(insn, pc, r, t, k, cache);
}

OP_HANDLER(FIND_METHOD_POLYMORPHIC) {
  u64 cache = load_word_acquire(pc);
  u32 shape = shape_id_of(REG_B);
  u64 way = (cache & kCacheTags) == kPolymorphicTag ? likely_way(cache_block(cache), shape) : 0;
  u64 tagged = reinterpret_cast<u64>(way_record(way));
  if (!is_record_for(tagged, shape)) [[unlikely]]
    TAIL(find_method_slow, 0);
  MUSTTAIL return find_method_by_record(insn, pc, r, t, k, tagged);
}

// True if the method cannot change: instances of native classes keep their class, and native classes keep their
// methods. Classes and modules are such instances, too, but have attributes of their own.
static bool stays(u32 id) {
  const rt::Shape* shape = rt::shape_by_id(id);
  return !shape->subject && !(rt::type_of(shape)->flags & rt::kTypeHeap);
}

// The tag that find_method_by_record() expects. False: the instruction has no form for such a record.
static bool tag_of(const AttrRecord* record, u32 shape, u64* tag) {
  bool method = record->kind == rt::AttrKind::kMethod;
  *tag = !method ? kSlotTag : stays(shape) ? kSecondTag : 0;
  return method || record->kind == rt::AttrKind::kClassValue;
}

static void specialise_find_method(const Value* r, const AttrRecord* record, const u64* pc, u64 insn) {
  u64 tag;
  u32 turn, shape = record->shape.load(gc::acquire);
  if (!shape || !tag_of(record, shape, &tag) || !worth_specialising(pc + 1, kLowHalf, &turn)) return;
  u64 cache = load_word_acquire(pc);
  bool polymorphic = cache & kPolymorphicTag;
  auto* known = reinterpret_cast<const AttrRecord*>(polymorphic ? 0 : cache & ~kCacheTags);
  u32 known_shape = known ? known->shape.load(gc::acquire) : 0;
  if (known_shape || polymorphic) {
    u64 known_way = known_shape ? record_way(known_shape, known) | (cache & (kSlotTag | kSecondTag)) : 0;
    u64 way = record_way(shape, record) | tag;
    return remember_way(code_of(r), pc, insn, Special::FIND_METHOD_POLYMORPHIC, known_way, way, turn);
  }
  store_word(pc, reinterpret_cast<u64>(record) | tag);
  specialise(pc, insn, static_cast<u16>(Op::FIND_METHOD));
}

SLOW_HANDLER find_method_slow(HANDLER_ARGS) {
  SAVE();
  Value* w = r + OPERAND_A;
  ASSERT(!w[1].is_pointer() && !w[2].is_pointer());
  if (OPERAND_B != OPERAND_A + kHeader) w[kHeader] = borrow(REG_B, gc::ObjectEvent::borrowed_operand);
  FoundMethod found = find_method_for_cache_py(*t, w, CONSTANT_C);
  if (found.what == Found::kError) UNWIND();
  if (found.record) specialise_find_method(r, found.record, pc, insn);
  if (found.what == Found::kMethod) {
    keep(w, w[1], w[kHeader]);
  } else {
    consume(t, w[kHeader]);
    w[kHeader] = rt::kStop;
  }
  pc += 2;
  NEXT();
}

}  // namespace vm
