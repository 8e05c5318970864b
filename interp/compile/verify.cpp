// The bytecode verifier: checks a code object against the rules of ops.def.
//
// The first pass checks each instruction by itself: opcode, operands, constants, jump targets, handlers. The second
// pass follows the contents of registers along all paths (verify_flow.cpp).
#include "interp/compile/verify.h"

#include <algorithm>
#include <tuple>

#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "runtime/types/containers/set.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;

u32 call_arguments(Op op, u32 c) {
  switch (op) {
    case Op::CALL:
    case Op::CALL_KW: return c;
    case Op::CALL_METHOD_EX: return 2;
    default: return 1 + c;
  }
}

u32 run_length(const Code* code, u32 word, Run run) {
  u32 c = operand_of(instruction_at(code, word), 2);
  switch (run) {
    case Run::takes_2:
    case Run::writes_pair: return 2;
    case Run::takes_3: return 3;
    case Run::takes_c:
    case Run::writes_c: return c;
    case Run::takes_2c: return 2 * c;
    case Run::takes_function_parts: return static_cast<u32>(__builtin_popcountll(word_of(code, word + 1) & 0xffffffff));
    case Run::takes_type_param_parts: return 1 + ((c & 4) != 0) + ((c & 8) != 0) + ((c & 16) != 0);
    case Run::iterates: return kIteratorRegisters;
    case Run::writes_starred: return (c & 255) + (c >> 8) + 1;
    case Run::writes_found_method: return kWindowHeader + 1;
    default: return 0;
  }
}

namespace {

class Instructions {
 public:
  Instructions(const Code* code, std::vector<bool>* starts, Finding* finding)
      : code_(code), starts_(*starts), finding_(*finding) {}

  bool check() {
    return check_parameters() && check_constants() && find_starts() && check_each() && check_handlers() &&
           check_loops();
  }

 private:
  Op op_at(u32 w) const { return generic_op(&code_->words[w]); }
  u16 field(u32 w, int i) const { return operand_of(instruction_at(code_, w), i); }
  bool is_start(u32 w) const { return w < code_->word_count && starts_[w]; }

  bool check_parameters() {
    u32 kinds = code_->flags & (kGenerator | kCoroutine | kAsyncGenerator);
    bool right = code_->parameters() <= code_->locals && code_->positional_only <= code_->positional &&
                 (kinds & (kinds - 1)) == 0 && !(code_->flags & kNamespace && code_->parameters()) &&
                 code_->flags < 2 * kNamespace;
    return right || finding_.say(0, "parameters or flags");
  }
  bool check_constants() {
    for (u32 i = 0; i < code_->constant_count; ++i)
      if (!code_->constants[i]) return finding_.say(0, "constant " + std::to_string(i) + " is missing");
    return true;
  }
  bool is_generator() const { return code_->flags & (kGenerator | kCoroutine | kAsyncGenerator); }

  bool find_starts() {
    starts_.assign(code_->word_count, false);
    if (code_->word_count == 0) return finding_.say(0, "no instructions");
    if (code_->locals > code_->frame_size || code_->frame_size > kNoRegister)
      return finding_.say(0, "number of registers");
    if ((code_->flags & kNamespace) && code_->locals == 0) return finding_.say(0, "no register for the namespace");
    for (u32 w = 0; w < code_->word_count;) {
      if (op_at(w) >= Op::kGenericCount) return finding_.say(w, "unknown opcode");
      starts_[w] = true;
      w = next_instruction(code_, w);
      if (w > code_->word_count) return finding_.say(w, "instruction runs past the end");
    }
    return true;
  }

  bool check_each() {
    for (u32 w = 0; w < code_->word_count; w = next_instruction(code_, w)) {
      if (!check_operands(w) || !check_extra_words(w) || !check_numbers(w) || !check_place(w)) return false;
      u32 target;
      if (!jump_target(code_, w, &target)) continue;
      if (!is_start(target)) return finding_.say(w, "jump into nowhere");
    }
    return true;
  }

  bool check_operands(u32 w) {
    const OpInfo& info = op_info(op_at(w));
    for (int i = 0; i < 3; ++i) {
      const OperandInfo& operand = info.operands[i];
      u32 x = operand.wide ? static_cast<u32>(word_of(code_, w) >> 32) : field(w, i);
      if (!check_operand(w, operand, x)) return false;
    }
    return op_at(w) != Op::YIELD || field(w, 2) <= code_->frame_size || finding_.say(w, "delegate out of range");
  }

  bool check_extra_words(u32 w) {
    const OpInfo& info = op_info(op_at(w));
    for (u32 i = 0; i < info.words; ++i) {
      u64 word = word_of(code_, w + 1 + i);
      if (!check_operand(w, info.extra[i].low, static_cast<u32>(word)) ||
          !check_operand(w, info.extra[i].high, static_cast<u32>(word >> 32)))
        return false;
    }
    return true;
  }

  bool check_operand(u32 w, const OperandInfo& operand, u32 x) {
    switch (operand.kind) {
      case OperandKind::read_register:
      case OperandKind::destination:
      case OperandKind::run: return check_register(w, operand, static_cast<u16>(x));
      case OperandKind::constant:
      case OperandKind::name:
      case OperandKind::names:
      case OperandKind::names_or_none:
      case OperandKind::code: return check_constant(w, operand.kind, x);
      case OperandKind::free_variable:
        return x < rt::as_tuple(code_->free_names.get())->length || finding_.say(w, "number of a free variable");
      case OperandKind::positional: return x <= kNoRegister || finding_.say(w, "number out of range");
      case OperandKind::level: return x <= INT32_MAX || finding_.say(w, "number out of range");
      case OperandKind::parts: return x < 16 || finding_.say(w, "number out of range");
      default: return true;
    }
  }

  bool check_register(u32 w, const OperandInfo& operand, u16 x) {
    u32 first = plain_register(x);
    if (first == kNoRegister && op_at(w) == Op::RAISE) return true;
    if (x & kTempBit && operand.kind == OperandKind::run) return finding_.say(w, "run marked as a temporary");
    if (first + register_count(w, operand) > code_->frame_size) return finding_.say(w, "register out of range");
    if ((x & kTempBit) && first < code_->locals) return finding_.say(w, "local marked as a temporary");
    return true;
  }

  u32 register_count(u32 w, const OperandInfo& operand) const {
    if (operand.kind != OperandKind::run) return operand.write == Write::iterator ? kIteratorRegisters : 1;
    u32 room = call_arguments(op_at(w), field(w, 2));
    switch (operand.run) {
      case Run::takes_call:
      case Run::takes_method_call: return kWindowHeader + room;
      case Run::takes_call_spread:
      case Run::takes_method_spread: return kWindowHeader + std::max(room, kMostSpread);
      default: return run_length(code_, w, operand.run);
    }
  }

  // Handlers do not look at the types of constants.
  bool check_constant(u32 w, OperandKind kind, u32 index) {
    if (index >= code_->constant_count) return finding_.say(w, "constant out of range");
    Value v = code_->constants[index];
    bool right = true;
    switch (kind) {
      case OperandKind::name: right = is_name(v); break;
      case OperandKind::names: right = is_tuple_of_names(v) && rt::as_tuple(v)->length <= kNoRegister; break;
      case OperandKind::names_or_none: right = v == rt::kNone || is_tuple_of_names(v); break;
      case OperandKind::code: right = rt::is_exact(v, rt::TypeId::kCode); break;
      default: break;
    }
    return right || finding_.say(w, "constant of the wrong type");
  }

  // Operands that are numbers with a meaning.
  bool check_numbers(u32 w) {
    auto is_conversion = [](u32 letter) { return letter == 's' || letter == 'r' || letter == 'a'; };
    auto names = [&](u32 i) { return rt::as_tuple(code_->constants[static_cast<u32>(word_of(code_, w + i))])->length; };
    u32 c = field(w, 2);
    bool right = true;
    switch (op_at(w)) {
      case Op::CONVERT: right = is_conversion(c); break;
      case Op::BUILD_INTERPOLATION: right = c == 0 || is_conversion(c); break;
      case Op::GET_YIELD_ITER: right = c <= 3; break;
      case Op::MAKE_TYPE_PARAM: right = c < 32 && (c & 3) != 3; break;
      case Op::CALL_EX: right = c <= 1; break;
      case Op::CALL_KW: right = names(2) <= c; break;
      case Op::CALL_METHOD_KW: right = names(3) <= c; break;
      default: break;
    }
    return right || finding_.say(w, "number out of range");
  }

  // Instructions that rely on their neighbours, or on the kind of code that they stand in.
  bool check_place(u32 w) {
    bool right = true;
    switch (op_at(w)) {
      case Op::MAKE_GENERATOR: right = w == 0 && is_generator(); break;
      case Op::YIELD: right = is_generator() && (field(w, 2) == 0 || is_delegation(w)); break;
      case Op::RETURN_GENERATOR_END: right = is_generator(); break;
      case Op::RETURN:
      case Op::RETURN_K: right = !is_generator(); break;
      case Op::MUL_THEN_ADD:
      case Op::MUL_THEN_SUB:
      case Op::MUL_THEN_SUB_FROM:
      case Op::MUL_K_THEN_ADD:
      case Op::MUL_K_THEN_SUB:
      case Op::MUL_K_THEN_SUB_FROM: right = takes_product(w); break;
      default: break;
    }
    if (w == 0) right &= is_generator() == (op_at(0) == Op::MAKE_GENERATOR);
    return right || finding_.say(w, "instruction out of place");
  }

  // SEND, this YIELD, and a jump back to the SEND, directly one after the other.
  bool is_delegation(u32 w) const {
    constexpr u32 kSendSize = 2;
    u32 send = w - kSendSize, back = next_instruction(code_, w), target;
    return w >= kSendSize && is_start(send) && op_at(send) == Op::SEND && field(send, 1) + 1u == field(w, 2) &&
           plain_register(field(send, 0)) >= code_->locals && is_start(back) && op_at(back) == Op::JUMP_BACK &&
           jump_target(code_, back, &target) && target == send;
  }

  // True if the next instruction adds or subtracts the product.
  bool takes_product(u32 w) const {
    u32 next = next_instruction(code_, w);
    if (!is_start(next)) return false;
    u16 product = plain_register(field(w, 0)) | kTempBit;
    bool left = field(next, 1) == product, right = field(next, 2) == product;
    bool adds = op_at(next) == Op::ADD || op_at(next) == Op::INPLACE_ADD,
         subtracts = op_at(next) == Op::SUB || op_at(next) == Op::INPLACE_SUB;
    switch (op_at(w)) {
      case Op::MUL_THEN_ADD:
      case Op::MUL_K_THEN_ADD: return adds && (left || right);
      case Op::MUL_THEN_SUB:
      case Op::MUL_K_THEN_SUB: return subtracts && left;
      default: return subtracts && right;
    }
  }

  bool check_handlers() {
    for (u32 i = 0; i < code_->handler_count; ++i) {
      const Handler& h = code_->handlers[i];
      if (h.start >= h.end || !is_start(h.start) || (h.end != code_->word_count && !is_start(h.end)) ||
          !is_start(h.target))
        return finding_.say(h.start, "handler of no instructions, or nowhere");
      if (h.exception >= code_->frame_size || h.exception < code_->locals || h.limit < code_->locals ||
          h.limit > code_->frame_size)
        return finding_.say(h.start, "handler's registers out of range");
    }
    return check_nesting();
  }

  // Entries that overlap must be nested, with the inner one first, since the first entry that covers an instruction is
  // taken. Goes through them by start, outer ones first; `open` has those around the present one.
  bool check_nesting() {
    std::vector<u32> order(code_->handler_count), open;
    for (u32 i = 0; i < order.size(); ++i) order[i] = i;
    const Handler* all = code_->handlers;
    std::sort(order.begin(), order.end(), [&](u32 i, u32 k) {
      return std::tuple(all[i].start, all[k].end, k) < std::tuple(all[k].start, all[i].end, i);
    });
    for (u32 i : order) {
      const Handler& h = all[i];
      while (!open.empty() && all[open.back()].end <= h.start) open.pop_back();
      if (!open.empty()) {
        const Handler& around = all[open.back()];
        if (h.end > around.end || open.back() < i || h.limit < around.limit)
          return finding_.say(h.start, "handlers are not nested");
      }
      open.push_back(i);
    }
    return true;
  }

  // A thread in a loop without a safepoint could not be stopped, and would keep all others waiting for ever. So all
  // loops lead through a jump that is one. Searches a loop without, depth first.
  bool check_loops() {
    enum class Seen : u8 { kNot, kOnPath, kDone };
    std::vector<Seen> seen(code_->word_count, Seen::kNot);
    struct Step {
      u32 word, next;  // number of the successor that is looked at next
    };
    std::vector<Step> path{{0, 0}};
    std::vector<u32> handlers = innermost_handlers(code_);
    seen[0] = Seen::kOnPath;
    while (!path.empty()) {
      Step& step = path.back();
      u32 successors[3], count = successors_of(step.word, handlers, successors);
      if (step.next == count) {
        seen[step.word] = Seen::kDone;
        path.pop_back();
        continue;
      }
      u32 to = successors[step.next++];
      if (seen[to] == Seen::kOnPath) return finding_.say(step.word, "loop without a safepoint");
      if (seen[to] == Seen::kDone) continue;
      seen[to] = Seen::kOnPath;
      path.push_back({to, 0});
    }
    return true;
  }
  // Where control can go from an instruction without a safepoint. Returns how many there are.
  u32 successors_of(u32 w, const std::vector<u32>& handlers, u32* to) {
    const OpInfo& info = op_info(op_at(w));
    u32 count = 0, target, next = next_instruction(code_, w);
    if (!info.has(Effect::ends_block) && next < code_->word_count) to[count++] = next;
    if (jump_target(code_, w, &target) && !info.has(Effect::safepoint)) to[count++] = target;
    if (info.has(Effect::may_raise) && handlers[w] != kNoHandler) to[count++] = code_->handlers[handlers[w]].target;
    return count;
  }

  const Code* code_;
  std::vector<bool>& starts_;
  Finding& finding_;
};

const char* message(const Code* code, const std::vector<bool>& starts, const Finding& finding) {
  static thread_local std::string text;
  text = "word " + std::to_string(finding.word) + ": " + finding.what;
  if (finding.word < starts.size() && starts[finding.word])
    text += std::string(" in ") + op_info(generic_op(&code->words[finding.word])).name;
  return text.c_str();
}

Temp temporary_of(Held held) {
  switch (held) {
    case Held::kNothing:
    case Held::kPerhaps:
    case Held::kIteratorState: return Temp::kNothing;
    case Held::kIterator:
    case Held::kAsyncIterator: return Temp::kIterator;
    case Held::kException: return Temp::kException;
    case Held::kHandledBefore: return Temp::kHandledBefore;
    default: return Temp::kValue;
  }
}

}  // namespace

std::vector<u32> innermost_handlers(const Code* code) {
  std::vector<u32> innermost(code->word_count, kNoHandler);
  for (u32 i = code->handler_count; i-- > 0;)  // inner ones stand first
    for (u32 w = code->handlers[i].start; w < code->handlers[i].end; ++w) innermost[w] = i;
  return innermost;
}

bool is_name(Value v) { return v && rt::is_exact_str(v) && rt::is_interned(v); }

bool is_tuple_of_names(Value v) {
  if (!v || !rt::is_exact(v, rt::TypeId::kTuple)) return false;
  auto* tuple = rt::as_tuple(v);
  for (u64 i = 0; i < tuple->length; ++i)
    if (!is_name((*tuple)[i])) return false;
  return true;
}

bool check_instructions(const Code* code, std::vector<bool>* starts, Finding* finding) {
  return Instructions(code, starts, finding).check();
}

bool are_plain_words(const u64* words, u32 count) {
  for (u32 w = 0; w < count;) {
    u64 op = words[w++] & 0xffff;
    if (op >= static_cast<u64>(Op::kGenericCount)) return false;
    const OpInfo& info = op_info(static_cast<Op>(op));
    for (u32 extra = 0; extra < info.words; ++extra, ++w)
      if (w >= count || words[w] & ~info.extra[extra].operand_bits()) return false;
  }
  return true;
}

const char* verify(const Code* code) {
  std::vector<bool> starts;
  Finding finding;
  bool right = check_instructions(code, &starts, &finding) && check_flow(code, nullptr, &finding);
  return right ? nullptr : message(code, starts, finding);
}

// What the rest of the runtime relies on besides the instructions.
static bool has_right_fields(const Code* code) {
  for (Value names : {code->local_names.get(), code->cell_names.get(), code->free_names.get(), code->names.get()})
    if (!is_tuple_of_names(names)) return false;
  if (rt::as_tuple(code->local_names.get())->length != code->locals) return false;
  for (Value text : {code->name.get(), code->qualname.get(), code->filename.get()})
    if (!text || !rt::is_str(text)) return false;
  Value noted = code->noted_names.get(), docstring = code->docstring.get();
  if ((noted && !is_tuple_of_names(noted)) || (docstring && docstring != rt::kNone && !rt::is_str(docstring)))
    return false;
  const Position *begin = code->positions, *end = begin + code->position_count;
  return std::is_sorted(begin, end, [](const Position& a, const Position& b) { return a.word < b.word; });
}

bool is_sound(const Code* code) { return !verify(code) && has_right_fields(code); }

std::vector<std::vector<Temp>> temporaries(const Code* code) {
  std::vector<FrameState> states;
  Finding finding;
  check_flow(code, &states, &finding);
  std::vector<std::vector<Temp>> temps(states.size());
  for (size_t w = 0; w < states.size(); ++w) {
    if (states[w].held.empty()) continue;
    for (u32 r = code->locals; r < code->frame_size; ++r) temps[w].push_back(temporary_of(states[w].held[r]));
    if (temps[w].empty()) temps[w].push_back(Temp::kNothing);
  }
  return temps;
}

}  // namespace comp
