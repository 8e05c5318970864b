// The constants of one code object. Two constants are merged if type and value are the same, bit for bit: 1, 1.0 and
// True stay apart, and so do 0.0 and -0.0.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "interp/compile/code.h"
#include "interp/syntax/ast.h"

namespace comp {

class Constants {
 public:
  // Adds a constant, if there is none like it, and returns its index.
  u32 add(rt::Ref value);
  // The same for an interned str that is used as a name; a constant that is equal but not interned is replaced by it.
  // The Ref must not be empty: if interning has failed, the caller reports the error.
  u32 add_name(rt::Thread& t, rt::Ref str);
  u32 size() const { return static_cast<u32>(values_.size()); }
  Value operator[](u32 i) const { return values_[i].get(); }
  std::vector<rt::Ref>& values() { return values_; }

 private:
  std::vector<rt::Ref> values_;
  std::unordered_map<u64, u32> immediates_;
  std::unordered_map<std::string, u32> objects_;
};

// The object for a literal. Empty: MemoryError is pending.
rt::Ref literal_value(rt::Thread& t, const syn::ConstantValue& literal);
// Appends the key of a constant. Two constants have the same key if and only if they may be merged.
void append_constant_key(Value v, std::string& key);

}  // namespace comp
