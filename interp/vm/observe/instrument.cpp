// The observer: `observed` stands in every entry of the dispatch table while a tool is active. It reports the events of
// the instruction (line, call, branch, ...) and then runs the instruction's handler from kSingleHandlers. is_quiet() is
// the fast way for instructions that no tool asks about.
#include "interp/vm/observe/instrument.h"

#include "gc/refcount/publish.h"
#include "gc/threads/registry.h"
#include "interp/compile/code_object.h"
#include "interp/compile/decode.h"
#include "interp/vm/frame/call.h"
#include "interp/vm/frame/thread_data.h"
#include "interp/vm/handler.h"
#include "interp/vm/observe/run_counts.h"
#include "interp/vm/observe/tracing.h"
#include "interp/vm/observe/watch.h"
#include "interp/vm/ops/call_handlers.h"
#include "runtime/object/native_modules.h"
#include "runtime/types/classes/method.h"

namespace vm {

gc::Atomic<bool> g_observing{false};
gc::Atomic<u32> g_wishes_version{1};

SLOW_HANDLER observed(HANDLER_ARGS);

void set_observing(bool on) {
  ASSERT(gc::world_stopped());
  if (g_observing.load(gc::relaxed) == on) return;
  HandlerTable& table = running_table();
  for (u32 i = 0; i < kDispatchSize; ++i) table.at[i] = on ? observed : unobserved_handler(i);
  g_observing.store(on, gc::relaxed);
}

// ---- open steps

using OpenStep = ThreadInstrument::OpenStep;

// A callback may have ended the observation meanwhile: then nobody would close the step.
static void push_open(Thread& t, ThreadInstrument& in, const OpenStep& step) {
  if (!g_observing.load(gc::relaxed)) return;
  in.open.push_back(step);
  OpenStep& kept = in.open.back();
  kept.callee = Ref::share(t, step.callee).release();
  kept.self = Ref::share(t, step.self).release();
  in.open_frame = step.r;
}

static OpenStep pop_open(ThreadInstrument& in) {
  OpenStep step = in.open.back();
  in.open.pop_back();
  in.open_frame = in.open.empty() ? nullptr : in.open.back().r;
  return step;
}

// A step leaves the vector before it is dropped: this may run Python code, which opens and drops steps itself.
static void drop_open_steps(Thread& t, ThreadInstrument& in) {
  while (!in.open.empty()) {
    OpenStep stale = pop_open(in);
    rt::decref(t, stale.callee);
    rt::decref(t, stale.self);
  }
}

void end_observation(Thread& t, std::vector<Value>* noted) {
  ASSERT(gc::world_stopped());
  struct {
    Thread& t;
    std::vector<Value>* noted;
  } to{t, noted};
  gc::for_each_thread(
      [](gc::Thread& thread, void* p) {
        auto& [t, noted] = *static_cast<decltype(to)*>(p);
        ThreadData* data = find_thread_data(static_cast<Thread&>(thread));
        if (!data) return;
        data->instrument.last_frame = nullptr;
        while (!data->instrument.open.empty()) {
          OpenStep step = pop_open(data->instrument);
          noted->push_back(step.callee);
          noted->push_back(step.self);
        }
      },
      &to);
  // They may be private to the threads that have noted them, and now belong to this one.
  if (!gc::kFreeThreaded) return;
  for (Value v : *noted) {
    if (v.is_pointer()) gc::publish(t, v.object());
  }
}

// ---- reporting an event to all tools that want it

static bool tell_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, Event e, Value a = Value(),
                    Value b = Value()) {
  Code* code = code_of(r);
  u32 tools = tools_for(code, word, e, in);
  if (tools & ((1u << kUserTools) - 1)) {
    in.told_frame = r;
    in.event = e;
    in.told_line = e == Event::kLine ? static_cast<i32>(a.small()) : 0;
    bool ok = tell_tools_py(t, code, word, e, a, b);
    in.told_frame = nullptr;
    in.told_line = 0;
    if (!ok) return false;
  }
  if ((tools & (1u << kProfileTool)) && !tell_profiler_py(t, r, e, a, b)) return false;
  return !(tools & (1u << kTraceTool)) || tell_tracer_py(t, r, e, a);
}

static Value offset_value(u32 word) { return Value::small_int(comp::shown_offset(word)); }

// Since 3.15 only generators and coroutines end with the event; before that, all iterators that may return a value.
static bool ends_with_event(Value iterator) {
  return rt::library_minor() < 15 || rt::is_exact(iterator, rt::TypeId::kGenerator) ||
         rt::is_exact(iterator, rt::TypeId::kCoroutine);
}

// The iterator of a SEND has ended. In CPython its value would arrive in a StopIteration, so that event is reported.
static bool sent_to_end_py(Thread& t, ThreadInstrument& in, Value* r, u32 word) {
  if (!tools_for(code_of(r), word, Event::kStopIteration, in)) return true;
  u64 send = load_word(&code_of(r)->words[word]);
  if (!ends_with_event(r[op_b(send)])) return true;
  Value result = r[op_a(send)];
  bool plain = !result || rt::is_same(result, rt::kNone);
  Ref exception =
      plain ? rt::call_py(t, Value(rt::kStopIterationType)) : rt::call_py(t, Value(rt::kStopIterationType), result);
  return exception && tell_py(t, in, r, word, Event::kStopIteration, exception);
}

static bool finish_open_py(Thread& t, ThreadInstrument& in, Value* r, u32 word) {
  OpenStep step = pop_open(in);
  Ref callee = Ref::steal(step.callee), self = Ref::steal(step.self);
  if (step.action == Action::kCall) return tell_py(t, in, r, step.word, Event::kCReturn, callee, self);
  const Code* code = code_of(r);
  in.last_frame = r;
  in.last_pc = code->words + step.word + 1;
  u32 target = 0;
  comp::jump_target(code, step.word, &target);
  if (step.action == Action::kSend) return word != target || sent_to_end_py(t, in, r, step.word);
  // The left branch is the one that goes straight on; for FOR_ITER it is the one into the body.
  bool loop = comp::generic_op(&code->words[step.word]) == comp::Op::FOR_ITER;
  bool straight = word == comp::next_instruction(code, step.word);
  Event e = straight != loop ? Event::kBranchLeft : Event::kBranchRight;
  return tell_py(t, in, r, step.word, e, offset_value(word));
}

// ---- lines

// The word of the instruction that ran before this one in the same frame; ~0: there was none.
static u32 word_before(const ThreadInstrument& in, const Value* r, const Code* code, u32 word) {
  const u64* pc = in.last_pc;
  if (in.last_frame == r && pc > code->words && pc <= code->words + code->word_count)
    return static_cast<u32>(pc - code->words) - 1;
  return word - 1;  // a call has returned: execution went straight on
}

// The line of an instruction; -1 in front of the first one. 0 is the line of a module without statements.
static i32 line_at(const Code* code, u32 word) { return word == ~0u ? -1 : comp::position_of(code, word).line; }

// The line that the frame is at, as the observer sees it: -1 before the first one. The tools of sys.monitoring, unlike
// sys.settrace, take the line of the definition for told when the frame is entered: it is `known` until another one
// comes, then -1.
struct CurrentLine {
  i32 line, known;
};

static bool tell_trace_line_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, i32 line) {
  bool traced = in.trace && (tools_for(code_of(r), word, Event::kLine, in) & (1u << kTraceTool));
  return !traced || tell_tracer_py(t, r, Event::kLine, Value::small_int(line));
}

static bool tell_line_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, i32 line, CurrentLine* current) {
  bool known = std::exchange(current->known, -1) == line;
  current->line = line;
  return known ? tell_trace_line_py(t, in, r, word, line)
               : tell_py(t, in, r, word, Event::kLine, Value::small_int(line));
}

// Reports the lines without code at `word` of one kind (kPassed or kPassedByJump). False: an error is pending, or
// f_lineno has been set.
static bool pass_lines_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, i32 kind, CurrentLine* current) {
  comp::PassedLines passed = comp::passed_lines(code_of(r), word);
  for (const comp::Position* p = passed.begin; p != passed.end; ++p) {
    if (p->column != kind || p->line == current->line || (in.jump_line && p->line != in.jump_line)) continue;
    in.jump_line = 0;
    if (!tell_line_py(t, in, r, word, p->line, current) || in.jump) return false;
  }
  return true;
}

// True if a loop goes on in the line that it is in: only sys.settrace reports that line again. A FOR_ITER stands behind
// its body, and the jump to the first item in front of it.
static bool comes_back(const Code* code, u32 before, u32 word) {
  if (before == ~0u) return false;
  if (comp::generic_op(&code->words[word]) == comp::Op::FOR_ITER) {
    u32 body = 0;
    comp::jump_target(code, word, &body);
    return body <= before && before <= word;
  }
  comp::Op op = comp::generic_op(&code->words[before]);
  if (before < word || op == comp::Op::FOR_ITER || op == comp::Op::JUMP) return false;  // such a JUMP leaves a handler
  u32 target = 0;
  return comp::jump_target(code, before, &target) && target == word;
}

static bool line_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, bool entered) {
  const Code* code = code_of(r);
  u32 before = entered ? ~0u : word_before(in, r, code, word);
  if (before < comp::first_word_of_body(code)) entered = true, before = ~0u;
  // `before` may be an extra word, but then it is word - 1, and execution went straight on.
  bool straight = before == word - 1 || before == ~0u || word == comp::next_instruction(code, before);
  CurrentLine current{line_at(code, before), entered ? comp::entry_line(code) : -1};
  if (!straight && !pass_lines_py(t, in, r, before, comp::Position::kPassedByJump, &current)) return bool(in.jump);
  if (!pass_lines_py(t, in, r, word, comp::Position::kPassed, &current)) return bool(in.jump);
  comp::Position position = comp::position_of(code, word);
  in.jump_line = 0;
  if (!position.starts_line()) return true;
  if (position.line != current.line) return tell_line_py(t, in, r, word, position.line, &current);
  return !comes_back(code, before, word) || tell_trace_line_py(t, in, r, word, current.line);
}

// ---- calls

// A call after the look-up of its method: the callee, its first argument, and how to go on.
struct CallSite {
  Handler handler;  // the handler that goes on with the call; null: the instruction's own
  u64 word;         // aux for that handler
  Value callee, self;
};

static Value first_argument(Value* w, u32 count) { return count ? w[kHeader] : Value(); }

// Finds the callee of a call. For obj.name(...) it looks the method up as the handler would, and the call goes on
// behind the look-up. False: an error is pending.
static bool find_site_py(Thread& t, Value* r, u64 insn, const u64* pc, const Value* k, CallSite* site) {
  u32 window = op_b(insn), count = op_c(insn);
  Value* w = r + window;
  comp::Op op = comp::generic_op(pc - 1);
  *site = {nullptr, 0, w[1], first_argument(w, count)};
  if (op == comp::Op::CALL_METHOD_EX) {
    Found found = find_method_py(t, w, k[static_cast<u32>(load_word(pc + 1))]).what;
    if (found == Found::kError || (found == Found::kMethod && !put_object_first_py(t, w + kHeader, w[1]))) return false;
    if (found == Found::kCallable) ++window, ++w;
    *site = {call_expanded, call_word(0, window, 2), w[1], Value()};
  }
  if (op == comp::Op::CALL_EX || op == comp::Op::CALL_METHOD_EX) {
    if (rt::is_exact_tuple(w[kHeader]) && rt::as_tuple(w[kHeader])->length) site->self = (*rt::as_tuple(w[kHeader]))[0];
    else site->self = Value();
  }
  if (op == comp::Op::CALL_METHOD || op == comp::Op::CALL_METHOD_KW) {
    bool keywords = op == comp::Op::CALL_METHOD_KW;
    Found found = find_method_py(t, w, k[static_cast<u32>(load_word(pc + 1))]).what;
    if (found == Found::kError) return false;
    bool method = found == Found::kMethod;
    if (!method) w += 1;
    site->handler = keywords ? call_keywords : call_other;
    site->word = call_word(count + method, window + !method, keywords ? 3 : 2);
    site->callee = w[1];
    site->self = first_argument(w, count + method);
  }
  if (rt::is_exact(site->callee, rt::TypeId::kMethod)) {
    auto* method = site->callee.as<rt::Method>();
    site->self = method->self.get();
    site->callee = method->function.get();
  }
  return true;
}

static bool call_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, const CallSite& site) {
  Ref callee = Ref::share(t, site.callee), self = Ref::share(t, site.self);
  if (!tell_py(t, in, r, word, Event::kCall, callee, self)) return false;
  if (!is_function(callee)) push_open(t, in, {r, word, Action::kCall, callee, self});
  return true;
}

// ---- an instruction is about to run

// A RETURN or YIELD whose value has been reported. The tool may have stored to the local that holds the value
// (f_locals); what leaves the frame is the value from before. A temporary cannot change, so its instruction runs as
// always: then `handler` is null.
struct Leaving {
  Handler handler;
  u64 value;  // aux for the handler, owned
};

// False: an error is pending.
static bool leave_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, u64 insn, const Value* k, Leaving* leaving) {
  Code* code = code_of(r);
  comp::Op op = comp::generic_op(&code->words[word]);
  bool yields = op == comp::Op::YIELD, constant = op == comp::Op::RETURN_K;
  u32 reg = yields ? op_b(insn) : op_a(insn);
  Ref value = Ref::share(t, constant ? k[op_bc(insn)] : r[reg]);
  if (!tell_py(t, in, r, word, yields ? Event::kPyYield : Event::kPyReturn, value)) return false;
  *leaving = {nullptr, 0};
  if (constant || reg >= code->locals) return true;
  leaving->handler = yields ? yield_value : op == comp::Op::RETURN_GENERATOR_END ? return_from_generator : return_value;
  leaving->value = value.release().bits();
  return true;
}

// Reports or opens the event of an instruction that is no call and leaves no frame. False: an error is pending.
static bool action_py(Thread& t, ThreadInstrument& in, Value* r, u32 word, Action action) {
  Code* code = code_of(r);
  switch (action) {
    case Action::kJump: {
      u32 target = 0;
      comp::jump_target(code, word, &target);
      return tell_py(t, in, r, word, Event::kJump, offset_value(target));
    }
    case Action::kBranch:
    case Action::kSend: push_open(t, in, {r, word, action, Value(), Value()}); return true;
    default: return true;
  }
}

static u32 wanted_at(ThreadInstrument& in, Code* code, u32 word) {
  CodeEvents* events = events_of(code);
  if (!events) return 0;
  refresh_events(events);
  return events->wanted()[word].load(gc::relaxed) & in.tools;
}

// Reports the events that precede the instruction at t.pc - 1. Returns the pc to go on at: t.pc, or another one if
// f_lineno has been set. Null: an error is pending.
static const u64* before_py(Thread& t, ThreadInstrument& in, Value* r) {
  Code* code = code_of(r);
  const u64* pc = t.pc;
  u32 word = static_cast<u32>(pc - code->words) - 1;
  if (in.open_frame == r && !finish_open_py(t, in, r, word)) return nullptr;
  if (!wanted_at(in, code, word)) return pc;
  CodeEvents* events = events_of(code);
  bool start = events->has(word, CodeEvents::kStart), resume = events->has(word, CodeEvents::kResume);
  if (start || resume) {
    t.pc = start ? code->words : pc - 1;  // the line of `def`, or of the yield
    bool ok = tell_py(t, in, r, word, start ? Event::kPyStart : Event::kPyResume);
    t.pc = pc;
    if (!ok) return nullptr;
    if (in.jump) return std::exchange(in.jump, nullptr);
  }
  if (events->has(word, CodeEvents::kLine)) {
    if (!line_py(t, in, r, word, start)) return nullptr;
    if (in.jump) return std::exchange(in.jump, nullptr);
  }
  return tell_py(t, in, r, word, Event::kInstruction) ? pc : nullptr;
}

SLOW_HANDLER observed_slow(HANDLER_ARGS) {
  SAVE();
  ThreadInstrument& in = thread_data(*t).instrument;
  in.jump = nullptr;
  const u64* at = before_py(*t, in, r);
  in.last_frame = r;
  in.last_pc = pc;
  if (!at) UNWIND();
  if (at != pc) {  // f_lineno was set: report that instruction, too, but to tools not its line
    if (!in.jump_line) in.last_pc = at;
    pc = at - 1;
    NEXT();
  }
  Code* code = code_of(r);
  u32 word = static_cast<u32>(pc - code->words) - 1;
  Action action = wanted_at(in, code, word) ? events_of(code)->action(word) : Action::kNone;
  if (action == Action::kCall) {
    CallSite site;
    if (!find_site_py(*t, r, insn, pc, k, &site) || !call_py(*t, in, r, word, site)) UNWIND();
    if (site.handler) TAIL(site.handler, site.word);
  } else if (action == Action::kReturn || action == Action::kYield) {
    Leaving leaving;
    if (!leave_py(*t, in, r, word, insn, k, &leaving)) UNWIND();
    if (leaving.handler) TAIL(leaving.handler, leaving.value);
  } else if (!action_py(*t, in, r, word, action)) {
    UNWIND();
  }
  MUSTTAIL return kSingleHandlers.at[insn & 0xffff](insn, pc, r, t, k, aux);
}

// True if no tool wants an event at this instruction.
static bool is_quiet(Thread* t, Value* r, const u64* pc) {
  ThreadData* data = find_thread_data(*t);
  if (!data) return false;
  ThreadInstrument& in = data->instrument;
  if (in.inside) return true;
  const Code* code = code_of(r);
  auto* events = static_cast<CodeEvents*>(code->events.load(gc::acquire));
  if (!events || events->version.load(gc::relaxed) != g_wishes_version.load(gc::relaxed) || in.open_frame == r)
    return false;
  if (events->wanted()[pc - code->words - 1].load(gc::relaxed) & in.tools) return false;
  in.last_frame = r;
  in.last_pc = pc;
  return true;
}

SLOW_HANDLER observed(HANDLER_ARGS) {
  if (is_quiet(t, r, pc)) MUSTTAIL return kSingleHandlers.at[insn & 0xffff](insn, pc, r, t, k, aux);
  TAIL(observed_slow, aux);
}

// ---- errors

// True for the YIELD of a generator that delegates. Only an error that is thrown into the generator is raised there.
// CPython then runs clean-up code of the same line, which sys.settrace reports.
static bool waits_for_delegate(const Code* code, u32 word) {
  return word >= 2 && comp::generic_op(&code->words[word]) == comp::Op::YIELD &&
         comp::generic_op(&code->words[word - 2]) == comp::Op::SEND;
}

// Reports the pending error, which stays pending unless a callback raises another one.
static void tell_error_py(Thread& t, Value* r, const u64* pc, Event e) {
  ThreadInstrument& in = thread_data(t).instrument;
  if (in.inside) return;
  Ref error = rt::take_error(t);
  t.frame = r;
  t.pc = pc;
  Code* code = code_of(r);
  u32 word = pc > code->words ? static_cast<u32>(pc - code->words) - 1 : 0;
  if (e != Event::kExceptionHandled) {  // then pc is in the handler, which control reaches from the place of the error
    in.last_frame = r;
    in.last_pc = pc;
  }
  bool ok = true;
  if (in.open_frame == r && e != Event::kExceptionHandled) {  // the call or branch has failed
    OpenStep step = pop_open(in);
    Ref callee = Ref::steal(step.callee), self = Ref::steal(step.self);
    if (step.action == Action::kCall) ok = tell_py(t, in, r, step.word, Event::kCRaise, callee, self);
  }
  ok = ok && tell_py(t, in, r, word, e, error);
  if (ok && e == Event::kRaise && waits_for_delegate(code, word) && in.trace)
    ok = tell_tracer_py(t, r, Event::kLine, Value::small_int(line_at(code, word)));
  if (ok) rt::restore_error(t, std::move(error));
}

void observe_raise_py(Thread& t, Value* r, const u64* pc, bool again) {
  tell_error_py(t, r, pc, again ? Event::kReraise : Event::kRaise);
}
bool observe_stop_py(Thread& t, Value* r, const u64* pc, Value value) {
  if (rt::is_same(value, rt::kNone)) return true;
  rt::raise_stop_iteration(t, value);
  Ref stop = Ref::share(t, t.error);
  observe_raise_py(t, r, pc, false);
  if (!rt::is_same(t.error, stop)) return false;
  rt::clear_error(t);
  return true;
}
void observe_handled_py(Thread& t, Value* r, const u64* pc) { tell_error_py(t, r, pc, Event::kExceptionHandled); }
void observe_leaving_py(Thread& t, Value* r, const u64* pc) { tell_error_py(t, r, pc, Event::kPyUnwind); }
void observe_throw_py(Thread& t, Value* r, const u64* pc) { tell_error_py(t, r, pc, Event::kPyThrow); }

// ---- data of a thread

ThreadData& thread_data(Thread& t) {
  if (!t.vm) t.vm = new ThreadData;
  return *find_thread_data(t);
}

bool drop_thread_data_py(Thread& t) {
  ThreadData* data = find_thread_data(t);
  if (!data) return false;
  ThreadInstrument& in = data->instrument;
  bool any = !in.open.empty() || in.trace || in.profile;
  drop_open_steps(t, in);
  set_thread_hook(t, kTraceTool, Value());
  set_thread_hook(t, kProfileTool, Value());
  for (Value* v : {&data->async.first_iteration, &data->async.finalizer, &data->loop.running, &data->loop.task_loop,
                   &data->loop.task}) {
    any |= bool(*v);
    rt::decref(t, std::exchange(*v, Value()));
  }
  return any;
}

void free_thread_data(Thread& t) {
  delete find_thread_data(t);
  t.vm = nullptr;
}

void trace_thread_data(Thread& t, gc::Visitor& visitor) {
  ThreadData* data = find_thread_data(t);
  if (!data) return;
  ThreadInstrument& in = data->instrument;
  for (Value v : {data->async.first_iteration, data->async.finalizer, data->loop.running, data->loop.task_loop,
                  data->loop.task, in.trace, in.profile})
    rt::trace_value(visitor, v);
  for (OpenStep& step : in.open) {
    rt::trace_value(visitor, step.callee);
    rt::trace_value(visitor, step.self);
  }
}

}  // namespace vm
