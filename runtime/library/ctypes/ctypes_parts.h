// Declarations that the files of _ctypes share: what a class of C data knows, the objects, and operations on both.
//
// A class of C data is made by one of six metaclasses. Its C layout is a Layout record, which does not change once the
// class has it: a class that gets another layout (`_fields_`, set_type()) gets another record, and the old one lives as
// long as the class. So a reader loads one pointer and needs no lock.
//
// An instance is a CData: a block of memory, or a part of another instance's block.
//
//   class Point (CType) ------> Layout: size, alignment, code or fields or item
//   Point()     (CData) ------> 8 bytes of its own
//   array[1]    (CData) -base-> array (CData) ------> 24 bytes; the item's memory is inside them
//
// C sees memory only. What a pointer in that memory points to lives because the root, the instance at the end of the
// chain of bases, keeps it in `objects`: a dict whose keys say where the pointer is, or the kept object alone.
//
// In this header an empty result or false means that an error is pending, unless a comment says otherwise.
#pragma once

#include <ffi.h>

#include <utility>

#include "gc/sync/mutex.h"
#include "runtime/library/parts/module_parts.h"
#include "runtime/object/native_modules.h"
#include "runtime/object/shared_bytes.h"
#include "runtime/types/bytes/bytes.h"
#include "runtime/types/containers/dict.h"
#include "runtime/types/numbers/int.h"
#include "runtime/types/text/str.h"

namespace rt::ctypes {

// ---- classes

enum class Kind : u8 { kSimple, kPointer, kArray, kStruct, kUnion, kFunction };

// How the bytes of a simple type are read.
enum class Form : u8 {
  kSigned,
  kUnsigned,
  kBool,
  kVariantBool,
  kFloat,
  kDouble,
  kLongDouble,
  kComplexFloat,
  kComplexDouble,
  kComplexLongDouble,
  kChar,
  kWideChar,
  kCharPointer,
  kWidePointer,
  kPointer,
  kObject
};

// A code that `_type_` of a simple class may have (ctypes_codes.cpp).
struct Code {
  const char* name;
  Form form;
  u8 size;
  bool swappable;      // there is a class with the other order of bytes
  const char* format;  // as buffers tell it
  ffi_type* ffi;
};

// Bits of an integer, for bit fields. Width 0: the whole integer.
struct Bits {
  u8 offset = 0, width = 0;
};

// How an eightbyte of a small aggregate is passed (System V ABI, 3.2.3).
enum class PassedAs : u8 { kNothing, kFloats, kInts, kMemory };

// Facts about what is inside, also of fields and items.
enum LayoutFlag : u32 { kIsPointer = 1, kHasPointer = 2, kHasUnion = 4, kHasBitField = 8 };

// Flags of functions, as `_flags_` has them.
enum FunctionFlag : u32 { kCdecl = 1, kPythonApi = 4, kUseErrno = 8, kUseLastError = 16 };

struct Layout {
  Kind kind;
  bool swapped = false;        // the order of bytes is not the machine's
  u32 flags = 0;               // LayoutFlag
  const Code* code = nullptr;  // simple types; else null
  i64 size = 0, align = 1;
  i64 length = 0;  // items of an array; fields of a structure or union, with those of the bases
  ffi_type* ffi = &ffi_type_pointer;
  char* format = nullptr;  // as buffers tell it; owned
  int ndim = 0;
  i64* shape = nullptr;  // owned
  Slot item;             // class of the items, or of what a pointer points to; `_type_` of a simple class
  // Functions.
  u32 function_flags = 0;
  Slot argtypes, converters, restype, checker;  // tuples; a class, a callable or None; a callable. May be empty
  // Aggregates: how the parts are passed, and the type that libffi knows.
  PassedAs parts[2] = {};
  ffi_type aggregate{};
  ffi_type* elements[5] = {};
  // The class must not get another layout: there are instances, or other classes rely on it.
  gc::Atomic<bool> final{false};
  Layout* previous = nullptr;  // the record that this one has replaced; owned
};

struct CType : Type {
  gc::Atomic<Layout*> layout_record;  // null: the class is abstract
  Slot arrays;                        // dict: length -> cell of a weak reference to the class of arrays; or empty
  Slot pointer_type;                  // `__pointer_type__`, or empty
};

extern Type *g_meta_base, *g_simple_meta, *g_pointer_meta, *g_array_meta, *g_struct_meta, *g_union_meta,
    *g_function_meta;
extern Type *g_data_type, *g_simple_type, *g_pointer_type, *g_array_type, *g_struct_type, *g_union_type,
    *g_function_type, *g_argument_type, *g_field_type, *g_thunk_type;
extern Type* g_argument_error;

inline bool is_ctype(Value v) { return is_instance(v, g_meta_base); }
inline CType* as_ctype(Value v) { return v.as<CType>(); }
// The layout of a class; null without error: the class is abstract, or `v` is no class of C data. Lives as long as the
// class.
inline Layout* layout_of(Value v) { return is_ctype(v) ? as_ctype(v)->layout_record.load(gc::acquire) : nullptr; }
inline Layout* layout_of(const Type* type) { return layout_of(Value(type)); }
inline bool is_kind(const Layout* layout, Kind kind) { return layout && layout->kind == kind; }
// True if the class derives from a simple class (c_int), not from _SimpleCData: its values stay objects.
bool is_derived_simple(Value type);

// A new record, of which nobody knows yet. Null: MemoryError.
Layout* make_layout(Thread& t, Kind kind);
// A copy of another class's record, which is not final.
Layout* copy_layout(Thread& t, const Layout* from);
void free_layout(Thread& t, Layout* layout);
// Gives the class the record, and makes it the record's owner. False: the class has a final layout, and `layout` has
// been freed; no error is pending. Pointers are never final: to which class they point makes no difference to C.
bool install_layout(Thread& t, CType* type, Layout* layout);
// A printf into new raw memory, for formats. Null: MemoryError.
char* format_text(Thread& t, const char* format, ...) __attribute__((format(printf, 2, 3)));
// "(2,3)" for a layout with dimensions, likewise.
char* shape_text(Thread& t, const Layout* layout);

// TypeSpec::private_part of metaclasses, as of `type`.
inline Object* dict_of_class(Object* object) { return static_cast<Type*>(object)->dict; }
// What the class has in its own dict. Empty without error: absent.
Ref own_attribute(Thread& t, Value type, const char* name);
// Runs type.__init__ for a new class. Part of each metaclass's __init__. SystemError if that has been called before.
bool init_class(Thread& t, Value self, const CallArgs& args);
// The class of arrays of `length` items.
Ref array_type_py(Thread& t, Value item, i64 length);
// POINTER(type), for a class.
Ref pointer_type_py(Thread& t, Value type);

// ---- objects

struct CData : Object {
  gc::Atomic<u8*> data;
  gc::Atomic<i64> size;
  i64 length;                   // of the layout, when the object was made; never changes
  i64 index;                    // where the object is in its base, for keys of `objects`; never changes
  Slot base;                    // CData; never changes
  Slot objects;                 // what lives because of pointers in the memory
  bool owns_data;               // the memory is raw memory of the object's own; under the object lock
  gc::Atomic<bool> lent;        // someone else has got the address: the memory stays until the object dies
  struct OldBlock* old_blocks;  // memory that resize() has replaced; under the object lock
  alignas(16) u8 room[16];      // the memory of small objects
};
struct Function : CData {
  Slot callable, thunk;                                   // made from a Python callable
  Slot argtypes, converters, restype, checker, errcheck;  // set by the program; empty: those of the class count
  Slot paramflags;                                        // tuple or empty; never changes
};
// An argument that is ready for C: what from_param() and byref() return.
struct Argument : Object {
  const char* tag;  // name of the code, or "P"
  ffi_type* ffi;    // never changes, as the rest
  alignas(16) u8 value[32];
  Slot object;  // lives as long as the argument
};
// A field of a structure or union, as a descriptor. Nothing but `anonymous` changes.
struct Field : Object {
  Slot type, name;
  i64 offset, size, index;
  i64 bit_size;  // -1: no bit field
  i64 bit_offset;
  gc::Atomic<bool> anonymous;
};

inline bool is_data(Value v) { return is_instance(v, g_data_type); }
inline CData* as_data(Value v) { return v.as<CData>(); }
inline u8* data_of(Value v) { return as_data(v)->data.load(gc::acquire); }
inline i64 size_of(Value v) { return as_data(v)->size.load(gc::acquire); }
inline Layout* layout_of_instance(Value v) { return layout_of(type_of(v)); }

// ---- instances (ctypes_data.cpp)

// The layout of a class, of which there shall be an instance: final from now on. Null: TypeError "abstract class".
Layout* layout_for_instance(Thread& t, Type* type);
// The layout of an instance's class. Null: TypeError, the class (a new one of the instance) is not of this kind.
Layout* usable_layout(Thread& t, Value self, Kind kind);
// A new instance with zeroed memory.
Ref make_data(Thread& t, Type* type);
// An instance whose memory is at `address`: a part of the instance `base`.
Ref make_part(Thread& t, Value type, Value base, i64 index, u8* address);
// An instance whose memory belongs to nobody.
Ref make_at(Thread& t, Type* type, u8* address);
// Makes `kept` live as long as the memory of `target`, for the pointer number `index` in it. None: nothing to do.
bool keep_py(Thread& t, Value target, i64 index, Ref kept);
// A pointer and what keeps its target alive change together, under this mutex of the root; who reads a pointer and its
// target holds it, too.
gc::Mutex& pointer_mutex(Value root);
// Writes the pointer at `from` to an address in the memory of `target`, and keeps `kept` as keep_py() does.
bool store_pointer_py(Thread& t, Value target, i64 index, Ref kept, u8* to, const u8* from);
// What the root of `target` keeps: a dict, an object or None.
Ref kept_objects(Thread& t, Value target);
// The instance that has the memory. Borrowed from `target`.
Value root_of(Value target);
void trace_data(Object* object, gc::Visitor& visitor);
void dispose_data(gc::Thread& thread, Object* object);
// Replaces the memory of an instance: resize().
bool resize_data(Thread& t, Value self, i64 size);

// ---- values in memory

// The value of a class at an address, which is in the memory of `owner`.
Ref get_value(Thread& t, Value type, Value owner, i64 index, u8* address, Bits bits = {});
// Stores a value as a class wants it, and keeps what must be kept.
bool set_value_py(Thread& t, Value type, Value owner, Value value, i64 index, i64 size, u8* address, Bits bits = {});

// The lowest 64 bits of an int, in two's complement.
inline u64 low_bits(Value v) {
  u64 scratch;
  num::BigView digits = big_view(v, &scratch);
  u64 low = digits.size ? digits.limbs[0] : 0;
  return digits.negative ? u64{0} - low : low;
}
// An int as an address. False: OverflowError.
inline bool address_of_int(Thread& t, Value v, u64* address) {
  u64 scratch;
  *address = low_bits(v);
  return big_view(v, &scratch).size <= 1 || raise_overflow_error(t, "int too big to convert");
}

// The same for a plain value and a simple class.
bool set_simple_py(Thread& t, const Layout* layout, Value owner, Value value, i64 index, u8* address, Bits bits = {});

// ---- codes (ctypes_codes.cpp)

// True for the codes of pointers, after whose values something may have to be kept.
inline bool is_pointer(const Code& code) { return code.form >= Form::kCharPointer; }
// Null without error: there is no such code.
const Code* find_code(std::string_view name);
// The codes, as a message lists them.
const char* code_letters();
// The Python value at an address; `owner` (may be empty) has the memory.
Ref read_code(Thread& t, const Code& code, bool swapped, const u8* from, Value owner, Bits bits = {});
// Stores a Python value. The result is what must be kept while the memory has the value, or None.
Ref write_code_py(Thread& t, const Code& code, bool swapped, u8* to, Value value, Bits bits = {});
// wchar_t[] of a str with a final zero, as a bytes object.
Ref wide_bytes(Thread& t, Value str);
// The str of wchar_t[].
Ref str_of_wide(Thread& t, const u8* from, u64 length);

// ---- text in arrays (ctypes_text.cpp)

// The code of the items of an array of c_char or c_wchar; null: another layout.
const Code* text_items(const Layout* layout);
// Attributes `value` and `raw` of arrays of c_char, `value` of arrays of c_wchar.
bool add_text_attributes_py(Thread& t, CType* type, const Layout* layout);
// A field that is such an array shows as bytes or str, up to the first zero.
Ref read_text_field(Thread& t, const Code& items, const u8* from, i64 size);
bool write_text_field(Thread& t, const Code& items, u8* to, i64 size, Value value);
// Items of an array, or behind a pointer, as bytes or str; the items are `step` apart.
Ref text_of_items(Thread& t, const Code& items, const u8* from, i64 step, i64 count);

// ---- arguments (ctypes_argument.cpp)

Ref make_argument(Thread& t, const char* tag, ffi_type* ffi, const void* value, size_t size, Value object);
// byref(): a pointer to an instance's memory.
Ref make_reference(Thread& t, Value data, i64 offset);
// from_param() of classes that want an instance of themselves.
Ref from_param_py(Thread& t, Value type, Value value);
Ref simple_from_param_py(Thread& t, Value type, Value value);
Ref pointer_from_param_py(Thread& t, Value type, Value value);
// `_as_parameter_` of any object. Empty without error: absent.
Ref as_parameter_py(Thread& t, Value value);

// ---- structures (ctypes_struct.cpp, ctypes_layout.cpp, ctypes_field.cpp)

// Lays the class out for its `_fields_`.
bool set_fields_py(Thread& t, CType* type, Value fields);
// Fills `parts`, `aggregate` and `elements` of an aggregate whose other members are complete.
void prepare_aggregate(Layout* layout);
// Notes that a value with the layout `inner` lies at an offset of `outer`.
void add_part(Layout* outer, const Layout* inner, i64 offset);
Ref make_field(Thread& t, Value type, Value name, i64 offset, i64 size, i64 index, i64 bit_size, i64 bit_offset);
// Makes the fields of the members that `_anonymous_` names reachable from the class itself.
bool make_anonymous_fields_py(Thread& t, CType* type);

// ---- functions

// C code at an address with borrowed arguments. `converters`: a tuple or empty.
Ref call_address_py(Thread& t, void* address, const Value* arguments, u64 count, u32 flags, Value converters,
                    Value restype, Value checker);
// The type of a result for libffi.
ffi_type* ffi_of_result(Value restype);
// A tuple of the from_param() of each class of a tuple.
Ref converters_py(Thread& t, Value argtypes);
bool check_restype(Thread& t, Value restype);
// The arguments of a call as `paramflags` want them: a tuple. `out` and `in_out` get a bit for each result.
struct OutArguments {
  u64 out = 0, in_out = 0;
  int count = 0;
};
bool check_paramflags_py(Thread& t, Value argtypes, Value paramflags);
Ref arrange_arguments_py(Thread& t, Value argtypes, Value paramflags, const CallArgs& args, OutArguments* out);
Ref arrange_results_py(Thread& t, Ref result, Value arguments, const OutArguments& out);
// errno as ctypes keeps it for the calling thread.
int& saved_errno();
// An object that owns a closure: C code at *address which calls `callable`.
Ref make_thunk_py(Thread& t, Value callable, Value converters, Value restype, u32 flags, void** address);
// Replaces the pending error by ArgumentError or another, whose message says in front where it was.
Error extend_error_py(Thread& t, Type* type, const char* format, ...);

// ---- the module's parts
bool add_meta_types(Thread& t);
bool add_data_type(Thread& t);
bool add_simple_type(Thread& t, Value module);
bool add_pointer_type(Thread& t, Value module);
bool add_array_type(Thread& t, Value module);
bool add_struct_types(Thread& t, Value module);
bool add_function_type(Thread& t, Value module);
bool add_field_type(Thread& t, Value module);
bool add_thunk_type(Thread& t);
bool add_argument_type(Thread& t);
bool add_pointer_functions(Thread& t, Value module);
// Makes a class of C data with its metaclass, and enters it into the module.
bool add_data_class(Thread& t, Value module, Type*& type, const TypeSpec& spec, Type* metaclass);
bool add_library_functions(Thread& t, Value module);
extern const MethodDef kFunctions[];  // ctypes_functions.cpp
// Adds a function that only some versions of the library know, or that another file has.
bool add_function(Thread& t, Value module, const MethodDef& def);
// An address in a library; the message of the error is the linker's. Null: `error` is pending.
void* find_symbol_py(Thread& t, Value library, Value name, Type* error);
// Addresses of C functions that the library calls: _cast_addr and others.
bool add_addresses(Thread& t, Value module);

}  // namespace rt::ctypes
