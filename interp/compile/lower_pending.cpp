// Constructs that are parsed but not lowered yet: each says so in a SyntaxError at its place.
#include "interp/compile/lower.h"

namespace comp {

using namespace syn;

void Lowering::not_supported(const Node* node, const char* construct) { fail(node->at, std::string(construct) + " not supported yet"); }

void Lowering::match_statement(const Match* s) { not_supported(s, "match statements are"); }
void Lowering::try_star(const Try* s) { not_supported(s, "except* clauses are"); }
void Lowering::async_function(const Stmt* s) { not_supported(s, "async functions are"); }
void Lowering::async_for(const Stmt* s) {
  if (!unit_->code->is_function()) return fail(s->at, "'async for' outside async function");
  not_supported(s, "async for loops are");
}
void Lowering::async_with(const Stmt* s) {
  if (!unit_->code->is_function()) return fail(s->at, "'async with' outside async function");
  not_supported(s, "async with statements are");
}
void Lowering::await(const Expr* e, u16) {
  if (!unit_->code->is_function()) return fail(e->at, "'await' outside function");
  fail(e->at, "'await' outside async function");
}
void Lowering::async_comprehension(const Expr* e) { fail(e->at, "asynchronous comprehension outside of an asynchronous function"); }
void Lowering::type_alias(const TypeAlias* s) { not_supported(s, "type aliases are"); }
void Lowering::type_parameters(Span<TypeParam*> parameters) {
  if (!parameters.empty()) not_supported(parameters[0], "type parameters are");
}
void Lowering::template_str(const Expr* e, u16) { not_supported(e, "t-strings are"); }

}  // namespace comp
