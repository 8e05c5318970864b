// Reads the words of inline caches as the handlers do (interp/compile/special.def) and says in words what they hold. A
// word is read once. What it points to lives at least until this thread's next safepoint, and no function here reaches
// one.
#include "interp/listings/cache_text.h"

#include "interp/compile/code_object.h"
#include "interp/vm/cache/cache_words.h"
#include "interp/vm/cache/polymorphic.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/text/str.h"

namespace vm {

using rt::AttrKind;
using rt::AttrRecord;
using rt::Shape;

namespace {

std::string number(u64 n) { return std::to_string(n); }

// A shape, under the lock that its class needs for dying.
std::string text_of_living(const Shape* shape) {
  if (!shape || shape->buried) return "a class that is gone";
  std::string text = rt::type_name(rt::type_of(shape));
  if (shape->subject) {
    if (rt::is_type(Value(shape->subject)))
      return std::string("the class ") + rt::type_name(static_cast<rt::Type*>(shape->subject));
    Value name = static_cast<rt::Module*>(shape->subject)->name.get_shared();
    return text + (name && rt::is_str(name) ? " " + rt::to_wtf8(name) : "");
  }
  if (shape->dict_mode) return text + " with its attributes in a dict";
  if (!shape->has_attributes && shape->slot_count == 0) return text;
  Value names[rt::kMaxSlots];
  rt::names_of_slots(shape, names);
  text += '{';
  for (u32 i = 0; i < shape->slot_count; ++i)
    text += (i ? ", " : "") + (names[i] ? rt::to_wtf8(names[i]) : std::string("-"));
  return text + '}';
}

std::string shape_text(u32 id) {
  gc::MutexGuard guard(rt::g_type_mutex);
  return "shape " + number(id) + " " + text_of_living(rt::shape_by_id(id));
}

std::string value_text(Value v) {
  if (!v) return "nothing";
  std::string text = rt::type_name(rt::type_of(v));
  return is_function(v) ? text + " " + rt::to_wtf8(v.as<Function>()->name.get_shared()) : text;
}

// A memoised look-up: what kind of attribute, and the type of its value.
std::string record_text(Thread& t, const AttrRecord* record) {
  if (!record) return "";
  u32 shape = record->shape.load(gc::acquire);
  if (!shape) return "a look-up that is no longer valid, because a class has changed";
  std::string of = shape_text(shape) + ": ";
  if (record->kind == AttrKind::kExtraSlot)
    return of + "slot " + number(record->offset) + ", in the block of further slots";
  Ref value;
  bool property = record->kind == AttrKind::kDataDescriptor;
  if (!rt::hold_recorded(t, record, property ? record->raw : record->value, &value)) return "";
  return of + (property ? "data descriptor, a " : "found in the class, a ") + value_text(value);
}

std::string slot_text(u32 shape, u64 offset) {
  return shape_text(shape) + ": in the object, at byte " + number(offset);
}

std::string added_text(u32 before, u32 after, u64 offset) {
  return shape_text(before) + " becomes " + shape_text(after) + ": stored at byte " + number(offset);
}

u32 way_shape(u64 way) {
  u32 key = static_cast<u32>(way >> kShapeKeyShift);
  return (key & 0xff) << 16 | key >> 8;
}

std::string way_text(Thread& t, u64 way) {
  if (way & kSlotTag) return slot_text(way_shape(way), way_offset(way));
  return record_text(t, reinterpret_cast<const AttrRecord*>(reinterpret_cast<u64>(way_record(way)) & ~kCacheTags));
}

// A block of several shapes; `adds`: a way with kSecondTag adds an attribute (SET_ATTR). Else it is a record.
std::string ways_text(Thread& t, u64 cache, bool adds) {
  std::string text = "several shapes";
  for (const u64& word : cache_block(cache)->words) {
    u64 way = load_word_acquire(&word);
    if (!way) continue;
    bool added = adds && (way & kCacheTags) == kSecondTag;
    text += "; " + (added ? added_text(way_shape(way), static_cast<u32>(way >> 16 & 0xffffff), way_offset(way))
                          : way_text(t, way));
  }
  return text;
}

// A name of a dict, whose value is shown if the cache is valid for the dict's present keys.
std::string place_text(Thread& t, const char* where, u64 word, rt::Dict* dict, Value name) {
  u64 version = word >> kVersionShift;
  std::string text =
      std::string("in ") + where + ", keys version " + number(version) + ", place " + number(word & kPlaceMask);
  if (dict->table.load(gc::acquire)->keys_version.load(gc::acquire) != version)
    return text + "; not valid for the present keys";
  return text + ": " + value_text(rt::dict_get_str(t, dict, name));
}

std::string native_text(u64 cache) {
  u64 form = cache & kCacheTags;
  if (form == kType) return std::string("the class ") + rt::type_name(reinterpret_cast<const rt::Type*>(cache - kType));
  return std::string("the C++ function of ") + reinterpret_cast<const rt::MethodDef*>(cache - form)->name;
}

class Cache {
 public:
  Cache(Thread& t, const Code* code, u32 word, rt::Dict* globals)
      : t_(t), code_(code), insn_(load_word(&code->words[word])), globals_(globals) {
    u32 extras = comp::next_instruction(code, word) - word - 1;
    if (extras > 0) first_ = load_word_acquire(&code->words[word + 1]);
    if (extras > 1) second_ = load_word_acquire(&code->words[word + 2]);
  }

  std::string text() const {
    u32 op = static_cast<u32>(comp::op_number(insn_));
    if (op < static_cast<u32>(Op::kGenericCount)) return text_of_generic(static_cast<Op>(op));
    return text_of(static_cast<Special>(op));
  }

 private:
  const AttrRecord* record() const { return reinterpret_cast<const AttrRecord*>(first_ & ~kCacheTags); }
  Value name() const { return code_->constants[op_bc(insn_)]; }
  bool tagged(u64 tag) const { return (first_ & kCacheTags) == tag; }

  // Two generic instructions use their cache, too.
  std::string text_of_generic(Op op) const {
    bool caches = op == Op::CALL_METHOD || op == Op::FIND_METHOD;
    return caches && (tagged(0) || tagged(kSlotTag) || tagged(kSecondTag)) ? record_text(t_, record()) : "";
  }

  // If another thread has just specialised the instruction again, the tag is that of another form.
  std::string text_of(Special form) const {
    using enum Special;
    switch (form) {
      case GET_GLOBAL_MODULE: return place_text(t_, "the globals", first_, globals_, name());
      case GET_GLOBAL_BUILTIN: return place_text(t_, "the builtins", second_, rt::builtins_dict(), name());
      case GET_ATTR_SLOT:
      case GET_ATTR_SLOT_IDENTITY:
      case UPDATE_ATTR_ADD:
      case UPDATE_ATTR_ADD_K:
      case UPDATE_ATTR_SUB:
      case UPDATE_ATTR_SUB_K:
      case SET_ATTR_SLOT:
        return first_ & kSlotTag ? slot_text(static_cast<u32>(first_ >> 32), static_cast<u32>(first_) - kSlotTag) : "";
      case SET_ATTR_ADD:
        return tagged(kSecondTag) ? added_text(static_cast<u32>(first_ >> 40),
                                               static_cast<u32>(first_ >> 16) & 0xffffff, way_offset(first_))
                                  : "";
      case GET_ATTR_MODULE:
        return shape_text(static_cast<u32>(second_ >> 32)) + ": entry " + number(static_cast<u32>(first_) >> 3) +
               " of its dict, keys version " + number(first_ >> 32);
      case GET_ATTR_RECORD:
      case SET_ATTR_PROPERTY: return tagged(0) ? record_text(t_, record()) : "";
      case GET_ATTR_POLYMORPHIC:
      case CALL_METHOD_POLYMORPHIC:
      case FIND_METHOD_POLYMORPHIC: return tagged(kPolymorphicTag) ? ways_text(t_, first_, false) : "";
      case SET_ATTR_POLYMORPHIC: return tagged(kPolymorphicTag) ? ways_text(t_, first_, true) : "";
      case CALL_METHOD_NATIVE:
      case CALL_METHOD_NATIVE_1:
      case CALL_METHOD_NATIVE_2:
      case CALL_METHOD_NATIVE_3:
      case CALL_LIST_APPEND: return tagged(kPolymorphicTag) ? "" : record_text(t_, record());
      case CALL_NATIVE:
      case CALL_NATIVE_1:
      case CALL_NATIVE_2:
      case CALL_NATIVE_RAW:
      case CALL_NATIVE_TYPE:
      case CALL_LEN: return tagged(0) || tagged(kPolymorphicTag) ? "" : native_text(first_);
      case CALL_METHOD_SLOT:
        return tagged(kSlotCallee) && !(first_ & kClassCalleeBit)
                   ? slot_text(static_cast<u32>(first_ >> 32), static_cast<u32>(first_) - kSlotCallee)
                   : "";
      case CALL_METHOD_CLASS_VALUE:
        return (first_ & kClassCalleeBit) && tagged(kSlotCallee)
                   ? record_text(t_, reinterpret_cast<const AttrRecord*>(first_ & ~(kCacheTags | kClassCalleeBit)))
                   : "";
      case CALL_METHOD_MODULE:
        return tagged(kModuleCallee) ? "in the dict of a module: entry " + number(static_cast<u32>(first_) >> 3) +
                                           ", keys version " + number(first_ >> 32)
                                     : "";
      case CALL_METHOD_FOUND: return "the method is the one that FIND_METHOD has left in the window";
      case CALL_CLASS:
        return tagged(kPolymorphicTag)
                   ? shape_text(static_cast<u32>(second_ >> 32)) + "; its __init__: " + record_text(t_, record())
                   : "";
      default: return "";
    }
  }

  Thread& t_;
  const Code* code_;
  u64 insn_, first_ = 0, second_ = 0;
  rt::Dict* globals_;
};

}  // namespace

const char* special_name(const Code* code, u32 word) {
  static constexpr const char* kNames[] = {
#define SPECIAL(name, generic) #name,
#include "interp/compile/special.def"
#undef SPECIAL
  };
  u32 op = static_cast<u32>(comp::op_number(load_word(&code->words[word])));
  constexpr u32 kFirst = static_cast<u32>(Op::kGenericCount);
  return op < kFirst ? nullptr : kNames[op - kFirst];
}

u32 followers(const Code* code, u32 word) {
  u32 op = static_cast<u32>(comp::op_number(load_word(&code->words[word])));
  auto within = [op](auto first, auto last) { return op >= static_cast<u32>(first) && op <= static_cast<u32>(last); };
  if (within(Special::UPDATE_ATTR_ADD, Special::UPDATE_ATTR_SUB_K)) return 2;
  return within(Op::MUL_THEN_ADD, Op::MUL_K_THEN_SUB_FROM) ? 1 : 0;
}

std::string cache_text(Thread& t, const Code* code, u32 word, rt::Dict* globals) {
  return Cache(t, code, word, globals).text();
}

}  // namespace vm
