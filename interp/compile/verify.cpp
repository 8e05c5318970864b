// The bytecode verifier: checks a code object against the rules of ops.def.
//
// The first pass checks each instruction by itself: opcode, operands, constants, jump targets, handlers. The second
// pass follows the contents of registers along all paths (verify_flow.cpp).
#include "interp/compile/verify.h"

#include "interp/compile/compiler.h"

namespace comp {

u32 call_arguments(Op op, u32 c) {
  switch (op) {
    case Op::CALL:
    case Op::CALL_KW: return c;
    case Op::CALL_METHOD_EX: return 2;
    default: return 1 + c;
  }
}

u32 run_length(const Code* code, u32 word, char letter) {
  u32 c = operand_of(instruction_at(code, word), 2);
  switch (letter) {
    case '1':
    case '2':
    case '3': return static_cast<u32>(letter - '0');
    case 'c':
    case 'U': return c;
    case 'p': return 2 * c;
    case 'f': return static_cast<u32>(__builtin_popcountll(word_of(code, word + 1) & 0xffffffff));
    case 'y': return 1 + ((c & 4) != 0) + ((c & 8) != 0) + ((c & 16) != 0);
    case 'P': return 2;
    case 'I':
    case 'F': return 4;
    case 'X': return (c & 255) + (c >> 8) + 1;
    case 'Q': return kWindowHeader + 1;
    default: return 0;
  }
}

namespace {

class Instructions {
 public:
  Instructions(const Code* code, std::vector<bool>* starts, Finding* finding)
      : code_(code), starts_(*starts), finding_(*finding) {}

  bool check() { return find_starts() && check_each() && check_handlers(); }

 private:
  Op op_at(u32 w) const { return generic_op(&code_->words[w]); }
  u16 field(u32 w, int i) const { return operand_of(instruction_at(code_, w), i); }
  bool is_start(u32 w) const { return w < code_->word_count && starts_[w]; }

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
      if (!check_operands(w) || !check_extra_words(w)) return false;
      u32 target;
      if (jump_target(code_, w, &target) && !is_start(target)) return finding_.say(w, "jump into nowhere");
    }
    return true;
  }

  bool check_operands(u32 w) {
    const OpInfo& info = op_info(op_at(w));
    for (int i = 0; i < 3; ++i) {
      char kind = info.operands[i];
      bool wide = i == 1 && info.operands[2] == kind;
      u32 x = wide && (kind == 'K' || kind == 'N') ? static_cast<u32>(word_of(code_, w) >> 32) : field(w, i);
      bool right = true;
      switch (kind) {
        case 'D':
        case 'R':
        case 'W': right = check_register(w, i, info.ownership[i]); break;
        case 'K':
          right = check_constant(w, x, op_at(w) == Op::MAKE_FUNCTION ? rt::TypeId::kCode : rt::TypeId::kNone_);
          break;
        case 'N': right = check_constant(w, x, rt::TypeId::kStr); break;
        default: break;
      }
      if (!right) return false;
      if (wide) break;
    }
    return op_at(w) != Op::YIELD || field(w, 2) <= code_->frame_size || finding_.say(w, "delegate out of range");
  }

  bool check_register(u32 w, int i, char letter) {
    u16 x = field(w, i);
    u32 first = plain_register(x), count = run_length(code_, w, letter);
    if (first == kNoRegister && op_at(w) == Op::RAISE) return true;
    if (letter == 'C' || letter == 'E' || letter == 'M' || letter == 'S') {
      bool spreads = letter == 'E' || letter == 'S';
      u32 room = call_arguments(op_at(w), field(w, 2));
      count = kWindowHeader + (spreads ? std::max(room, kMostSpread) : room);
    } else if (op_info(op_at(w)).operands[i] != 'W' && count < 4) {
      count = 1;
    }
    if (first + count > code_->frame_size) return finding_.say(w, "register out of range");
    if ((x & kTempBit) && first < code_->locals) return finding_.say(w, "local marked as a temporary");
    return true;
  }

  // type: what the constant must be; kNone: anything.
  bool check_constant(u32 w, u32 index, rt::TypeId type) {
    if (index >= code_->constant_count) return finding_.say(w, "constant out of range");
    return type == rt::TypeId::kNone_ || rt::is_exact(code_->constants[index], type) ||
           finding_.say(w, "constant of the wrong type");
  }

  // Constants that the extra words name.
  bool check_extra_words(u32 w) {
    auto low = [&](u32 i) { return static_cast<u32>(word_of(code_, w + i)); };
    switch (op_at(w)) {
      case Op::CALL_KW: return check_constant(w, low(2), rt::TypeId::kTuple);
      case Op::CALL_METHOD:
      case Op::CALL_METHOD_EX: return check_constant(w, low(2), rt::TypeId::kStr);
      case Op::CALL_METHOD_KW:
        return check_constant(w, low(2), rt::TypeId::kStr) && check_constant(w, low(3), rt::TypeId::kTuple);
      case Op::MATCH_CLASS: return check_constant(w, static_cast<u32>(word_of(code_, w + 1) >> 32), rt::TypeId::kTuple);
      default: return true;
    }
  }

  // Entries that overlap must be nested, with the inner one first, since the first entry that covers an instruction is
  // taken.
  bool check_handlers() {
    for (u32 i = 0; i < code_->handler_count; ++i) {
      const Handler& h = code_->handlers[i];
      if (h.start >= h.end || !is_start(h.start) || (h.end != code_->word_count && !is_start(h.end)) ||
          !is_start(h.target))
        return finding_.say(h.start, "handler of no instructions, or nowhere");
      if (h.exception >= code_->frame_size || h.exception < code_->locals || h.limit < code_->locals ||
          h.limit > code_->frame_size)
        return finding_.say(h.start, "handler's registers out of range");
      for (u32 k = 0; k < i; ++k)
        if (!is_inside(code_->handlers[k], h)) return finding_.say(h.start, "handlers are not nested");
    }
    return true;
  }

  static bool is_inside(const Handler& inner, const Handler& outer) {
    bool apart = inner.end <= outer.start || outer.end <= inner.start;
    return apart || (outer.start <= inner.start && inner.end <= outer.end && outer.limit <= inner.limit);
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

bool check_instructions(const Code* code, std::vector<bool>* starts, Finding* finding) {
  return Instructions(code, starts, finding).check();
}

const char* verify(const Code* code) {
  std::vector<bool> starts;
  std::vector<FrameState> states;
  Finding finding;
  bool right = check_instructions(code, &starts, &finding) && check_flow(code, &states, &finding);
  return right ? nullptr : message(code, starts, finding);
}

bool verify_nested(rt::Thread& t, Code* code, const std::function<void(const Code*, const char*)>& found) {
  if (!wake(t, code)) return false;
  if (const char* wrong = verify(code)) found(code, wrong);
  for (u32 i = 0; i < code->constant_count; ++i)
    if (rt::is_exact(code->constants[i], rt::TypeId::kCode) && !verify_nested(t, as_code(code->constants[i]), found))
      return false;
  return true;
}

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
