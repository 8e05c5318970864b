// _pickle: the parts that writing and reading pickles share. The library's module pickletools describes the format.
#pragma once

#include "runtime/library/parts/module_parts.h"

namespace rt {
extern const ModuleDef kUnderPickleModule;
}

namespace rt::pickle {

// The instructions of the pickle machine, by the byte that stands for them.
enum class Op : u8 {
  kMark = '(',
  kStop = '.',
  kPop = '0',
  kPopMark = '1',
  kDup = '2',
  kFloat = 'F',
  kInt = 'I',
  kBinInt = 'J',
  kBinInt1 = 'K',
  kLong = 'L',
  kBinInt2 = 'M',
  kNone = 'N',
  kPersId = 'P',
  kBinPersId = 'Q',
  kReduce = 'R',
  kString = 'S',
  kBinString = 'T',
  kShortBinString = 'U',
  kUnicode = 'V',
  kBinUnicode = 'X',
  kAppend = 'a',
  kBuild = 'b',
  kGlobal = 'c',
  kDict = 'd',
  kEmptyDict = '}',
  kAppends = 'e',
  kGet = 'g',
  kBinGet = 'h',
  kInst = 'i',
  kLongBinGet = 'j',
  kList = 'l',
  kEmptyList = ']',
  kObj = 'o',
  kPut = 'p',
  kBinPut = 'q',
  kLongBinPut = 'r',
  kSetItem = 's',
  kTuple = 't',
  kEmptyTuple = ')',
  kSetItems = 'u',
  kBinFloat = 'G',
  kBinBytes = 'B',
  kShortBinBytes = 'C',
  kProto = 0x80,
  kNewObj = 0x81,
  kExt1 = 0x82,
  kExt2 = 0x83,
  kExt4 = 0x84,
  kTuple1 = 0x85,
  kTuple2 = 0x86,
  kTuple3 = 0x87,
  kNewTrue = 0x88,
  kNewFalse = 0x89,
  kLong1 = 0x8a,
  kLong4 = 0x8b,
  kShortBinUnicode = 0x8c,
  kBinUnicode8 = 0x8d,
  kBinBytes8 = 0x8e,
  kEmptySet = 0x8f,
  kAddItems = 0x90,
  kFrozenSet = 0x91,
  kNewObjEx = 0x92,
  kStackGlobal = 0x93,
  kMemoize = 0x94,
  kFrame = 0x95,
  kByteArray8 = 0x96,
  kNextBuffer = 0x97,
  kReadonlyBuffer = 0x98,
};

inline constexpr int kHighestProtocol = 5;
inline constexpr u64 kBatch = 1000;             // items that one APPENDS, SETITEMS or ADDITEMS takes
inline constexpr u64 kFrameTarget = 64 * 1024;  // a frame ends when it is this long
inline constexpr u64 kLeastFrame = 4;           // shorter frames are written without a header
inline constexpr u64 kFrameHeader = 9;

// The module's exceptions, made at the first import. A root tracer keeps them alive, so callers may borrow them.
extern Value g_pickle_error, g_pickling_error, g_unpickling_error;
template <class... Args>
Error raise_pickling(Thread& t, const char* format, Args... args) {
  return raise(t, g_pickling_error.as<Type>(), format, args...);
}
template <class... Args>
Error raise_unpickling(Thread& t, const char* format, Args... args) {
  return raise(t, g_unpickling_error.as<Type>(), format, args...);
}

inline constexpr const char* kNoPersistentLoad =
    "A load persistent id instruction was encountered, but no persistent_load function was specified.";

// The method `name` of a Pickler or Unpickler, if a subclass or the instance itself overrides that of `base`. Empty
// without an error: it does not.
Ref overriding_hook_py(Thread& t, Value self, Type* base, std::string_view name);

// Marks a Pickler or Unpickler as in use by this thread. A thread that finds it in use gets a RuntimeError: its memo
// and stack have no lock. Check the result with operator bool.
class InUse {
 public:
  InUse(Thread& t, gc::Atomic<u32>& flag, const char* class_name)
      : flag_(flag), taken_(flag.exchange(1, gc::acq_rel) == 0) {
    if (!taken_) raise(t, kRuntimeErrorType, "%s object is already used", class_name);
  }
  ~InUse() {
    if (taken_) flag_.store(0, gc::release);
  }
  InUse(const InUse&) = delete;
  InUse& operator=(const InUse&) = delete;
  explicit operator bool() const { return taken_; }

 private:
  gc::Atomic<u32>& flag_;
  bool taken_;
};

// The pending error gets `cause` as its context.
Error set_context(Thread& t, Value cause);
// The object that a dotted name leads to from `module`; *parent is the object that has the last attribute. Empty:
// AttributeError or another error is pending.
Ref follow_name_py(Thread& t, Value module, Value dotted, Ref* parent);
// sys.modules[name]; the module is imported if it is not there. Empty: an error is pending.
Ref module_named_py(Thread& t, Value name);
// An attribute of a module of the library, such as a registry of copyreg. Empty: an error is pending.
Ref library_object_py(Thread& t, const char* module, const char* attribute);

// Make the types and enter them into the module. False: an error is pending.
bool add_pickler(Thread& t, Value module);
bool add_unpickler(Thread& t, Value module);
bool add_pickle_buffer(Thread& t, Value module);
bool is_pickle_buffer(Value v);
// The functions of the module, called through its method table: they run Python code. Empty: an error is pending.
Ref dump(Thread& t, Value object, Value file, Value protocol, Value fix_imports, Value buffer_callback);
Ref dumps(Thread& t, Value object, Value protocol, Value fix_imports, Value buffer_callback);
Ref load(Thread& t, Value file, Value fix_imports, Value encoding, Value errors, Value buffers);
Ref loads(Thread& t, Value data, Value fix_imports, Value encoding, Value errors, Value buffers);

}  // namespace rt::pickle
