// The constants of one code object. Equal constants of the same type are one: 1, 1.0 and True differ, 0.0 and -0.0
// differ.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "interp/compile/code.h"
#include "interp/syntax/ast.h"

namespace comp {

class Constants {
 public:
  u32 add(rt::Ref value);
  // An interned str for use as a name. An empty Ref never gets in: false from interning is the caller's to report.
  u32 add_name(rt::Thread& t, rt::Ref str);
  u32 size() const { return static_cast<u32>(values_.size()); }
  Value operator[](u32 i) const { return values_[i].get(); }
  std::vector<rt::Ref>& values() { return values_; }

 private:
  std::vector<rt::Ref> values_;
  std::unordered_map<u64, u32> immediates_;
  std::unordered_map<std::string, u32> objects_;
};

// The object that a literal stands for. Empty: an error is pending.
rt::Ref literal_value(rt::Thread& t, const syn::ConstantValue& literal);
// Bytes that two constants share exactly if they may be merged.
void append_constant_key(Value v, std::string& key);

}  // namespace comp
