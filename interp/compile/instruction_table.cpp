// The output of `--dis` without a script: the rows of ops.def.
#include <cstdio>
#include <cstring>

#include "interp/compile/compiler.h"
#include "interp/compile/instruction.h"

namespace comp {

static std::string line(const char* indent, const char* name, const char* row) {
  char start[40];
  std::snprintf(start, sizeof start, "%s%-*s", indent, *row ? 25 - static_cast<int>(std::strlen(indent)) : 0, name);
  return start + std::string(row) + '\n';
}

std::string instruction_table() {
  constexpr u32 kGeneric = static_cast<u32>(Op::kGenericCount);
  std::string table;
  for (u32 number = 0; number < kGeneric; ++number) {
    Op op = static_cast<Op>(number);
    table += line("", op_info(op).name, op_info(op).row);
    for (u32 i = kGeneric; const FormInfo* form = form_info(i); ++i)
      if (form->generic == op) table += line("  ", form->name, form->row);
  }
  return table;
}

}  // namespace comp
