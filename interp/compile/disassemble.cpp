// A listing of bytecode for people: `--dis`, `--dis=run` (interp/study/run_listing.cpp), tests.
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
  Listing(rt::Thread& t, const Code* code) : t_(t), code_(code) {}

  bool make(CodeListing* out) {
    out->heading = "code " + text(code_->qualname.get()) + ", " + std::to_string(code_->frame_size) + " registers";
    for (u32 w = 0; w < code_->word_count; w += 1 + op_info(op_at(w)).words) {
      out->instructions.push_back({w, position_of(code_, w).line, instruction(w)});
    }
    for (u32 i = 0; i < code_->handler_count; ++i) out->handlers.push_back(handler(code_->handlers[i]));
    return ok_;
  }

 private:
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
        if (first & 4) add("closure");
        if (first & 8) add("annotate");
        return;
      default: return;
    }
  }

  std::string instruction(u32 w) {
    std::string mnemonic = op_info(op_at(w)).name;
    std::string args = operands(w);
    if (!args.empty()) mnemonic.resize(std::max<size_t>(mnemonic.size(), 17), ' ');
    return number(w) + "  " + mnemonic + (args.empty() ? "" : " ") + args;
  }

  std::string handler(const Handler& h) {
    return "handler " + number(h.start) + ".." + number(h.end) + " -> " + number(h.target) + ", exception in " +
           reg(h.exception) + ", from " + reg(h.limit);
  }

  rt::Thread& t_;
  const Code* code_;
  bool ok_ = true;
};

std::string text_of(const CodeListing& listing) {
  std::string text = listing.heading + '\n';
  i32 last_line = 0;
  for (const ListedInstruction& instruction : listing.instructions) {
    char line[16] = "       ";
    if (instruction.line && instruction.line != last_line)
      std::snprintf(line, sizeof line, "%5d  ", last_line = instruction.line);
    text += line + instruction.text + '\n';
  }
  for (const std::string& handler : listing.handlers) text += "       " + handler + '\n';
  return text;
}

bool add_listing(rt::Thread& t, Code* code, bool recursive, std::string* text) {
  CodeListing listing;
  if (!list_code(t, code, &listing)) return false;
  *text += text_of(listing);
  if (!recursive) return true;
  for (u32 i = 0; i < code->constant_count; ++i) {
    if (!is_exact(code->constants[i], rt::TypeId::kCode)) continue;
    *text += '\n';
    if (!add_listing(t, as_code(code->constants[i]), true, text)) return false;
  }
  return true;
}

}  // namespace

bool list_code(rt::Thread& t, Code* code, CodeListing* out) { return wake(t, code) && Listing(t, code).make(out); }

Ref disassemble(rt::Thread& t, Code* code, bool recursive) {
  std::string text;
  return add_listing(t, code, recursive, &text) ? rt::make_str(t, text) : Ref();
}

}  // namespace comp
