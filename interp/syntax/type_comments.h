// What comments say about types (PEP 484): collected beside the tree, and only if ParseOptions::type_comments asks for
// them. Programs that check types read them through `ast`; the compiler does not.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "interp/syntax/ast.h"

namespace syn {

// `# type: ignore TAG`, anywhere in the text.
struct TypeIgnore {
  u32 line;
  std::string_view tag;  // what follows "ignore"
};

// The texts are in the arena of the tree.
struct TypeComments {
  // `# type: TEXT` behind the header of a function definition, a for loop or a with statement, behind an assignment or
  // a parameter.
  std::unordered_map<const Node*, std::string_view> of_nodes;
  std::vector<TypeIgnore> ignores;  // in the order of their lines
};

}  // namespace syn
