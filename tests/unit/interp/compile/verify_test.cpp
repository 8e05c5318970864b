// Bytecode made by hand that breaks each rule of the verifier once.
#include <string>

#include <doctest/doctest.h>

#include "interp/compile/code_object.h"
#include "interp/compile/compiler.h"
#include "interp/compile/image.h"
#include "interp/compile/instruction.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"
#include "tests/unit/runtime/object/support.h"

using namespace comp;
using rt::Ref;

namespace {

// Two parameters, a third local, and ten temporaries: room for a call's window.
constexpr u16 kP = 0, kQ = 1, kUnbound = 2, kT = 3, kU = 4, kV = 5, kRegisters = 13;
constexpr u16 take(u16 reg) { return reg | kTempBit; }

// Constants: 0 a name, 1 the int 1, 2 an empty tuple, 3 None, 4 a tuple of two names, 5 a text that is no name, 6 a
// tuple of it. The first parameter may live in a cell.
struct Program {
  CodeParts parts;

  Program() {
    rt::Thread& t = rt::test::thread();
    parts.frame_size = kRegisters;
    parts.locals = 3;
    parts.positional = 2;
    parts.constants.push_back(rt::intern(t, "a_name"));
    parts.constants.push_back(Ref::immediate(Value::small_int(1)));
    parts.constants.push_back(Ref::steal(rt::empty_tuple()));
    parts.constants.push_back(rt::none());
    Ref name = rt::intern(t, "name"), other = rt::intern(t, "other"), text = rt::make_str(t, "a text");
    parts.constants.push_back(rt::make_tuple(t, name, name));
    parts.constants.push_back(Ref::share(t, text));
    parts.constants.push_back(rt::make_tuple(t, text.get()));
    Value locals[] = {name, other, other};
    parts.local_names = rt::make_tuple(t, locals, 3);
    parts.cell_names = rt::make_tuple(t, name.get());
    parts.free_names = Ref::share(t, rt::empty_tuple());
  }
  Program& flags(u32 set) {
    parts.flags = set;
    return *this;
  }
  Program& op(Op op, u16 a = 0, u16 b = 0, u16 c = 0, std::initializer_list<u64> extra = {}) {
    parts.words.push_back(encode(op, a, b, c));
    std::vector<u64> words(extra);
    words.resize(op_info(op).words);
    parts.words.insert(parts.words.end(), words.begin(), words.end());
    return *this;
  }
  Program& constant(u16 to, u32 index) { return op(Op::LOAD_K, to, static_cast<u16>(index)); }
  Program& jump(Op which, i32 distance, u16 a = 0) {
    parts.words.push_back(encode_wide(which, a, static_cast<u32>(distance)));
    return *this;
  }
  Program& end() { return op(Op::RETURN_K); }
  Program& handler(u32 start, u32 stop, u32 target, u16 exception, u16 limit) {
    parts.handlers.push_back({start, stop, target, exception, limit});
    return *this;
  }
  // What verify() says, without the word.
  std::string finding() {
    Ref code = make();
    return said(verify(code.as<Code>()));
  }
  // The same with other words than the compiler may give it.
  std::string finding_with_first_word(u64 running) {
    Ref code = make();
    code.as<Code>()->words[0] = running;
    return said(verify(code.as<Code>()));
  }

 private:
  Ref make() {
    Ref code = make_code(rt::test::thread(), std::move(parts));
    REQUIRE(code);
    return code;
  }
  static std::string said(const char* message) {
    std::string text = message ? message : "";
    return text.substr(message ? text.find(": ") + 2 : 0);
  }
};

}  // namespace

TEST_CASE("specialised_forms_belong_to_the_family_above") {
  u32 first = static_cast<u32>(Op::kGenericCount), number = first;
  for (Op before = Op::NOP; const FormInfo* form = form_info(number); ++number) {
    CAPTURE(form->name);
    CHECK(form->generic >= before);
    CHECK(generic_form(static_cast<u16>(number)) == form->generic);
    before = form->generic;
    // Words that a form names are inline caches of the instruction.
    const OpInfo& info = op_info(form->generic);
    for (u32 i = 0; i < 2; ++i)
      if (form->cache[i] != CacheWord{}) CHECK((i < info.words && info.extra[i].cache != CacheWord{}));
  }
  CHECK(std::string(form_info(first)->name) == "GET_GLOBAL_MODULE");
  CHECK(op_info(form_info(first)->generic).name == std::string("GET_GLOBAL"));
  CHECK(form_info(0) == nullptr);
  CHECK(generic_form(static_cast<u16>(number)) == Op::kGenericCount);
}

TEST_CASE("wide_operands_are_the_second") {
  for (u16 i = 0; i < static_cast<u16>(Op::kGenericCount); i++) {
    const OpInfo& info = op_info(static_cast<Op>(i));
    CAPTURE(info.name);
    CHECK(!info.operands[0].wide);
    CHECK(!info.operands[2].wide);
    if (info.operands[1].wide) CHECK(info.operands[2].kind == OperandKind::unused);
  }
}

TEST_CASE("right_bytecode_has_no_finding") {
  CHECK(Program().end().finding() == "");
  CHECK(Program().op(Op::ADD, kT, kP, kQ).op(Op::RETURN, take(kT)).finding() == "");
  CHECK(Program()
            .op(Op::ARG, kT + 1, kP)
            .op(Op::ARG, kT + 4, kQ)
            .op(Op::CALL, kT, kT, 1)
            .op(Op::RETURN, take(kT))
            .finding() == "");
  CHECK(Program().op(Op::FIND_METHOD, kT, kP, 0).op(Op::CALL_METHOD, kP, kT, 0, {0, 0}).op(Op::RETURN, kP).finding() ==
        "");
  CHECK(Program().op(Op::CHECK_LOCAL, kUnbound, 0).op(Op::RETURN, kUnbound).finding() == "");
  CHECK(Program().constant(kT, 0).constant(take(kT), 1).op(Op::RETURN, take(kT)).finding() == "");
  // A loop: for the third local in a parameter.
  CHECK(Program()
            .op(Op::GET_ITER, kT, kP)
            .jump(Op::JUMP, 1)
            .op(Op::NOP)
            .op(Op::FOR_ITER, kT, kUnbound, 0, {static_cast<u32>(-3)})
            .end()
            .finding() == "");
  // try: q = p + q; except: the exception is dropped.
  CHECK(Program().op(Op::ADD, kQ, kP, kQ).end().op(Op::CLEAR, kT).end().handler(0, 1, 2, kT, kT).finding() == "");
}

TEST_CASE("instructions_by_themselves") {
  CHECK(Program().end().finding_with_first_word(0xffff).starts_with("unknown opcode"));
  CHECK(Program().finding() == "no instructions");
  Program cut;
  cut.parts.words.push_back(encode(Op::CALL, kT, kT));
  CHECK(cut.finding().starts_with("instruction runs past the end"));
  CHECK(Program().op(Op::NEG, kT, kRegisters).end().finding().starts_with("register out of range"));
  CHECK(Program().op(Op::NEG, kRegisters, kP).end().finding().starts_with("register out of range"));
  CHECK(Program().op(Op::NEG, kT, take(kP)).end().finding().starts_with("local marked as a temporary"));
  CHECK(Program().op(Op::BUILD_TUPLE, kT, kT, kRegisters).end().finding().starts_with("register out of range"));
  CHECK(Program().op(Op::CALL, kT, kRegisters - 4, 1).end().finding().starts_with("register out of range"));
  CHECK(Program().op(Op::CALL_EX, kT, kT, 0).end().finding().starts_with("register out of range"));
  CHECK(Program().op(Op::GET_ITER, kRegisters - 3, kP).end().finding().starts_with("register out of range"));
  CHECK(Program().op(Op::YIELD, kT, kP, kRegisters + 1).end().finding().starts_with("delegate out of range"));
  CHECK(Program().constant(kT, 7).end().finding().starts_with("constant out of range"));
  CHECK(Program().op(Op::GET_ATTR, kT, kP, 1).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::GET_ATTR, kT, kP, 5).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::CALL_KW, kT, kT, 1, {0, 6}).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::IMPORT_NAME, kT, 0, 6).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::IMPORT_NAME, kT, 0, 3, {~u32{0}}).end().finding().starts_with("number out of range"));
  CHECK(Program().op(Op::MAKE_FUNCTION, kT, 0, kU).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::CALL_KW, kT, kT, 0, {0, 0}).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::CALL_METHOD, kT, kT, 0, {0, 2}).end().finding().starts_with("constant of the wrong type"));
  CHECK(Program().op(Op::BUILD_LIST, kT, take(kT), 1).end().finding().starts_with("run marked as a temporary"));
  Program missing;
  missing.parts.constants[1] = Ref();
  CHECK(missing.end().finding().starts_with("constant 1 is missing"));
  CHECK(Program().jump(Op::JUMP, 7).end().finding().starts_with("jump into nowhere"));
  CHECK(Program().jump(Op::JUMP, 1).op(Op::GET_ATTR, kT, kP, 0).end().finding().starts_with("jump into nowhere"));
}

TEST_CASE("handlers_by_themselves") {
  auto with_handler = [](Handler h) {
    return Program()
        .op(Op::GET_ATTR, kT, kP, 0)
        .end()
        .end()
        .handler(h.start, h.end, h.target, h.exception, h.limit)
        .finding();
  };
  CHECK(with_handler({0, 0, 4, kT, kT}).starts_with("handler of no instructions"));
  CHECK(with_handler({0, 1, 4, kT, kT}).starts_with("handler of no instructions"));
  CHECK(with_handler({1, 3, 4, kT, kT}).starts_with("handler of no instructions"));
  CHECK(with_handler({0, 3, 1, kT, kT}).starts_with("handler of no instructions"));
  CHECK(with_handler({0, 3, 4, kP, kT}).starts_with("handler's registers out of range"));
  CHECK(with_handler({0, 3, 4, kRegisters, kT}).starts_with("handler's registers out of range"));
  CHECK(with_handler({0, 3, 4, kT, kP}).starts_with("handler's registers out of range"));
  CHECK(
      Program().op(Op::NOP).op(Op::NOP).op(Op::NOP).end().handler(0, 2, 3, kT, kT).handler(1, 3, 3, kT, kT).finding() ==
      "handlers are not nested in NOP");
  CHECK(Program().op(Op::NOP).op(Op::NOP).end().handler(0, 1, 2, kT, kT).handler(0, 2, 2, kT, kU).finding() ==
        "handlers are not nested in NOP");
}

TEST_CASE("reading_what_is_not_there") {
  CHECK(Program().op(Op::RETURN, take(kT)).finding() == "reads empty temporary 0 in RETURN");
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::MOVE, kU, take(kT)).op(Op::ADD, kV, take(kT), take(kU)).end().finding() ==
        "reads empty temporary 0 in ADD");
  CHECK(Program().op(Op::RETURN, kUnbound).finding() == "reads local 2, which may be unbound in RETURN");
  CHECK(Program().op(Op::DEL_LOCAL, kP).op(Op::RETURN, kP).finding() ==
        "reads local 0, which may be unbound in RETURN");
  CHECK(Program().op(Op::CLEAR, kP).op(Op::NEG, kQ, kP).end().finding() ==
        "reads local 0, which may be unbound in NEG");
  // Bound on one of two paths.
  CHECK(Program().jump(Op::JUMP_IF_TRUE, 1, kP).op(Op::MOVE, kUnbound, kP).op(Op::RETURN, kUnbound).finding() ==
        "reads local 2, which may be unbound in RETURN");
  // Not yet bound when the instruction fails.
  CHECK(Program()
            .op(Op::NEG, kUnbound, kP)
            .end()
            .op(Op::CLEAR, kT)
            .op(Op::RETURN, kUnbound)
            .handler(0, 1, 2, kT, kT)
            .finding() == "reads local 2, which may be unbound in RETURN");
  CHECK(Program().op(Op::MAKE_CELL, kP).end().op(Op::CLEAR, kT).op(Op::RETURN, kP).handler(0, 1, 2, kT, kT).finding() ==
        "reads local 0, which may be unbound in RETURN");
  CHECK(Program().op(Op::LIST_APPEND, kT, kP).end().finding() == "reads empty temporary 0 in LIST_APPEND");
}

TEST_CASE("loops_have_a_safepoint") {
  CHECK(Program().jump(Op::JUMP, -1).finding() == "loop without a safepoint in JUMP");
  CHECK(Program().jump(Op::JUMP_IF_TRUE, -1, kP).end().finding() == "");
  CHECK(Program().jump(Op::JUMP, 1).jump(Op::JUMP, 1).jump(Op::JUMP, -3).end().finding() ==
        "loop without a safepoint in JUMP");
  // A handler that covers itself.
  CHECK(Program().op(Op::NEG, kQ, kP).end().op(Op::CLEAR, kT).jump(Op::JUMP, -4).handler(0, 1, 2, kT, kT).finding() ==
        "loop without a safepoint in JUMP");
}

TEST_CASE("losing_what_is_owned") {
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::NEG, kT, kQ).op(Op::RETURN, take(kT)).finding() ==
        "overwrites temporary 0 in NEG");
  CHECK(Program().op(Op::NEG, take(kT), kP).op(Op::RETURN, take(kT)).finding() ==
        "temporary 0 is marked to be released and is empty, or not for it in NEG");
  CHECK(Program().op(Op::NEG, kT, kP).end().finding() == "temporary 0 is alive at the end in RETURN_K");
  CHECK(Program().constant(kT, 0).end().finding() == "temporary 0 is alive at the end in RETURN_K");
  CHECK(Program().constant(kT, 1).end().finding() == "");
  CHECK(Program().op(Op::GET_ITER, kT, kP).end().finding() == "temporary 0 is alive at the end in RETURN_K");
  CHECK(Program()
            .flags(kGenerator)
            .op(Op::MAKE_GENERATOR)
            .op(Op::NEG, kT, kP)
            .op(Op::RETURN_GENERATOR_END, kP)
            .finding() == "temporary 0 is alive at the end in RETURN_GENERATOR_END");
  CHECK(Program().jump(Op::JUMP_IF_TRUE, 1, kP).op(Op::NEG, kT, kP).end().finding() ==
        "paths disagree on temporary 0 at word 2 in NEG");
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::UNPACK, kT, kQ, 2).end().finding() == "overwrites temporary 0 in UNPACK");
  CHECK(Program().op(Op::NEG, kT, kP).constant(kU, 3).op(Op::PUSH_HANDLED, kT, kU).end().finding() ==
        "overwrites temporary 0 in PUSH_HANDLED");
  CHECK(Program().jump(Op::JUMP_BACK, -1).finding() == "");
  CHECK(Program().op(Op::NEG, kT, kP).jump(Op::JUMP_BACK, -2).finding() ==
        "paths disagree on temporary 0 at word 0 in JUMP_BACK");
  CHECK(Program().op(Op::NOP).finding() == "falls off the end in NOP");
}

TEST_CASE("operands_that_are_not_for_the_instruction") {
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::MATCH_ITEM, kU, take(kT), 0).end().finding() ==
        "marks temporary 0, which it does not take in MATCH_ITEM");
  CHECK(Program().op(Op::BUILD_LIST, kT, kP, 2).op(Op::RETURN, take(kT)).finding() ==
        "takes local 0 as one of a run of temporaries in BUILD_LIST");
  CHECK(Program().op(Op::UNPACK, kP, kQ, 2).end().finding() == "unpacks local 1 over itself in UNPACK");
  CHECK(Program().op(Op::FOR_ITER, kT, kP, 0, {static_cast<u32>(-2)}).end().finding() ==
        "temporary 0 is no iterator in FOR_ITER");
  CHECK(Program().op(Op::GET_ITER, kT, kP).op(Op::RETURN, take(kT)).finding() ==
        "takes the iterator temporary 0 in RETURN");
  CHECK(Program().op(Op::GET_ITER, kT, kP).op(Op::RETURN, take(kU)).finding() ==
        "reads temporary 1, which is not for it in RETURN");
  CHECK(Program().op(Op::GET_ITER, kT, kP).op(Op::NEG, kU, kP).end().finding() == "overwrites temporary 1 in NEG");
  CHECK(Program().op(Op::GET_ITER, kT, kP).op(Op::CLEAR, kV).end().finding() ==
        "empties temporary 2, which is not for it in CLEAR");
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::POP_HANDLED, kT).end().finding() ==
        "temporary 0 is no saved exception in POP_HANDLED");
  CHECK(Program().constant(kU, 3).op(Op::PUSH_HANDLED, kT, kU).op(Op::RETURN, take(kT)).finding() ==
        "reads temporary 0, which is not for it in RETURN");
  CHECK(Program().constant(kU, 3).op(Op::PUSH_HANDLED, kT, kU).op(Op::CLEAR, kT).end().finding() ==
        "empties temporary 0, which is not for it in CLEAR");
}

TEST_CASE("locals_and_temporaries_in_the_wrong_place") {
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::SWAP, kP, kT).end().finding() == "temporary 0 is no local in SWAP");
  CHECK(Program().op(Op::CHECK_LOCAL, kT, 0).end().finding() == "temporary 0 is no local in CHECK_LOCAL");
  CHECK(Program().op(Op::MAKE_CELL, kT).end().finding() ==
        "cell in temporary 0, which is no cell variable in MAKE_CELL");
  CHECK(Program().op(Op::MAKE_CELL, kQ).end().finding() == "cell in local 1, which is no cell variable in MAKE_CELL");
  CHECK(Program().op(Op::ARG, kT, kP).op(Op::CALL, kT, kT - 1, 0).end().finding() == "local 2 is no temporary in CALL");
  CHECK(Program().op(Op::FIND_METHOD, kUnbound, kP, 0).end().finding() == "local 2 is no temporary in FIND_METHOD");
  CHECK(Program().op(Op::WITH_ENTER, kP, kQ, kUnbound).end().finding() == "local 2 is no temporary in WITH_ENTER");
  CHECK(Program().op(Op::MOVE, kU, kP).op(Op::WITH_ENTER, kP, kU, kT).end().finding() ==
        "writes over temporary 1 in WITH_ENTER");
  CHECK(Program().op(Op::BUILD_LIST, kP, kT, 0).op(Op::LIST_APPEND, kP, kQ).end().finding() ==
        "local 0 is not certain to be of the right type in LIST_APPEND");
  CHECK(Program().op(Op::FIND_METHOD, kT, kP, 0).op(Op::CLEAR, kU).end().finding() ==
        "empties temporary 1, which is not for it in CLEAR");
}

TEST_CASE("loans") {
  // f(p, p := q)
  CHECK(Program()
            .op(Op::ARG, kT + 1, kQ)
            .op(Op::ARG, kT + 4, kP)
            .op(Op::MOVE, kP, kQ)
            .op(Op::CALL, kT, kT, 1)
            .op(Op::RETURN, take(kT))
            .finding() == "local 0 changes while its value is on loan in MOVE");
  CHECK(Program().op(Op::ARG, kT + 1, kP).op(Op::DEL_LOCAL, kP).end().finding() ==
        "local 0 changes while its value is on loan in DEL_LOCAL");
  CHECK(Program().op(Op::ARG, kT + 1, kP).op(Op::SWAP, kP, kQ).end().finding() ==
        "local 0 changes while its value is on loan in SWAP");
  CHECK(Program().op(Op::ARG, kT + 1, kP).op(Op::UNPACK, kP, kQ, 1).end().finding() ==
        "local 0 changes while its value is on loan in UNPACK");
  CHECK(Program().op(Op::FIND_METHOD, kT, kP, 0).op(Op::MOVE, kP, kQ).end().finding() ==
        "local 0 changes while its value is on loan in MOVE");
  // Lent on one of two paths.
  CHECK(Program()
            .jump(Op::JUMP_IF_TRUE, 2, kP)
            .op(Op::ARG, kT + 1, kP)
            .jump(Op::JUMP, 1)
            .op(Op::ARG, kT + 1, kQ)
            .op(Op::NEG, kP, kQ)
            .end()
            .finding() == "local 0 changes while its value is on loan in NEG");
  CHECK(Program().op(Op::ARG, kT, kP).op(Op::MOVE, kUnbound, take(kT)).end().finding() ==
        "keeps a loan in local 2 in MOVE");
  CHECK(Program().op(Op::ARG, kUnbound, kP).end().finding() == "lends to local 2 in ARG");
  CHECK(Program().op(Op::ARG, kT, kP).end().finding() == "temporary 0 is alive at the end in RETURN_K");
  // The result may replace the local, since the call has given its value back by then.
  CHECK(Program().op(Op::ARG, kT + 1, kQ).op(Op::ARG, kT + 4, kP).op(Op::CALL, kP, kT, 1).end().finding() == "");
}

TEST_CASE("windows_of_calls") {
  CHECK(Program().op(Op::CALL, kT, kT, 0).end().finding() == "reads empty temporary 1 in CALL");
  CHECK(Program().op(Op::ARG, kT + 1, kP).op(Op::CALL, kT, kT, 1).end().finding() == "reads empty temporary 4 in CALL");
  CHECK(Program().op(Op::ARG, kT + 1, kP).op(Op::ARG, kT + 5, kP).op(Op::CALL, kT, kT, 0).end().finding() ==
        "temporary 5 lives above a call window in CALL");
  CHECK(Program().op(Op::ARG, kT + 1, kP).op(Op::ARG, kT + 2, kP).op(Op::CALL, kT, kT, 0).end().finding() ==
        "temporary 2 lives above a call window in CALL");
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::ARG, kU + 1, kP).op(Op::CALL, kT, kU, 0).end().finding() ==
        "overwrites temporary 0 in CALL");
  CHECK(Program().op(Op::CALL_METHOD, kT, kT, 0, {0, 0}).end().finding() == "reads empty temporary 4 in CALL_METHOD");
  CHECK(Program().op(Op::FIND_METHOD, kT, kP, 0).op(Op::RETURN, take(kU)).finding() ==
        "reads temporary 1, which is not for it in RETURN");
  CHECK(Program().op(Op::FIND_METHOD, kT, kP, 0).op(Op::CALL, kT, kT, 0).end().finding() ==
        "reads temporary 1, which is not for it in CALL");
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::FIND_METHOD, kU, kT, 0).end().finding() ==
        "object neither in a local nor in the window in FIND_METHOD");
}

TEST_CASE("values_that_are_not_certain_to_be_of_the_right_type") {
  auto wrong = [](const char* reg, const char* op) {
    return std::string(reg) + " is not certain to be of the right type in " + op;
  };
  CHECK(Program().op(Op::BUILD_LIST, kT, kT, 0).op(Op::LIST_APPEND, kT, kP).op(Op::RETURN, take(kT)).finding() == "");
  CHECK(Program().op(Op::BUILD_SET, kT, kT, 0).op(Op::LIST_APPEND, kT, kP).op(Op::RETURN, take(kT)).finding() ==
        wrong("temporary 0", "LIST_APPEND"));
  CHECK(Program().op(Op::MOVE, kT, kP).op(Op::MAP_SET, kT, kP, kQ).op(Op::RETURN, take(kT)).finding() ==
        wrong("temporary 0", "MAP_SET"));
  CHECK(Program().op(Op::MAKE_CELL, kP).op(Op::GET_CELL, kT, kP, 0).op(Op::RETURN, take(kT)).finding() == "");
  CHECK(Program().op(Op::GET_CELL, kT, kP, 0).op(Op::RETURN, take(kT)).finding() == wrong("local 0", "GET_CELL"));
  CHECK(Program().op(Op::MAKE_CELL, kP).op(Op::MOVE, kP, kQ).op(Op::SET_CELL, kP, kQ).end().finding() ==
        wrong("local 0", "SET_CELL"));
  // A cell on one of two paths.
  CHECK(Program().jump(Op::JUMP_IF_TRUE, 1, kQ).op(Op::MAKE_CELL, kP).op(Op::DEL_CELL, kP, 0).end().finding() ==
        wrong("local 0", "DEL_CELL"));
  CHECK(Program().op(Op::RERAISE, kP).finding() == wrong("local 0", "RERAISE"));
  CHECK(Program().op(Op::NEG, kT, kP).end().op(Op::RERAISE, kT).handler(0, 1, 2, kT, kT).finding() ==
        "temporary 0 is alive at the end in RETURN_K");
  CHECK(Program().op(Op::MOVE, kT, kP).op(Op::BUILD_STRING, kT, kT, 1).op(Op::RETURN, take(kT)).finding() ==
        wrong("temporary 0", "BUILD_STRING"));
}

TEST_CASE("numbers_names_and_places") {
  CHECK(
      Program().op(Op::GET_FREE, kT, 0, 0).op(Op::RETURN, take(kT)).finding().starts_with("number of a free variable"));
  CHECK(Program().op(Op::CONVERT, kT, kP, 'x').op(Op::RETURN, take(kT)).finding().starts_with("number out of range"));
  CHECK(Program().op(Op::CALL_KW, kT, kT, 1, {0, 4}).end().finding().starts_with("number out of range"));
  CHECK(Program().op(Op::YIELD, kT, kP).op(Op::RETURN, take(kT)).finding().starts_with("instruction out of place"));
  CHECK(Program().flags(kGenerator).end().finding().starts_with("instruction out of place"));
  CHECK(Program()
            .op(Op::MUL_THEN_ADD, kT, kP, kQ)
            .op(Op::RETURN, take(kT))
            .finding()
            .starts_with("instruction out of place"));
  CHECK(Program()
            .flags(kGenerator)
            .op(Op::MAKE_GENERATOR)
            .op(Op::YIELD, kT, kP, kU + 1)
            .op(Op::RETURN_GENERATOR_END, take(kT))
            .finding()
            .starts_with("instruction out of place"));
  CHECK(Program().flags(kNamespace).end().finding().starts_with("parameters or flags"));
}

TEST_CASE("words_that_the_compiler_writes") {
  u64 plain[] = {encode(Op::GET_ATTR, kT, kP), 0, 0, encode(Op::RETURN, take(kT))};
  CHECK(are_plain_words(plain, 4));
  CHECK(!are_plain_words(plain, 2));
  plain[1] = 1;  // an inline cache
  CHECK(!are_plain_words(plain, 4));
  u64 special = static_cast<u64>(Op::kGenericCount);
  CHECK(!are_plain_words(&special, 1));
}

TEST_CASE("errors") {
  // The handler cannot know whether what lies below its limit has been taken.
  CHECK(Program()
            .op(Op::NEG, kT, kP)
            .op(Op::NEG, kU, take(kT))
            .op(Op::RETURN, take(kU))
            .op(Op::RERAISE, kU)
            .handler(1, 2, 3, kU, kU)
            .finding() == "temporary 0 lies below the limit of the handler in NEG");
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::NEG, kU, kP).op(Op::RERAISE, kT).handler(1, 2, 2, kT, kU).finding() ==
        "overwrites temporary 0 in NEG");
  CHECK(Program()
            .op(Op::UNPACK, kT, kP, 1)
            .op(Op::RETURN, take(kT))
            .op(Op::RERAISE, kU)
            .handler(0, 1, 2, kU, kU)
            .finding() == "temporary 0 lies below the limit of the handler in UNPACK");
  CHECK(Program()
            .constant(kU, 3)
            .op(Op::PUSH_HANDLED, kT, kU)
            .op(Op::NEG, kQ, kP)
            .op(Op::POP_HANDLED, kT)
            .end()
            .finding() == "temporary 0 is dropped by an error, not restored in NEG");
  // The frame ends: nothing is left to say.
  CHECK(Program().op(Op::NEG, kT, kP).op(Op::RAISE, kP, kNoRegister).finding() == "");
}
