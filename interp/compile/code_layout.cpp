// co_linetable: the positions of a code object, and the layout of its registers, which no other attribute shows. So the
// attributes of a code object are all that code() needs to make the same code again.
//
//   positions   an array of Position, with lines relative to co_firstlineno
//   layout      32-bit words: flags that co_flags does not show; number of registers; for each the number of its
//               variable; number of noted names; for each its index in co_names
//   tail        the number of positions, and a constant (two 32-bit words)
//
// Variables are numbered through co_varnames and co_cellvars. The register of a namespace has no variable.
#include <algorithm>
#include <cstring>
#include <string>

#include "interp/compile/code_object.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using rt::Thread;

namespace {

constexpr u32 kTail = 0x656e'696c;  // "line"
constexpr u32 kNoVariable = ~u32{0};
constexpr u32 kHiddenFlags = ~(kNamespace - 1);  // those that co_flags does not show

void put(std::string& out, u32 word) { out.append(reinterpret_cast<const char*>(&word), sizeof word); }

// The index of an interned name in a tuple; `none` if it is not there.
u32 index_of(rt::Tuple* names, Value name, u32 none) {
  for (u64 i = 0; i < names->length; ++i)
    if (rt::is_same((*names)[i], name)) return static_cast<u32>(i);
  return none;
}

u32 variable_of(rt::Tuple* variables, rt::Tuple* cells, Value name) {
  u32 i = index_of(variables, name, kNoVariable);
  if (i != kNoVariable) return i;
  u32 cell = index_of(cells, name, kNoVariable);
  return cell == kNoVariable ? kNoVariable : static_cast<u32>(variables->length) + cell;
}

// Reads 32-bit words; ok() is false once they have run out.
class Words {
 public:
  explicit Words(std::string_view bytes) : bytes_(bytes) {}
  bool ok() const { return ok_; }
  u32 next() {
    u32 word = 0;
    if (bytes_.size() < sizeof word) return ok_ = false, 0;
    std::memcpy(&word, bytes_.data(), sizeof word);
    bytes_.remove_prefix(sizeof word);
    return word;
  }
  // The number of words that follow.
  u32 count() {
    u32 n = next();
    return n <= bytes_.size() / sizeof n ? n : (ok_ = false, 0);
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace

Ref make_line_table(Thread& t, Code* code) {
  Ref variables = code_varnames(t, code);
  if (!variables) return Ref();
  std::string out;
  for (u32 i = 0; i < code->position_count; ++i) {
    Position p = relative_position(code->positions[i], code->first_line);
    out.append(reinterpret_cast<const char*>(&p), sizeof p);
  }
  put(out, code->flags & kHiddenFlags);
  put(out, code->locals);
  auto *cells = rt::as_tuple(code->cell_names.get()), *locals = rt::as_tuple(code->local_names.get());
  for (u32 i = 0; i < code->locals; ++i) {
    Value name = (*locals)[i];
    bool is_space = i == 0 && rt::str_equal_ascii(name, kNamespaceName);
    put(out, is_space ? kNoVariable : variable_of(rt::as_tuple(variables), cells, name));
  }
  std::vector<u32> noted;
  auto* names = rt::as_tuple(code->names.get());
  for (u64 i = 0; code->noted_names.get() && i < rt::as_tuple(code->noted_names.get())->length; ++i) {
    u32 index = index_of(names, (*rt::as_tuple(code->noted_names.get()))[i], kNoVariable);
    if (index != kNoVariable) noted.push_back(index);
  }
  put(out, static_cast<u32>(noted.size()));
  for (u32 index : noted) put(out, index);
  put(out, code->position_count);
  put(out, kTail);
  return rt::make_bytes(t, out);
}

bool read_line_table(std::string_view bytes, std::vector<Position>* positions, std::string_view* layout) {
  u32 tail[2];
  if (bytes.size() < sizeof tail) return false;
  std::memcpy(tail, bytes.data() + bytes.size() - sizeof tail, sizeof tail);
  bytes.remove_suffix(sizeof tail);
  if (tail[1] != kTail || tail[0] > bytes.size() / sizeof(Position)) return false;
  size_t size = tail[0] * sizeof(Position);
  positions->assign(tail[0], Position{});
  if (size) std::memcpy(static_cast<void*>(positions->data()), bytes.data(), size);
  *layout = bytes.substr(size);
  auto before = [](const Position& a, const Position& b) { return a.word < b.word; };
  return std::is_sorted(positions->begin(), positions->end(), before);
}

bool read_layout(Thread& t, std::string_view layout, Value variables, CodeParts* parts) {
  Words words(layout);
  auto *plain = rt::as_tuple(variables), *cells = rt::as_tuple(parts->cell_names);
  Ref space = rt::intern(t, kNamespaceName);
  if (!space) return false;
  parts->flags |= words.next() & kHiddenFlags;
  parts->locals = words.count();
  std::vector<Value> locals;
  for (u32 i = 0; i < parts->locals && words.ok(); ++i) {
    u64 n = words.next();
    if (n == kNoVariable) locals.push_back(space);
    else if (n < plain->length) locals.push_back((*plain)[n]);
    else if (n - plain->length < cells->length) locals.push_back((*cells)[n - plain->length]);
    else return false;
  }
  auto* names = rt::as_tuple(parts->names);
  std::vector<Value> noted;
  for (u32 left = words.count(); left > 0 && words.ok(); --left) {
    u32 n = words.next();
    if (n >= names->length) return false;
    noted.push_back((*names)[n]);
  }
  if (!words.ok() || !words.at_end()) return false;
  if (!noted.empty() && !(parts->noted_names = rt::make_tuple(t, noted.data(), noted.size()))) return false;
  return bool(parts->local_names = rt::make_tuple(t, locals.data(), locals.size()));
}

}  // namespace comp
