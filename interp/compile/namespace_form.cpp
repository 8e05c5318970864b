// The form of module-level code for locals that are not the globals.
#include "interp/compile/code_object.h"
#include "interp/compile/instruction.h"
#include "runtime/types/containers/tuple.h"

namespace comp {

using rt::Ref;

static bool contains_name(Value tuple, Value name) {
  if (!tuple) return false;
  auto* names = rt::as_tuple(tuple);
  for (u64 i = 0; i < names->length; ++i)
    if (rt::is_same((*names)[i], name)) return true;
  return false;
}

static Op namespace_op(Op op) {
  switch (op) {
    case Op::GET_GLOBAL: return Op::GET_NAME;
    case Op::SET_GLOBAL: return Op::SET_NAME;
    case Op::DEL_GLOBAL: return Op::DEL_NAME;
    default: return op;
  }
}

// Replaces GET_GLOBAL and its relatives by the instructions on a namespace. Those have no inline caches, so the cache
// words become NOPs: then no offset changes.
static void use_namespace(CodeParts& p) {
  for (u64 i = 0; i < p.words.size();) {
    u64& word = p.words[i];
    Op op = static_cast<Op>(word & 0xffff), other = namespace_op(op);
    u64 next = i + 1 + op_info(op).words;
    if (other != op && !contains_name(p.noted_names, p.constants[word >> 32])) {
      word = (word & ~u64{0xffff}) | static_cast<u64>(other);
      for (u64 pad = i + 1 + op_info(other).words; pad < next; ++pad) p.words[pad] = encode(Op::NOP);
    }
    i = next;
  }
  p.flags |= kNamespace;
}

Code* namespace_form(rt::Thread& t, Code* code) {
  if ((code->flags & (kNamespace | kOptimized)) || code->parameters()) return code;
  if (Value form = code->with_locals.get_shared()) return form.as<Code>();
  if (!wake(t, code)) return nullptr;
  CodeParts parts = code_parts(t, code);
  use_namespace(parts);
  Ref form = make_code(t, std::move(parts));
  if (!form) return nullptr;
  gc::before_store(t, code, form.object());
  if (code->with_locals.compare_exchange(Value(), form.get())) return form.release().as<Code>();
  return code->with_locals.get_shared().as<Code>();  // another thread was first
}

}  // namespace comp
