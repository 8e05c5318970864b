#include "interp/compile/decode.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace comp {

using rt::Ref;
using Kind = Operand::Kind;

namespace {

std::string padded(i64 number) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%04lld", static_cast<long long>(number));
  return buffer;
}

Kind kind_of(OperandKind kind) {
  switch (kind) {
    case OperandKind::read_register:
    case OperandKind::destination:
    case OperandKind::run: return Kind::kRegister;
    case OperandKind::constant:
    case OperandKind::names:
    case OperandKind::names_or_none:
    case OperandKind::code: return Kind::kConstant;
    case OperandKind::name: return Kind::kName;
    case OperandKind::jump: return Kind::kTarget;
    case OperandKind::level:
    case OperandKind::positional:
    case OperandKind::parts: return Kind::kWords;
    default: return Kind::kNumber;
  }
}

std::string function_parts(u32 bits) {
  constexpr const char* kParts[] = {"defaults", "keyword defaults", "closure", "annotate"};
  std::string text;
  for (u32 i = 0; i < std::size(kParts); ++i)
    if (bits >> i & 1) text += (text.empty() ? "" : ", ") + std::string(kParts[i]);
  return text;
}

}  // namespace

u32 first_word_of_body(const Code* code) {
  u32 word = 0;
  if (!(code->flags & kOptimized)) return word;
  while (word < code->word_count && is_prologue(generic_op(&code->words[word]))) word = next_instruction(code, word);
  return word;
}

i64 resume_offset(const Code* code) {
  u32 word = first_word_of_body(code);
  return word ? shown_offset(word) - 1 : 0;
}

bool has_operand(Op op, Kind kind) {
  auto is_one = [kind](const OperandInfo& o) { return o.kind != OperandKind::unused && kind_of(o.kind) == kind; };
  const OpInfo& info = op_info(op);
  return std::ranges::any_of(info.operands, is_one) || std::ranges::any_of(info.extra, [&](const ExtraWord& extra) {
           return is_one(extra.low) || is_one(extra.high);
         });
}

std::string Decoder::text(Value str) {
  rt::Utf8 utf8(t_, str, true);
  if (!utf8.ok()) return ok_ = false, std::string();
  return std::string(utf8.view());
}

std::string Decoder::constant_text_py(u64 index) {
  if (index >= code_->constant_count) return "k" + std::to_string(index);
  Value v = code_->constants[index];
  if (is_exact(v, rt::TypeId::kCode)) return "<code " + text(as_code(v)->qualname.get()) + ">";
  Ref repr = rt::repr_py(t_, v);
  if (!repr) return ok_ = false, std::string();
  std::string s = text(repr);
  return s.size() <= 60 ? s : s.substr(0, 57) + "...";
}

std::string Decoder::name_text(u64 index) {
  bool known = index < code_->constant_count && rt::is_str(code_->constants[index]);
  return known ? text(code_->constants[index]) : "?";
}

std::string Decoder::register_text(u16 number) {
  if (number == kNoRegister) return "-";
  bool taken = number & kTempBit;
  u32 r = number & 0x7fff;
  if (r >= code_->locals) return "t" + std::to_string(r - code_->locals) + (taken ? "*" : "");
  auto* names = rt::as_tuple(code_->local_names.get());
  return r < names->length ? text((*names)[r]) : "r" + std::to_string(r);
}

void Decoder::add(Kind kind, i64 number) {
  std::string shown;
  switch (kind) {
    case Kind::kRegister: shown = register_text(static_cast<u16>(number)); break;
    case Kind::kConstant: shown = constant_text_py(static_cast<u64>(number)); break;
    case Kind::kName: shown = name_text(static_cast<u64>(number)); break;
    case Kind::kTarget: shown = "-> " + padded(number); break;
    default: shown = std::to_string(number);
  }
  out_->operands.push_back({kind, number, std::move(shown)});
}

void Decoder::add_words(i64 number, std::string text) {
  if (!text.empty()) out_->operands.push_back({Kind::kWords, number, std::move(text)});
}

// `bits`: the operand; as a distance, if it is one.
void Decoder::add(OperandKind kind, u32 bits, i32 distance) {
  switch (kind) {
    case OperandKind::unused: return;
    case OperandKind::jump: return add(Kind::kTarget, i64{out_->end} + distance);
    case OperandKind::level: return add_words(bits, bits ? "level " + std::to_string(bits) : "");
    case OperandKind::positional: return add_words(bits, std::to_string(bits) + " positional");
    case OperandKind::parts: return add_words(bits, function_parts(bits));
    default: return add(kind_of(kind), bits);
  }
}

bool Decoder::decode_py(u32 word, Instruction* out) {
  Op op = generic_op(&code_->words[word]);
  *out = {word, word + 1 + op_info(op).words, op, {}};
  out_ = out;
  const OpInfo& info = op_info(op);
  u64 insn = instruction_at(code_, word);
  for (int i = 0; i < 3; ++i) {
    u16 narrow = static_cast<u16>(insn >> (16 * (i + 1)));
    u32 wide = static_cast<u32>(insn >> 32);
    if (info.operands[i].wide) add(info.operands[i].kind, wide, static_cast<i32>(wide));
    else add(info.operands[i].kind, narrow, static_cast<i16>(narrow));
  }
  for (u32 i = 0; i < info.words; ++i) {
    u64 extra = word_of(code_, word + 1 + i);
    u32 low = static_cast<u32>(extra), high = static_cast<u32>(extra >> 32);
    add(info.extra[i].low.kind, low, static_cast<i32>(low));
    add(info.extra[i].high.kind, high, static_cast<i32>(high));
  }
  return ok_;
}

}  // namespace comp
