// Lowering: from the syntax tree to instructions. One Lowering compiles one source; a Unit is one code object in the
// making. The scopes have been decided before (scope.h); the Emitter lays the instructions out afterwards (emitter.h).
//
// Conventions
//   * `expr_to(e, dest)` leaves the value of `e` in `dest`. If `dest` is a local, it is written once, as the very last
//     step: so `x = x + 1` needs no copy, and an error leaves x unchanged. A temporary may hold intermediate values
//     before. A dead temporary holds no reference (ops.def).
//   * `operand(e)` returns the register to read: a local in place, or a temporary with kTempBit set. A local must not
//     be read in place if an expression that is evaluated before the read rebinds it (`x + (x := 2)`). The caller tells
//     by `rebound_later` (see rebinds) whether that is so.
//   * The first error is kept. Lowering then goes on harmlessly or stops, and its result is discarded.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "interp/compile/compiler.h"
#include "interp/compile/constants.h"
#include "interp/compile/emitter.h"
#include "interp/compile/registers.h"
#include "interp/compile/scope.h"

namespace comp {

using rt::Ref;
using syn::Expr;
using syn::Span;
using syn::Stmt;

// Longer displays are built element by element, so that they do not need a register for each.
inline constexpr u32 kMaxRun = 48;
bool has_starred(Span<Expr*> elements);

// A block around a statement. If control leaves the block early (return, break, continue), code for the way out must be
// emitted, innermost block first.
struct Block {
  enum Kind : u8 {
    Loop,          // for and while
    Protected,     // a region with a handler; the way out needs no code
    Finally,       // the way out runs the finally body
    Handled,       // an except or finally body: the way out ends the handling of the exception
    GroupHandled,  // an except* body: return, break and continue are errors in it
    Named,         // an except body with `as name`: the way out unbinds the name
    With,          // the way out calls __exit__
    Value,         // a temporary holds a value: the way out releases it
  };
  Kind kind;
  Label break_label = kNoLabel, continue_label = kNoLabel;
  u16 reg = kNoRegister;         // Loop: iterator; Handled: the exception; With: __exit__ and self; Value: the value
  u16 saved = kNoRegister;       // Handled: what was handled before
  const Symbol* name = nullptr;  // Named
  bool continue_back = false;    // Loop: `continue` jumps back to code that has been emitted already
  bool is_async = false;         // With: __aexit__ is awaited
  Span<Stmt*> body;              // Finally
  Location at;
  // The region that a handler covers (kNoLabel: no handler): the code between open_region() and close_region(). Code
  // for a way out is emitted while the region is closed, so `ranges` may have several parts.
  Label handler = kNoLabel;
  u16 exception = kNoRegister, limit = kNoRegister;
  i64 start = -1;
  std::vector<std::pair<u32, u32>> ranges;
};

struct Unit {
  Unit(Unit* up, Scope* code_scope)
      : parent(up), scope(code_scope), code(code_scope), regs(static_cast<u32>(code_scope->registers.size())) {}
  Unit* parent;
  Scope* scope;  // where names are looked up: the scope of the code, or of a comprehension inside it
  Scope* code;
  Emitter out;
  Registers regs;
  Constants constants;
  std::unordered_map<const Symbol*, u32> name_constants;
  std::vector<const Symbol*> names;                // co_names
  std::unordered_set<const Symbol*> listed_names;  // those in `names`
  std::vector<std::unique_ptr<Block>> blocks;
  std::string name, qualname;
  u32 flags = 0;
  i32 first_line = 1;
  u32 positional = 0, positional_only = 0, keyword_only = 0;
  bool interactive = false;
  Ref docstring;
  std::vector<const Symbol*> static_attributes;  // class: names that its methods assign on self
  std::vector<const Symbol*> annotated;          // class: names that its body annotates
};

inline constexpr const char* kLeavesExceptStar = "'break', 'continue' and 'return' cannot appear in an except* block";

class Lowering {
  friend class PatternLowering;  // lower_match.cpp

 public:
  Lowering(rt::Thread& t, const syn::Source& source, Value filename, const CompileOptions& options)
      : t_(t), source_(source), filename_(filename), options_(options), table_(t, names_) {}
  // The code object. Empty: a Python error is pending, or, if has_error(), error() is a syntax error to be raised. May
  // run Python code: warnings are issued.
  Ref run_py(const syn::Root* root);
  bool has_error() const { return has_error_; }
  const CompileError& error() const { return error_; }

 private:
  // ---- errors and warnings (lower.cpp)
  void fail(const Location& at, std::string message);
  void fail_pending() { failed_ = true; }  // a Python error is set
  void warn_py(const syn::Node* about, const std::string& message);

  // ---- short forms
  Emitter& out() { return unit_->out; }
  Registers& regs() { return unit_->regs; }
  u16 temp(u32 count = 1) { return regs().push(count); }
  u16 consumed(u16 reg) { return regs().consumed(reg); }
  bool is_temp(u16 reg) { return regs().is_temp(reg); }
  void at(const syn::Node* node) { out().at(node->at); }
  void at_attribute(const syn::Attribute* e) { out().at(attribute_location(e)); }
  // The position of an attribute access. If the name is on another line than the object, it is that of the name alone.
  static Location attribute_location(const syn::Attribute* e);
  void emit(Op op, u16 a = 0, u16 b = 0, u16 c = 0, u64 extra = 0, u64 extra2 = 0) {
    out().emit(op, a, b, c, extra, extra2);
  }
  static u16 plain(u16 operand) { return operand == kNoRegister ? operand : operand & 0x7fff; }
  Label new_label() { return out().new_label(); }
  void bind(Label label) { out().bind(label); }
  const Symbol* spelling(const Symbol* name) { return table_.resolve_spelling(unit_->scope, name); }

  // ---- units and code objects (lower.cpp)
  void finish_unit(Ref* code);
  Ref declared_globals();
  Ref finish_code();
  u32 constant(Ref value, Reach reach = Reach::kFar);  // index
  u16 constant16(Ref value) { return near_index(constant(std::move(value), Reach::kNear)); }
  void load_constant(u16 dest, Ref value);
  void load_none(u16 dest) { load_constant(dest, rt::none()); }
  u32 name_index(const Symbol* name, Reach reach = Reach::kFar);        // entered in co_names
  u32 local_name_index(const Symbol* name, Reach reach = Reach::kFar);  // for messages
  u16 near_index(u32 index);                                            // an error if there is no room for it
  u16 name16(const Symbol* name) { return near_index(name_index(name, Reach::kNear)); }
  u16 local_name16(const Symbol* name) { return near_index(local_name_index(name, Reach::kNear)); }
  Ref symbol_str(const Symbol* name) { return rt_intern(name->text); }
  Ref rt_intern(std::string_view text);
  Ref names_tuple(const std::vector<const Symbol*>& names);

  // ---- names (lower_name.cpp)
  struct Place {
    Access access;
    u16 reg;  // Local, Cell: register; Free, NameFree: index
  };
  Place place_of(const Symbol* name);
  Place place_in(Scope* scope, const Symbol* name);
  void load_name(const Symbol* name, u16 dest);
  void check_local(u16 reg, const Symbol* name);
  void store_name(const Symbol* name, u16 operand);
  void delete_name(const Symbol* name);
  // The local register of `target`: evaluating into it is the whole assignment. kNoRegister: `target` is no local.
  u16 direct_target(const Expr* target);
  bool rebinds(const Expr* later);
  bool rebinds(Span<Expr*> later);

  // ---- expressions
  void expr_to(const Expr* e, u16 dest);
  u16 operand(const Expr* e, u16 scratch = kNoRegister, bool rebound_later = false);
  void effect(const Expr* e);
  void branch(const Expr* e, bool truth, Label target);
  i32 constant_operand(const Expr* e);
  bool writes_once(const Expr* e);
  void bool_operand(const Expr* e, u16 acc, bool replaces);
  void bool_test(const Expr* e, const syn::BoolOp* around, u16 acc, bool replaces, bool truth, Label target);
  const Expr* first_operands(const syn::BoolOp* e, u16 acc, bool* replaces, Label decided);

  void binary(const syn::BinOp* e, u16 dest);
  void arithmetic(syn::Operator op, bool inplace, u16 dest, u16 left, const Expr* right, u16 scratch);
  void unary(const syn::UnaryOp* e, u16 dest);
  void bool_op(const syn::BoolOp* e, u16 dest);
  void if_exp(const syn::IfExp* e, u16 dest);
  void named(const syn::NamedExpr* e, u16 dest);
  void compare(const syn::Compare* e, u16 dest);
  void compare_one(syn::CompareOperator op, u16 dest, u16 left, const Expr* right, u16 scratch);
  class ChainOperands;
  void compare_chain(const syn::Compare* e, u16 dest);
  void branch_compare(const syn::Compare* e, bool truth, Label target);
  void branch_compare_one(syn::CompareOperator op, u16 left, const Expr* right, bool truth, Label target,
                          const syn::Node* node);
  void branch_chain(const syn::Compare* e, bool truth, Label target);
  u16 membership_operand(const Expr* container, u16 scratch);

  void attribute(const syn::Attribute* e, u16 dest);
  void subscript(const syn::Subscript* e, u16 dest);
  void slice_parts(const syn::Slice* s, u16 window, u16 count);
  void build_slice(const syn::Slice* s, u16 dest);
  void yield(const syn::Yield* e, u16 dest);
  void yield_from(const syn::YieldFrom* e, u16 dest);
  void delegate(u16 iterator, u16 dest);

  // ---- coroutines (lower_async.cpp)
  enum class AwaitKind : u16 { YieldFrom, Await, Enter, Exit };  // operand c of GET_YIELD_ITER
  bool in_async_function() const;
  void await(const syn::Await* e, u16 dest);
  void await_value(u16 iterator, u16 value, AwaitKind kind, u16 dest);
  void async_for(const syn::For* s);
  void iterate_async(const Expr* iterable, u16 iterator);
  void next_async(u16 iterator, u16 exception, u16 value, Label ended);
  struct ComprehensionLoop {
    const syn::Comprehension* generator;
    u16 iterator;
    u16 value = kNoRegister;      // the next item
    u16 exception = kNoRegister;  // asynchronous: the end of the iteration
    Label top = kNoLabel;         // takes the next item, which is `value`; asynchronous: fetches it
    Label next = kNoLabel;        // goes on with the next item
    Label first = kNoLabel;       // the same, from in front of the loop; not asynchronous
    Label ended = kNoLabel;       // asynchronous
  };
  ComprehensionLoop begin_async_comprehension_loop(const Expr* e, const syn::Comprehension* g, u16 iterator);
  void end_async_comprehension_loop(const ComprehensionLoop& loop, const Expr* element);

  void display(Span<Expr*> elements, Op build, u16 dest);  // list, tuple, set
  void display_stepwise(Span<Expr*> elements, bool set, u16 acc);
  void list_or_set(Span<Expr*> elements, bool set, u16 dest);
  void tuple(const syn::Tuple* e, u16 dest);
  void build_tuple(Span<Expr*> elements, u16 dest);
  // Builds a dict of `count` pairs in `dest`, which may be the next temporary. pair(i, reg): evaluates key and value of
  // the i-th pair into `reg` and the register behind it.
  template <class Pair>
  void build_map(u32 count, u16 dest, Pair&& pair) {
    TempScope temps(regs());
    bool many = count > kMaxRun / 2;  // then they are added one by one
    if (many && dest == regs().top()) temp();
    u16 dict = many ? accumulator(dest) : kNoRegister, window = regs().top();
    if (many) emit(Op::BUILD_MAP, dict, dict, 0);
    for (u32 i = 0; i < count; ++i) {
      u16 reg = temp(2);
      pair(i, reg);
      if (!many) continue;
      emit(Op::MAP_SET, dict, reg | kTempBit, static_cast<u16>(reg + 1) | kTempBit);
      regs().release_to(reg);
    }
    if (many) accumulated(dict, dest);
    else emit(Op::BUILD_MAP, dest, window, static_cast<u16>(count));
  }
  void dict(const syn::Dict* e, u16 dest);
  u16 accumulator(u16 dest) { return is_temp(dest) ? dest : temp(); }
  void accumulated(u16 acc, u16 dest);

  void joined_str(const syn::JoinedStr* e, u16 dest);
  void joined_parts(Span<Expr*> parts, u16 dest);
  void join_anything(const syn::JoinedStr* e, u16 dest);
  // Compiles 'text' % (values) with %s, %r and %a only like an f-string. False: the expression is of another kind, and
  // nothing was emitted; the caller compiles it as an operator.
  bool percent_format(const syn::BinOp* e, u16 dest);
  void formatted_value(const syn::FormattedValue* e, u16 dest);
  void check_conversion(i32 letter);
  void template_str(const syn::TemplateStr* e, u16 dest);  // lower_template.cpp
  void interpolation(const syn::Interpolation* e, u16 dest);

  // ---- calls (lower_call.cpp)
  u16 open_window(u16 dest);
  void argument(const Expr* e, u16 dest, bool rebound_later);
  void first_of_window(const syn::Expr* e, u16 window, u16 dest);
  void call(const syn::Call* e, u16 dest);
  void check_keywords(Span<syn::Keyword*> keywords);
  void call_simple(const syn::Call* e, u16 dest);
  // The effects that evaluating an argument may have. In `o.m(argument)` the method must be looked up before the
  // argument's effects can be seen. Each value includes those before it.
  enum class Effect { kNone, kUnboundLocal, kAny };
  Effect effect_of(const Expr* e);
  Effect effect_of_arguments(const syn::Call* e);
  void find_method(const syn::Attribute* method, u16 window);
  void find_method_before_checks(const syn::Attribute* method, u16 window);
  bool is_module(const Expr* e);
  void call_method(const syn::Call* e, const syn::Attribute* method, u16 dest);
  void call_method_ex(const syn::Call* e, const syn::Attribute* method, u16 dest);
  void call_ex(u16 window, Span<Expr*> args, Span<syn::Keyword*> keywords, const syn::Node* node, u16 dest,
               u16 first_args, u32 first_count);
  void emit_call_ex(u16 dest, u16 window, bool keywords);
  void positional_sequence(Span<Expr*> args, u16 dest, u16 first_args, u32 first_count);
  void keyword_dict(Span<syn::Keyword*> keywords, const syn::Node* call, u16 dest, u16 callee);
  u32 keyword_run(Span<syn::Keyword*> keywords, u32 begin, const syn::Node* call, u16 dest);
  u32 keyword_names(Span<syn::Keyword*> keywords);
  void arguments(Span<Expr*> args, Span<syn::Keyword*> keywords);
  bool super_call(const syn::Expr* e, u16* window);
  bool is_super_name(const Expr* e);
  bool implicit_super(u16 class_dest, u16 self_dest);

  // ---- comprehensions (lower_comprehension.cpp)
  void comprehension(const Expr* e, u16 dest);
  void comprehension_loops(const Expr* e, Span<syn::Comprehension*> generators, u16 first_iterator, u16 acc);
  ComprehensionLoop begin_comprehension_loop(const syn::Comprehension* g, u16 iterator);
  void end_comprehension_loop(const ComprehensionLoop& loop, const Expr* element);
  void comprehension_element(const Expr* e, u16 acc);
  void clear_comprehension_names(Scope* scope);
  bool inside_handler() const;
  void generator_exp(const syn::GeneratorExp* e, u16 dest);
  void iterate(const Expr* iterable, u16 iterator);
  Label enter_loop(Label test);

  // ---- functions and classes
  void function_def(const syn::FunctionDef* f);
  void lambda(const syn::Lambda* l, u16 dest);
  void make_function(const syn::Node* node, const syn::Arguments* args, const Expr* returns, u32 code, Scope* scope,
                     u16 dest, Ref ready_defaults = Ref());
  u32 function_code(const syn::Node* node, const syn::Arguments* args, Span<Stmt*> body, const Expr* result,
                    std::string name);
  void open_unit(const syn::Node* node, std::string name);
  void open_unit(const syn::Node* node, Scope* scope, std::string name);
  void enter_code(const syn::Node* node, const syn::Arguments* args);
  void make_cells();
  std::string qualified_name(const std::string& name, Scope* scope);
  bool defaults(const syn::Arguments* args);
  bool keyword_defaults(const syn::Arguments* args);
  void enter_class_namespace(const Scope* scope);
  bool closure(Scope* scope);
  void take_docstring(Span<Stmt*>& body);
  Ref clean_docstring(const syn::ConstantValue& literal);
  template <class Make>
  void decorate(Span<Expr*> decorators, u16 dest, Make&& make);
  template <class Make>
  void decorate_by_list(Span<Expr*> decorators, u16 dest, Make&& make);
  void class_def(const syn::ClassDef* c);
  void class_value(const syn::ClassDef* c, u16 type_params, u16 dest);
  u32 class_code(const syn::ClassDef* c);
  std::vector<const Symbol*> likely_attributes() const;
  void class_body(const syn::ClassDef* c);
  void note_static_attribute(const syn::Attribute* target);
  bool tells_class_names() const;
  void class_cells(u16 reg);
  void set_class_name(const char* name, Ref value);

  // ---- annotations (lower_annotations.cpp)
  void annotation(const Expr* e, u16 dest);
  bool annotations(const syn::Arguments* args, const Expr* returns);
  void annotate_function(const syn::FunctionDef* f, u16 dest);
  bool has_lazy_annotations() const { return unit_->code->annotate; }
  void begin_annotations();
  void block_annotate(u16 dest);
  void open_annotate(const syn::Node* node, Scope* scope, std::string qualname);
  void close_annotate(Unit* outer, const syn::Node* node, Scope* scope, u16 dest);
  void refuse_other_formats();
  void add_annotation(const AnnotatedName& item, u16 dict, u16 wants_text);
  void annotation_or_text(const Expr* e, u16 dest, u16 error, u16 wants_text);
  void annotated(const syn::AnnAssign* s);

  // ---- type parameters and aliases (lower_type_params.cpp)
  template <class Inside>
  void generic(const Span<syn::TypeParam*>& params, Inside&& inside) {
    if (params.empty()) return inside(kNoRegister);
    TempScope temps(regs());
    u16 tuple = temp();
    Scope* outer = enter_type_params(params, tuple);
    inside(tuple);
    leave_type_params(outer, tuple);
  }
  Scope* enter_type_params(const Span<syn::TypeParam*>& params, u16 tuple);
  void leave_type_params(Scope* outer, u16 tuple);
  void type_parameter(const syn::TypeParam* p, u16 dest);
  void lazy_function(const Expr* const& e, std::string name, u16 dest);
  void type_alias(const syn::TypeAlias* s);

  // ---- statements
  void body(Span<Stmt*> statements);
  void statement(const Stmt* s);
  void module_body(const syn::Root* root);
  void expression_statement(const syn::ExprStmt* s);
  void assign(const syn::Assign* s);
  void assign_value(const Expr* target, const Expr* value);
  bool assign_parallel(const Expr* target, const Expr* value);
  bool swap_locals(Span<Expr*> to, Span<Expr*> from);
  bool is_replaced_before(Span<Expr*> to, Span<Expr*> from, u32 i);
  void store(const Expr* target, u16 operand);
  void store_elements(const Expr* target, Span<Expr*> elements, u16 operand);
  void store_subscript(const syn::Subscript* target, u16 operand);
  void augmented(const syn::AugAssign* s);
  void augmented_attribute(const syn::AugAssign* s, const syn::Attribute* target);
  void augmented_subscript(const syn::AugAssign* s, const syn::Subscript* target);
  void delete_target(const Expr* target);
  void if_statement(const syn::If* s);
  void while_statement(const syn::While* s);
  void for_statement(const syn::For* s);
  void return_statement(const syn::Return* s);
  void emit_return(u16 operand);
  void emit_return_none();
  void break_statement(const Stmt* s);
  void continue_statement(const Stmt* s);
  void raise_statement(const syn::Raise* s);
  void assert_statement(const syn::Assert* s);
  void import(const syn::Import* s);
  void import_from(const syn::ImportFrom* s);
  bool may_import_lazily() const;
  Op import_op(bool is_lazy) const;
  void bind_import(Op op, const Symbol* target, u16 value);
  bool future_imports(Span<Stmt*> body);
  bool future_feature(const syn::Alias* alias);

  // ---- blocks (lower_block.cpp)
  // Emits the code for the way out of all blocks above the first `down_to`, innermost first. While it lives, these
  // blocks are set aside, so that the caller can emit the jump or return as if it stood outside of them. `pending`: a
  // temporary whose value must survive the way out; it is released only if the code of the way out itself leaves.
  // `refused`: what the error covers if the statement must not leave (null: the statement).
  class Leaving {
   public:
    Leaving(Lowering& lowering, const Stmt* s, size_t down_to, u16 pending = kNoRegister,
            const syn::Node* refused = nullptr);
    ~Leaving();
    Leaving(const Leaving&) = delete;
    Leaving& operator=(const Leaving&) = delete;

   private:
    Lowering& l_;
    std::vector<std::pair<std::unique_ptr<Block>, bool>> aside_;  // the block, and whether its region was open
  };
  Block* push_block(Block::Kind kind);
  Block* push_region(Block::Kind kind, u16 exception, u16 limit);
  std::unique_ptr<Block> pop_block();
  void open_region(Block* block);
  void close_region(Block* block);
  void leave_block(Block* block);
  bool leaving_rebinds() const;
  bool leaves_except_star() const;
  size_t innermost_loop() const;  // index of its block + 1; 0: there is none
  void stop_handling(u16 exception, u16 saved);
  void handler_cleanup(const Block& handled);

  void try_statement(const syn::Try* s);
  void try_finally(const syn::Try* s);
  void try_except(const syn::Try* s);
  void finally_handler(const syn::Try* s, Label handler, u16 exception, u16 saved);
  Label guarded_body(const syn::Try* s, u16 exception, Label end);
  void begin_clauses(Label handler, u16 exception, u16 saved);
  void except_clauses(const syn::Try* s, Label handler, u16 exception, u16 saved, Label end);
  Block* push_handled(u16 exception, u16 saved, u16 next, u16 limit);
  void except_clause(const syn::ExceptHandler* h, Block* handled, Label end);
  void unbind_name(const Symbol* name);
  void try_star(const syn::Try* s);  // lower_try_star.cpp
  void try_star_clauses(const syn::Try* s);
  void star_handler(const syn::Try* s, Label handler, u16 exception, u16 saved, Label end);
  void star_clause(const syn::ExceptHandler* h, u16 raised, u16 rest);
  void pop_group(const Symbol* name, u16 match, u16 outer, u16 error, u16 raised, Label after);
  struct WithRegisters {
    u16 exception, saved, exit;  // exit: the first of two
  };
  void with_statement(const syn::With* s);
  WithRegisters enter_with(const syn::WithItem* item, bool is_async);
  void with_handler(const syn::WithItem* item, Label handler, const WithRegisters& with, bool is_async, Label end);
  void leave_with(u16 exit, bool is_async);
  void match_statement(const syn::Match* s);  // lower_match.cpp

  // ---- constant folding (fold.cpp). Empty: not constant.
  Ref fold(const Expr* e);
  Ref fold_binary(const syn::BinOp* e);
  Ref fold_unary(const syn::UnaryOp* e);
  Ref fold_tuple(Span<Expr*> elements);
  Ref fold_elements(const Expr* list_or_set);  // tuple or frozenset for `in` and `for`
  int constant_truth(const Expr* e);           // 1, 0, -1: not constant

  // ---- checks that warn (warn.cpp)
  void check_is(const syn::Compare* e);
  void check_call(const syn::Call* e);
  void check_subscript(const syn::Subscript* e);
  void check_finally(Span<Stmt*> body, bool in_loop);
  void warn_of_leaving(const Stmt* s, const char* word);
  bool is_of_older_library();

  // ---- definite assignment (flow.cpp)
  void remove_redundant_checks();

  rt::Thread& t_;
  const syn::Source& source_;
  Value filename_;
  const CompileOptions& options_;
  syn::Arena names_;
  ScopeTable table_;
  Unit* unit_ = nullptr;
  std::unordered_set<const Expr*> not_constant_;
  // Statements that a warning has been issued for. A finally body is lowered once for each way into it, but warns once.
  std::unordered_set<const syn::Node*> warned_of_;
  u32 future_flags_ = 0;
  syn::Location last_future_;  // position of the last future import at the head of the module
  bool failed_ = false;
  bool has_error_ = false;
  CompileError error_;
};

inline constexpr u32 kAnyGenerator = kGenerator | kCoroutine | kAsyncGenerator;
inline constexpr u32 kFutureAnnotations = 0x1000000;
inline constexpr u32 kBarryAsFlufl = 0x400000;
inline constexpr u32 kFutureMask = kFutureAnnotations | kBarryAsFlufl;

}  // namespace comp
