// Which events each instruction of a code object can cause: found once from the bytecode (find_places), on the first
// observation of the code. Who wants the events is decided in monitoring.cpp.
#include "interp/vm/observe/code_events.h"

#include <cstring>
#include <vector>

#include "gc/heap/heap.h"
#include "interp/compile/code_object.h"
#include "interp/compile/decode.h"

namespace vm {

using comp::Op;

u32 group_of(Event e) {
  switch (e) {
    case Event::kPyStart:
    case Event::kPyResume: return 0;
    case Event::kLine: return 1;
    case Event::kInstruction: return 2;
    case Event::kBranchRight: return 4;
    default: return 3;
  }
}

static Action action_of(const Code* code, u32 word, Op op) {
  switch (op) {
    case Op::CALL:
    case Op::CALL_KW:
    case Op::CALL_EX:
    case Op::CALL_METHOD:
    case Op::CALL_METHOD_KW:
    case Op::CALL_METHOD_EX: return Action::kCall;
    case Op::RETURN:
    case Op::RETURN_K:
    case Op::RETURN_GENERATOR_END: return Action::kReturn;
    case Op::YIELD: return Action::kYield;
    case Op::JUMP:
    case Op::JUMP_BACK: return Action::kJump;
    case Op::SEND: return Action::kSend;
    default: break;
  }
  u32 target;
  return comp::jump_target(code, word, &target) ? Action::kBranch : Action::kNone;
}

static std::vector<bool> jump_targets(const Code* code) {
  std::vector<bool> targets(code->word_count + 1, false);
  for (u32 w = 0, target; w < code->word_count; w = comp::next_instruction(code, w)) {
    if (comp::jump_target(code, w, &target)) targets[target] = true;
  }
  for (u32 i = 0; i < code->handler_count; ++i) targets[code->handlers[i].target] = true;
  return targets;
}

static void find_places(const Code* code, u8* places) {
  std::vector<bool> targets = jump_targets(code);
  constexpr u32 kGenerators = comp::kGenerator | comp::kCoroutine | comp::kAsyncGenerator;
  u8 entry = code->flags & kGenerators ? 0 : CodeEvents::kStart;
  bool prologue = true;
  i32 line_before = -1;
  for (u32 w = 0; w < code->word_count; w = comp::next_instruction(code, w)) {
    Op op = comp::generic_op(&code->words[w]);
    comp::Position position = comp::position_of(code, w);
    comp::PassedLines passed = comp::passed_lines(code, w);
    u32 place = CodeEvents::kInstruction | entry | static_cast<u32>(action_of(code, w, op)) << CodeEvents::kActionShift;
    prologue = prologue && comp::is_prologue(op);  // the call's: it reports no line
    if (!prologue) {
      bool new_line = position.starts_line() && position.line != line_before;
      if (new_line || (targets[w] && op != Op::SEND) || passed.begin != passed.end) place |= CodeEvents::kLine;
      line_before = position.line;
    }
    places[w] = static_cast<u8>(place);
    entry = op == Op::MAKE_GENERATOR ? CodeEvents::kStart : op == Op::YIELD ? CodeEvents::kResume : 0;
  }
}

u32 possible_events(CodeEvents* events, u32 word) {
  u8 place = events->places()[word];
  u32 mask = 0;
  if (place & CodeEvents::kInstruction) mask |= bit_of(Event::kInstruction);
  if (place & CodeEvents::kLine) mask |= bit_of(Event::kLine);
  if (place & CodeEvents::kStart) mask |= bit_of(Event::kPyStart);
  if (place & CodeEvents::kResume) mask |= bit_of(Event::kPyResume);
  switch (events->action(word)) {
    case Action::kNone: return mask;
    case Action::kCall: return mask | bit_of(Event::kCall);
    case Action::kReturn: return mask | bit_of(Event::kPyReturn);
    case Action::kYield: return mask | bit_of(Event::kPyYield);
    case Action::kJump: return mask | bit_of(Event::kJump);
    case Action::kBranch: return mask | bit_of(Event::kBranchLeft) | bit_of(Event::kBranchRight);
    case Action::kSend: return mask | bit_of(Event::kStopIteration);
  }
  return mask;
}

CodeEvents* events_of(Code* code) {
  void* known = code->events.load(gc::acquire);
  if (known) return static_cast<CodeEvents*>(known);
  size_t bytes = sizeof(CodeEvents) + size_t{code->word_count} * (2 + CodeEvents::kGroups);
  void* memory = gc::raw_alloc(bytes);
  if (!memory) return nullptr;
  std::memset(memory, 0, bytes);
  auto* events = static_cast<CodeEvents*>(memory);
  events->words = code->word_count;
  find_places(code, events->places());
  if (code->events.compare_exchange_strong(known, memory, gc::acq_rel, gc::acquire)) return events;
  gc::raw_free(memory);
  return static_cast<CodeEvents*>(known);
}

}  // namespace vm
