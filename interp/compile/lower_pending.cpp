// Constructs that are parsed but not lowered yet: each says so in a SyntaxError at its place.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::not_supported(const Node* node, const char* construct) { fail(node->at, std::string(construct) + " not supported yet"); }

void Lowering::type_alias(const TypeAlias* s) { not_supported(s, "type aliases are"); }
void Lowering::type_parameters(Span<TypeParam*> parameters) {
  if (!parameters.empty()) not_supported(parameters[0], "type parameters are");
}
void Lowering::template_str(const Expr* e, u16) { not_supported(e, "t-strings are"); }

}  // namespace comp
