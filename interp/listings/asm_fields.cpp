// The fields that fast paths use, by their offsets in the structs of this very program.
#include "interp/listings/asm_fields.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "gc/refcount/object_lock.h"
#include "gc/refcount/tally.h"
#include "interp/vm/handler.h"
#include "runtime/library/threads/thread_lock.h"
#include "runtime/object/thread.h"
#include "runtime/types/containers/list.h"

namespace vm {

namespace {

struct Field {
  Kind of;
  size_t offset;
  unsigned bytes;
  const char* words;  // "%s": what people call the struct
  Kind holds;
};
const Field kFields[] = {
    {Kind::kThread, offsetof(Thread, id), 4, "the id of %s", Kind::kNumber},
    {Kind::kThread, offsetof(Thread, poll), 4, "the poll word of %s", Kind::kNumber},
    {Kind::kThread, offsetof(Thread, frame), 8, "the saved frame of %s", Kind::kRegisters},
    {Kind::kThread, offsetof(Thread, pc), 8, "the saved pc of %s", Kind::kCode},
    {Kind::kObject, offsetof(Object, owner), 4, "the owner of %s", Kind::kNumber},
    {Kind::kObject, offsetof(Object, local), 4, "the local count of %s", Kind::kNumber},
    {Kind::kObject, offsetof(Object, shared), 4, "the shared count of %s", Kind::kNumber},
    {Kind::kObject, offsetof(Object, meta), 4, "meta (shape and flags) of %s", Kind::kNumber},
    {Kind::kObject, offsetof(Object, meta), 2, "meta (shape and flags) of %s", Kind::kNumber},
    {Kind::kObject, offsetof(Object, meta), 1, "meta (shape and flags) of %s", Kind::kNumber},
    {Kind::kObject, offsetof(rt::List, length), 8, "the length of %s", Kind::kNumber},
    {Kind::kObject, offsetof(rt::List, storage), 8, "the storage of %s", Kind::kItems},
    {Kind::kObject, offsetof(rt::Lock, lock), 4, "the state of %s as a lock", Kind::kNumber},
    {Kind::kItems, offsetof(rt::ListItems, capacity), 8, "the capacity of %s", Kind::kNumber},
    {Kind::kReservation, offsetof(gc::ReservationWords, lock), 8, "the lock that this thread has reserved",
     Kind::kNumber},
    {Kind::kReservation, offsetof(gc::ReservationWords, inside), 8, "the lock that this thread is inside of",
     Kind::kNumber},
};

std::string with_name(const char* words, const std::string& name) {
  std::string text = words;
  size_t at = text.find("%s");
  return at == std::string::npos ? text : text.replace(at, 2, name);
}

// A word of the bytecode: an operand of the instruction, or a word behind it.
Meaning code_word(i64 offset, unsigned bytes) {
  static constexpr const char* kOperands[] = {"the opcode", "operand a", "operand b", "operand c"};
  if (offset < 0 && offset >= -8 && bytes == 2) return {Kind::kNumber, kOperands[(offset + 8) / 2]};
  if (offset < 0 || offset % 8 != 0) return {};
  if (offset == 0) return {Kind::kInstruction, "the word behind the instruction"};
  return {Kind::kInstruction, "word " + std::to_string(offset / 8) + " behind that"};
}

// A thread-local variable, by its distance from the thread's block.
Meaning thread_local_word(i64 offset) {
  u64 block;
  asm("mov %%fs:0, %0" : "=r"(block));
  u64 address = block + static_cast<u64>(offset);
  auto within = [&](const auto& variable) { return address - reinterpret_cast<u64>(&variable) < sizeof variable; };
  if (within(gc::t_thread)) return {Kind::kThread, "this thread"};
  if (within(gc::t_shared_writes))
    return {Kind::kNumber, "this thread's tally of shared writes (refscope.shared_writes)"};
  if (!within(gc::t_reservations)) return {};
  u64 word;
  std::memcpy(&word, reinterpret_cast<const void*>(address & ~u64{7}), sizeof word);
  gc::LockReservations& mine = gc::own_reservations();
  bool words =
      word == reinterpret_cast<u64>(&mine.objects.words()) || word == reinterpret_cast<u64>(&mine.locks.words());
  if (words) return {Kind::kReservation, "the words of this thread's reservation"};
  return {Kind::kNumber, "a field of this thread's reservations"};
}

Meaning table_word(const Address& a) {
  u64 address = static_cast<u64>(a.displacement);
  if (address - reinterpret_cast<u64>(&g_dispatch) < sizeof g_dispatch)
    return {Kind::kNumber, "the handler of the next instruction (g_dispatch)"};
  return {};
}

}  // namespace

std::string whole_register(const std::string& name) {
  static const std::map<std::string, std::string> kNames = [] {
    std::map<std::string, std::string> names;
    for (const char* letter : {"a", "b", "c", "d"}) {
      std::string x(letter), whole = "r" + x + "x";
      for (const std::string& form : {"r" + x + "x", "e" + x + "x", x + "x", x + "l", x + "h"}) names[form] = whole;
    }
    for (const char* word : {"si", "di", "bp", "sp"}) {
      std::string x(word), whole = "r" + x;
      for (const std::string& form : {"r" + x, "e" + x, x, x + "l"}) names[form] = whole;
    }
    for (int i = 8; i < 16; ++i) {
      std::string whole = "r" + std::to_string(i);
      for (const char* suffix : {"", "d", "w", "b"}) names[whole + suffix] = whole;
    }
    return names;
  }();
  auto found = kNames.find(name);
  return found == kNames.end() ? "" : found->second;
}

bool parse_address(const std::string& operand, Address* out) {
  *out = {};
  for (auto [word, bytes] : {std::pair{"qword", 8u}, {"dword", 4u}, {"word", 2u}, {"byte", 1u}}) {
    if (operand.compare(0, std::strlen(word), word) == 0) {
      out->bytes = bytes;
      break;
    }
  }
  out->thread_local_block = operand.find("fs:") != std::string::npos;
  size_t open = operand.find('['), close = operand.find(']');
  if (open == std::string::npos || close == std::string::npos) {
    size_t colon = operand.find("fs:");
    if (colon == std::string::npos) return false;
    out->displacement = static_cast<i64>(std::strtoull(operand.c_str() + colon + 3, nullptr, 0));
    return true;
  }
  std::string inside = operand.substr(open + 1, close - open - 1);
  for (size_t at = 0; at < inside.size();) {
    bool minus = inside[at] == '-';
    if (minus || inside[at] == '+' || inside[at] == ' ') {
      if (!minus) {
        ++at;
        continue;
      }
      ++at;
      while (at < inside.size() && inside[at] == ' ') ++at;
    }
    size_t end = std::min(inside.find_first_of("+- ", at), inside.size());
    std::string part = inside.substr(at, end - at);
    at = end;
    size_t star = part.find('*');
    if (star != std::string::npos && std::isdigit(part[0]))  // LLVM writes 8*rcx
      part = part.substr(star + 1) + "*" + part.substr(0, star), star = part.find('*');
    std::string name = whole_register(part.substr(0, star));
    if (!name.empty() && (star != std::string::npos || !out->base.empty())) {
      out->index = name;
      out->scale = star == std::string::npos ? 1 : static_cast<unsigned>(std::atoi(part.c_str() + star + 1));
    } else if (!name.empty()) {
      out->base = name;
    } else {
      i64 n = static_cast<i64>(std::strtoull(part.c_str(), nullptr, 0));
      out->displacement += minus ? -n : n;
    }
  }
  return true;
}

Meaning word_at(const Address& a, const Meaning& base, const Meaning& index) {
  if (a.thread_local_block && a.base.empty() && a.displacement == 0)
    return {Kind::kThreadLocals, "the block of thread-local variables"};
  if (a.thread_local_block || base.kind == Kind::kThreadLocals) {
    bool known =
        a.index.empty() && (a.base.empty() || base.kind == Kind::kThreadLocals || base.kind == Kind::kConstant);
    return known ? thread_local_word((base.kind == Kind::kConstant ? base.displacement : 0) + a.displacement)
                 : Meaning();
  }
  if (a.base.empty()) return table_word(a);
  if (base.kind == Kind::kCode)
    return a.index.empty() ? code_word(base.displacement + a.displacement, a.bytes) : Meaning{};
  if (base.kind == Kind::kRegisters) {
    std::string behind = a.displacement ? " + " + std::to_string(a.displacement / 8) : "";
    if (a.index.empty()) return {Kind::kValue, "register 0" + behind};
    constexpr std::string_view kOperand = "operand ";
    if (index.words.compare(0, kOperand.size(), kOperand) != 0) return {};
    return {Kind::kValue, "register " + index.words.substr(kOperand.size()) + behind};
  }
  if (base.kind == Kind::kConstants) return {Kind::kValue, "a constant"};
  if (!a.index.empty()) {
    bool items = base.kind == Kind::kItems || (base.kind == Kind::kObject && a.scale == 8);
    if (items) return {Kind::kValue, "the item"};
    return base.kind == Kind::kObject || index.kind == Kind::kObject ? Meaning{Kind::kValue, "the value"} : Meaning{};
  }
  Kind of = base.kind == Kind::kValue ? Kind::kObject : base.kind;  // its mark is known to be clear
  for (const Field& field : kFields) {
    if (field.of == of && static_cast<i64>(field.offset) == a.displacement && field.bytes == a.bytes)
      return {field.holds, with_name(field.words, base.words)};
  }
  return {};
}

std::string flag_names(u64 mask) {
  static constexpr const char* kNames[] = {
      "locked", "parked", "published", "deferred", "finalized", "weakly referenced", "frozen", "large", "lent"};
  std::string text;
  for (u32 i = 0; i < gc::kFlagBits; ++i) {
    if (mask >> i & 1) text += (text.empty() ? "" : " or ") + std::string(kNames[i]);
  }
  return text;
}

}  // namespace vm
