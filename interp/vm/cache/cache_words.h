// Parts of the words of inline caches, where more than one file must know them: the handlers that write the words, and
// the listing after a run, which puts them into words (interp/listings/cache_text.cpp). comp::CacheWord says what each
// kind of word holds; polymorphic.h has those of several shapes.
//
// ---- what a hit relies on
//
// The guard of a form tests a number. Whatever else the result depends on must change that number:
//
//   guard           forms                                 what changes it
//   keys version    GET_GLOBAL_MODULE, _BUILTIN,          a key is added or removed; a lazy import takes the place of a
//   of a dict       CALL_METHOD_MODULE                    value. Values are read anew. CALL_METHOD_MODULE is for modules
//                                                         of ModuleType itself, whose attributes never change.
//   shape of an     *_ATTR_SLOT, *_ATTR_ADD, UPDATE_*,    another class or attribute. renumber_shapes(), when a class
//   instance        CALL_METHOD_SLOT, ways of slots       attribute, a descriptor's class, __getattribute__ or
//                                                         __setattr__ begins to go before the slot
//   own shape of    GET_ATTR_MODULE, with the keys        another class; renumber_shapes(), when its class defines the
//   a module        version of its dict                   name as data, or gets a __getattribute__
//   own shape of    CALL_CLASS, with the record of        another metaclass; renumber_shapes(), when the metaclass gets
//   a class         __init__                              or loses a __call__. How the class makes instances is asked
//                                                         each time.
//   AttrRecord      *_RECORD, FIND_METHOD, CALL_METHOD*,  the look-up has a result of another kind: by a change of a
//                   SET_ATTR_PROPERTY, ways of records    class in the MRO, its bases, the class of the attribute, or
//                                                         __getattribute__. A new result of the same kind is in the
//                                                         record. __setattr__ and __getattr__ are asked each time.
//   MethodDef or    CALL_NATIVE*, CALL_LEN,               nothing: native functions and native types never change
//   Type itself     CALL_NATIVE_TYPE
//
// GET_SUPER_ATTR, items, arithmetic and iteration have no cache: they look at the operands' types each time.
#pragma once

#include "interp/vm/handler.h"

namespace vm {

// Words of GET_GLOBAL.
inline constexpr u32 kVersionShift = 24;
inline constexpr u64 kPlaceMask = (u64{1} << kVersionShift) - 1, kNotHere = u64{1} << 39;

// The low bits of a cache word of CALL or CALL_METHOD. kOneArgument ... kThreeArguments: the C++ function has exactly
// so many parameters. kDefaults: up to six, of which the last may be left out. kRaw: it takes an array of arguments.
// kLength, kRaw and kType exist for functions only, kThreeArguments, kSlotCallee and kModuleCallee for methods only. 4
// is kPolymorphicTag. The highest bit tells kClassCallee from kSlotCallee, whose shape never reaches that bit.
enum NativeForm : u64 {
  kOneArgument = 1,
  kTwoArguments = 2,
  kDefaults = 3,
  kThreeArguments = 5,
  kLength = 5,
  kRaw = 6,
  kSlotCallee = 6,
  kType = 7,
  kModuleCallee = 7
};
inline constexpr u64 kClassCalleeBit = u64{1} << 63, kClassCallee = kClassCalleeBit | kSlotCallee;

}  // namespace vm
