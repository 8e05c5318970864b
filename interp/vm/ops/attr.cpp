// Handlers: attributes. Reading and writing each have a generic handler, which specialises itself, and specialised
// handlers: a slot in the object, anything that an AttrRecord describes, a module's name, several shapes.
#include "interp/vm/cache/loaded.h"
#include "interp/vm/cache/polymorphic.h"
#include "interp/vm/frame/operand_frame.h"
#include "interp/vm/handler.h"
#include "interp/vm/ops/immediate_math.h"
#include "interp/vm/ops/update_attr.h"
#include "runtime/object/names.h"
#include "runtime/object/slots_generic.h"
#include "runtime/types/classes/descriptors.h"
#include "runtime/types/classes/method.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/classes/property.h"
#include "runtime/types/classes/super.h"

namespace vm {

using rt::AttrKind;
using rt::AttrRecord;

// ---- reading attributes

static Value get_attr_generic_py(Thread& t, Value object, Value name) {
  return rt::getattr_py(t, object, name).release();
}

// The contents of a cache word of GET_ATTR_SLOT or GET_ATTR_RECORD as a way (polymorphic.h); 0: the word is empty or no
// longer valid, or its slot fits into no way.
static u64 known_get_way(u64 cache) {
  switch (cache & kCacheTags) {
    case kSlotTag: {
      u32 offset = static_cast<u32>(cache) - kSlotTag;
      return offset < kMostOffset ? slot_way(static_cast<u32>(cache >> 32), offset) : 0;
    }
    case 0: {
      auto* record = reinterpret_cast<const AttrRecord*>(cache);
      u32 shape = record ? record->shape.load(gc::acquire) : 0;
      return shape ? record_way(shape, record) : 0;
    }
    default: return 0;
  }
}

static void specialise_module_attr(Thread& t, Value module, u32 shape, Value name, const u64* pc, u64 insn) {
  u64 version;
  i64 entry = rt::dict_find_str(t, module.as<rt::Module>()->dict, name, &version);
  if (entry < 0 || entry >> 29 || version >> 32) return;
  store_word(pc + 1, static_cast<u64>(shape) << 32 | static_cast<u32>(load_word(pc + 1)));
  store_word(pc, version << 32 | static_cast<u64>(entry) << 3 | kSecondTag);
  specialise(pc, insn, Special::GET_ATTR_MODULE);
}

// Specialises GET_ATTR for the attribute that was found on an object of this shape.
static void specialise_get_attr(Thread& t, Value* r, Value object, Value name, const u64* pc, u64 insn, u32 turn) {
  rt::Shape* shape = rt::shape_by_id(shape_id_of(object));
  AttrRecord* record = rt::find_attribute(t, shape, name);
  if (!record || record->shape.load(gc::acquire) != shape->id) return;
  u64 cache = load_word_acquire(pc), polymorphic = cache & kPolymorphicTag;
  bool slot = false;
  switch (record->kind) {
    case AttrKind::kSlot:
    case AttrKind::kMember: slot = true; break;
    case AttrKind::kDescriptor:
    case AttrKind::kMethod:
      if (rt::is_type(object)) return;
      break;
    case AttrKind::kDataDescriptor:  // of a class: the metaclass has it
    case AttrKind::kExtraSlot:
    case AttrKind::kClassValue:
    case AttrKind::kDictMode: break;
    case AttrKind::kModule:
      if (!polymorphic) specialise_module_attr(t, object, shape->id, name, pc, insn);
      return;
    default: return;
  }
  u64 known = polymorphic ? 0 : known_get_way(cache);
  if (known || polymorphic) {
    if (slot && record->offset >= kMostOffset) return;  // the site stays as it is
    u64 way = slot ? slot_way(shape->id, record->offset) : record_way(shape->id, record);
    if (known != way) remember_way(code_of(r), pc, insn, Special::GET_ATTR_POLYMORPHIC, known, way, turn);
    return;
  }
  store_word(pc, slot ? static_cast<u64>(shape->id) << 32 | record->offset | kSlotTag : reinterpret_cast<u64>(record));
  specialise(pc, insn, slot ? updating_form(pc, insn) : Special::GET_ATTR_RECORD);
}

OP_HANDLER(GET_ATTR) {
  SAVE();
  Value v = get_attr_generic_py(*t, REG_B, CONSTANT_C);
  if (!v) UNWIND();
  if (u32 turn; worth_specialising(pc + 1, kLowHalf, &turn))
    specialise_get_attr(*t, r, REG_B, CONSTANT_C, pc, insn, turn);
  CONSUME_B();
  FINISH_SLOW_SKIP(DEST, v, 2);
}

// Releases a temporary operand after the destination has been written; aux: the attribute.
SLOW_HANDLER get_attr_release(HANDLER_ARGS) {
  SAVE();
  Value& object = REG_B;
  Value old = std::exchange(object, Value());
  Value result(aux);
  Value& destination = DEST;
  Value replaced = destination;
  destination = result;
  drop(t, replaced);
  drop(t, old);
  pc += 2;
  NEXT();
}

// Finishes GET_ATTR on a temporary object; aux: the attribute.
SLOW_HANDLER get_attr_of_temp(HANDLER_ARGS) {
  if (!quick_consume(t, REG_B)) TAIL(get_attr_release, aux);
  FINISH_SKIP(DEST, Value(aux), 2);
}

// Loads another thread's object from the slot at address aux. If that fails, the slot may belong to a record that is no
// longer valid, so the look-up starts again.
SLOW_HANDLER get_attr_foreign(HANDLER_ARGS) {
  SAVE();
  Value v = load_foreign(*t, *reinterpret_cast<const Slot*>(aux));
  if (!v) TAIL(op_GET_ATTR, 0);
  if (b_is_temp(insn)) TAIL(get_attr_of_temp, v.bits());
  FINISH_SKIP(DEST, v, 2);
}

// Finishes GET_ATTR with the value of the slot at address aux.
TINYPY_INLINE static HANDLER get_attr_at(HANDLER_ARGS) {
  Value v = reinterpret_cast<const Slot*>(aux)->get_shared();
  if (!v) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  if (!keep_loaded(t, v)) [[unlikely]]
    TAIL(get_attr_foreign, aux);
  if (b_is_temp(insn)) TAIL(get_attr_of_temp, v.bits());
  FINISH_SKIP(DEST, v, 2);
}

// True if the cache word is valid for the object's shape.
TINYPY_INLINE static bool is_slot_of(Value object, u64 cache) {
  return !object.is_immediate() && object.object()->meta.load(gc::acquire) >> gc::kFlagBits == cache >> 32 &&
         (cache & kSlotTag);
}

// Slow path of GET_ATTR_SLOT: the slot is empty, or another thread owns the object in it.
SLOW_HANDLER get_attr_slot_slow(HANDLER_ARGS) {
  u64 cache = load_word(pc);
  if (!is_slot_of(REG_B, cache)) TAIL(op_GET_ATTR, 0);
  TAIL(get_attr_foreign, tagged_slot_address(REG_B.object(), cache));
}

FRESH_HANDLER(GET_ATTR_SLOT) {
  u64 cache = load_word(pc);
  Value object = REG_B;
  if (!is_slot_of(object, cache)) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  Value v = reinterpret_cast<const Slot*>(tagged_slot_address(object.object(), cache))->get_shared();
  if (!v.is_immediate() && (!v || !keep_loaded(t, v))) [[unlikely]]
    TAIL(get_attr_slot_slow, 0);
  if (b_is_temp(insn)) TAIL(get_attr_of_temp, v.bits());
  FINISH_SKIP(DEST, v, 2);
}

// True for a Python function of one plain parameter whose frame may start now, at `window`.
TINYPY_INLINE static bool starts_at(const Thread* t, const Value* window, Value getter) {
  if (!is_function(getter)) return false;
  auto* f = getter.as<Function>();
  return f->simple_args.load(gc::acquire) == 1 && on_stack(*t, window, f->frame_size) &&
         t->depth < t->recursion_limit.load(gc::relaxed) && t->poll.load(gc::relaxed) == 0;
}

// The value of a property or another data descriptor, which the record has from the class: no look-up is needed.
static Value get_descriptor_py(Thread& t, const AttrRecord* record, Value object, Value name) {
  object = object.stripped();
  rt::Type* type = rt::type_of(object);
  Ref descriptor;
  if (!rt::hold_recorded(t, record, record->raw, &descriptor)) return rt::getattr_py(t, object, name).release();
  auto get = descriptor && !rt::has_getattr_hook(type) ? rt::type_of(descriptor)->slots.get : nullptr;
  return (get ? get(t, descriptor, object, type) : rt::getattr_py(t, object, name)).release();
}

// The __get__ of a Python class, fit for a register and owned, if it is a function of three plain parameters and there
// is room for its frame; else empty.
static Value plain_get(Thread& t, const rt::Type* kind) {
  AttrRecord* record = rt::find_attribute(t, kind->root_shape, rt::name(rt::N::__get__));
  Value get = record->fallback == AttrKind::kMethod ? record->value.get_shared() : Value();
  if (!get || !is_function(get)) return Value();
  auto* f = get.as<Function>();
  bool fits = f->simple_args.load(gc::acquire) == 3 && has_room_for(t, f);
  return fits && keep_loaded(&t, get) ? get : Value();
}

// Writes callee and arguments of descriptor.__get__(object, type) at `window`, all but the object, if __get__ is a
// Python function whose frame fits there. False: it does not; nothing has changed.
static bool prepare_get(Thread& t, const AttrRecord* record, Value object, Value* window) {
  Value descriptor = record->raw.get_shared();
  if (!descriptor || !descriptor.is_pointer()) return false;
  rt::Type* kind = rt::type_of(descriptor.object());
  if (kind->slots.get != rt::generic::get || !keep_loaded(&t, descriptor)) return false;
  Value get = plain_get(t, kind), owner(rt::type_of(object));
  if (!get || !keep_loaded(&t, owner)) {
    drop(&t, get);
    drop(&t, descriptor);
    return false;
  }
  window[kCallee] = get;
  window[0] = descriptor;
  window[2] = owner;
  return true;
}

// Runs the __get__ that prepare_get has put on top of the stack.
SLOW_HANDLER enter_get(HANDLER_ARGS) {
  Value* window = frame_top(*t) + kHeader;
  window[kFrameObject] = Value();
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc + 2) | 1);
  window[kLink] = Value(make_link(r, OPERAND_A, 0));
  window[1] = b_is_temp(insn) ? std::exchange(REG_B, Value()) : borrow(REG_B, gc::ObjectEvent::borrowed_operand);
  Function* f = function_of(window);
  for (u32 i = 3; i < f->locals; ++i) window[i] = Value();
  t->depth += 1;
  pc = f->entry;
  k = f->constants;
  r = window;
  NEXT();
}

// An attribute that a descriptor computes: by a __get__ in Python, or in another way that is none of those below.
SLOW_HANDLER get_attr_by_descriptor(HANDLER_ARGS) {  // aux: the record, in these three handlers
  auto* record = reinterpret_cast<const AttrRecord*>(aux);
  SAVE();
  if (!rt::has_getattr_hook(rt::type_of(REG_B)) && t->poll.load(gc::relaxed) == 0 &&
      prepare_get(*t, record, REG_B, frame_top(*t) + kHeader))
    TAIL(enter_get, 0);
  Value v = get_descriptor_py(*t, record, REG_B, CONSTANT_C);
  if (!v) UNWIND();
  CONSUME_B();
  FINISH_SLOW_SKIP(DEST, v, 2);
}

// The definition of an attribute of a native class (C.__name__ for example) that can be read by a call of its getter
// alone. Null: the attribute is of another kind.
TINYPY_INLINE static const rt::GetSetDef* native_getter(const AttrRecord* record, Value object) {
  Value raw = record->raw.get_shared();
  if (!rt::is_exact(raw, rt::TypeId::kGetSetDescriptor)) return nullptr;
  auto* descriptor = raw.as<rt::GetSetDescriptor>();
  const rt::Type *type = descriptor->type, *own = rt::type_of(object);
  bool plain = type && descriptor->def->get && !rt::has_getattr_hook(own) && (own == type || rt::is_subtype(own, type));
  return plain ? descriptor->def : nullptr;
}

SLOW_HANDLER get_attr_native(HANDLER_ARGS) {
  auto* native = native_getter(reinterpret_cast<const AttrRecord*>(aux), REG_B);
  if (!native) TAIL(get_attr_by_descriptor, aux);
  SAVE();
  Value v = native->get(*t, REG_B.stripped()).release();
  if (!v) UNWIND();
  if (b_is_temp(insn)) TAIL(get_attr_of_temp, v.bits());
  FINISH_SKIP(DEST, v, 2);
}

// Most descriptors are properties. If the getter is a Python function, it runs in a frame on top of the stack, with the
// object as its argument.
SLOW_HANDLER get_attr_descriptor(HANDLER_ARGS) {
  Value raw = reinterpret_cast<const AttrRecord*>(aux)->raw.get_shared();
  if (rt::is_exact(raw, rt::TypeId::kGetSetDescriptor)) TAIL(get_attr_native, aux);
  Value getter = rt::is_exact(raw, rt::TypeId::kProperty) ? raw.as<rt::Property>()->getter.get_shared() : Value();
  Value* window = frame_top_of(r) + kHeader;
  if (!starts_at(t, window, getter) || rt::has_getattr_hook(rt::type_of(REG_B)) || !keep_loaded(t, getter)) [[unlikely]]
    TAIL(get_attr_by_descriptor, aux);
  window[kFrameObject] = Value();
  window[kCallee] = getter;
  window[kReturnPc] = Value(reinterpret_cast<u64>(pc + 2) | 1);
  window[kLink] = Value(make_link(r, OPERAND_A, 0));
  window[0] = b_is_temp(insn) ? std::exchange(REG_B, Value()) : borrow(REG_B, gc::ObjectEvent::borrowed_operand);
  Function* f = function_of(window);
  for (u32 i = 1; i < f->locals; ++i) window[i] = Value();
  t->depth += 1;
  pc = f->entry;
  k = f->constants;
  r = window;
  NEXT();
}

// An attribute in a slot beyond those within the object (aux: the record).
SLOW_HANDLER get_attr_extra(HANDLER_ARGS) {
  auto* record = reinterpret_cast<AttrRecord*>(aux);
  u32 shape = record->shape.load(gc::relaxed);  // 0: another thread has changed the class meanwhile
  const Slot* slot = shape ? rt::attribute_slot(REG_B.object(), rt::shape_by_id(shape), record->offset) : nullptr;
  if (!slot) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  MUSTTAIL return get_attr_at(insn, pc, r, t, k, reinterpret_cast<u64>(slot));
}

// Where an object that has its attributes in a dict has this one: in its dict, or, if that has no such key and the
// class has a plain value, in the record. Null: elsewhere, or not to be known without Python code.
static const Slot* slot_by_dict(Value object, const AttrRecord* record, Value name) {
  u32 shape = record->shape.load(gc::relaxed);  // 0: another thread has changed the class meanwhile
  rt::Shape* known = shape ? rt::shape_by_id(shape) : nullptr;
  Object* dict = known ? rt::peek_attribute_dict(object.object(), known) : nullptr;
  const Slot* slot = nullptr;
  if (!dict || !rt::dict_find_slot(static_cast<rt::Dict*>(dict), name, &slot)) return nullptr;
  if (!slot && record->fallback == AttrKind::kClassValue) return &record->value;
  return slot;
}

SLOW_HANDLER get_attr_of_dict(HANDLER_ARGS) {  // aux: the record
  const Slot* slot = slot_by_dict(REG_B, reinterpret_cast<const AttrRecord*>(aux), CONSTANT_C);
  if (!slot) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  MUSTTAIL return get_attr_at(insn, pc, r, t, k, reinterpret_cast<u64>(slot));
}

// Finishes GET_ATTR by a record that has no plain class attribute. Whatever the class has binds to the object.
SLOW_HANDLER get_attr_unlike_value(HANDLER_ARGS) {
  switch (reinterpret_cast<AttrRecord*>(aux)->kind) {
    case AttrKind::kExtraSlot: TAIL(get_attr_extra, aux);
    case AttrKind::kDictMode: TAIL(get_attr_of_dict, aux);
    default: TAIL(get_attr_descriptor, aux);
  }
}

// Finishes GET_ATTR by the record in aux, which is valid for the object's shape.
TINYPY_INLINE static HANDLER get_attr_by_record(HANDLER_ARGS) {
  auto* record = reinterpret_cast<AttrRecord*>(aux);
  if (record->kind != AttrKind::kClassValue) TAIL(get_attr_unlike_value, aux);
  MUSTTAIL return get_attr_at(insn, pc, r, t, k, reinterpret_cast<u64>(&record->value));
}

// GET_ATTR by a record for an immediate (an int for example), which has no attributes of its own. Other objects that
// the record does not fit take the generic path.
SLOW_HANDLER get_attr_of_immediate(HANDLER_ARGS) {
  u64 cache = load_word_acquire(pc), tag = cache & kCacheTags;
  u32 shape = shape_id_of(REG_B);
  u64 way = tag == kPolymorphicTag ? likely_way(cache_block(cache), shape) : 0;
  if (way & kSlotTag) TAIL(op_GET_ATTR, 0);
  auto* record = way ? way_record(way) : tag ? nullptr : reinterpret_cast<AttrRecord*>(cache);
  if (!REG_B.is_immediate() || !record || record->shape.load(gc::acquire) != shape) TAIL(op_GET_ATTR, 0);
  TAIL(get_attr_by_record, reinterpret_cast<u64>(record));
}

OP_HANDLER(GET_ATTR_RECORD) {
  u64 cache = load_word_acquire(pc);
  auto* record = reinterpret_cast<AttrRecord*>(cache);
  Value object = REG_B;
  if (object.is_immediate() || (cache & kCacheTags)) [[unlikely]]
    TAIL(get_attr_of_immediate, 0);
  if (record->shape.load(gc::acquire) != object.object()->meta.load(gc::acquire) >> gc::kFlagBits) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  MUSTTAIL return get_attr_by_record(insn, pc, r, t, k, cache);
}

OP_HANDLER(GET_ATTR_POLYMORPHIC) {
  u64 cache = load_word_acquire(pc);
  Value object = REG_B;
  if (object.is_immediate() || (cache & kCacheTags) != kPolymorphicTag) [[unlikely]]
    TAIL(get_attr_of_immediate, 0);
  Object* o = object.object();
  u32 shape = o->meta.load(gc::acquire) >> gc::kFlagBits;
  u64 way = likely_way(cache_block(cache), shape);
  if (way & kSlotTag) {
    if (!way_is_for(way, shape)) [[unlikely]]
      TAIL(op_GET_ATTR, 0);
    MUSTTAIL return get_attr_at(insn, pc, r, t, k, reinterpret_cast<u64>(&rt::inline_slot(o, way_offset(way))));
  }
  auto* record = way_record(way);
  if (!record || record->shape.load(gc::acquire) != shape) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  MUSTTAIL return get_attr_by_record(insn, pc, r, t, k, reinterpret_cast<u64>(record));
}

OP_HANDLER(GET_ATTR_MODULE) {
  u64 cache = load_word(pc);
  Value object = REG_B;
  if (object.is_immediate()) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  Object* o = object.object();
  if (o->meta.load(gc::acquire) >> gc::kFlagBits != load_word(pc + 1) >> 32) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  rt::DictTable* table = static_cast<rt::Module*>(o)->dict->table.load(gc::acquire);
  if ((cache & kCacheTags) != kSecondTag || table->keys_version.load(gc::relaxed) != cache >> 32) [[unlikely]]
    TAIL(op_GET_ATTR, 0);
  MUSTTAIL return get_attr_at(insn, pc, r, t, k, reinterpret_cast<u64>(&table->value(static_cast<u32>(cache) >> 3)));
}

// ---- writing attributes

static bool set_attr_py(Thread& t, Value object, Value name, Value value) {
  return rt::setattr_py(t, object, name, value);
}

// The contents of a cache word of SET_ATTR_SLOT or SET_ATTR_ADD as a way; 0: empty.
static u64 known_set_way(u64 cache) {
  switch (cache & kCacheTags) {
    case kSlotTag: return slot_way(static_cast<u32>(cache >> 32), static_cast<u32>(cache) - kSlotTag);
    case kSecondTag: return add_way(static_cast<u32>(cache >> kShapeKeyShift), shape_after(cache), way_offset(cache));
    default: return 0;
  }
}

// Specialises a SET_ATTR for the setter of a property, unless it is specialised for something else.
static void specialise_set_property(const AttrRecord* record, const u64* pc, u64 insn) {
  if ((load_word_acquire(pc) & kCacheTags) || !rt::is_exact(record->raw.get_shared(), rt::TypeId::kProperty)) return;
  store_word(pc, reinterpret_cast<u64>(record));
  specialise(pc, insn, Special::SET_ATTR_PROPERTY);
}

// Specialises SET_ATTR after a store through the generic path, by the change of the object's shape.
static void specialise_set_attr(Thread& t, Value* r, Object* o, u32 shape_before, Value name, const u64* pc, u64 insn,
                                u32 turn) {
  u32 shape_after = o->shape_id();
  rt::Shape* after = rt::shape_by_id(shape_after);
  AttrRecord* record = rt::find_attribute(t, after, name);
  // The look at the class comes after the record has been made: see caches_may_know() in shape.cpp.
  if (after->dict_mode || rt::type_of(after)->slots.setattr != rt::generic_setattr_py) return;
  if (record && record->kind == AttrKind::kDataDescriptor) return specialise_set_property(record, pc, insn);
  if (!record || (record->kind != AttrKind::kSlot && record->kind != AttrKind::kMember) || rt::takes_stores(*record))
    return;
  if (record->offset >= kMostOffset) return;
  bool adds = shape_before != shape_after;
  bool is_child =
      after->parent && after->parent->id == shape_before;  // else the store has changed more than one attribute
  if (adds && (record->kind == AttrKind::kMember || !is_child || after->removes)) return;
  u64 cache = load_word_acquire(pc), polymorphic = cache & kPolymorphicTag,
      known = polymorphic ? 0 : known_set_way(cache);
  u64 way = adds ? add_way(shape_before, shape_after, record->offset) : slot_way(shape_after, record->offset);
  if (known == way) return;
  if (known || polymorphic) return remember_way(code_of(r), pc, insn, Special::SET_ATTR_POLYMORPHIC, known, way, turn);
  store_word(pc, adds ? add_word(shape_before, way) : static_cast<u64>(shape_after) << 32 | record->offset | kSlotTag);
  specialise(pc, insn, adds ? Special::SET_ATTR_ADD : Special::SET_ATTR_SLOT);
}

OP_HANDLER(SET_ATTR) {
  SAVE();
  Value object = REG_A;
  u32 shape_before = object.is_pointer() ? object.object()->shape_id() : 0;
  if (!set_attr_py(*t, object, CONSTANT_C, REG_B)) UNWIND();
  if (u32 turn; object.is_pointer() && worth_specialising(pc + 1, kLowHalf, &turn)) {
    specialise_set_attr(*t, r, object.object(), shape_before, CONSTANT_C, pc, insn, turn);
  }
  CONSUME_B();
  CONSUME_A();
  pc += 2;
  NEXT();
}

// Releases the old value of the slot (aux) and a temporary object operand.
SLOW_HANDLER set_attr_release(HANDLER_ARGS) {
  SAVE();
  drop(t, Value(aux));
  CONSUME_A();
  pc += 2;
  NEXT();
}
// The same without a call, if neither the old value nor the object needs one.
SLOW_HANDLER set_attr_finish(HANDLER_ARGS) {
  Value old(aux);
  if (old.is_counted() && !quick_release(t, old.object())) TAIL(set_attr_release, aux);
  if (a_is_temp(insn) && !quick_consume(t, REG_A)) TAIL(set_attr_release, 0);
  pc += 2;
  NEXT();
}

SLOW_HANDLER set_attr_at_shared(HANDLER_ARGS) {
  if constexpr (gc::kStudio) gc::observe(gc::ObjectEvent::lock_private, REG_A.object());
  Slot& slot = *reinterpret_cast<Slot*>(aux);
  Value old = slot.get();
  slot.set(stored_value(t, REG_B, b_is_temp(insn)));
  TAIL(set_attr_finish, old.bits());
}

// Stores into the slot at address aux of a private object. It may be empty: a member that has not been set yet.
TINYPY_INLINE static HANDLER set_attr_at(HANDLER_ARGS) {
  Value stored;
  if (!quick_stored(t, REG_B, b_is_temp(insn), &stored)) [[unlikely]]
    TAIL(set_attr_at_shared, aux);
  if constexpr (gc::kStudio) gc::observe(gc::ObjectEvent::lock_private, REG_A.object());
  Slot& slot = *reinterpret_cast<Slot*>(aux);
  Value old = slot.get();
  slot.set(stored);
  if ((old.bits() & 15) == 0 || a_is_temp(insn)) TAIL(set_attr_finish, old.bits());
  pc += 2;
  NEXT();
}

// ---- stores into published objects. where: a cache word

// Replaces the value of a slot. Returns the old value. The caller holds the object's lock.
struct ReplaceSlot {
  static u64 shape(u64 where) { return where >> 32; }
  TINYPY_INLINE static Value store(Object* o, u64 where, Value value) {
    Slot& slot = *reinterpret_cast<Slot*>(tagged_slot_address(o, where));
    Value old = slot.get();
    slot.set_shared(value);
    return old;
  }
};
// Adds an attribute. The shape changes after the value has been stored, since readers take no lock.
struct AddSlot {
  static u64 shape(u64 where) { return where >> kShapeKeyShift; }
  TINYPY_INLINE static Value store(Object* o, u64 where, Value value) {
    rt::inline_slot(o, way_offset(where)).set_shared(value);
    rt::change_published_shape(o, shape_after(where));
    return Value();
  }
};

// The caller holds the object's lock, and has checked that the object is published and has the shape: the value will be
// published, which must not happen for a private object. False: nothing has changed.
template <class Store>
TINYPY_INLINE static bool store_published(rt::Thread* t, Object* o, u64 where, Value& reg, bool temp, Value* old) {
  Value stored;
  if (!quick_stored_published(t, reg, temp, &stored)) return false;
  *old = Store::store(o, where, stored);
  return true;
}

// Locks a published object of the shape. May wait, so SAVE first. False: the object has another shape, or is private.
static bool lock_with_shape(Object* o, u64 shape) {
  if (quick_lock(o, shape)) return true;
  if (!o->published()) return false;
  gc::lock_object(o);  // another thread has it, or has reserved it
  if (o->shape_id() == shape) return true;
  gc::unlock_object(o);
  return false;
}

// store_published for a published value of another thread, whose count takes a call: it is counted before the lock.
template <class Store>
static bool store_foreign(rt::Thread* t, Object* o, u64 where, Value value, Value* old) {
  if (!value.object()->published()) return false;
  Ref counted = Ref::share(*t, value);
  if (!lock_with_shape(o, Store::shape(where))) return false;
  *old = Store::store(o, where, counted.release());
  gc::unlock_object(o);
  return true;
}

// aux: where, in these four.
template <class Store>
SLOW_HANDLER set_attr_foreign(HANDLER_ARGS) {
  Value old;
  SAVE();
  if (!store_foreign<Store>(t, REG_A.object(), aux, REG_B, &old)) TAIL(op_SET_ATTR, 0);
  CONSUME_B();
  TAIL(set_attr_finish, old.bits());
}
template <class Store>
SLOW_HANDLER set_attr_locked(HANDLER_ARGS);
template <class Store>
SLOW_HANDLER set_attr_publish(HANDLER_ARGS) {
  if (!publish_for(t, REG_B)) TAIL(set_attr_foreign<Store>, aux);
  TAIL(set_attr_locked<Store>, aux);
}
template <class Store>
SLOW_HANDLER set_attr_locked(HANDLER_ARGS) {
  Object* o = REG_A.object();
  Value old;
  SAVE();
  if (!lock_with_shape(o, Store::shape(aux))) TAIL(op_SET_ATTR, 0);
  bool done = store_published<Store>(t, o, aux, REG_B, b_is_temp(insn), &old);
  gc::unlock_object(o);
  if (!done) TAIL(set_attr_publish<Store>, aux);
  TAIL(set_attr_finish, old.bits());
}
template <class Store>
SLOW_HANDLER set_attr_published(HANDLER_ARGS) {
  Value old;
  if (!store_reserved<store_published<Store>>(t, REG_A.object(), aux, REG_B, b_is_temp(insn), &old))
    TAIL(set_attr_locked<Store>, aux);
  TAIL(set_attr_finish, old.bits());
}

OP_HANDLER(SET_ATTR_SLOT) {
  u64 cache = load_word(pc);
  Value object = REG_A;
  if (object.is_immediate() || !(cache & kSlotTag)) [[unlikely]]
    TAIL(op_SET_ATTR, 0);
  if (u32 unlike = unlike_private(object.object(), cache >> 32)) [[unlikely]] {
    if (!gc::kFreeThreaded || unlike != gc::kPublished) TAIL(op_SET_ATTR, 0);
    Value old;
    if (!store_reserved<store_published<ReplaceSlot>>(t, object.object(), cache, REG_B, b_is_temp(insn), &old))
      TAIL(set_attr_locked<ReplaceSlot>, cache);
    if ((old.bits() & 15) == 0 || a_is_temp(insn)) TAIL(set_attr_finish, old.bits());
    pc += 2;
    NEXT();
  }
  MUSTTAIL return set_attr_at(insn, pc, r, t, k, tagged_slot_address(object.object(), cache));
}

// Adds an attribute to a private object. word: a cache word or a way.
TINYPY_INLINE static void add_attr(Object* o, u64 word, Value stored) {
  gc::observe(gc::ObjectEvent::lock_private, o);
  rt::inline_slot(o, way_offset(word)).set(stored);
  u32 flags = o->meta.load(gc::relaxed) & gc::kFlagMask;
  o->meta.store(shape_after(word) << gc::kFlagBits | flags, gc::relaxed);
}

SLOW_HANDLER add_attr_shared(HANDLER_ARGS) {
  add_attr(REG_A.object(), aux, stored_value(t, REG_B, b_is_temp(insn)));
  TAIL(set_attr_finish, 0);
}

TINYPY_INLINE static HANDLER add_attr_by(HANDLER_ARGS) {
  Value stored;
  if (!quick_stored(t, REG_B, b_is_temp(insn), &stored)) [[unlikely]]
    TAIL(add_attr_shared, aux);
  add_attr(REG_A.object(), aux, stored);
  if (a_is_temp(insn)) TAIL(set_attr_finish, 0);
  pc += 2;
  NEXT();
}

OP_HANDLER(SET_ATTR_ADD) {
  u64 cache = load_word_acquire(pc);  // another thread may just have made the shape
  Value object = REG_A;
  if (object.is_immediate() || !(cache & kSecondTag)) [[unlikely]]
    TAIL(op_SET_ATTR, 0);
  if (u32 unlike = unlike_private(object.object(), cache >> kShapeKeyShift)) [[unlikely]] {
    if (gc::kFreeThreaded && unlike == gc::kPublished) TAIL(set_attr_published<AddSlot>, cache);
    TAIL(op_SET_ATTR, 0);
  }
  MUSTTAIL return add_attr_by(insn, pc, r, t, k, cache);
}

OP_HANDLER(SET_ATTR_PROPERTY) {
  u64 cache = load_word_acquire(pc);
  auto* record = reinterpret_cast<const AttrRecord*>(cache);
  if (REG_A.is_immediate() || !record || (cache & kCacheTags) ||
      record->shape.load(gc::acquire) != REG_A.object()->shape_id()) [[unlikely]] {
    TAIL(op_SET_ATTR, 0);
  }
  SAVE();
  Value setter = property_setter(*t, record, REG_A);
  if (!setter) TAIL(op_SET_ATTR, 0);
  TAIL(enter_setter, setter.bits());
}

OP_HANDLER(SET_ATTR_POLYMORPHIC) {
  u64 cache = load_word_acquire(pc);
  Value object = REG_A;
  if (object.is_immediate() || (cache & kCacheTags) != kPolymorphicTag) [[unlikely]]
    TAIL(op_SET_ATTR, 0);
  Object* o = object.object();
  u32 shape = o->meta.load(gc::relaxed) >> gc::kFlagBits;
  u64 way = likely_way(cache_block(cache), shape);
  if (!way_is_for(way, shape)) [[unlikely]]
    TAIL(op_SET_ATTR, 0);
  if (u32 unlike = unlike_private(o, shape)) [[unlikely]] {
    if (!gc::kFreeThreaded || unlike != gc::kPublished) TAIL(op_SET_ATTR, 0);
    if (way & kSlotTag)
      TAIL(set_attr_published<ReplaceSlot>, static_cast<u64>(shape) << 32 | way_offset(way) | kSlotTag);
    TAIL(set_attr_published<AddSlot>, add_word(shape, way));
  }
  if (way & kSlotTag)
    MUSTTAIL return set_attr_at(insn, pc, r, t, k, reinterpret_cast<u64>(&rt::inline_slot(o, way_offset(way))));
  MUSTTAIL return add_attr_by(insn, pc, r, t, k, way);
}

OP_HANDLER(DEL_ATTR) {
  SAVE();
  if (!rt::setattr_py(*t, REG_A, CONSTANT_B, Value())) UNWIND();
  CONSUME_A();
  NEXT();
}

static Value super_attr_py(Thread& t, Value callee, Value cls, Value self, Value name) {
  if (callee.stripped() == Value(rt::kSuperType)) {
    bool is_method = false;
    Ref found = rt::super_getattr_py(t, cls, self, name, &is_method);
    return found && is_method ? rt::make_method(t, found, self).release() : found.release();
  }
  Ref proxy = rt::call_py(t, callee, cls, self);
  return proxy ? rt::getattr_py(t, proxy, name).release() : Value();
}

OP_HANDLER(GET_SUPER_ATTR) {
  SAVE();
  Value* w = r + OPERAND_B;
  Value v = super_attr_py(*t, w[0], w[1], w[2], CONSTANT_C);
  if (!v) UNWIND();
  for (int i = 0; i < 3; ++i) consume(t, w[i]);
  FINISH_SLOW(DEST, v);
}

}  // namespace vm
