// Divides the machine code into fast and slow path, and prints it. Slow is what cannot be left without calling or
// jumping to another function; the jump to the next instruction's handler leaves the fast path as `ret` does.
#include "interp/listings/asm_listing.h"

#include <cstdio>
#include <set>

#include "interp/listings/asm_samples.h"

namespace vm {

using gc::u64;

namespace {

class Paths {
 public:
  explicit Paths(const std::vector<Instruction>& code) : code_(code) {
    std::set<u64> finishing;
    for (bool again = true; again;) {
      again = false;
      for (size_t i = 0; i < code_.size(); ++i) {
        if (finishes(i, finishing)) again |= finishing.insert(code_[i].address).second;
      }
    }
    // Of these, those that are reached without a call: not what follows the call of a slow path.
    reach(0, finishing);
  }
  bool is_fast(size_t i) const { return is_fast_at(code_[i].address); }
  bool is_inside(u64 target) const { return target >= code_.front().address && target <= code_.back().address; }
  bool is_fast_at(u64 address) const { return fast_.count(address) != 0; }

 private:
  // True if from this instruction on the function can be left without a call, as far as is known yet.
  bool finishes(size_t i, const std::set<u64>& finishing) const {
    const Instruction& in = code_[i];
    if (in.is_call()) return false;
    if (in.mnemonic == "ret") return true;
    if (in.mnemonic == "jmp") return !in.target || finishing.count(in.target);
    bool on = i + 1 < code_.size() && finishing.count(code_[i + 1].address);
    return on || (in.is_jump() && finishing.count(in.target));
  }

  void reach(size_t i, const std::set<u64>& finishing) {
    for (; i < code_.size() && finishing.count(code_[i].address) && fast_.insert(code_[i].address).second; ++i) {
      const Instruction& in = code_[i];
      if (in.is_jump() && finishing.count(in.target)) reach(index_of(in.target), finishing);
      if (in.ends()) return;
    }
  }
  size_t index_of(u64 address) const {
    size_t i = 0;
    while (i < code_.size() && code_[i].address != address) ++i;
    return i;
  }

  const std::vector<Instruction>& code_;
  std::set<u64> fast_;
};

std::string shown_operands(const Instruction& in, const Paths& paths, u64 start) {
  if (in.target && paths.is_inside(in.target)) {
    char place[24];
    std::snprintf(place, sizeof place, "+%llu", static_cast<unsigned long long>(in.target - start));
    return place;
  }
  if (in.target && !in.symbol.empty()) return in.symbol;
  std::string text;
  for (const std::string& operand : in.operands) text += (text.empty() ? "" : ", ") + operand;
  for (const char* size : {"qword ptr ", "dword ptr ", "word ptr ", "byte ptr "}) {
    if (size_t at = text.find(size); at != std::string::npos) text.erase(at + std::string(size).find(' '), 4);
  }
  return text;
}

void print_path(const std::vector<Instruction>& code, const std::vector<std::string>& words, const Paths& paths,
                bool fast) {
  u64 start = code.front().address;
  for (size_t i = 0; i < code.size(); ++i) {
    if (paths.is_fast(i) != fast || code[i].mnemonic == "nop") continue;
    const Instruction& in = code[i];
    std::string text = in.mnemonic + std::string(in.mnemonic.size() < 7 ? 7 - in.mnemonic.size() : 1, ' ') +
                       shown_operands(in, paths, start);
    std::string what = words[i];
    if (fast && in.is_jump() && in.target && !paths.is_fast_at(in.target))
      what += (what.empty() ? "" : ": ") + std::string("to the slow path");
    std::printf("  %+5lld  %-40s%s%s\n", static_cast<long long>(in.address - start), text.c_str(),
                what.empty() ? "" : " ; ", what.c_str());
  }
}

bool has_slow(const std::vector<Instruction>& code, const Paths& paths) {
  for (size_t i = 0; i < code.size(); ++i) {
    if (!paths.is_fast(i)) return true;
  }
  return false;
}

bool print_costs_py(rt::Thread& t, const AsmSample& sample) {
  CycleCounter counter;
  std::vector<Cost> costs;
  if (!sample.measure_py(t, counter, &costs)) return false;
  std::printf("\ncost, in %s, the best of some rounds\n", counter.what());
  for (const Cost& cost : costs) std::printf("  %7.1f  %s\n", cost.cycles, cost.what.c_str());
  return true;
}

}  // namespace

std::string asm_table() {
  std::string text;
  char line[160];
  for (const AsmSample* sample = kAsmSamples; sample->name; ++sample) {
    std::snprintf(line, sizeof line, "%-12s %s\n", sample->name, sample->what);
    text += line;
  }
  return text;
}

int print_asm_py(rt::Thread& t, const std::string& name) {
  const AsmSample* sample = kAsmSamples;
  while (sample->name && name != sample->name) ++sample;
  if (!sample->name) {
    std::fprintf(stderr, "--asm: there is no fast path called %s. These are known:\n%s", name.c_str(),
                 asm_table().c_str());
    return 2;
  }
  std::string error;
  std::vector<Instruction> code = read_machine_code(sample->code, &error);
  if (code.empty()) {
    std::fprintf(stderr, "--asm: %s\n", error.c_str());
    return 1;
  }
  std::vector<std::string> words = explain(code, sample->at_start());
  Paths paths(code);
  constexpr const char* kCounting = gc::kRefcount == gc::Refcount::kPlain    ? "plain counts under a GIL"
                                    : gc::kRefcount == gc::Refcount::kBiased ? "biased counts, no GIL"
                                                                             : "atomic counts, no GIL";
  std::printf("%s: %s\n%s; %s%s\nat the beginning: %s\n\nfast path\n", sample->name, sample->what, sample->file,
              kCounting, gc::kDebug ? "; with debug checks" : "", sample->arguments);
  print_path(code, words, paths, true);
  if (has_slow(code, paths)) {
    std::printf("slow path\n");
    print_path(code, words, paths, false);
  }
  std::fflush(stdout);
  return print_costs_py(t, *sample) ? 0 : 1;
}

}  // namespace vm
