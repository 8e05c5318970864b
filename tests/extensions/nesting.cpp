// What libraries of C++ do by themselves: calls from threads nest by a count in the thread's state; callers and errors
// are known by the members of code and tracebacks.
#include <Python.h>
#include <pthread.h>

namespace {

// The name, file and number of arguments of the function that calls.
PyObject* caller(PyObject*, PyObject*) {
  PyFrameObject* frame = PyThreadState_GetFrame(PyThreadState_Get());
  if (!frame) Py_RETURN_NONE;
  PyCodeObject* code = PyFrame_GetCode(frame);
  PyObject* name = code->co_name;
  PyObject* file = code->co_filename;
  PyObject* found = Py_BuildValue("OOi", name, file, static_cast<int>(code->co_argcount));
  Py_DECREF(code);
  Py_DECREF(frame);
  return found;
}

// The functions of a traceback, from the outermost to where the error was raised.
PyObject* functions_of(PyObject*, PyObject* traceback) {
  PyObject* found = PyList_New(0);
  for (auto* entry = reinterpret_cast<PyTracebackObject*>(traceback); entry; entry = entry->tb_next) {
    PyCodeObject* code = PyFrame_GetCode(entry->tb_frame);
    PyObject* name = code->co_name;
    PyList_Append(found, name);
    Py_DECREF(code);
  }
  return found;
}

PyObject* depth(PyObject*, PyObject*) { return PyLong_FromLong(PyThreadState_Get()->gilstate_counter); }

// A scope in which the calling thread may use Python, whoever has started it.
class Attached {
 public:
  Attached() {
    state_ = PyGILState_GetThisThreadState();
    if (!state_) {
      state_ = PyThreadState_New(PyInterpreterState_Main());
      state_->gilstate_counter = 0;
      made_ = true;
    }
    if (made_) PyEval_AcquireThread(state_);
    ++state_->gilstate_counter;
  }
  ~Attached() {
    if (--state_->gilstate_counter > 0) return;
    PyThreadState_Clear(state_);
    PyThreadState_DeleteCurrent();
  }

 private:
  PyThreadState* state_;
  bool made_ = false;
};

// A thread of C runs no Python code, but it has the builtins.
bool has_builtins() {
  PyObject* builtins = PyEval_GetFrameBuiltins();
  bool has = builtins && PyDict_GetItemString(builtins, "print");
  Py_XDECREF(builtins);
  return has;
}

void append(PyObject* seen, const char* what) {
  if (!has_builtins()) what = "no builtins";
  PyObject* entry = Py_BuildValue("si", what, PyThreadState_Get()->gilstate_counter);
  if (!entry || PyList_Append(seen, entry) < 0) PyErr_Clear();
  Py_XDECREF(entry);
}

void* run(void* list) {
  auto* seen = static_cast<PyObject*>(list);
  Attached outer;
  append(seen, "outer");
  {
    Attached inner;
    append(seen, "inner");
  }
  append(seen, "after");
  return nullptr;
}

// Fills the list in a thread of C.
PyObject* nest(PyObject*, PyObject* list) {
  pthread_t thread;
  Py_BEGIN_ALLOW_THREADS;
  if (pthread_create(&thread, nullptr, run, list) == 0) pthread_join(thread, nullptr);
  Py_END_ALLOW_THREADS;
  {
    Attached here;
    append(list, "here");
  }
  return PyLong_FromLong(PyThreadState_Get()->gilstate_counter);
}

// Whether the thread has a state by which it is attached: before it detaches, meanwhile, afterwards.
PyObject* attached(PyObject*, PyObject*) {
  bool before = PyThreadState_GetUnchecked() != nullptr, meanwhile = true;
  Py_BEGIN_ALLOW_THREADS;
  meanwhile = PyThreadState_GetUnchecked() != nullptr;
  Py_END_ALLOW_THREADS;
  return Py_BuildValue("iii", before, meanwhile, PyThreadState_GetUnchecked() == PyThreadState_Get());
}

// The variables of the function that calls, and whether they are a dict.
PyObject* variables(PyObject*, PyObject*) {
  PyObject* locals = PyEval_GetFrameLocals();
  return locals ? Py_BuildValue("iN", PyDict_CheckExact(locals), locals) : nullptr;
}

PyMethodDef functions[] = {
    {"caller", caller, METH_NOARGS, nullptr},
    {"functions_of", functions_of, METH_O, nullptr},
    {"depth", depth, METH_NOARGS, nullptr},
    {"nest", nest, METH_O, nullptr},
    {"attached", attached, METH_NOARGS, nullptr},
    {"variables", variables, METH_NOARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};
PyModuleDef definition = {PyModuleDef_HEAD_INIT, "nesting", nullptr, 0, functions, nullptr, nullptr, nullptr, nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_nesting(void) { return PyModule_Create(&definition); }
