// The first walk of scope.h: visits the tree once and records in ScopeTable how each block uses its names.
#pragma once

#include "interp/compile/scope.h"

namespace comp {

class ScopeWalker {
 public:
  ScopeWalker(ScopeTable& table, bool text_annotations, bool top_level_await)
      : table_(table), text_annotations_(text_annotations), top_level_await_(top_level_await) {}
  void module(const syn::Root* root);

 private:
  Scope* open(ScopeKind kind, const syn::Node* node, const void* key = nullptr);
  void close();
  const Symbol* spelling(const Symbol* name) { return table_.resolve_spelling(scope_, name); }
  void use(const Symbol* name);
  void bind(const Symbol* name, const Location& at, u16 flags = kBound);
  bool forbidden(const Symbol* name, const Location& at, const char* what);
  void fail(const Location& at, std::string message) { table_.fail(at, std::move(message)); }
  bool failed() const { return table_.failed_; }
  // True: the native stack ends; RecursionError is pending, and the walk has failed.
  bool too_deep();

  void body(syn::Span<syn::Stmt*> statements);
  void statement(const syn::Stmt* s);
  void compound(const syn::Stmt* s);
  void function(const syn::FunctionDef* f);
  void keywords(syn::Span<syn::Keyword*> keywords);
  void class_def(const syn::ClassDef* c);
  bool open_type_params(const syn::Node* node, const syn::Span<syn::TypeParam*>& params, const char* part);
  void type_param(const syn::TypeParam* p);
  // Opens the scope of code that is evaluated lazily, a function with the parameter kFormatParameter.
  // ScopeTable::of_field(key) finds it again.
  Scope* open_lazy(const syn::Node* node, const void* key, const char* part);
  void lazy(const Symbol* name, const syn::Expr* const& e, const char* part);
  void type_alias(const syn::TypeAlias* a);
  bool forbidden_in_lazy(const syn::Expr* e, const char* what);
  void annotated(const syn::AnnAssign* a);
  void variable_annotation(const syn::AnnAssign* a);
  void note_annotation(const syn::AnnAssign* a);
  template <class Walk>
  void never_evaluated(const syn::Node* node, Walk&& walk);
  void import(syn::Span<syn::Alias*> names, bool from);
  bool check_lazy_import(const syn::Stmt* s);
  void declaration(const syn::Stmt* s, syn::Span<const Symbol*> names, u16 flag);
  void declare_global_in_module(const Symbol* name);
  void patterns(const syn::Pattern* p);
  void defaults(const syn::Arguments* a);
  void annotations(const syn::Arguments* a, const syn::Expr* returns);
  void parameters(const syn::Arguments* a);
  void parameter(const syn::Arg* arg);

  void expr(const syn::Expr* e);
  void exprs(syn::Span<syn::Expr*> list);
  void lambda(const syn::Lambda* l);
  void comprehension(const syn::Expr* e, syn::Span<syn::Comprehension*> generators, const syn::Expr* element,
                     const syn::Expr* value);
  void await(const syn::Await* e);
  bool async_statement(const syn::Stmt* s, const char* word);
  bool may_await() const;
  void note_await();
  void walrus(const syn::NamedExpr* n);
  void walrus_in_comprehension(const syn::NamedExpr* n);

  ScopeTable& table_;
  Scope* scope_ = nullptr;
  bool binding_iteration_target_ = false;
  // Compound statements around, up to the class or function: inside one, code may not run.
  struct Around {
    u32 branches = 0;
    u32 tries = 0;  // those that are try statements
  };
  Around around_;
  const bool text_annotations_;
  const bool top_level_await_;
};

}  // namespace comp
