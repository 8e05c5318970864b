// A listing of bytecode for people: `--dis`, `--dis=run` (interp/listings/run_listing.cpp), tests.
//
//     2  0000  LOAD_GLOBAL     t0, print
//        0003  ADD_K           x, x, 1
#include <cstdio>

#include <utility>

#include "interp/compile/compiler.h"
#include "interp/compile/decode.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;

namespace {

class Listing {
 public:
  Listing(rt::Thread& t, const Code* code) : code_(code), decoder_(t, code) {}

  bool make_py(CodeListing* out) {
    out->heading =
        "code " + decoder_.text(code_->qualname.get()) + ", " + std::to_string(code_->frame_size) + " registers";
    Instruction insn;
    for (u32 w = 0; w < code_->word_count; w = insn.end) {
      if (!decoder_.decode_py(w, &insn)) return false;
      out->instructions.push_back({w, position_of(code_, w).line, line(insn)});
    }
    for (u32 i = 0; i < code_->handler_count; ++i) out->handlers.push_back(handler(code_->handlers[i]));
    return true;
  }

 private:
  std::string number(u32 w) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%04u", w);
    return buffer;
  }

  std::string line(const Instruction& insn) {
    std::string text = op_info(insn.op).shown, separator = " ";
    if (!insn.operands.empty()) text.resize(std::max<size_t>(text.size(), 17), ' ');
    for (const Operand& operand : insn.operands) text += std::exchange(separator, ", ") + operand.text;
    return number(insn.word) + "  " + text;
  }

  std::string handler(const Handler& h) {
    return "handler " + number(h.start) + ".." + number(h.end) + " -> " + number(h.target) + ", exception in " +
           decoder_.register_text(h.exception) + ", from " + decoder_.register_text(h.limit);
  }

  const Code* code_;
  Decoder decoder_;
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

}  // namespace

bool list_code_py(rt::Thread& t, Code* code, CodeListing* out) {
  return wake(t, code) && Listing(t, code).make_py(out);
}

bool add_listings_py(rt::Thread& t, Code* code, std::string* text, const ListingEdit& edit) {
  CodeListing listing;
  if (!list_code_py(t, code, &listing) || (edit && !edit(code, &listing))) return false;
  *text += text_of(listing);
  for (u32 i = 0; i < code->constant_count; ++i) {
    if (!is_exact(code->constants[i], rt::TypeId::kCode)) continue;
    *text += '\n';
    if (!add_listings_py(t, as_code(code->constants[i]), text, edit)) return false;
  }
  return true;
}

Ref disassemble_py(rt::Thread& t, Code* code) {
  std::string text;
  return add_listings_py(t, code, &text) ? rt::make_str(t, text) : Ref();
}

}  // namespace comp
