// Reads the words of inline caches as the handlers do, and says in words what they hold. The table of instructions
// tells which form has which words (comp::CacheWord). A word is read once. What it points to lives at least until this
// thread's next safepoint, and no function here reaches one.
#include "interp/listings/cache_text.h"

#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"
#include "interp/vm/cache/cache_words.h"
#include "interp/vm/cache/polymorphic.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/module.h"
#include "runtime/types/text/str.h"

namespace vm {

using comp::CacheWord;
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

std::string entry_text(u64 word) {
  return "entry " + number(static_cast<u32>(word) >> 3) + " of the module's dict, keys version " + number(word >> 32);
}

// The word that a tag was added to, as a pointer.
template <class T>
const T* pointer(u64 word) {
  return reinterpret_cast<const T*>(word & ~(kCacheTags | kClassCalleeBit));
}

class Cache {
 public:
  Cache(Thread& t, const Code* code, u32 word, rt::Dict* globals)
      : t_(t), code_(code), word_(word), globals_(globals) {}

  std::string text() const {
    u64 insn = comp::word_of(code_, word_);
    const comp::FormInfo* form = comp::form_info(comp::op_number(insn));
    const comp::OpInfo& info = comp::op_info(form ? form->generic : static_cast<Op>(comp::op_number(insn)));
    std::string first, second;
    if (info.words > 0) first = text_of(form ? form->cache[0] : info.extra[0].cache, 1, insn);
    if (info.words > 1) second = text_of(form ? form->cache[1] : info.extra[1].cache, 2, insn);
    if (form && info.words && form->cache[0] == CacheWord{}) return form->guard;
    return second + (first.empty() || second.empty() ? "" : "; ") + first;
  }

 private:
  // If another thread has just specialised the instruction again, the tag is that of another form.
  std::string text_of(CacheWord holds, u32 at, u64 insn) const {
    using enum CacheWord;
    u64 word = load_word_acquire(&code_->words[word_ + at]), tag = word & kCacheTags;
    u32 low = static_cast<u32>(word), high = static_cast<u32>(word >> 32);
    bool of_class = word & kClassCalleeBit;
    switch (holds) {
      case place_in_globals: return place_text(t_, "the globals", word, globals_, code_->constants[op_bc(insn)]);
      case place_in_builtins:
        return place_text(t_, "the builtins", word, rt::builtins_dict(), code_->constants[op_bc(insn)]);
      case slot: return word & kSlotTag ? slot_text(high, low - kSlotTag) : "";
      case added_slot:
        return tag == kSecondTag
                   ? added_text(static_cast<u32>(word >> 40), static_cast<u32>(word >> 16) & 0xffffff, way_offset(word))
                   : "";
      case record: return tag == 0 ? record_text(t_, pointer<AttrRecord>(word)) : "";
      case found_record: return tag <= kSecondTag ? record_text(t_, pointer<AttrRecord>(word)) : "";
      case entry: return tag == kSecondTag ? entry_text(word) : "";
      case shape_and_misses: return high ? shape_text(high) : "";
      case ways:
      case store_ways: return tag == kPolymorphicTag ? ways_text(t_, word, holds == store_ways) : "";
      case native_function:
        return tag == 0 || tag == kPolymorphicTag || tag == kType
                   ? ""
                   : std::string("the C++ function of ") + pointer<rt::MethodDef>(word)->name;
      case native_type: return tag == kType ? std::string("the class ") + rt::type_name(pointer<rt::Type>(word)) : "";
      case native_method:
        return tag == 0 || tag == kPolymorphicTag || tag >= kSlotCallee ? ""
                                                                        : record_text(t_, pointer<AttrRecord>(word));
      case init_record:
        return tag == kPolymorphicTag ? "its __init__: " + record_text(t_, pointer<AttrRecord>(word)) : "";
      case callee_slot: return tag == kSlotCallee && !of_class ? slot_text(high, low - kSlotCallee) : "";
      case callee_record: return tag == kSlotCallee && of_class ? record_text(t_, pointer<AttrRecord>(word)) : "";
      case callee_entry: return tag == kModuleCallee ? entry_text(word) : "";
      default: return "";
    }
  }

  Thread& t_;
  const Code* code_;
  u32 word_;
  rt::Dict* globals_;
};

}  // namespace

std::string cache_text(Thread& t, const Code* code, u32 word, rt::Dict* globals) {
  return Cache(t, code, word, globals).text();
}

}  // namespace vm
