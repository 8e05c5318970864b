// Machine instructions in words: from operands, not from known listings. Both spellings of objdump programs are read.
#include <doctest/doctest.h>

#include "interp/listings/asm_fields.h"

using namespace vm;

namespace {

constexpr gc::u64 kStart = 0x1000;

// An instruction of four bytes at the given place.
Instruction at(int place, const char* mnemonic, std::vector<std::string> operands, int target = -1) {
  Instruction in{kStart + 4 * static_cast<gc::u64>(place), mnemonic, std::move(operands), 0, ""};
  if (target >= 0) in.target = kStart + 4 * static_cast<gc::u64>(target);
  return in;
}

const Registers kCounting = {{"rbx", {Kind::kThread, "this thread"}}, {"rbp", {Kind::kObject, "the object"}}};

}  // namespace

TEST_CASE("words_follow_what_the_registers_hold") {
  std::vector<std::string> words =
      explain({at(0, "mov", {"ecx", "dword ptr [rbp]"}), at(1, "cmp", {"ecx", "dword ptr [rbx]"}),
               at(2, "jne", {"1010"}, 4), at(3, "add", {"dword ptr [rbp+0x4]", "0x1"}), at(4, "ret", {})},
              kCounting);
  CHECK(words[0] == "ecx = the owner of the object");
  CHECK(words[1] == "compare the owner of the object with the id of this thread");
  CHECK(words[2] == "if they differ");
  CHECK(words[3] == "the local count of the object + 1");
  CHECK(words[4] == "done");
}

TEST_CASE("flags_are_named_from_the_mask") {
  std::vector<std::string> words = explain(
      {at(0, "mov", {"eax", "dword ptr [rbp+0xc]"}), at(1, "test", {"al", "0x4"}), at(2, "shr", {"eax", "0x9"})},
      kCounting);
  CHECK(words[1] == "is it published?");
  CHECK(words[2] == "eax = the shape of the object");
  CHECK(flag_names(gc::kDeferred | gc::kBorrowed) == "deferred or lent");
}

TEST_CASE("where_ways_meet_only_what_all_know_is_said") {
  // rcx is the owner on one way and the local count on the other.
  std::vector<std::string> words =
      explain({at(0, "je", {"100c"}, 3), at(1, "mov", {"ecx", "dword ptr [rbp]"}), at(2, "jmp", {"1010"}, 4),
               at(3, "mov", {"ecx", "dword ptr [rbp+0x4]"}), at(4, "mov", {"eax", "ecx"})},
              kCounting);
  CHECK(words[1] == "ecx = the owner of the object");
  CHECK(words[3] == "ecx = the local count of the object");
  CHECK(words[4] == "");
}

TEST_CASE("a_loop_keeps_only_what_it_does_not_change") {
  std::vector<std::string> words =
      explain({at(0, "mov", {"ecx", "dword ptr [rbp]"}), at(1, "mov", {"edx", "dword ptr [rbp+0x8]"}),
               at(2, "cmp", {"ecx", "edx"}), at(3, "mov", {"ecx", "dword ptr [rsi]"}), at(4, "jne", {"1004"}, 1)},
              kCounting);
  CHECK(words[1] == "edx = the shared count of the object");
  CHECK(words[2] == "compare ecx with the shared count of the object");
}

TEST_CASE("a_call_forgets_the_registers_that_it_may_change") {
  std::vector<std::string> words = explain({at(0, "mov", {"ecx", "dword ptr [rbp]"}), at(1, "call", {"9999"}, 99),
                                            at(2, "mov", {"eax", "ecx"}), at(3, "mov", {"eax", "dword ptr [rbp]"})},
                                           kCounting);
  CHECK(words[2] == "");
  CHECK(words[3] == "eax = the owner of the object");
}

TEST_CASE("addresses_are_read_in_the_spelling_of_binutils_and_of_llvm") {
  Address address;
  for (const char* operand : {"qword ptr [r14+rcx*8-0x10]", "qword ptr [r14 + 8*rcx - 0x10]"}) {
    REQUIRE(parse_address(operand, &address));
    CHECK(address.base == "r14");
    CHECK(address.index == "rcx");
    CHECK(address.scale == 8);
    CHECK(address.displacement == -16);
    CHECK(address.bytes == 8);
  }
  REQUIRE(parse_address("dword ptr fs:0xfffffffffffffff8", &address));
  CHECK(address.thread_local_block);
  CHECK(address.displacement == -8);
  CHECK(whole_register("r12b") == "r12");
  CHECK(whole_register("sil") == "rsi");
  CHECK(whole_register("0x8") == "");
}
