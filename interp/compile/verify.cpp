// The bytecode verifier: checks a code object against the rules of ops.def.
//
// First every instruction by itself: opcode, operands and jump targets in range. Then the life of temporaries along all paths: a temporary is
// read only while it holds a value, overwritten only by an instruction that releases the old value, and paths that meet agree on which temporaries hold
// values; so nothing leaks and nothing is read after its release.
#include <string>
#include <vector>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/emitter.h"

namespace comp {

namespace {

class Verifier {
 public:
  using State = std::vector<Temp>;  // of each temporary

  explicit Verifier(const Code* code) : code_(code) {}

  const char* run() {
    if (!scan() || !check_handlers() || !check_flow()) return message_.c_str();
    return nullptr;
  }
  const std::string& message() const { return message_; }
  std::vector<State>&& states() { return std::move(states_); }

 private:
  bool fail(u32 word, const std::string& what) {
    message_ = "word " + std::to_string(word) + ": " + what;
    if (word < starts_.size() && starts_[word]) message_ += std::string(" in ") + op_info(op_at(word)).name;
    return false;
  }

  Op op_at(u32 word) const { return generic_op(&code_->words[word]); }
  u16 field(u32 word, int i) const { return static_cast<u16>(instruction_at(code_, word) >> (16 * (i + 1))); }
  u32 next_of(u32 word) const { return next_instruction(code_, word); }

  bool scan() {
    starts_.assign(code_->word_count + 1, false);
    for (u32 w = 0; w < code_->word_count;) {
      if (op_at(w) >= Op::kGenericCount) return fail(w, "unknown opcode");
      starts_[w] = true;
      w = next_of(w);
      if (w > code_->word_count) return fail(w, "instruction runs past the end");
    }
    for (u32 w = 0; w < code_->word_count; w = next_of(w))
      if (!check_operands(w)) return false;
    return true;
  }

  bool check_register(u32 w, u16 reg) {
    u16 plain = reg & 0x7fff;
    if (plain == kNoRegister && op_at(w) == Op::RAISE) return true;
    if (plain >= code_->frame_size) return fail(w, "register out of range");
    if ((reg & kTempBit) && plain < code_->locals) return fail(w, "local marked as a temporary");
    return true;
  }

  bool check_operands(u32 w) {
    const OpInfo& info = op_info(op_at(w));
    for (int i = 0; i < 3; i++) {
      u16 x = field(w, i);
      char kind = info.operands[i];
      bool wide = i == 1 && info.operands[2] == kind;
      if ((kind == 'D' || kind == 'R') && !check_register(w, x)) return false;
      if (kind == 'W' && x >= code_->frame_size + 1) return fail(w, "window out of range");
      if (kind == 'K' || kind == 'N') {
        u32 index = wide ? static_cast<u32>(word_of(code_, w) >> 32) : x;
        if (index >= code_->constant_count) return fail(w, "constant out of range");
        if (wide) break;
      }
    }
    u32 target;
    if (jump_target(code_, w, &target) && (target >= code_->word_count || !starts_[target])) return fail(w, "jump into nowhere");
    return true;
  }

  bool check_handlers() {
    for (u32 i = 0; i < code_->handler_count; i++) {
      const Handler& h = code_->handlers[i];
      if (h.start >= h.end || h.end > code_->word_count || !starts_[h.start] || h.target >= code_->word_count || !starts_[h.target])
        return fail(h.start, "bad handler");
      if (h.exception >= code_->frame_size || h.exception < code_->locals || h.limit < code_->locals)
        return fail(h.start, "bad handler register");
    }
    return true;
  }

  bool holds(const State& s, u16 reg) const { return reg >= code_->locals && s[reg - code_->locals] != Temp::kNothing; }
  void put(State& s, u16 reg, Temp value) const {
    if (reg >= code_->locals && reg < code_->frame_size) s[reg - code_->locals] = value;
  }

  bool read(u32 w, State& s, u16 reg) {
    u16 plain = reg & 0x7fff;
    if (plain == kNoRegister || plain < code_->locals) return true;
    if (!holds(s, plain)) return fail(w, "reads empty temporary " + std::to_string(plain - code_->locals));
    if (reg & kTempBit) put(s, plain, Temp::kNothing);
    return true;
  }
  bool read_window(u32 w, State& s, u32 first, u32 count) {
    for (u32 i = 0; i < count; i++)
      if (!read(w, s, static_cast<u16>((first + i) | (first + i >= code_->locals ? kTempBit : 0)))) return false;
    return true;
  }

  u32 window_size(u32 w) const {
    u32 c = field(w, 2);
    switch (op_at(w)) {
      case Op::BUILD_TUPLE: case Op::BUILD_LIST: case Op::BUILD_SET: case Op::BUILD_STRING: return c;
      case Op::BUILD_MAP: return 2 * c;
      case Op::BUILD_TEMPLATE: return 2;
      case Op::BUILD_INTERPOLATION: case Op::BUILD_SLICE: case Op::GET_SLICE_STEP: case Op::GET_SUPER_ATTR: case Op::MAKE_TYPE_ALIAS: return 3;
      case Op::MAKE_TYPE_PARAM: return 1 + ((c & 12) != 0) + ((c & 16) != 0);
      case Op::GET_SLICE: case Op::SET_SLICE: case Op::WITH_EXIT: case Op::ASYNC_WITH_EXIT: case Op::WITH_EXIT_ERROR: return 2;
      case Op::MAKE_FUNCTION: return static_cast<u32>(__builtin_popcountll(word_of(code_, w + 1) & 0xffffffff));
      default: return 0;
    }
  }

  bool apply_call(u32 w, State& s) {
    u32 window = field(w, 1), count = field(w, 2);
    Op op = op_at(w);
    bool method = op == Op::CALL_METHOD || op == Op::CALL_METHOD_KW || op == Op::CALL_METHOD_EX;
    u32 arguments = op == Op::CALL_METHOD_EX ? 2 : op == Op::CALL_EX || method ? 1 + count : count;
    if (method) put(s, static_cast<u16>(window + 1), Temp::kNothing), put(s, static_cast<u16>(window + 2), Temp::kNothing);
    for (u32 i : {0u, 2u, 3u})
      if (holds(s, static_cast<u16>(window + i))) return fail(w, "call window header holds a value");
    if (!method && !read_window(w, s, window + 1, 1)) return false;
    if (!read_window(w, s, window + kWindowHeader, arguments)) return false;
    for (u32 r = window; r < code_->frame_size; r++)
      if (holds(s, static_cast<u16>(r))) return fail(w, "live temporary above a call window");
    if (holds(s, field(w, 0))) return fail(w, "destination holds a value");
    put(s, field(w, 0), Temp::kValue);
    return true;
  }

  // Reads, then writes. False: a rule is broken.
  bool apply(u32 w, State& s) {
    Op op = op_at(w);
    switch (op) {
      case Op::CALL: case Op::CALL_KW: case Op::CALL_EX: case Op::CALL_METHOD: case Op::CALL_METHOD_KW: case Op::CALL_METHOD_EX:
        return apply_call(w, s);
      case Op::CLEAR: put(s, field(w, 0), Temp::kNothing); return true;
      case Op::FOR_ITER: return holds(s, field(w, 0)) || fail(w, "no iterator");
      case Op::UNPACK: case Op::UNPACK_EX: {
        if (!read(w, s, field(w, 1))) return false;
        u32 c = field(w, 2), count = op == Op::UNPACK ? c : (c & 255) + (c >> 8) + 1;
        for (u32 i = 0; i < count; i++) put(s, static_cast<u16>(field(w, 0) + i), Temp::kValue);
        return true;
      }
      case Op::FIND_METHOD:
        if (!read(w, s, field(w, 1))) return false;
        for (u32 i : {1u, 2u, kWindowHeader}) put(s, static_cast<u16>(field(w, 0) + i), Temp::kValue);
        return true;
      case Op::WITH_ENTER: case Op::WITH_ENTER_ONLY: case Op::ASYNC_WITH_ENTER:
        if (!read(w, s, field(w, 1))) return false;
        put(s, field(w, 2), Temp::kValue);
        put(s, static_cast<u16>(field(w, 2) + 1), Temp::kValue);
        if (op != Op::WITH_ENTER_ONLY) put(s, field(w, 0), Temp::kValue);
        return true;
      default: break;
    }
    const OpInfo& info = op_info(op);
    for (int i = 0; i < 3; i++) {
      char kind = info.operands[i];
      if (kind == 'R' && !read(w, s, field(w, i))) return false;
      if (kind == 'W' && !read_window(w, s, field(w, i), window_size(w))) return false;
    }
    if (info.operands[0] == 'D' && op != Op::CHECK_LOCAL && op != Op::DEL_LOCAL && op != Op::MAKE_CELL) {
      u16 reg = field(w, 0), plain = reg & 0x7fff;
      if (holds(s, plain) != ((reg & kTempBit) != 0)) return fail(w, "destination holds a value, or is marked so and does not");
      put(s, plain, made_by(op));
    }
    return true;
  }

  static Temp made_by(Op op) {
    return op == Op::GET_ITER || op == Op::GET_AITER ? Temp::kIterator : op == Op::PUSH_HANDLED ? Temp::kHandledBefore : Temp::kValue;
  }

  bool flow_to(u32 from, u32 to, const State& s) {
    if (to >= code_->word_count) return fail(from, "falls off the end");
    if (states_[to].empty()) {
      states_[to] = s;
      if (s.empty()) states_[to].resize(1);
      queue_.push_back(to);
      return true;
    }
    for (u32 i = 0; i < s.size(); i++)
      if ((states_[to][i] == Temp::kNothing) != (s[i] == Temp::kNothing))
        return fail(from, "paths disagree on temporary " + std::to_string(i) + " at word " + std::to_string(to));
    return true;
  }

  bool flow_to_handler(u32 w, const State& before) {
    const Handler* h = handler_of(code_, w);
    if (!h) return true;
    State s = before;
    for (u32 r = h->limit; r < code_->frame_size; r++) put(s, static_cast<u16>(r), Temp::kNothing);
    if (holds(s, h->exception)) return fail(w, "exception register holds a value");
    put(s, h->exception, Temp::kException);
    return flow_to(w, h->target, s);
  }

  bool check_leaving(u32 w, const State& s) {
    for (u32 i = 0; i < s.size(); i++)
      if (s[i] != Temp::kNothing) return fail(w, "temporary " + std::to_string(i) + " is alive at the end");
    return true;
  }

  bool step(u32 w) {
    State s = states_[w];
    Op op = op_at(w);
    if (op_info(op).has('r') && !flow_to_handler(w, s)) return false;
    if (!apply(w, s)) return false;
    u32 target;
    if (jump_target(code_, w, &target)) {
      State taken = s;
      if (op == Op::FOR_ITER) put(taken, field(w, 1), Temp::kValue);
      if (!flow_to(w, target, taken)) return false;
    }
    if (op == Op::FOR_ITER) put(s, field(w, 0), Temp::kNothing);
    if (op == Op::RETURN || op == Op::RETURN_K || op == Op::RETURN_GENERATOR_END) return check_leaving(w, s);
    bool terminal = op_info(op).has('t') && op != Op::YIELD && op != Op::MAKE_GENERATOR;
    return terminal || flow_to(w, next_of(w), s);
  }

  bool check_flow() {
    if (code_->word_count == 0) return fail(0, "no instructions");
    states_.assign(code_->word_count, {});
    u32 temps = std::max(1u, code_->frame_size - code_->locals);
    if (!flow_to(0, 0, State(temps, Temp::kNothing))) return false;
    while (!queue_.empty()) {
      u32 w = queue_.back();
      queue_.pop_back();
      if (!step(w)) return false;
    }
    return true;
  }

  const Code* code_;
  std::vector<bool> starts_;
  std::vector<State> states_;
  std::vector<u32> queue_;
  std::string message_;
};

}  // namespace

std::vector<std::vector<Temp>> temporaries(const Code* code) {
  Verifier verifier(code);
  verifier.run();
  return verifier.states();
}

const char* verify(const Code* code) {
  static thread_local std::string message;  // valid until the thread's next call
  Verifier verifier(code);
  if (!verifier.run()) return nullptr;
  message = verifier.message();
  return message.c_str();
}

}  // namespace comp
