// What a debugger must know of this program to read its objects, frames and threads: offsets of fields, addresses of
// variables, constants. tools/gdb/tinypy-gdb.py reads the table from the memory of the stopped program or its core
// dump. So its commands need no debug information, and cannot be those of another version.
#include "gc/threads/registry.h"
#include "interp/vm/frame_registers.h"
#include "interp/vm/handler.h"
#include "runtime/types/classes/cell.h"
#include "runtime/types/containers/list.h"
#include "runtime/types/containers/tuple.h"
#include "runtime/types/text/str.h"

namespace {

using namespace vm;

struct Row {
  const char* name;
  u64 value;
};

constexpr u64 type_id(rt::TypeId id) { return static_cast<u64>(id); }

}  // namespace

// meson.build tells the linker to keep it: nothing in the program uses it.
extern "C" {
extern const Row tinypy_layout[];
[[gnu::used]] const Row tinypy_layout[] = {
    {"threads", reinterpret_cast<u64>(&gc::g_threads)},
    {"shapes", reinterpret_cast<u64>(&gc::g_shapes)},
    {"free_threaded", gc::kFreeThreaded},
    {"frames_in_registers", kFramesInRegisters},
    {"thread.id", offsetof(Thread, id)},
    {"thread.poll", offsetof(Thread, poll)},
    {"thread.state", offsetof(Thread, state)},
    {"thread.next", offsetof(Thread, next)},
    {"thread.native_id", offsetof(Thread, native_id)},
    {"thread.frame", offsetof(Thread, frame)},
    {"thread.pc", offsetof(Thread, pc)},
    {"object.flag_bits", gc::kFlagBits},
    {"object.immortal_local", gc::kImmortalLocal / 2},
    {"shape.type", offsetof(rt::Shape, type)},
    {"shape.slot_count", offsetof(rt::Shape, slot_count)},
    {"shape.inline_capacity", offsetof(rt::Shape, inline_capacity)},
    {"shape.slots_offset", offsetof(rt::Shape, slots_offset)},
    {"shape.parent", offsetof(rt::Shape, parent)},
    {"shape.name", offsetof(rt::Shape, name)},
    {"shape.removes", offsetof(rt::Shape, removes)},
    {"shape.dict_mode", offsetof(rt::Shape, dict_mode)},
    {"type.c_name", offsetof(rt::Type, c_name)},
    {"type.layout", offsetof(rt::Type, layout)},
    {"function.code", offsetof(Function, code)},
    {"function.closure", offsetof(Function, closure)},
    {"code.words", offsetof(Code, words)},
    {"code.positions", offsetof(Code, positions)},
    {"code.position_count", offsetof(Code, position_count)},
    {"code.first_line", offsetof(Code, first_line)},
    {"code.qualname", offsetof(Code, qualname)},
    {"code.filename", offsetof(Code, filename)},
    {"code.locals", offsetof(Code, locals)},
    {"code.local_names", offsetof(Code, local_names)},
    {"code.cell_names", offsetof(Code, cell_names)},
    {"code.free_names", offsetof(Code, free_names)},
    {"cell.value", offsetof(rt::Cell, value)},
    {"position.size", sizeof(comp::Position)},
    {"position.word", offsetof(comp::Position, word)},
    {"position.line", offsetof(comp::Position, line)},
    {"frame.callee", static_cast<u64>(-kCallee)},  // registers in front of the window
    {"frame.return_pc", static_cast<u64>(-kReturnPc)},
    {"frame.link", static_cast<u64>(-kLink)},
    {"str.length", offsetof(rt::Str, length)},
    {"str.kind", offsetof(rt::Str, kind)},
    {"str.text", offsetof(rt::Str, text)},
    {"list.length", offsetof(rt::List, length)},
    {"list.storage", offsetof(rt::List, storage)},
    {"list.items", offsetof(rt::ListItems, items)},
    {"tuple.length", offsetof(rt::Tuple, length)},
    {"tuple.items", rt::kTupleHeader},
    {"id.str", type_id(rt::TypeId::kStr)},
    {"id.list", type_id(rt::TypeId::kList)},
    {"id.tuple", type_id(rt::TypeId::kTuple)},
    {"id.type", type_id(rt::TypeId::kType)},
    {"id.function", type_id(rt::TypeId::kFunction)},
    {"id.code", type_id(rt::TypeId::kCode)},
    {"id.cell", type_id(rt::TypeId::kCell)},
    {nullptr, 0}};
}
