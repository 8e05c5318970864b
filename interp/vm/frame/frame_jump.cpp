// Setting f_lineno. A jump is possible if the blocks around the target are open in the frame: every temporary that the
// target expects exists already and is of the same kind. Further blocks that are open in the frame are closed:
// iterators are released, except blocks end.
#include "interp/vm/frame/frame_jump.h"

#include "interp/compile/code_object.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/handler.h"
#include "runtime/library/core/warnings.h"
#include "runtime/object/deletion.h"
#include "runtime/types/numbers/int.h"

namespace vm {

using comp::Temp;
using Temps = std::vector<Temp>;

static bool may_jump_now(Thread& t, const Frame* f) {
  ThreadData* data = find_thread_data(t);
  Value* r = f->base.load(gc::acquire);
  if (!data || !r || data->instrument.told_frame != r)
    return rt::raise_value_error(t, "f_lineno can only be set in a trace function");
  switch (data->instrument.event) {
    case Event::kLine:
    case Event::kPyResume: return true;
    case Event::kPyStart: return rt::raise_value_error(t, "can't jump from the 'call' trace event of a new frame");
    default: return rt::raise_value_error(t, "can only jump from a 'line' trace event");
  }
}

// ---- choosing the line

// The first line from `wanted` on at which something starts, or -1.
static i32 line_with_code(const Code* code, i32 wanted) {
  i32 best = -1;
  for (u32 i = 0; i < code->position_count; ++i) {
    const comp::Position& p = code->positions[i];
    if (p.starts_line() && p.line >= wanted && (best < 0 || p.line < best)) best = p.line;
  }
  return best;
}

// ---- choosing the instruction

static u32 depth_of(const Temps& temps) {
  u32 n = 0;
  for (Temp temp : temps) n += temp != Temp::kNothing;
  return n;
}

static bool fits(const Temps& now, const Temps& target) {
  for (size_t i = 0; i < target.size(); ++i) {
    if (target[i] != Temp::kNothing && now[i] != target[i]) return false;
  }
  return true;
}

static Temp innermost(const Temps& temps) {
  for (size_t i = temps.size(); i-- > 0;) {
    if (temps[i] != Temp::kNothing) return temps[i];
  }
  return Temp::kNothing;
}

static const char* why_not(const Temps* target) {
  if (!target) return "can't jump into an exception handler, or code may be unreachable";
  switch (innermost(*target)) {
    case Temp::kException:
    case Temp::kHandledBefore: return "can't jump into an 'except' block as there's no exception";
    case Temp::kIterator: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
  }
}

// True for the FOR_ITER at the end of a loop. It has the line of `for`, but a jump to that line must start the loop.
static bool is_loop_end(const Code* code, u32 word) {
  return comp::generic_op(&code->words[word]) == comp::Op::FOR_ITER;
}

// The best instruction at which to enter `line`: the one that keeps the most blocks open. ~0: there is none; ValueError
// is pending.
static u32 find_target(Thread& t, const Code* code, i32 line, const std::vector<Temps>& states, const Temps& now) {
  u32 best = ~0u, best_depth = 0;
  const Temps* refused = nullptr;
  for (u32 i = 0; i < code->position_count; ++i) {
    const comp::Position& p = code->positions[i];
    bool starts = p.starts_line() && p.column != comp::Position::kPassedByJump && p.line == line;
    if (p.word >= states.size()) break;  // code.replace() may have set the positions of longer code
    if (!starts || (i > 0 && code->positions[i - 1].line == line && code->positions[i - 1].word != p.word) ||
        is_loop_end(code, p.word))
      continue;
    const Temps& target = states[p.word];
    if (target.empty()) continue;
    refused = &target;
    if (!fits(now, target)) continue;
    if (best == ~0u || depth_of(target) > best_depth) {
      best = p.word;
      best_depth = depth_of(target);
    }
  }
  if (best == ~0u) rt::raise_value_error(t, "%s", why_not(refused));
  return best;
}

// ---- performing the jump

// Closes the blocks that are open now but not at the target, innermost first.
static void close_blocks(Thread& t, Value* r, u32 first, const Temps& now, const Temps& target) {
  for (u32 i = static_cast<u32>(now.size()); i-- > 0;) {
    if (now[i] == Temp::kNothing || target[i] != Temp::kNothing) continue;
    if (now[i] == Temp::kHandledBefore) pop_handled(t, r, first + i);
    else consume(&t, r[first + i]);
  }
}

// Binds all unbound locals to None, with a warning: the compiler has removed checks for unbound locals, which a jump
// could make necessary.
static bool bind_locals_py(Thread& t, Value* r, const Code* code) {
  std::vector<u32> unbound;
  u32 first = code->flags & comp::kNamespace ? 1 : 0;
  for (u32 i = first; i < code->locals; ++i) {
    if (!r[i]) unbound.push_back(i);
  }
  if (unbound.empty()) return true;
  char text[64];
  std::snprintf(text, sizeof text, "assigning None to %zu unbound local%s", unbound.size(),
                unbound.size() == 1 ? "" : "s");
  if (!rt::warn_text_py(t, rt::kRuntimeWarningType, text)) return false;
  for (u32 i : unbound) {
    if (!r[i]) r[i] = rt::kNone;
  }
  return true;
}

// The state of the frame: at its current instruction, or, if f_lineno has been set before, at the target of that jump.
static const Temps& open_now(Thread& t, Value* r, const std::vector<Temps>& states) {
  const u64* jump = thread_data(t).instrument.jump;
  return states[static_cast<u32>((jump ? jump : frame_pc(t, r)) - code_of(r)->words) - 1];
}

bool frame_set_lineno_py(Thread& t, Value self, Value value) {
  auto* f = self.as<Frame>();
  if (!value) return rt::raise_undeletable(t, self, "f_lineno");
  if (!rt::is_exact_int(value)) return rt::raise_value_error(t, "lineno must be an integer");
  if (!may_jump_now(t, f)) return false;
  i64 wanted;
  if (!rt::to_i64_py(t, value, &wanted)) return false;
  Value* r = f->base.load(gc::acquire);  // lint: borrow: the frame runs, so its registers stay where they are
  Code* code = code_of(r);
  if (wanted < code->first_line)
    return rt::raise_value_error(t, "line %lld comes before the current code block", static_cast<long long>(wanted));
  i32 line = wanted > INT32_MAX ? -1 : line_with_code(code, static_cast<i32>(wanted));
  if (line < 0)
    return rt::raise_value_error(t, "line %lld comes after the current code block", static_cast<long long>(wanted));
  std::vector<Temps> states = comp::temporaries(code);
  if (find_target(t, code, line, states, open_now(t, r, states)) == ~0u || !bind_locals_py(t, r, code)) return false;
  // The warning of unbound locals may have run code that has set f_lineno, too.
  const Temps& now = open_now(t, r, states);
  u32 target = find_target(t, code, line, states, now);
  if (target == ~0u) return false;
  ThreadInstrument& in = thread_data(t).instrument;
  in.jump = code->words + target + 1;
  if (in.told_line) {  // a tool is not told of the line that it has chosen
    in.told_line = line;
  } else {
    in.jump_line = line;
    f->event_line.store(line, gc::relaxed);
  }
  close_blocks(t, r, code->locals, now, states[target]);  // last: what dies may run code that sets f_lineno, too
  return true;
}

}  // namespace vm
