// Runs objdump (package binutils), or LLVM's, on the file of this program, and reads what it prints. The end of a
// function is not asked for, since an installed program may have no symbols: jumps are followed from the start.
#include "interp/listings/machine_code.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <string_view>

namespace vm {

using gc::u64;

namespace {

constexpr u64 kMostBytes = 2048;  // no function that is shown is longer
constexpr const char* kPrograms[] = {"objdump", "llvm-objdump", "llvm-objdump-19"};

std::string this_program() {
  char path[PATH_MAX];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
  return n > 0 ? std::string(path, static_cast<size_t>(n)) : std::string();
}

[[noreturn]] void run_objdump(int out, const std::string& program, const std::string& start, const std::string& stop) {
  dup2(out, STDOUT_FILENO);
  for (const char* name : kPrograms) {
    execlp(name, name, "-d", "-M", "intel", "--no-show-raw-insn", "-C", start.c_str(), stop.c_str(), program.c_str(),
           static_cast<char*>(nullptr));
  }
  _exit(127);  // as a shell: there is no such program
}

// What objdump prints about the bytes from `start` on. Empty: *error.
std::string disassembly(u64 start, std::string* error) {
  int ends[2];
  char options[2][64];
  std::snprintf(options[0], sizeof options[0], "--start-address=%#llx", static_cast<unsigned long long>(start));
  std::snprintf(options[1], sizeof options[1], "--stop-address=%#llx",
                static_cast<unsigned long long>(start + kMostBytes));
  std::string program = this_program();
  if (pipe(ends) != 0) return *error = std::strerror(errno), "";
  pid_t child = fork();
  if (child == 0) run_objdump(ends[1], program, options[0], options[1]);
  close(ends[1]);
  std::string text;
  char piece[4096];
  for (ssize_t n; (n = read(ends[0], piece, sizeof piece)) > 0;) text.append(piece, static_cast<size_t>(n));
  close(ends[0]);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) < 0) return *error = std::strerror(errno), "";
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
    *error = "objdump is needed to read machine code. It is in the package binutils: apt-get install binutils";
    return "";
  }
  if (status != 0) *error = "objdump could not read " + program;
  return status == 0 ? text : "";
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::string trimmed(const std::string& text) {
  size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

// "vm::enter_lock<rt::Lock>" from "unsigned long vm::enter_lock<rt::Lock>(unsigned long)+0x10": without parameters,
// result and distance.
std::string plain_name(const std::string& symbol) {
  constexpr std::string_view kAnonymous = "(anonymous namespace)";
  size_t begin = 0, depth = 0;
  for (size_t i = 0; i < symbol.size(); ++i) {
    char c = symbol[i];
    if (c == '(' && symbol.compare(i, kAnonymous.size(), kAnonymous) == 0) i += kAnonymous.size() - 1;
    else if (c == '<') ++depth;
    else if (c == '>' && depth) --depth;
    else if (c == ' ' && !depth) begin = i + 1;
    else if ((c == '(' || c == '+') && !depth) return symbol.substr(begin, i - begin);
  }
  return symbol.substr(begin);
}

// "<mnemonic> <operand>,<operand> <symbol>"; the symbol of a variable stands in a comment: "# <address> <symbol>".
Instruction parse(u64 address, std::string text) {
  Instruction in{address, "", {}, 0, ""};
  std::string symbol;
  if (size_t open = text.find(" <"); open != std::string::npos) {
    symbol = text.substr(open + 2, text.rfind('>') - open - 2);
    text.erase(open);
  }
  in.symbol = plain_name(symbol);
  if (size_t comment = text.find('#'); comment != std::string::npos) text.erase(comment);
  text = lower(trimmed(text));
  size_t blank = text.find_first_of(" \t");
  in.mnemonic = text.substr(0, blank);
  std::string rest = blank == std::string::npos ? "" : trimmed(text.substr(blank));
  for (const char* prefix : {"lock", "bnd", "notrack", "addr32", "data16", "cs"}) {
    if (in.mnemonic != prefix) continue;
    Instruction inner = parse(address, rest + (symbol.empty() ? "" : " <" + symbol + ">"));
    if (in.mnemonic == "lock") inner.mnemonic = "lock " + inner.mnemonic;
    return inner;
  }
  if (in.mnemonic == "retq") in.mnemonic = "ret";
  for (size_t at = 0; at < rest.size();) {
    size_t comma = std::min(rest.find(',', at), rest.size());
    in.operands.push_back(trimmed(rest.substr(at, comma - at)));
    at = comma + 1;
  }
  bool direct = (in.is_jump() || in.is_call()) && in.operands.size() == 1 && std::isxdigit(in.operands[0][0]) &&
                in.operands[0].find_first_not_of("0123456789abcdefx") == std::string::npos;
  if (direct) in.target = std::strtoull(in.operands[0].c_str(), nullptr, 16);
  return in;
}

// The lines "  a04140:  mov ..." of the output. A line of a symbol, "a041d7 <name>:", begins another function.
std::vector<Instruction> parse_all(const std::string& text, u64 start) {
  std::vector<Instruction> all;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    char* behind = nullptr;
    u64 address = std::strtoull(line.c_str(), &behind, 16);
    if (behind == line.c_str() || address < start) continue;
    if (*behind == ' ' && line.back() == ':' && address > start) break;
    if (*behind == ':') all.push_back(parse(address, behind + 1));
  }
  return all;
}

}  // namespace

std::vector<Instruction> read_machine_code(const void* start, std::string* error) {
  u64 first = reinterpret_cast<u64>(start);
  std::vector<Instruction> all = parse_all(disassembly(first, error), first), reached;
  if (all.empty()) {
    if (error->empty()) *error = "objdump has found no code there";
    return reached;
  }
  std::set<u64> targets{first};  // reached, but only if it lies in `all`
  bool falls = false;
  for (bool again = true; again;) {
    again = false;
    reached.clear();
    falls = false;
    for (const Instruction& in : all) {
      falls = falls || targets.count(in.address);
      if (!falls) continue;
      reached.push_back(in);
      if (in.is_jump() && in.target) again |= targets.insert(in.target).second;
      falls = !in.ends();
    }
  }
  return reached;
}

}  // namespace vm
