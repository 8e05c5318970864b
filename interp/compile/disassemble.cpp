// A listing of bytecode for people: `--dis`, tests, the study tools.
//
//     2  0000  GET_GLOBAL      t0, print
//        0003  ADD_K           x, x, 1
#include <cstdio>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/emitter.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;

namespace {

class Listing {
 public:
  explicit Listing(rt::Thread& t) : t_(t) {}

  bool add(Code* code, bool recursive) {
    if (!wake(t_, code)) return false;
    code_ = code;
    line("code ", text(code->qualname.get()), ", ", std::to_string(code->frame_size), " registers");
    i32 last_line = 0;
    for (u32 w = 0; w < code->word_count; w += 1 + op_info(op_at(w)).words) instruction(w, &last_line);
    handlers();
    if (!recursive) return ok_;
    for (u32 i = 0; i < code->constant_count && ok_; ++i) {
      if (!is_exact(code->constants[i], rt::TypeId::kCode)) continue;
      out_ += '\n';
      Listing inner(t_);
      ok_ = inner.add(as_code(code->constants[i]), true);
      out_ += inner.out_;
    }
    return ok_;
  }
  const std::string& result() const { return out_; }

 private:
  template <class... T>
  void line(const T&... parts) {
    ((out_ += parts), ...);
    out_ += '\n';
  }

  Op op_at(u32 w) const { return generic_op(&code_->words[w]); }

  std::string text(Value str) {
    rt::Utf8 utf8(t_, str, true);
    if (!utf8.ok()) return ok_ = false, std::string();
    return std::string(utf8.view());
  }

  std::string constant(u32 index) {
    if (index >= code_->constant_count) return "k" + std::to_string(index);
    Value v = code_->constants[index];
    if (is_exact(v, rt::TypeId::kCode)) return "<code " + text(as_code(v)->qualname.get()) + ">";
    Ref repr = rt::repr_py(t_, v);
    if (!repr) return ok_ = false, std::string();
    std::string s = text(repr);
    return s.size() <= 60 ? s : s.substr(0, 57) + "...";
  }

  std::string name(u32 index) { return index < code_->constant_count ? text(code_->constants[index]) : "?"; }

  std::string reg(u16 r) {
    if (r == kNoRegister) return "-";
    bool taken = r & kTempBit;
    r &= 0x7fff;
    if (r >= code_->locals) return "t" + std::to_string(r - code_->locals) + (taken ? "*" : "");
    auto* names = rt::as_tuple(code_->local_names.get());
    return r < names->length ? text((*names)[r]) : "r" + std::to_string(r);
  }

  std::string number(u32 w) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%04u", w);
    return buffer;
  }

  std::string operand(u32 w, char kind, int i) {
    u16 x = static_cast<u16>(instruction_at(code_, w) >> (16 * (i + 1)));
    u32 end = w + 1 + op_info(op_at(w)).words;
    switch (kind) {
      case 'D':
      case 'R':
      case 'W': return reg(x);
      case 'K': return constant(x);
      case 'N': return name(x);
      case 'J': return "-> " + number(static_cast<u32>(end + static_cast<i16>(x)));
      default: return std::to_string(x);
    }
  }

  std::string operands(u32 w) {
    const OpInfo& info = op_info(op_at(w));
    std::string s;
    auto add = [&](const std::string& part) { s += (s.empty() ? "" : ", ") + part; };
    u32 wide = static_cast<u32>(word_of(code_, w) >> 32);
    for (int i = 0; i < 3; ++i) {
      char kind = info.operands[i];
      if (kind == '-') continue;
      if (i == 1 && info.operands[2] == kind && (kind == 'J' || kind == 'K' || kind == 'N')) {
        add(kind == 'K' ? constant(wide) : kind == 'N' ? name(wide) : "-> " + number(w + 1 + info.words + wide));
        break;
      }
      add(operand(w, kind, i));
    }
    add_extra(w, add);
    return s;
  }

  template <class Add>
  void add_extra(u32 w, Add&& add) {
    u32 first = static_cast<u32>(word_of(code_, w + 1 < code_->word_count ? w + 1 : w));
    u32 end = w + 1 + op_info(op_at(w)).words;
    switch (op_at(w)) {
      case Op::FOR_ITER:
      case Op::SEND: return add("-> " + number(end + first));
      case Op::CALL_KW: return add(constant(static_cast<u32>(word_of(code_, w + 2))));
      case Op::CALL_METHOD:
      case Op::CALL_METHOD_EX: return add(name(static_cast<u32>(word_of(code_, w + 2))));
      case Op::CALL_METHOD_KW:
        add(name(static_cast<u32>(word_of(code_, w + 2))));
        return add(constant(static_cast<u32>(word_of(code_, w + 3))));
      case Op::IMPORT_NAME: return first ? add("level " + std::to_string(first)) : void();
      case Op::MAKE_FUNCTION:
        if (first & 1) add("defaults");
        if (first & 2) add("keyword defaults");
        if (first & 4) add("annotations");
        if (first & 8) add("closure");
        if (first & 16) add("annotate");
        return;
      default: return;
    }
  }

  void instruction(u32 w, i32* last_line) {
    i32 at = position_of(code_, w).line;
    char head[48];
    if (at && at != *last_line) std::snprintf(head, sizeof head, "%5d  ", at);
    else std::snprintf(head, sizeof head, "       ");
    if (at) *last_line = at;
    std::string mnemonic = op_info(op_at(w)).name;
    std::string args = operands(w);
    if (!args.empty()) mnemonic.resize(std::max<size_t>(mnemonic.size(), 17), ' ');
    line(head, number(w), "  ", mnemonic, args.empty() ? "" : " ", args);
  }

  void handlers() {
    for (u32 i = 0; i < code_->handler_count; ++i) {
      const Handler& h = code_->handlers[i];
      line("       handler ", number(h.start), "..", number(h.end), " -> ", number(h.target), ", exception in ",
           reg(h.exception), ", from ", reg(h.limit));
    }
  }

  rt::Thread& t_;
  const Code* code_ = nullptr;
  std::string out_;
  bool ok_ = true;
};

}  // namespace

Ref disassemble(rt::Thread& t, Code* code, bool recursive) {
  Listing listing(t);
  if (!listing.add(code, recursive)) return Ref();
  return rt::make_str(t, listing.result());
}

}  // namespace comp
