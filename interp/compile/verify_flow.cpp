// The verifier's second pass: the contents of every register along all paths.
//
// This is a forward dataflow over the instructions. A state is kept for each instruction that a jump or a handler leads
// to; from there the walk goes on to the next such instruction. Where paths meet, states are joined: a local is bound
// if it is bound on both, and temporaries must agree. An instruction first reads, then writes, as its row of ops.def
// says. The rules are about
//   temporaries   They are read only while they hold a value. Only empty ones are overwritten, given up where paths
//                 meet, or left behind by RETURN.
//   locals        They are read only where they are bound on every path, since no handler checks that at run time.
//   loans         A local does not change from the moment its value is lent to a call window until the call.
//   handlers      What a failing instruction takes lies at or above the limit of its handler, which releases it.
//   types         An instruction that takes a register for a list, a cell, an exception, ... without looking finds one.
#include <algorithm>

#include "interp/compile/verify.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

namespace {

bool is_value(Held held) {
  switch (held) {
    case Held::kImmediate:
    case Held::kConstant:
    case Held::kLoan:
    case Held::kOwned: return true;
    default: return false;
  }
}

// True if the contents of a register may be dropped without a release.
bool needs_no_release(Held held) { return held == Held::kNothing || held == Held::kImmediate; }

class Flow {
 public:
  Flow(const Code* code, Finding* finding) : code_(code), finding_(*finding), handlers_(innermost_handlers(code)) {}

  bool run() {
    find_leaders();
    if (!flow_to(0, 0, entry())) return false;
    while (!queue_.empty()) {
      u32 w = queue_.back();
      queue_.pop_back();
      if (!walk(w, nullptr)) return false;
    }
    return true;
  }

  // After run(): the state before each word.
  void record(std::vector<FrameState>* states) {
    states->assign(code_->word_count, {});
    for (u32 w = 0; w < code_->word_count; ++w)
      if (leader_[w] != kNoLeader && !states_[leader_[w]].held.empty()) walk(w, states);
  }

 private:
  static constexpr u32 kNoLeader = ~0u;

  void find_leaders() {
    leader_.assign(code_->word_count, kNoLeader);
    u32 count = 0, target;
    auto add = [&](u32 w) {
      if (leader_[w] == kNoLeader) leader_[w] = count++;
    };
    add(0);
    for (u32 w = 0; w < code_->word_count; w = next_instruction(code_, w))
      if (jump_target(code_, w, &target)) add(target);
    for (u32 i = 0; i < code_->handler_count; ++i) add(code_->handlers[i].target);
    states_.assign(count, {});
  }

  // Goes from a leader on to where another one follows, or control does not fall through.
  bool walk(u32 w, std::vector<FrameState>* states) {
    FrameState s = states_[leader_[w]];
    for (;;) {
      if (states) (*states)[w] = s;
      bool falls = true;
      if (!step(w, s, &falls)) return false;
      if (!falls) return true;
      u32 next = next_instruction(code_, w);
      if (next >= code_->word_count) return finding_.say(w, "falls off the end");
      if (leader_[next] != kNoLeader) return flow_to(w, next, s);
      w = next;
    }
  }

  bool fail(std::string text) { return finding_.say(word_, std::move(text)); }
  bool is_local(u32 reg) const { return reg < code_->locals; }
  std::string name(u32 reg) const {
    if (!is_local(reg)) return "temporary " + std::to_string(reg - code_->locals);
    return "local " + std::to_string(reg);
  }

  FrameState entry() const {
    FrameState s;
    s.held.assign(std::max(1u, code_->frame_size), Held::kNothing);
    s.known.assign(s.held.size(), Known{});
    u32 bound = std::max(code_->parameters(), code_->flags & kNamespace ? 1u : 0u);
    std::fill_n(s.held.begin(), std::min(bound, code_->locals), Held::kOwned);
    return s;
  }

  // ---- loans

  void end_loans(FrameState& s, u32 temporary) {
    std::erase_if(s.loans, [&](const Loan& loan) { return loan.temporary == temporary; });
  }
  void lend(FrameState& s, u32 temporary, u32 local) {
    Loan loan{static_cast<u16>(temporary), static_cast<u16>(local)};
    auto place = std::lower_bound(s.loans.begin(), s.loans.end(), loan);
    if (place == s.loans.end() || *place != loan) s.loans.insert(place, loan);
  }
  bool is_lent(const FrameState& s, u32 local) const {
    return std::any_of(s.loans.begin(), s.loans.end(), [&](const Loan& loan) { return loan.local == local; });
  }

  // ---- reading

  void empty(FrameState& s, u32 reg) {
    s.held[reg] = Held::kNothing;
    s.known[reg] = {};
    end_loans(s, reg);
  }

  // A local may not change while its value is on loan.
  bool may_change(const FrameState& s, u32 reg) {
    if (reg == 0 && code_->flags & kNamespace) return fail("changes the namespace");
    return !is_local(reg) || !is_lent(s, reg) || fail(name(reg) + " changes while its value is on loan");
  }

  bool read(const FrameState& s, u32 reg) {
    Held held = s.held[reg];
    if (is_local(reg)) return held == Held::kOwned || fail("reads " + name(reg) + ", which may be unbound");
    if (held == Held::kNothing) return fail("reads empty " + name(reg));
    return (held != Held::kIteratorState && held != Held::kHandledBefore && !is_found(held)) ||
           fail("reads " + name(reg) + ", which is not for it");
  }
  static bool is_found(Held held) {
    return held == Held::kFoundCallee || held == Held::kFoundObject || held == Held::kFoundArgument;
  }

  bool take(FrameState& s, u32 reg) {
    if (!read(s, reg) || !may_change(s, reg)) return false;
    if (s.held[reg] == Held::kIterator) return fail("takes the iterator " + name(reg));
    empty(s, reg);
    return may_take(reg);
  }

  // True if the instruction may take the register: the handler does not know whether an instruction that failed has
  // taken its operands, and releases registers at or above its limit only.
  bool may_take(u32 reg) {
    return !handler_ || is_local(reg) || reg >= handler_->limit ||
           fail(name(reg) + " lies below the limit of the handler");
  }

  bool take_run(FrameState& s, u32 first, u32 count) {
    for (u32 reg = first; reg < first + count; ++reg) {
      if (is_local(reg)) return fail("takes " + name(reg) + " as one of a run of temporaries");
      if (!take(s, reg)) return false;
    }
    return true;
  }

  bool read_operand(FrameState& s, const OperandInfo& info, u16 operand) {
    u32 reg = plain_register(operand);
    return info.kind == OperandKind::run ? read_run(s, info.run, reg) : read_register(s, info.read, operand);
  }

  bool read_register(FrameState& s, Read how, u16 operand) {
    u32 reg = plain_register(operand);
    bool marked = operand & kTempBit;
    switch (how) {
      case Read::takes_marked:
      case Read::keeps:
      case Read::lends: return reg == kNoRegister || (marked ? take(s, reg) : read(s, reg));
      case Read::reads: return marked ? fail("marks " + name(reg) + ", which it does not take") : read(s, reg);
      case Read::takes: return take(s, reg);
      case Read::exchanges: return needs_local(reg) && read(s, reg) && may_change(s, reg);
      case Read::takes_saved_exception:
        if (s.held[reg] != Held::kHandledBefore) return fail(name(reg) + " is no saved exception");
        empty(s, reg);
        return may_take(reg);
      default: return true;
    }
  }

  bool read_run(FrameState& s, Run run, u32 first) {
    switch (run) {
      case Run::takes_call:
      case Run::takes_call_spread: return take_call(s, first, false);
      case Run::takes_method_call:
      case Run::takes_method_spread: return take_call(s, first, true);
      case Run::iterates: return is_iterator(s, first) || fail(name(first) + " is no iterator");
      case Run::writes_c:
      case Run::writes_starred:
      case Run::writes_pair:
      case Run::writes_found_method: return true;
      default: return take_run(s, first, run_length(code_, word_, run));
    }
  }
  bool needs_local(u32 reg) { return is_local(reg) || fail(name(reg) + " is no local"); }
  bool needs_temporary(u32 reg) { return !is_local(reg) || fail(name(reg) + " is no temporary"); }
  // A handler may have released the registers behind the first one.
  static bool is_iterator(const FrameState& s, u32 first) {
    bool whole = s.held[first] == Held::kIterator;
    for (u32 reg = first + 1; whole && reg < first + kIteratorRegisters; ++reg)
      whole = s.held[reg] == Held::kIteratorState;
    return whole;
  }

  // Takes callee or method, and the arguments. The callee's frame begins in the window, so no register above the window
  // may hold a value.
  bool take_call(FrameState& s, u32 window, bool method) {
    u32 arguments = call_arguments(op_, operand_of(insn_, 2));
    bool found = method && s.held[window + 1] == Held::kFoundCallee;
    if (!needs_temporary(window)) return false;
    if (found) {
      if (s.held[window + 2] != Held::kFoundObject || s.held[window + kWindowHeader] != Held::kFoundArgument)
        return fail(name(window) + " is not the window of FIND_METHOD");
      for (u32 reg : {window + 1, window + 2, window + kWindowHeader}) empty(s, reg);
    } else if (!method && !take_run(s, window + 1, 1)) {
      return false;
    }
    if (!take_run(s, window + kWindowHeader + found, arguments - found)) return false;
    for (u32 reg = window; reg < code_->frame_size; ++reg)
      if (s.held[reg] != Held::kNothing && s.held[reg] != Held::kImmediate)
        return fail(name(reg) + " lives above a call window");
    return true;
  }

  // ---- writing

  bool write(FrameState& s, u32 reg, Held held) {
    if (!may_change(s, reg)) return false;
    if (!is_local(reg) && !needs_no_release(s.held[reg])) return fail("overwrites " + name(reg));
    s.held[reg] = is_local(reg) && held != Held::kNothing ? Held::kOwned : held;
    s.known[reg] = {};
    return true;
  }

  bool write_run(FrameState& s, u32 first, u32 count, Held held) {
    for (u32 reg = first; reg < first + count; ++reg) {
      if (!write(s, reg, held) || !may_take(reg)) return false;
    }
    return true;
  }

  bool write_destination(FrameState& s, u16 operand, Held held) {
    u32 reg = plain_register(operand);
    if (operand & kTempBit) {  // the write releases the old value
      if (!is_value(s.held[reg])) return fail(name(reg) + " is marked to be released and is empty, or not for it");
      empty(s, reg);
    }
    return write(s, reg, held);
  }

  // Writes a value that is moved or copied from operand b, which has been read.
  bool write_copy(FrameState& s, u16 operand, const FrameState& before) {
    u32 from = plain_register(operand_of(insn_, 1)), to = plain_register(operand);
    Held held = is_local(from) || before.held[from] == Held::kException ? Held::kOwned : before.held[from];
    if (!is_value(held)) return fail("copies " + name(from) + ", which is no value");
    if (held == Held::kLoan && is_local(to)) return fail("keeps a loan in " + name(to));
    if (!write_destination(s, operand, held)) return false;
    for (const Loan& loan : before.loans)
      if (loan.temporary == from) lend(s, to, loan.local);
    return true;
  }

  bool write_loan(FrameState& s, u32 to, const FrameState& before) {
    u16 source = operand_of(insn_, 1);
    if (is_local(to)) return fail("lends to " + name(to));
    if (!is_local(source)) return write_copy(s, static_cast<u16>(to), before);
    if (!write(s, to, Held::kLoan)) return false;
    lend(s, to, source);
    return true;
  }

  // Writes callee, object and first argument of a window (FIND_METHOD). The object is a local, or lies in the register
  // of the first argument already.
  bool write_found(FrameState& s, u32 window) {
    u16 object = operand_of(insn_, 1);
    u32 first = window + kWindowHeader;
    if (!needs_temporary(window)) return false;
    if (!is_local(object) && object != first) return fail("object neither in a local nor in the window");
    if (!is_local(object)) s.held[first] = Held::kNothing;
    constexpr Held kFound[] = {Held::kFoundCallee, Held::kFoundObject, Held::kFoundArgument};
    const Held* held = kFound;
    for (u32 reg : {window + 1, window + 2, first}) {
      if (!write(s, reg, *held++) || !may_take(reg)) return false;
      if (is_local(object)) lend(s, reg, object);
    }
    return true;
  }

  bool write_iterator(FrameState& s, u32 reg) {
    return !is_local(reg) && write(s, reg, Held::kIterator) &&
           write_run(s, reg + 1, kIteratorRegisters - 1, Held::kIteratorState);
  }

  bool write_empty(FrameState& s, u32 reg) {
    Held held = s.held[reg];
    if (!may_change(s, reg)) return false;
    if (held == Held::kIteratorState || held == Held::kHandledBefore || is_found(held))
      return fail("empties " + name(reg) + ", which is not for it");
    if (held == Held::kIterator) std::fill_n(s.held.begin() + reg + 1, kIteratorRegisters - 1, Held::kNothing);
    empty(s, reg);
    return true;
  }

  Held constant() const {
    Value v = code_->constants[word_of(code_, word_) >> 32];
    return v.is_pointer() ? Held::kConstant : Held::kImmediate;
  }

  bool write_operand(FrameState& s, const OperandInfo& info, u16 operand, const FrameState& before) {
    u32 reg = plain_register(operand);
    switch (info.write) {
      case Write::owned: return write_destination(s, operand, Held::kOwned);
      case Write::immediate: return write_destination(s, operand, Held::kImmediate);
      case Write::uncounted: return write_destination(s, operand, constant());
      case Write::async_iterator: return write_destination(s, operand, Held::kAsyncIterator);
      case Write::saved_exception: return !is_local(reg) && write(s, reg, Held::kHandledBefore);
      case Write::copy_of_b: return write_copy(s, operand, before);
      case Write::loan_of_b: return write_loan(s, reg, before);
      case Write::iterator: return write_iterator(s, reg);
      case Write::new_cell:
      case Write::checked:
        if (!needs_local(reg)) return false;
        s.held[reg] = Held::kOwned;
        return true;
      case Write::deleted: return needs_local(reg) && write_empty(s, reg);
      case Write::emptied: return write_empty(s, reg);
      default: return info.kind != OperandKind::run || write_run_operand(s, info.run, reg);
    }
  }

  bool write_run_operand(FrameState& s, Run run, u32 first) {
    u32 count = run_length(code_, word_, run);
    switch (run) {
      case Run::writes_pair: return may_leave_with(first) && write_run(s, first, count, Held::kOwned);
      case Run::writes_c:
      case Run::writes_starred: return may_unpack(first, count) && write_run(s, first, count, Held::kOwned);
      case Run::writes_found_method: return write_found(s, first);
      default: return true;
    }
  }

  bool may_unpack(u32 first, u32 count) {
    u16 source = operand_of(insn_, 1);
    return !is_local(source) || source < first || source >= first + count ||
           fail("unpacks " + name(source) + " over itself");
  }

  // The manager of a `with` block stays in its register until its pair has been written.
  bool may_leave_with(u32 first) {
    u32 manager = reg_of(1);
    return needs_temporary(first) &&
           ((manager != first && manager != first + 1) || fail("writes over " + name(manager)));
  }

  bool apply(FrameState& s) {
    const OpInfo& info = op_info(op_);
    FrameState before = s;
    for (int i = 0; i < 3; ++i)
      if (!read_operand(s, info.operands[i], operand_of(insn_, i))) return false;
    if (!check_types(before)) return false;
    for (int i = 0; i < 3; ++i)
      if (!write_operand(s, info.operands[i], operand_of(insn_, i), before)) return false;
    note_types(s, before);
    if (op_ == Op::YIELD && operand_of(insn_, 2)) return read(s, operand_of(insn_, 2) - 1u);
    return true;
  }

  // ---- types of values

  u32 reg_of(int operand) const { return plain_register(operand_of(insn_, operand)); }

  static bool is_one(ValueType found, ValueType wanted) {
    switch (wanted) {
      case ValueType::tuple: return found == wanted || found == ValueType::cells;
      case ValueType::raised: return found == wanted || found == ValueType::exception || found == ValueType::none;
      case ValueType::any_exit: return found == ValueType::exit || found == ValueType::async_exit;
      default: return found == wanted;
    }
  }
  // Both registers of a pair stay where they are, since an exit function is called with the object that goes with it.
  static bool is_pair_part(ValueType type) { return is_one(type, ValueType::any_exit) || type == ValueType::exit_self; }

  bool needs(const FrameState& s, u32 reg, ValueType type) {
    ValueType found = s.known[reg].type;
    // f_locals may change a local, but not the cell in which a variable lives (is_cell_name).
    bool stays = !is_local(reg) || found == ValueType::cell;
    return (is_one(found, type) && stays) || fail(name(reg) + " is not certain to be of the right type");
  }
  bool needs_run(const FrameState& s, u32 first, u32 count, ValueType type) {
    bool pair = type == ValueType::exit || type == ValueType::async_exit || type == ValueType::any_exit;
    for (u32 i = 0; i < count; ++i)
      if (!needs(s, first + i, pair && i == 1 ? ValueType::exit_self : type)) return false;
    return true;
  }
  bool needs_namespace(const FrameState& s) { return (code_->locals || fail("no namespace")) && read(s, 0); }

  // What MAKE_FUNCTION takes: defaults, defaults of keywords, closure, annotations, as far as present.
  bool check_function_parts(const FrameState& s) {
    auto* inner = as_code(code_->constants[operand_of(insn_, 1)]);
    u64 cells = rt::as_tuple(inner->free_names.get())->length, present = word_of(code_, word_ + 1);
    u32 reg = reg_of(2);
    if (present & 1 && !needs(s, reg++, ValueType::tuple)) return false;
    if (present & 2 && !needs(s, reg++, ValueType::dict)) return false;
    if (((present & 4) != 0) != (cells != 0)) return fail("closure missing, or not wanted");
    return !(present & 4) ||
           (needs(s, reg, ValueType::cells) && (s.known[reg].count == cells || fail("size of closure")));
  }

  // The rules for values that handlers do not look at.
  bool check_types(const FrameState& s) {
    const OpInfo& info = op_info(op_);
    for (int i = 0; i < 3; ++i) {
      const OperandInfo& operand = info.operands[i];
      bool writes = operand.kind == OperandKind::destination || operand.run == Run::writes_pair;
      if (operand.type == ValueType::any || writes) continue;
      u32 count = operand.kind == OperandKind::run ? run_length(code_, word_, operand.run) : 1;
      if (!needs_run(s, reg_of(i), count, operand.type)) return false;
    }
    return (!info.has(Effect::reads_namespace) || needs_namespace(s)) && check_types_of_some(s);
  }

  // What a row cannot say.
  bool check_types_of_some(const FrameState& s) {
    u32 a = reg_of(0), b = reg_of(1), c = reg_of(2);
    switch (op_) {
      case Op::CALL_EX: return !c || needs(s, b + kWindowHeader + 1, ValueType::dict);
      case Op::MAKE_FUNCTION: return check_function_parts(s);
      case Op::MAKE_TYPE_PARAM:
        return needs(s, b, ValueType::str) &&
               needs_run(s, b + 1, run_length(code_, word_, Run::takes_type_param_parts) - 1, ValueType::function);
      case Op::MAKE_TYPE_ALIAS:
        return needs(s, b, ValueType::str) &&
               (s.known[b + 1].type == ValueType::none || needs(s, b + 1, ValueType::tuple)) &&
               needs(s, b + 2, ValueType::function);
      case Op::SEND: return needs_temporary(b);
      case Op::MAKE_CELL: return is_cell_name(a) || fail("cell in " + name(a) + ", which is no cell variable");
      default: return true;
    }
  }

  // f_locals writes through the cells of these variables only.
  bool is_cell_name(u32 local) {
    auto *locals = rt::as_tuple(code_->local_names.get()), *cells = rt::as_tuple(code_->cell_names.get());
    for (u64 i = 0; local < locals->length && i < cells->length; ++i)
      if (rt::is_same((*cells)[i], (*locals)[local])) return true;
    return false;
  }

  static ValueType type_of(Value constant) {
    if (constant == rt::kNone) return ValueType::none;
    if (rt::is_exact_str(constant)) return ValueType::str;
    return rt::is_exact(constant, rt::TypeId::kTuple) ? ValueType::tuple : ValueType::any;
  }

  // BUILD_TUPLE: a tuple of cells is a closure.
  Known built_tuple(const FrameState& before) const {
    u32 first = reg_of(1), count = operand_of(insn_, 2);
    for (u32 reg = first; reg < first + count; ++reg)
      if (before.known[reg].type != ValueType::cell) return {ValueType::tuple};
    return {count ? ValueType::cells : ValueType::tuple, static_cast<u16>(count)};
  }

  // Notes what is known of the values that the instruction has written.
  void note_types(FrameState& s, const FrameState& before) {
    const OpInfo& info = op_info(op_);
    for (int i = 0; i < 3; ++i) {
      const OperandInfo& operand = info.operands[i];
      if (operand.type == ValueType::any) continue;
      if (operand.kind == OperandKind::destination) s.known[reg_of(i)] = {operand.type};
      if (operand.run != Run::writes_pair) continue;
      s.known[reg_of(i)] = {operand.type};
      s.known[reg_of(i) + 1] = {ValueType::exit_self};
    }
    note_types_of_some(s, before);
  }
  void note_types_of_some(FrameState& s, const FrameState& before) {
    u32 a = reg_of(0), b = reg_of(1);
    switch (op_) {
      case Op::LOAD_K: s.known[a] = {type_of(code_->constants[word_of(code_, word_) >> 32])}; return;
      case Op::MOVE:
      case Op::ARG: s.known[a] = is_pair_part(before.known[b].type) ? Known{} : before.known[b]; return;
      case Op::SWAP: s.known[a] = s.known[b] = {}; return;
      case Op::BUILD_TUPLE: s.known[a] = built_tuple(before); return;
      case Op::UNPACK:
        if (before.known[b].type == ValueType::raised_parts && operand_of(insn_, 2) == 2)
          s.known[a] = s.known[a + 1] = {ValueType::raised};
        return;
      default: return;
    }
  }

  // ---- paths

  // Joins the states of a register on two paths. False: the paths disagree.
  bool join(Held& held, Held other, u32 reg, bool* changed) {
    Held joined = held;
    if (held == other) return true;
    if (is_local(reg)) joined = Held::kPerhaps;
    else if (is_value(held) && is_value(other)) joined = std::max(held, other);
    else if (needs_no_release(held) && needs_no_release(other)) joined = Held::kNothing;
    else return false;
    *changed |= joined != held;
    held = joined;
    return true;
  }

  bool flow_to(u32 from, u32 to, const FrameState& s) {
    FrameState& target = states_[leader_[to]];
    bool changed = target.held.empty();
    if (changed) {
      target = s;
    } else {
      for (u32 reg = 0; reg < s.held.size(); ++reg)
        if (!join(target.held[reg], s.held[reg], reg, &changed))
          return finding_.say(from, "paths disagree on " + name(reg) + " at word " + std::to_string(to));
      for (u32 reg = 0; reg < s.known.size(); ++reg) {
        if (target.known[reg] == s.known[reg] || target.known[reg] == Known{}) continue;
        target.known[reg] = {};
        changed = true;
      }
      for (const Loan& loan : s.loans) {
        size_t known = target.loans.size();
        lend(target, loan.temporary, loan.local);
        changed |= target.loans.size() != known;
      }
    }
    if (changed) queue_.push_back(to);
    return true;
  }

  bool flow_to_handler(const FrameState& before) {
    u32 limit = handler_ ? handler_->limit : code_->locals;
    for (u32 reg = std::max<u32>(limit, code_->locals); reg < code_->frame_size; ++reg)
      if (before.held[reg] == Held::kHandledBefore && op_info(op_).has(Effect::may_raise))
        return fail(name(reg) + " is dropped by an error, not restored");
    if (!handler_) return true;
    FrameState s = before;
    for (u32 reg = std::max<u32>(limit, code_->locals); reg < code_->frame_size; ++reg) empty(s, reg);
    if (op_ == Op::MAKE_CELL) s.held[plain_register(operand_of(insn_, 0))] = Held::kNothing;
    if (!write(s, handler_->exception, Held::kException)) return false;
    s.known[handler_->exception] = {ValueType::exception};
    return flow_to(word_, handler_->target, s);
  }

  bool check_leaving(const FrameState& s) {
    for (u32 reg = code_->locals; reg < code_->frame_size; ++reg)
      if (!needs_no_release(s.held[reg])) return fail(name(reg) + " is alive at the end");
    return true;
  }

  // Executes the instruction at `w` on the state. *falls: control goes on behind it.
  bool step(u32 w, FrameState& s, bool* falls) {
    word_ = w;
    insn_ = instruction_at(code_, w);
    op_ = generic_op(&code_->words[w]);
    bool caught = op_info(op_).has(Effect::may_raise) && handlers_[w] != kNoHandler;
    handler_ = caught ? &code_->handlers[handlers_[w]] : nullptr;
    if (!flow_to_handler(s) || !apply(s)) return false;
    u32 target;
    if (jump_target(code_, w, &target)) {
      FrameState taken = s;
      for (int i = 0; i < 3; ++i)
        if (op_info(op_).operands[i].write == Write::owned_by_jump && !write(taken, reg_of(i), Held::kOwned))
          return false;
      if (!flow_to(w, target, taken)) return false;
    }
    if (op_ == Op::FOR_ITER) write_empty(s, plain_register(operand_of(insn_, 0)));
    *falls = !op_info(op_).has(Effect::ends_block);
    return !leaves_function(op_) || check_leaving(s);
  }

  const Code* code_;
  Finding& finding_;
  std::vector<u32> handlers_;       // by word
  std::vector<u32> leader_;         // by word: the index of the state; kNoLeader: none is kept
  std::vector<FrameState> states_;  // of the leaders; no registers: not reached yet
  std::vector<u32> queue_;          // leaders
  // The current instruction:
  u32 word_ = 0;
  u64 insn_ = 0;
  Op op_ = Op::NOP;
  const Handler* handler_ = nullptr;  // where an error of it goes
};

}  // namespace

bool check_flow(const Code* code, std::vector<FrameState>* states, Finding* finding) {
  Flow flow(code, finding);
  if (!flow.run()) return false;
  if (states) flow.record(states);
  return true;
}

}  // namespace comp
