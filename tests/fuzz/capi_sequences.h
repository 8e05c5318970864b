/* Functions that only make sense together: a lock and its release, a writer from its start to its end. */

static void sequence_writer(Draw* d) {
  PyObject *text = pick(d, KIND_str), *any = pick(d, KIND_leaf);
  if (d->failed) return;
  PyUnicodeWriter* writer = PyUnicodeWriter_Create((Py_ssize_t)draw(d, 40));
  if (!writer) return;
  Py_UCS4 wide[3] = {'x', 0x20ac, 0x1f600};
  int failed = 0;
  for (int i = 0; i < 4 && failed >= 0; ++i) {
    Py_ssize_t used = 0;
    switch (draw(d, 10)) {
      case 9: failed = PyUnicodeWriter_DecodeUTF8Stateful(writer, "\xe2\x82\xac\xe2", 4, "strict", &used); break;
      case 0: failed = PyUnicodeWriter_WriteChar(writer, draw_character(d)); break;
      case 1: failed = PyUnicodeWriter_WriteUTF8(writer, draw_text(d), -1); break;
      case 2: failed = PyUnicodeWriter_WriteASCII(writer, "plain", (Py_ssize_t)draw(d, 6)); break;
      case 3: failed = PyUnicodeWriter_WriteWideChar(writer, L"wide \u20ac", 6); break;
      case 4: failed = PyUnicodeWriter_WriteUCS4(writer, wide, 3); break;
      case 5: failed = PyUnicodeWriter_WriteStr(writer, any); break;
      case 6: failed = PyUnicodeWriter_WriteRepr(writer, any); break;
      case 7: failed = PyUnicodeWriter_WriteSubstring(writer, text, 0, PyUnicode_GetLength(text)); break;
      default: failed = PyUnicodeWriter_Format(writer, "%d %S %R", 7, any, text);
    }
  }
  if (failed < 0 || draw(d, 8) == 0) {
    PyUnicodeWriter_Discard(writer);
    return;
  }
  PyObject* made = PyUnicodeWriter_Finish(writer);
  check(d, made, 0);
  keep(d, made);
}

static void sequence_bytes_writer(Draw* d) {
  PyBytesWriter* writer = PyBytesWriter_Create((Py_ssize_t)draw(d, 300));
  if (!writer) return;
  char* data = (char*)PyBytesWriter_GetData(writer);
  Py_ssize_t size = PyBytesWriter_GetSize(writer);
  memset(data, 'x', (size_t)size);
  int failed = 0;
  for (int i = 0; i < 3 && failed >= 0; ++i) {
    switch (draw(d, 5)) {
      case 0: failed = PyBytesWriter_WriteBytes(writer, "bytes", -1); break;
      case 1: failed = PyBytesWriter_Format(writer, "%s %d", "format", 7); break;
      case 2: failed = PyBytesWriter_Resize(writer, (Py_ssize_t)draw(d, 600)); break;
      case 3: failed = PyBytesWriter_Grow(writer, (Py_ssize_t)draw(d, 40)); break;
      default:
        data = (char*)PyBytesWriter_GetData(writer);
        failed = PyBytesWriter_GrowAndUpdatePointer(writer, 8, data) ? 0 : -1;
    }
  }
  data = (char*)PyBytesWriter_GetData(writer);
  size = PyBytesWriter_GetSize(writer);
  PyObject* made = NULL;
  switch (failed < 0 ? 0 : draw(d, 4)) {
    case 0: PyBytesWriter_Discard(writer); return;
    case 1: made = PyBytesWriter_Finish(writer); break;
    case 2: made = PyBytesWriter_FinishWithSize(writer, size / 2); break;
    default: made = PyBytesWriter_FinishWithPointer(writer, data + size);
  }
  check(d, made, 0);
  keep(d, made);
}

static void sequence_long_writer(Draw* d) {
  PyObject* number = pick(d, KIND_int);
  PyLongExport parts;
  if (d->failed || PyLong_Export(number, &parts) < 0) return;
  (void)PyLong_GetNativeLayout();
  void* digits;
  if (parts.digits) {
    PyLongWriter* writer = PyLongWriter_Create(parts.negative, parts.ndigits, &digits);
    if (writer) {
      memcpy(digits, parts.digits, (size_t)parts.ndigits * 8);
      if (draw(d, 4)) {
        PyObject* same = PyLongWriter_Finish(writer);
        if (same && PyObject_RichCompareBool(same, number, Py_EQ) == 0) complain(d, "another number");
        keep(d, same);
      } else {
        PyLongWriter_Discard(writer);
      }
    }
  }
  PyLong_FreeExport(&parts);
}

static void sequence_buffer(Draw* d) {
  PyObject* lender = pick(d, KIND_buffer);
  Py_buffer view;
  if (d->failed || PyObject_GetBuffer(lender, &view, PyBUF_FULL_RO) < 0) return;
  char copy[64];
  Py_ssize_t at = 0;
  unsigned sum = 0;
  for (Py_ssize_t i = 0; i < view.len; ++i) sum += ((unsigned char*)view.buf)[i];
  if (!PyBuffer_IsContiguous(&view, 'C')) complain(d, "no contiguous bytes");
  if (view.len > 0) sum += *(unsigned char*)PyBuffer_GetPointer(&view, &at);
  if (view.len <= (Py_ssize_t)sizeof copy && PyBuffer_ToContiguous(copy, &view, view.len, 'C') == 0 && !view.readonly)
    PyBuffer_FromContiguous(&view, copy, view.len, 'C');
  if (draw(d, 3) == 0) keep(d, PyMemoryView_FromBuffer(&view));
  PyBuffer_Release(&view);
  (void)sum;
}
static void sequence_fill_info(Draw* d) {
  static char memory[8];
  PyObject* any = pick(d, KIND_any);
  Py_buffer view;
  if (d->failed || PyBuffer_FillInfo(&view, any, memory, sizeof memory, 1, PyBUF_SIMPLE) < 0) return;
  PyBuffer_Release(&view);
  Py_ssize_t shape[2] = {2, 3}, strides[2];
  PyBuffer_FillContiguousStrides(2, shape, strides, 1, 'C');
}
static void sequence_view_of_memory(Draw* d) {
  static char memory[8];
  keep(d, PyMemoryView_FromMemory(memory, sizeof memory, draw(d, 2) ? PyBUF_READ : PyBUF_WRITE));
}
/* The lender must not change while its bytes are looked at here: they are the thread's own. */
static void sequence_view_parts(Draw* d) {
  PyObject* view = hold(d, make(d, KIND_memoryview));
  if (d->failed) return;
  Py_buffer* buffer = PyMemoryView_GET_BUFFER(view);
  PyObject* base = PyMemoryView_GET_BASE(view);
  if (buffer->len < 0) complain(d, "a length below 0");
  Py_XINCREF(base);
  keep(d, base);
}

static void sequence_memory(Draw* d) {
  size_t size = draw(d, 2000);
  void *a = PyMem_Malloc(size), *b = PyObject_Malloc(size), *c = PyMem_RawMalloc(size);
  a = PyMem_Realloc(a, size * 2 + 1);
  b = PyObject_Realloc(b, size * 2 + 1);
  c = PyMem_RawRealloc(c, size * 2 + 1);
  if (a) memset(a, 1, size * 2 + 1);
  if (b) memset(b, 2, size * 2 + 1);
  if (c) memset(c, 3, size * 2 + 1);
  PyMem_Free(a);
  PyObject_Free(b);
  PyMem_RawFree(c);
  PyMem_Free(PyMem_Calloc(size, 3));
  PyObject_Free(PyObject_Calloc(size, 3));
  PyMem_RawFree(PyMem_RawCalloc(size, 3));
  PyMemAllocatorEx allocator;
  PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, &allocator);
  allocator.free(allocator.ctx, allocator.malloc(allocator.ctx, size));
  if (PyTraceMalloc_Track(7, (uintptr_t)&allocator, size) == 0) PyTraceMalloc_Untrack(7, (uintptr_t)&allocator);
}

/* ---- locks and threads */

static PyMutex g_guard, g_second_guard;
static long g_guarded;

static void sequence_mutex(Draw* d) {
  PyMutex_Lock(&g_guard);
  long before = g_guarded++;
  if (!PyMutex_IsLocked(&g_guard) || g_guarded != before + 1) complain(d, "another thread was there");
  PyMutex_Unlock(&g_guard);
}
static void sequence_sections(Draw* d) {
  PyObject *a = pick(d, KIND_any), *b = pick(d, KIND_list);
  if (d->failed) return;
  PyCriticalSection one;
  PyCriticalSection2 two;
  switch (draw(d, 4)) {
    case 0:
      PyCriticalSection_Begin(&one, b);
      PyList_Append(b, Py_None);
      PyCriticalSection_End(&one);
      break;
    case 1:
      PyCriticalSection2_Begin(&two, a, b);
      PyList_SetSlice(b, 0, 1, NULL);
      PyCriticalSection2_End(&two);
      break;
    case 2:
      PyCriticalSection_BeginMutex(&one, &g_guard);
      g_guarded++;
      PyCriticalSection_End(&one);
      break;
    default:
      PyCriticalSection2_BeginMutex(&two, &g_guard, &g_second_guard);
      g_guarded++;
      PyCriticalSection2_End(&two);
  }
}
static void sequence_lock(Draw* d) {
  PyThread_init_thread();
  PyThread_type_lock lock = PyThread_allocate_lock();
  if (!lock) return;
  if (PyThread_acquire_lock(lock, NOWAIT_LOCK) != 1) complain(d, "a new lock is taken");
  if (PyThread_acquire_lock_timed(lock, 10, 0) != PY_LOCK_FAILURE) complain(d, "a lock is taken twice");
  PyThread_release_lock(lock);
  PyThread_free_lock(lock);
}
static void sequence_own_data(Draw* d) {
  Py_tss_t* key = PyThread_tss_alloc();
  if (!key) return;
  if (PyThread_tss_create(key) == 0 && PyThread_tss_is_created(key)) {
    PyThread_tss_set(key, d);
    if (PyThread_tss_get(key) != d) complain(d, "another value");
    PyThread_tss_delete(key);
  }
  PyThread_tss_free(key);
  int old = PyThread_create_key();
  if (old < 0) return;
  PyThread_set_key_value(old, d);
  if (PyThread_get_key_value(old) != d) complain(d, "another value");
  PyThread_delete_key_value(old);
  PyThread_delete_key(old);
}
static void sequence_attach(Draw* d) {
  PyThreadState* own = PyThreadState_Get();
  PyGILState_STATE state = PyGILState_Ensure();
  if (!PyGILState_Check() || PyGILState_GetThisThreadState() != own) complain(d, "not attached");
  PyGILState_Release(state);
  if (draw(d, 2)) {
    PyThreadState* saved = PyEval_SaveThread();
    if (PyThreadState_GetUnchecked()) complain(d, "attached");
    PyEval_RestoreThread(saved);
  } else {
    Py_BEGIN_ALLOW_THREADS usleep(draw(d, 50));
    Py_END_ALLOW_THREADS
  }
  if (PyThreadState_Get() != own) complain(d, "another state");
  (void)PyThreadState_GetID(own);
  PyInterpreterState* interpreter = PyThreadState_GetInterpreter(own);
  if (interpreter != PyInterpreterState_Get() || interpreter != PyInterpreterState_Main() ||
      interpreter != PyInterpreterState_Head() || PyInterpreterState_Next(interpreter) ||
      PyInterpreterState_GetID(interpreter) != 0)
    complain(d, "another interpreter");
  (void)PyInterpreterState_ThreadHead(interpreter);
  (void)PyThreadState_Next(own);
  PyThreadState_EnterTracing(own);
  PyThreadState_LeaveTracing(own);
  Py_XINCREF(PyInterpreterState_GetDict(interpreter));
}
static void sequence_other_state(Draw* d) {
  PyThreadState* fresh = PyThreadState_New(PyInterpreterState_Get());
  if (!fresh) return;
  if (draw(d, 2)) {
    PyThreadState* own = PyThreadState_Swap(fresh);
    keep(d, PyList_New(1));
    PyThreadState_Clear(fresh);
    PyThreadState_Swap(own);
    PyThreadState_Delete(fresh);
    return;
  }
  PyThreadState* own = PyEval_SaveThread();
  PyEval_AcquireThread(fresh);
  keep(d, PyDict_New());
  PyThreadState_Clear(fresh);
  PyEval_ReleaseThread(fresh);
  PyEval_RestoreThread(own);
  PyThreadState_Delete(fresh);
}
static void sequence_guards(Draw* d) {
  PyInterpreterGuard* guard = PyInterpreterGuard_FromCurrent();
  if (!guard) return;
  PyInterpreterView *view = PyInterpreterView_FromCurrent(), *main = PyInterpreterView_FromMain();
  PyThreadStateToken* token = PyThreadState_Ensure(guard);
  if (token) {
    keep(d, PyTuple_New(2));
    PyThreadState_Release(token);
  }
  token = view ? PyThreadState_EnsureFromView(view) : NULL;
  if (token) PyThreadState_Release(token);
  PyInterpreterGuard* other = main ? PyInterpreterGuard_FromView(main) : NULL;
  if (other) PyInterpreterGuard_Close(other);
  if (view) PyInterpreterView_Close(view);
  if (main) PyInterpreterView_Close(main);
  PyInterpreterGuard_Close(guard);
}
static int pending(void* unused) {
  (void)unused;
  put(0, PyList_New(0));
  return 0;
}
static void sequence_pending(Draw* d) {
  (void)d;
  Py_AddPendingCall(pending, NULL);
  Py_MakePendingCalls();
}

/* ---- references, calls */

static void sequence_references(Draw* d) {
  PyObject* any = pick(d, KIND_any);
  if (d->failed) return;
  Py_IncRef(any);
  PyObject* second = (Py_NewRef)(any);
  PyObject* third = (Py_XNewRef)(any);
  _Py_IncRef(any);
  PyUnstable_EnableTryIncRef(any);
  if (PyUnstable_TryIncRef(any)) Py_DECREF(any);
  if ((Py_REFCNT)(any) < 1) complain(d, "no count");
  _Py_DecRef(any);
  Py_DecRef(any);
  Py_SETREF(second, Py_NewRef(Py_None));
  Py_CLEAR(third);
  Py_DECREF(second);
  _PyObject_Publish(any);
  (void)PyUnstable_Object_IsUniquelyReferenced(any);
  (void)PyUnstable_Object_IsUniqueReferencedTemporary(any);
}
static void sequence_repr_guard(Draw* d) {
  PyObject* list = pick(d, KIND_list);
  if (d->failed) return;
  int entered = Py_ReprEnter(list);
  if (entered == 0) Py_ReprLeave(list);
}
static void sequence_recursion(Draw* d) {
  if (Py_EnterRecursiveCall(" here") < 0) return;
  keep(d, PyObject_Repr(Py_None));
  Py_LeaveRecursiveCall();
}
static void sequence_dict_next(Draw* d) {
  PyObject *dict = pick(d, KIND_dict), *key, *value;
  if (d->failed) return;
  Py_ssize_t at = 0;
  for (int i = 0; i < 100 && PyDict_Next(dict, &at, &key, &value); ++i) {
    if (draw(d, 16) == 0) {
      keep(d, Py_NewRef(key));
      keep(d, Py_NewRef(value));
    }
    (void)Py_TYPE(key);
    (void)Py_TYPE(value);
  }
}
static void sequence_fast(Draw* d) {
  PyObject* any = pick(d, KIND_iterable);
  PyObject* fast = d->failed ? NULL : hold(d, PySequence_Fast(any, "no iterable"));
  if (!fast) return;
  if (PyTuple_CheckExact(fast)) {
    PyObject** items = PySequence_Fast_ITEMS(fast);
    for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); ++i) (void)Py_TYPE(items[i]);
    if (PyTuple_GET_SIZE(fast) > 0) keep(d, Py_NewRef(PyTuple_GET_ITEM(fast, 0)));
    return;
  }
  /* The list may be one that other threads know, and shrink in between: NULL and IndexError. */
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(fast); ++i) {
    PyObject* item = PySequence_Fast_GET_ITEM(fast, i);
    if (!item) return;
    (void)Py_TYPE(item);
  }
}
static void sequence_new_tuple(Draw* d) {
  PyObject *a = pick(d, KIND_leaf), *b = pick(d, KIND_leaf), *c = pick(d, KIND_leaf);
  PyObject* tuple = d->failed ? NULL : PyTuple_New(3);
  if (!tuple) return;
  PyTuple_SET_ITEM(tuple, 0, Py_NewRef(a));
  PyTuple_SetItem(tuple, 1, Py_NewRef(b));
  PyTuple_SET_ITEM(tuple, 2, Py_NewRef(c));
  if (draw(d, 2)) _PyTuple_Resize(&tuple, (Py_ssize_t)draw(d, 6));
  keep(d, tuple);
}
static void sequence_new_list(Draw* d) {
  PyObject *a = pick(d, KIND_leaf), *b = pick(d, KIND_leaf);
  PyObject* list = d->failed ? NULL : PyList_New(2);
  if (!list) return;
  PyList_SET_ITEM(list, 0, Py_NewRef(a));
  PyList_SetItem(list, 1, Py_NewRef(b));
  keep(d, list);
}

/* ---- texts and bytes that grow in their variable */

static void sequence_growing_text(Draw* d) {
  PyObject* more = pick(d, KIND_str);
  PyObject* text = d->failed ? NULL : Py_NewRef(pick(d, KIND_str));
  if (!text) return;
  switch (draw(d, 4)) {
    case 0: PyUnicode_Append(&text, more); break;
    case 1: PyUnicode_AppendAndDel(&text, Py_NewRef(more)); break;
    case 2: PyUnicode_InternInPlace(&text); break;
    default:
      Py_SETREF(text, PyUnicode_New(5, 0x20ac));
      if (!text) return;
      PyUnicode_Fill(text, 0, 5, 'x');
      PyUnicode_WriteChar(text, 2, 0x20ac);
      PyUnicode_CopyCharacters(text, 0, more, 0, PyUnicode_GetLength(more) > 4 ? 4 : PyUnicode_GetLength(more));
      PyErr_Clear();
      PyUnicode_Resize(&text, 3);
  }
  keep(d, text);
}
static void sequence_growing_bytes(Draw* d) {
  PyObject* more = pick(d, KIND_bytes);
  PyObject* bytes = d->failed ? NULL : Py_NewRef(pick(d, KIND_bytes));
  if (!bytes) return;
  switch (draw(d, 3)) {
    case 0: PyBytes_Concat(&bytes, more); break;
    case 1: PyBytes_ConcatAndDel(&bytes, Py_NewRef(more)); break;
    default:
      Py_SETREF(bytes, PyBytes_FromStringAndSize(NULL, 9));
      if (!bytes) return;
      memset(PyBytes_AS_STRING(bytes), 'y', 9);
      _PyBytes_Resize(&bytes, (Py_ssize_t)draw(d, 40));
      if (bytes) memset(PyBytes_AS_STRING(bytes), 'z', (size_t)PyBytes_GET_SIZE(bytes));
  }
  keep(d, bytes);
}
static void sequence_characters(Draw* d) {
  PyObject *text = pick(d, KIND_str), *bytes = pick(d, KIND_bytes);
  if (d->failed) return;
  Py_UCS4 sum = 0;
  for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(text); ++i) sum += PyUnicode_READ_CHAR(text, i);
  const char* data = PyBytes_AS_STRING(bytes);
  for (Py_ssize_t i = 0; i < PyBytes_GET_SIZE(bytes); ++i) sum += (unsigned char)data[i];
  if (PyUnicode_GET_LENGTH(text) > 0 && PyUnicode_READ_CHAR(text, 0) > PyUnicode_MAX_CHAR_VALUE(text))
    complain(d, "a wrong character");
  (void)sum;
}
static void sequence_paths(Draw* d) {
  PyObject *text = pick(d, KIND_str), *made = NULL;
  if (d->failed) return;
  if (draw(d, 2) ? PyUnicode_FSConverter(text, &made) : PyUnicode_FSDecoder(text, &made)) keep(d, made);
}

/* ---- exceptions */

static void sequence_raised(Draw* d) {
  PyObject *type = pick(d, KIND_error_class), *value = pick(d, KIND_leaf), *trace;
  if (d->failed) return;
  PyErr_SetObject(type, value);
  if (!PyErr_Occurred() || !PyErr_ExceptionMatches(PyExc_BaseException)) complain(d, "no exception");
  switch (draw(d, 5)) {
    case 0: PyErr_Print(); break;
    case 1: PyErr_PrintEx(0); break;
    case 2: PyErr_WriteUnraisable(value); break;
    case 3:
      PyErr_Fetch(&type, &value, &trace);
      PyErr_NormalizeException(&type, &value, &trace);
      PyErr_Restore(type, value, trace);
      break;
    default: {
      PyObject* error = PyErr_GetRaisedException();
      PyErr_SetRaisedException(Py_NewRef(error));
      keep(d, error);
    }
  }
}
static void sequence_handled(Draw* d) {
  PyObject *type, *value, *trace, *error = pick(d, KIND_error), *before = PyErr_GetHandledException();
  if (!d->failed) {
    PyErr_SetHandledException(error);
    PyErr_GetExcInfo(&type, &value, &trace);
    if (value != error) complain(d, "another exception is handled");
    PyErr_SetExcInfo(type, value, trace);
  }
  PyErr_SetHandledException(before);
  Py_XDECREF(before);
}
static void sequence_causes(Draw* d) {
  PyObject *error = pick(d, KIND_error), *cause = hold(d, make(d, KIND_error)),
           *traceback = hold(d, make(d, KIND_traceback));
  if (d->failed) return;
  PyException_SetCause(error, draw(d, 4) ? Py_NewRef(cause) : NULL);
  PyException_SetContext(error, draw(d, 4) ? Py_NewRef(cause) : NULL);
  PyException_SetTraceback(error, draw(d, 4) ? traceback : Py_None);
}

/* ---- contexts, hooks */

static void sequence_context(Draw* d) {
  PyObject *context = pick(d, KIND_context), *variable = pick(d, KIND_variable), *value = pick(d, KIND_any),
           *found = NULL;
  /* Another thread may have entered the context: RuntimeError. */
  if (d->failed || PyContext_Enter(context) < 0) return;
  PyObject* token = PyContextVar_Set(variable, value);
  if (PyContextVar_Get(variable, NULL, &found) == 0 && found != value) complain(d, "another value");
  Py_XDECREF(found);
  if (token && draw(d, 2)) PyContextVar_Reset(variable, token);
  keep(d, token);
  if (PyContext_Exit(context) < 0) complain(d, "the context was left");
}
static int watch(PyObject* self, PyFrameObject* frame, int what, PyObject* arg) {
  (void)self, (void)frame, (void)what, (void)arg;
  return 0;
}
static void sequence_tracing(Draw* d) {
  PyObject *any = pick(d, KIND_any), *function = hold(d, make(d, KIND_function));
  if (d->failed) return;
  void (*set)(Py_tracefunc, PyObject*) = draw(d, 2) ? PyEval_SetTrace : PyEval_SetProfile;
  set(watch, any);
  Py_XDECREF(PyObject_CallNoArgs(function));
  set(NULL, NULL);
}
static void sequence_tracing_all(Draw* d) {
  void (*set)(Py_tracefunc, PyObject*) = draw(d, 2) ? PyEval_SetTraceAllThreads : PyEval_SetProfileAllThreads;
  set(watch, Py_None);
  set(NULL, NULL);
}
static int visit_some(PyObject* object, void* left) { return Py_TYPE(object) != NULL && --*(int*)left > 0; }
static void sequence_visits(Draw* d) {
  int left = (int)draw(d, 100) + 1;
  PyUnstable_GC_VisitObjects(visit_some, &left);
}

/* ---- objects of C */

typedef struct {
  PyObject_HEAD PyObject* member;
  PyMutex mutex;
} Holder;
static PyTypeObject* g_holder;

static int holder_traverse(PyObject* self, visitproc visit, void* arg) {
  Py_VISIT(Py_TYPE(self));
  Py_VISIT(((Holder*)self)->member);
  return 0;
}
static int holder_clear(PyObject* self) {
  Holder* holder = (Holder*)self;
  PyMutex_Lock(&holder->mutex);
  PyObject* old = holder->member;
  holder->member = NULL;
  PyMutex_Unlock(&holder->mutex);
  Py_XDECREF(old);
  return 0;
}
static void holder_dealloc(PyObject* self) {
  PyTypeObject* type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  PyObject_ClearWeakRefs(self);
  holder_clear(self);
  PyObject_GC_Del(self);
  Py_DECREF(type);
}
static PyObject* holder_call(PyObject* self, PyObject* args, PyObject* kwargs) {
  (void)args, (void)kwargs;
  Holder* holder = (Holder*)self;
  PyMutex_Lock(&holder->mutex);
  PyObject* member = Py_XNewRef(holder->member);
  PyMutex_Unlock(&holder->mutex);
  return member ? member : Py_NewRef(Py_None);
}
static PyType_Slot holder_slots[] = {{Py_tp_traverse, holder_traverse},
                                     {Py_tp_clear, holder_clear},
                                     {Py_tp_dealloc, holder_dealloc},
                                     {Py_tp_call, holder_call},
                                     {0, NULL}};
static PyType_Spec holder_spec = {
    "c_calls.Holder", sizeof(Holder), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    holder_slots};

static void sequence_holder(Draw* d) {
  PyObject* any = pick(d, KIND_any);
  Holder* holder = d->failed ? NULL : (Holder*)_PyObject_GC_New(g_holder);
  if (!holder) return;
  holder->member = Py_NewRef(any);
  holder->mutex = (PyMutex){0};
  PyObject_GC_Track(holder);
  if (!PyObject_GC_IsTracked((PyObject*)holder) || !PyObject_IS_GC((PyObject*)holder)) complain(d, "not tracked");
  keep(d, (PyObject*)holder);
}
/* A holder that threads share gets another member. */
static void sequence_member(Draw* d) {
  PyObject *any = pick(d, KIND_any), *found = pick(d, KIND_any);
  if (d->failed || !Py_IS_TYPE(found, g_holder)) return;
  Holder* holder = (Holder*)found;
  PyMutex_Lock(&holder->mutex);
  PyObject* old = holder->member;
  holder->member = Py_NewRef(any);
  PyMutex_Unlock(&holder->mutex);
  Py_XDECREF(old);
}
static PyObject* native(PyObject* self, PyObject* arg) {
  (void)self;
  return Py_NewRef(arg);
}
static PyMethodDef g_native = {"native", native, METH_O, "Gives its argument back."};
static PyObject* get_native(PyObject* self, void* closure) {
  (void)closure;
  return Py_NewRef(self);
}
static PyGetSetDef g_getter = {"getter", get_native, NULL, NULL, NULL};
static void sequence_functions(Draw* d) {
  PyObject *self = pick(d, KIND_any), *class = pick(d, KIND_plain_class);
  if (d->failed) return;
  switch (draw(d, 6)) {
    case 0: keep(d, PyCFunction_New(&g_native, self)); break;
    case 4: keep(d, PyCMethod_New(&g_native, self, NULL, NULL)); break;
    case 1: keep(d, PyCFunction_NewEx(&g_native, self, NULL)); break;
    case 2: keep(d, PyDescr_NewMethod((PyTypeObject*)class, &g_native)); break;
    case 3: keep(d, PyDescr_NewClassMethod((PyTypeObject*)class, &g_native)); break;
    default: keep(d, PyDescr_NewGetSet((PyTypeObject*)class, &g_getter));
  }
}
static void destroy(PyObject* capsule) {
  (void)PyCapsule_GetPointer(capsule, NULL);
  put(1, PyList_New(0));
}
static void sequence_capsule(Draw* d) {
  static int target;
  keep(d, PyCapsule_New(&target, NULL, destroy));
}
static void sequence_type(Draw* d) {
  PyType_Slot slots[] = {{Py_tp_doc, "made in a thread"}, {0, NULL}};
  PyType_Spec spec = {"c_calls.Made", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
  PyObject* base = pick(d, KIND_plain_class);
  if (d->failed) return;
  switch (draw(d, 12)) { /* seldom: such classes live as long as the program */
    case 0: keep(d, PyType_FromSpec(&spec)); break;
    case 1: keep(d, PyType_FromSpecWithBases(&spec, base)); break;
    case 2: keep(d, PyType_FromMetaclass(NULL, NULL, &spec, base)); break;
    case 3: keep(d, PyType_FromModuleAndSpec(NULL, &spec, base));
  }
}
static void sequence_arguments(Draw* d) {
  PyObject *tuple = pick(d, KIND_tuple), *one, *two = NULL, *three = NULL;
  PyObject* keywords = hold(d, make(d, KIND_keywords));
  if (d->failed) return;
  static const char* const names[] = {"a", "b", "c", NULL};
  Py_ssize_t number;
  const char* text;
  switch (draw(d, 5)) {
    case 0: PyArg_ParseTuple(tuple, "O|OO", &one, &two, &three); break;
    case 1: PyArg_ParseTuple(tuple, "n|s", &number, &text); break;
    case 2: PyArg_UnpackTuple(tuple, "f", 1, 3, &one, &two, &three); break;
    case 3: PyArg_ParseTupleAndKeywords(tuple, keywords, "|OOO", (char**)names, &one, &two, &three); break;
    default: PyArg_Parse(tuple, "O", &one);
  }
}
static void sequence_eval(Draw* d) {
  PyObject *code = hold(d, make(d, KIND_code)), *names = hold(d, make(d, KIND_namespace)),
           *function = pick(d, KIND_function);
  if (d->failed) return;
  if (draw(d, 2)) keep(d, PyEval_EvalCode(code, names, names));
  else keep(d, PyEval_EvalCodeEx(code, names, names, NULL, 0, NULL, 0, NULL, 0, NULL, NULL));
  (void)PyEval_GetFuncName(function);
  (void)PyEval_GetFuncDesc(function);
}
static void sequence_export(Draw* d) {
  PyObject* number = pick(d, KIND_int);
  if (d->failed) return;
  unsigned char bytes[64];
  PyLong_AsNativeBytes(number, bytes, sizeof bytes, -1);
  PyErr_Clear();
  PyObject* exact = hold(d, PyNumber_Long(number));
  if (!exact) return;
  if (PyUnstable_Long_IsCompact((PyLongObject*)exact)) (void)PyUnstable_Long_CompactValue((PyLongObject*)exact);
  _PyLong_AsByteArray(exact, bytes, sizeof bytes, 1, 1, 0);
}
