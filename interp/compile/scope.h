// Scopes: which names each block of code binds, and where each name lives.
//
// A first walk over the tree records how every block uses its names (scope_walk.h). A second walk decides, outermost
// block first, whether a name is a register, a cell, a free variable or a global (scope.cpp).
// A block is not always code of its own. Comprehensions are blocks without code (PEP 709): their names get registers of
// the code around them, their host. So do the type parameters of a generic function, class or alias. Functions,
// lambdas, classes and generator expressions are code, and so are expressions that are evaluated lazily: bounds and
// defaults of type parameters, values of type aliases, annotations.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "interp/compile/code.h"
#include "interp/syntax/ast.h"
#include "interp/syntax/diagnostics.h"

namespace comp {

using syn::Location;
using syn::Symbol;

enum class ScopeKind : u8 { Module, Class, Function, Lambda, GeneratorExp, Lazy, Comprehension, TypeParams };

enum NameFlag : u16 {
  kUsed = 1,
  kBound = 2,  // assigned, imported, defined: anything that makes the name local
  kParameter = 4,
  kGlobalName = 8,     // `global`
  kNonlocalName = 16,  // `nonlocal`
  kAnnotated = 32,
  kDeleted = 64,
  kIterationTarget = 128,  // target of a comprehension's `for`
  kBoundByWalrus = 256,    // by a `:=` inside a comprehension
  kImported = 512,         // bound by an import: a `global` after it is legal
  kImportedModule = 1024,  // bound by `import m`: the value is usually a module
};

enum class Access : u8 {
  Undecided,
  Local,     // register
  Cell,      // register that holds a cell
  Free,      // cell that came with the closure
  Global,    // globals, then builtins
  Name,      // namespace in register 0, then globals, then builtins
  NameFree,  // class body: namespace, then free variable
};

struct NameInfo {
  const Symbol* name = nullptr;
  u16 flags = 0;
  Access access = Access::Undecided;
  u16 reg = kNoRegister;  // Local, Cell
  Location where;         // of the first declaration, for messages
  bool bound() const { return flags & (kBound | kParameter | kIterationTarget | kImported); }
};

// `name: annotation` of a module or class.
struct AnnotatedName {
  const syn::AnnAssign* statement;
  i32 condition;  // the number that the statement adds to __conditional_annotations__ when it runs; -1: it always runs,
                  // and adds none
};

struct Scope {
  ScopeKind kind;
  Scope* parent;
  const syn::Node* node;
  const Symbol* private_class = nullptr;  // name of the innermost class: private names are mangled with it
  const Scope* class_params = nullptr;    // in front of the body of a generic class: the scope of its type parameters
  std::vector<NameInfo> names;            // in order of first appearance
  std::unordered_map<const Symbol*, u32> index;
  std::vector<Scope*> children;
  // For scopes that are code only (is_code()):
  std::vector<const Symbol*> free_names;  // closure order
  std::vector<const Symbol*> registers;   // name of each local register; null: the namespace
  u32 parameter_count = 0;
  bool is_generator = false;
  bool awaits = false;                     // comprehension, generator expression: iterates asynchronously or awaits
  std::vector<AnnotatedName> annotations;  // module, class
  Scope* annotate = nullptr;               // module, class: the lazy code that evaluates all annotations
  bool needs_class_cell = false;           // class: a method uses __class__ or super
  bool has_walrus = false;                 // some `:=` rebinds a name of this code
  bool in_iterable = false;                // while walked: inside a comprehension's iterable
  u16 class_cell = kNoRegister;
  // Lazy code directly in a class sees the names of the class. For it the class keeps its namespace in the cell
  // __classdict__.
  bool needs_namespace_cell = false;  // class
  bool sees_class = false;            // lazy: register 0 holds that namespace
  u16 namespace_cell = kNoRegister;
  bool needs_conditions_cell =
      false;  // class: some annotations stand in branches; the cell holds __conditional_annotations__
  u16 conditions_cell = kNoRegister;
  const char* lazy_part = nullptr;               // lazy, type parameters: "a type alias", ... for messages
  const Symbol* lazy_name = nullptr;             // lazy: the alias or type parameter that it belongs to
  const syn::ClassDef* generic_class = nullptr;  // type parameters of a class: that class

  bool is_code() const { return kind < ScopeKind::Comprehension; }
  bool is_function() const { return kind >= ScopeKind::Function && is_code(); }
  Scope* host() { return is_code() ? this : parent->host(); }
  // True for code that sees the names of a class that it stands in: the class's own, and what is evaluated lazily or
  // with type parameters there.
  bool is_class_view() const {
    return kind == ScopeKind::TypeParams ? parent->is_class_view() : kind == ScopeKind::Class || sees_class;
  }
  NameInfo* find(const Symbol* name) {
    auto it = index.find(name);
    return it == index.end() ? nullptr : &names[it->second];
  }
  NameInfo& info(const Symbol* name);
  i32 free_index(const Symbol* name) const;
  // Class: the register of an implicit cell (__class__, __classdict__, __conditional_annotations__); kNoRegister: the
  // class has no such cell.
  u16 implicit_cell(const Symbol* name) const;
};

inline constexpr const char* kConditionalAnnotations = "__conditional_annotations__";
// The parameter of functions that evaluate annotations, bounds, defaults and values of aliases.
inline constexpr const char* kFormatParameter = ".format";
inline constexpr const char* kShownFormat = "format";  // of __annotate__, in its code object

// An error that the scope or lowering phase found; the message is CPython's.
struct CompileError {
  Location at;
  std::string message;
};

const Symbol* type_param_name(const syn::TypeParam* param);

// Scope::lazy_part of annotations and of aliases, for messages. Compared by address.
inline constexpr char kAnnotationPart[] = "an annotation";  // one address in all files
inline constexpr char kAliasPart[] = "a type alias";
// True if a parameter or the result has an annotation.
bool has_annotations(const syn::Arguments* args, const syn::Expr* returns);

class ScopeTable {
 public:
  // `names` must outlive the table: it holds mangled names and other new symbols.
  ScopeTable(rt::Thread& t, syn::Arena& names) : t_(t), names_(names) {}
  // Both walks. False: error() says why, unless a Python error is pending. `namespace_code`: module-level names live in
  // a namespace object. `text_annotations`: annotations are kept as text, and nothing evaluates them.
  // `top_level_await`: the module may await.
  bool build(const syn::Root* root, bool namespace_code, bool text_annotations, bool top_level_await);
  const CompileError& error() const { return error_; }
  Scope* module() const { return module_; }
  Scope* of(const syn::Node* node) const { return by_node_.at(node); }
  // Scopes that belong to a field of a node: the type parameters in it, or the expression in it that is evaluated
  // lazily.
  Scope* of_field(const void* field) const { return by_node_.at(field); }
  // Number of an annotated assignment in __conditional_annotations__; -1: it has none.
  i32 condition_of(const syn::AnnAssign* statement) const {
    auto it = conditions_.find(statement);
    return it == conditions_.end() ? -1 : it->second;
  }
  // The access for a name that neither this scope nor a scope around it binds.
  Access unbound_access(const Scope* scope) const;
  // The symbol for a name in `scope`: private names are mangled, and each spelling has one Symbol in the whole table.
  const Symbol* resolve_spelling(const Scope* scope, const Symbol* name);
  const Symbol* intern(std::string_view text) { return names_.intern(text); }

 private:
  friend class ScopeWalker;
  void decide(Scope* scope);
  void decide_name(Scope* scope, NameInfo& info);
  Scope* find_owner(Scope* from, const Symbol* name);
  void make_free(Scope* user, Scope* owner, const Symbol* name);
  void assign_registers(Scope* scope);
  void assign_comprehension_registers(Scope* code, Scope* scope,
                                      std::unordered_map<const Symbol*, std::vector<u16>>& pool,
                                      std::unordered_map<const Symbol*, u32>& depth);
  u16 new_register(Scope* code, const Symbol* name);
  bool fail(const Location& at, std::string message);

  rt::Thread& t_;
  syn::Arena& names_;
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::unordered_map<const void*, Scope*> by_node_;  // by node, or by field of a node
  std::unordered_map<const syn::AnnAssign*, i32> conditions_;
  Scope* module_ = nullptr;
  CompileError error_;
  bool failed_ = false;
  bool namespace_code_ = false;
};

}  // namespace comp
