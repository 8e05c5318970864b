// Follows what the registers hold from instruction to instruction, in the order of addresses. Where ways meet, a
// register keeps only what it holds on all of them; at the head of a loop nothing is known any more.
#include "interp/listings/asm_meaning.h"

#include <cstdlib>

#include "gc/heap/header.h"
#include "interp/compile/code_object.h"
#include "interp/listings/asm_fields.h"

namespace vm {

using gc::i64;
using gc::u64;

namespace {

bool operator==(const Meaning& a, const Meaning& b) {
  return a.kind == b.kind && a.words == b.words && a.displacement == b.displacement;
}

class Explainer {
 public:
  Explainer(const std::vector<Instruction>& code, const Registers& at_start) : code_(code) {
    if (!code.empty()) at_[code[0].address] = at_start;
  }

  // What is known where ways meet only becomes less, so that the passes come to an end.
  std::vector<std::string> run() {
    std::vector<std::string> words = pass();
    for (int passes = 0; changed_ && passes < kMostPasses; ++passes) words = pass();
    return words;
  }

 private:
  static constexpr int kMostPasses = 100;
  static constexpr i64 kSmall = 4096;
  static constexpr const char* kFlags = "flags";  // the processor's flags, among the registers

  std::vector<std::string> pass() {
    std::vector<std::string> words;
    bool falls = false;
    changed_ = false;
    for (const Instruction& in : code_) {
      if (falls) arrive(in.address);
      auto known = at_.find(in.address);
      falls = known != at_.end();
      words.push_back("");
      if (!falls) continue;  // it is reached by a jump back only: the next pass knows more
      registers_ = known->second;
      words.back() = text_of(in);
      if (in.is_jump() && in.target) arrive(in.target);
      falls = !in.ends();
    }
    return words;
  }

  static Registers common(const Registers& a, const Registers& b) {
    Registers both;
    for (const auto& [name, meaning] : a) {
      auto other = b.find(name);
      if (other != b.end() && other->second == meaning) both.insert({name, meaning});
    }
    return both;
  }
  // Notes what the registers hold when `address` is reached on one more way.
  void arrive(u64 address) {
    auto [known, is_new] = at_.insert({address, registers_});
    changed_ |= is_new;
    if (is_new) return;
    Registers both = common(known->second, registers_);
    changed_ |= both.size() != known->second.size();
    known->second = std::move(both);
  }

  Meaning in_register(const std::string& name) const {
    auto found = registers_.find(whole_register(name));
    return found == registers_.end() ? Meaning() : found->second;
  }
  static bool is_memory(const std::string& operand) {
    return operand.find('[') != std::string::npos || operand.find("fs:") != std::string::npos;
  }
  static bool is_number(const std::string& operand) {
    return !operand.empty() && (operand[0] == '-' || (operand[0] >= '0' && operand[0] <= '9'));
  }
  static i64 value_of(const std::string& number) {
    return number[0] == '-' ? -static_cast<i64>(std::strtoull(number.c_str() + 1, nullptr, 0))
                            : static_cast<i64>(std::strtoull(number.c_str(), nullptr, 0));
  }

  Meaning meaning_of(const std::string& operand) const {
    Address address;
    if (is_number(operand)) {
      i64 n = value_of(operand);
      bool small = n > -kSmall && n < kSmall;  // others are addresses and masks: better as they are written
      return {Kind::kConstant, small ? std::to_string(n) : "", n};
    }
    if (is_memory(operand) && parse_address(operand, &address))
      return word_at(address, in_register(address.base), in_register(address.index));
    return in_register(operand);
  }
  // What people call an operand: its meaning, else the operand itself.
  std::string words_of(const std::string& operand) const {
    std::string words = meaning_of(operand).words;
    if (!words.empty()) return words;
    return is_memory(operand) && !variable_.empty() ? variable_ : operand;
  }
  // Notes which kind of instruction has set the processor's flags.
  void test_was(const char* kind) { registers_[kFlags] = {Kind::kUnknown, kind}; }
  void set(const std::string& operand, const Meaning& meaning) {
    std::string name = whole_register(operand);
    if (!name.empty()) registers_[name] = meaning;
  }

  std::string text_of(const Instruction& in) {
    variable_ = in.target ? "" : in.symbol;
    const std::string& m = in.mnemonic;
    const std::vector<std::string>& o = in.operands;
    if (m == "ret") return "done";
    if (in.is_call()) return called(in);
    if (in.is_jump()) return jumped(in);
    if (o.size() == 2 && (m.compare(0, 3, "mov") == 0)) return moved(o[0], o[1]);
    if (o.size() == 2 && m == "lea") return addressed(o[0], o[1]);
    if (o.size() == 2 && m == "cmp") return compared(o[0], o[1]);
    if (o.size() == 2 && m == "test") return tested(o[0], o[1]);
    if (m.compare(0, 4, "lock") == 0) return locked(in);
    if (m == "xchg" && o.size() == 2) {
      std::string text = "atomic: " + words_of(o[0]) + " and " + words_of(o[1]) + " change places";
      set(o[0], {});
      set(o[1], {});
      return text;
    }
    if (m == "nop") return "";
    if (m.compare(0, 3, "set") == 0 || m.compare(0, 4, "cmov") == 0) return set(o[0], {}), "";
    if (o.size() == 1 && (m == "inc" || m == "dec")) return changed(o[0], m == "inc" ? "1" : "-1");
    if (o.size() == 2 && (m == "add" || m == "sub")) return added(o[0], o[1], m == "sub");
    if (o.size() == 2 && m == "xor" && o[0] == o[1]) return set(o[0], {Kind::kNumber, "0"}), o[0] + " = 0";
    if (o.size() == 2) return combined(m, o[0], o[1]);
    if (o.size() == 1 && m == "push") return "save " + o[0];
    if (!o.empty()) set(o[0], {});
    if (o.size() == 1 && m == "pop") return "restore " + o[0];
    for (const char* implied : {"rax", "rdx"}) set(implied, {});  // div, cqo, ...
    return "";
  }

  std::string moved(const std::string& to, const std::string& from) {
    Meaning meaning = meaning_of(from);
    std::string what = words_of(from);
    if (is_memory(to)) return words_of(to) == to ? "" : words_of(to) + " := " + what;
    if (whole_register(to) == whole_register(from)) return set(to, {Kind::kNumber, meaning.words}), "";
    bool opcode = meaning.kind == Kind::kInstruction && !is_memory(from) && from.back() == 'w';
    if (opcode) meaning = {Kind::kNumber, what = "its opcode and marks"};
    set(to, meaning);
    return meaning.words.empty() ? "" : to + " = " + what;
  }

  std::string addressed(const std::string& to, const std::string& from) {
    Address address;
    parse_address(from, &address);
    Meaning base = in_register(address.base);
    if (base.kind == Kind::kCode && address.index.empty()) {
      base.displacement += address.displacement;
      set(to, base);
      return to + " = " + base.words + ", moved by " + std::to_string(address.displacement / 8) + " words";
    }
    if (base.kind == Kind::kNumber && address.index.empty()) {
      std::string n = std::to_string(address.displacement);
      std::string words = base.words + (n[0] == '-' ? " - " + n.substr(1) : " + " + n);
      set(to, {Kind::kNumber, words});
      return to + " = " + words;
    }
    set(to, {});
    return "";
  }

  std::string compared(const std::string& a, const std::string& b) {
    test_was("cmp");
    bool owner = meaning_of(a).words.compare(0, 9, "the owner") == 0;
    bool immortal = owner && is_number(b) && static_cast<gc::u32>(value_of(b)) == gc::kImmortalOwner;
    return "compare " + words_of(a) + " with " + (immortal ? "that of immortal objects" : words_of(b));
  }

  std::string tested(const std::string& a, const std::string& b) {
    Meaning meaning = meaning_of(a);
    test_was(a == b ? "zero" : "test");
    if (a == b) return "is " + words_of(a) + (meaning.kind == Kind::kValue ? " empty?" : " 0?");
    if (!is_number(b) || meaning.words.empty()) return "";
    u64 mask = static_cast<u64>(value_of(b));
    bool is_meta = meaning.words.compare(0, 4, "meta") == 0 || meaning.words.compare(0, 5, "flags") == 0;
    if (is_meta && mask <= gc::kFlagMask) return "is it " + flag_names(mask) + "?";
    if (meaning.kind == Kind::kValue && mask == 7)
      return "is " + meaning.words + " no object, but an int, a float, None?";
    if (meaning.kind == Kind::kValue && mask == 15) return "is " + meaning.words + " anything but a counted reference?";
    if (meaning.kind == Kind::kValue && mask == 1) return "is " + meaning.words + " an int?";
    if (meaning.kind == Kind::kInstruction && meaning.displacement == -1 && mask <= 7) return mark_question(mask);
    return "does " + meaning.words + " have bits " + std::to_string(mask) + "?";
  }
  static std::string mark_question(u64 mask) {
    std::string text;
    for (auto [bit, name] : {std::pair{comp::kTempA, "a"}, {comp::kTempB, "b"}, {comp::kTempC, "c"}}) {
      if (mask & bit) text += (text.empty() ? "" : " or ") + std::string(name);
    }
    return "is operand " + text + " a temporary?";
  }

  std::string changed(const std::string& operand, const std::string& by) {
    test_was("arithmetic");
    if (meaning_of(operand).words.empty()) return set(operand, {}), "";
    std::string words = words_of(operand) + (by[0] == '-' ? " - " + by.substr(1) : " + " + by);
    set(operand, {Kind::kNumber, words});
    return words;
  }

  std::string added(const std::string& to, const std::string& what, bool minus) {
    Meaning meaning = meaning_of(to);
    if (!is_number(what)) {
      std::string text = words_of(to) + (minus ? " - " : " + ") + words_of(what);
      test_was("arithmetic");
      set(to, {});
      return text;
    }
    i64 n = minus ? -value_of(what) : value_of(what);
    if (whole_register(to) == "rsp") return "room on the C++ stack";
    if (meaning.kind != Kind::kCode) return changed(to, std::to_string(static_cast<gc::i32>(n)));
    meaning.displacement += n;
    set(to, meaning);
    return meaning.words + " moves on by " + std::to_string(n / 8) + " words";
  }

  // and, or, shr ...
  std::string combined(const std::string& m, const std::string& to, const std::string& what) {
    Meaning meaning = meaning_of(to);
    u64 n = is_number(what) ? static_cast<u64>(value_of(what)) : 0;
    test_was("arithmetic");
    if (meaning.words.empty() || !is_number(what) || is_memory(to)) return is_memory(to) ? "" : (set(to, {}), "");
    if (meaning.kind == Kind::kValue && m == "and" && (n == ~u64{15} || n == ~u64{8})) {
      set(to, {Kind::kObject, "the object in " + meaning.words});
      return to + " = the object in " + meaning.words + " (the mark \"uncounted\" cleared)";
    }
    if (meaning.kind == Kind::kValue && m == "or" && n == 8) return "mark it as uncounted";
    if (m == "shr" && n == gc::kFlagBits && meaning.words.compare(0, 4, "meta") == 0) {
      size_t of = meaning.words.find(" of ");
      std::string shape = "the shape" + (of == std::string::npos ? "" : meaning.words.substr(of));
      set(to, {Kind::kNumber, shape});
      return to + " = " + shape;
    }
    if (m == "shr" && n == 32) {
      set(to, {Kind::kNumber, "the high half of " + meaning.words});
      return to + " = the high half of " + meaning.words;
    }
    if (m == "and" && meaning.words.compare(0, 4, "meta") == 0) {
      set(to, {Kind::kNumber, n <= gc::kFlagMask ? "flags (" + flag_names(n) + ")" : "parts of " + meaning.words});
      return n <= gc::kFlagMask ? "keep only the flags " + flag_names(n) : "";
    }
    set(to, {Kind::kNumber, ""});
    return "";
  }

  std::string locked(const Instruction& in) {
    test_was("cmp");
    if (in.operands.empty()) return "atomic";
    Meaning before = meaning_of(in.operands[0]);
    std::string words = words_of(in.operands[0]);
    if (in.mnemonic == "lock cmpxchg") return set("rax", {}), "atomic: compare and swap " + words;
    if (in.mnemonic != "lock xadd" || in.operands.size() < 2) return "atomic: change " + words;
    std::string text = "atomic: " + words + " + " + words_of(in.operands[1]);
    set(in.operands[1], before);
    return text;
  }

  std::string called(const Instruction& in) {
    for (const char* lost : {"rax", "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11"}) registers_.erase(lost);
    return in.target ? "" : "call a function";
  }

  std::string jumped(const Instruction& in) {
    std::string condition = condition_of(in.mnemonic);
    if (in.target) return condition;
    return "go on with " + words_of(in.operands.empty() ? "" : in.operands[0]);
  }

  // When the jump is taken, by the instruction that has set the flags.
  std::string condition_of(const std::string& jump) const {
    auto flags = registers_.find(kFlags);
    std::string test = flags == registers_.end() ? "" : flags->second.words;
    bool equal = jump == "je";
    if (equal || jump == "jne") {
      if (test == "cmp") return equal ? "if they are equal" : "if they differ";
      if (test == "test") return equal ? "if not" : "if so";
      if (test == "zero") return equal ? "if so" : "if not";
      return test.empty() ? "" : equal ? "if the result is 0" : "if the result is not 0";
    }
    static const std::map<std::string, const char*> kConditions = {
        {"jb", "if below"},    {"jae", "if not below"},    {"ja", "if above"},   {"jbe", "if not above"},
        {"jl", "if less"},     {"jge", "if not less"},     {"jg", "if greater"}, {"jle", "if not greater"},
        {"js", "if negative"}, {"jns", "if not negative"}, {"jmp", ""}};
    auto found = kConditions.find(jump);
    return found == kConditions.end() ? "" : found->second;
  }

  const std::vector<Instruction>& code_;
  std::map<u64, Registers> at_;  // what the registers hold at an address, on whichever way it is reached
  bool changed_ = false;         // this pass has changed at_
  Registers registers_;
  std::string variable_;  // the variable that the instruction uses, if objdump names one
};

}  // namespace

std::vector<std::string> explain(const std::vector<Instruction>& code, const Registers& at_start) {
  return Explainer(code, at_start).run();
}

}  // namespace vm
