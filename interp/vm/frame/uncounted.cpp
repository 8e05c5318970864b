// reason_of(): searches, for checks only, what keeps the object of an uncounted reference alive.
#include "interp/vm/frame/uncounted.h"

#include "runtime/types/containers/list.h"

namespace vm {

namespace {

bool is_constant_of(const Value* r, const Object* object) {
  const Code* code = code_of(r);
  for (u32 i = 0; i < code->constant_count; ++i) {
    if (code->constants[i].is_pointer() && code->constants[i].object() == object) return true;
  }
  return false;
}

bool is_counted_in(const Value* r, const Value* inner, const Object* object) {
  bool found = false;
  for_each_register_of_frame(const_cast<Value*>(r), inner,
                             [&](Value v) { found |= v.is_counted() && v.object() == object; });
  return found;
}

// True if f_locals has replaced the object in a register of the frame. It may still be on loan to callees.
bool was_replaced_in(const Value* r, const Object* object) {
  if (!r[kFrameObject].is_pointer()) return false;
  Value replaced = r[kFrameObject].as<Frame>()->replaced.get_shared();
  if (!replaced) return false;
  const rt::List* list = rt::as_list(replaced);
  for (u64 i = 0; i < list->size(); ++i) {
    Value v = (*list)[i];
    if (v.is_pointer() && v.object() == object) return true;
  }
  return false;
}

}  // namespace

Reason reason_of(const Value* r, const Value* inner, Value v) {
  const Object* object = v.object();
  if (object->immortal()) return Reason::kImmortal;
  if (object->has_flag(gc::kDeferred)) return Reason::kDeferred;
  if (object->has_flag(gc::kBorrowed)) return Reason::kBorrowed;
  if (is_constant_of(r, object)) return Reason::kConstant;
  if (is_suspended(const_cast<Value*>(r))) return Reason::kNone;
  for (const Value* x = r; x; inner = x, x = caller_of(x)) {
    if (is_counted_in(x, inner, object) || was_replaced_in(x, object) || is_constant_of(x, object))
      return Reason::kOperand;
  }
  return Reason::kNone;
}

}  // namespace vm
