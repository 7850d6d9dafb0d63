/* A library to be preloaded that makes one call of the programme fail: the n-th of those that go
 * to files, or the n-th that asks for memory. Counts from main() on. In: the environment.
 *
 *   FAULT_CALL=N      the N-th call to a file fails …
 *   FAULT_HOW=        … with this error number; or `short`: it moves half of the bytes (reads and
 *                     writes; others succeed); or `kill`: the process is killed just before it
 *   FAULT_STAYS=1     … and every such call after it that would make or write a file
 *   FAULT_MEMORY=N    the N-th allocation gets no memory (FAULT_STAYS: nor does any after it)
 *   FAULT_SITES=FILE  writes to FILE, one a line, the number of the first allocation of each
 *                     distinct place (its eight innermost callers) and a name of the place that is
 *                     the same in every run, then how many allocations there were, then how many
 *                     calls to files
 *   FAULT_MARK=FILE   made when the fault has come about, with the name of the call in it
 *   FAULT_CLOCK=1     the time of day leaps by days at every look, back and forth
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <unwind.h>

static atomic_bool is_armed;
static atomic_long calls, allocations;
static long fault_call, fault_memory;
static int fault_error;
static bool is_short, is_kill, stays, keeps_sites, leaps;
static const char* mark;
static atomic_bool has_fired;

static void write_mark(const char* name) {
  if (atomic_exchange(&has_fired, true) || mark == NULL) return;
  const int file = (int)syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  syscall(SYS_write, file, name, strlen(name));
  syscall(SYS_close, file);
}

enum Verdict { PASS, FAIL, SHORT };

/* Whether this call is the one. `makes`: it makes or writes something. */
static enum Verdict verdict(const char* name, bool makes, bool moves_bytes) {
  if (!atomic_load(&is_armed) || fault_call == 0) return PASS;
  const long number = atomic_fetch_add(&calls, 1) + 1;
  if (number != fault_call && !(stays && makes && number > fault_call)) return PASS;
  if (is_short && !moves_bytes) return PASS;
  write_mark(name);
  if (is_kill) syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
  if (is_short) return SHORT;
  errno = fault_error;
  return FAIL;
}

#define REAL(type, name, ...)                        \
  static type (*real)(__VA_ARGS__);                  \
  if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, name)

#define MAKES true
#define READS false
/* A call that either works or fails. */
#define CALL(type, failed, name, makes, parameters, ...)           \
  type name parameters {                                           \
    static type(*real) parameters;                                 \
    if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);  \
    if (verdict(#name, makes, false) == FAIL) return failed;       \
    return real(__VA_ARGS__);                                      \
  }

static bool opens_to_write(int flags) { return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0; }

#define OPEN(name, parameters, ...)                                       \
  int name parameters {                                                   \
    mode_t mode = 0;                                                      \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {                           \
      va_list rest;                                                       \
      va_start(rest, flags);                                              \
      mode = va_arg(rest, mode_t);                                        \
      va_end(rest);                                                       \
    }                                                                     \
    static int (*real) parameters;                                        \
    if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name);         \
    if (verdict(#name, opens_to_write(flags), false) == FAIL) return -1;  \
    return real(__VA_ARGS__, mode);                                       \
  }
OPEN(open, (const char* path, int flags, ...), path, flags)
OPEN(open64, (const char* path, int flags, ...), path, flags)
OPEN(openat, (int at, const char* path, int flags, ...), at, path, flags)
OPEN(openat64, (int at, const char* path, int flags, ...), at, path, flags)

/* A call that moves `size` bytes. */
#define MOVE(name, makes, parameters, ...)                        \
  ssize_t name parameters {                                       \
    static ssize_t(*real) parameters;                             \
    if (real == NULL) *(void**)(&real) = dlsym(RTLD_NEXT, #name); \
    const enum Verdict is = verdict(#name, makes, size > 1);      \
    if (is == FAIL) return -1;                                    \
    if (is == SHORT) size /= 2;                                   \
    return real(__VA_ARGS__);                                     \
  }
MOVE(read, READS, (int file, void* to, size_t size), file, to, size)
MOVE(pread, READS, (int file, void* to, size_t size, off_t at), file, to, size, at)
MOVE(pread64, READS, (int file, void* to, size_t size, off64_t at), file, to, size, at)

/* What is said on standard output and standard error is no file. */
ssize_t write(int file, const void* from, size_t size) {
  REAL(ssize_t, "write", int, const void*, size_t);
  if (file == STDERR_FILENO) return real(file, from, size);
  const enum Verdict is = verdict("write", MAKES, size > 1);
  if (is == FAIL) return -1;
  return real(file, from, is == SHORT ? size / 2 : size);
}

CALL(int, -1, fsync, MAKES, (int file), file)
CALL(int, -1, fdatasync, MAKES, (int file), file)
CALL(int, -1, rename, MAKES, (const char* from, const char* to), from, to)
CALL(int, -1, renameat, MAKES, (int a, const char* from, int b, const char* to), a, from, b, to)
CALL(int, -1, renameat2, MAKES, (int a, const char* from, int b, const char* to, unsigned how), a,
     from, b, to, how)
CALL(int, -1, mkdir, MAKES, (const char* path, mode_t mode), path, mode)
CALL(int, -1, mkdirat, MAKES, (int at, const char* path, mode_t mode), at, path, mode)
CALL(char*, NULL, mkdtemp, MAKES, (char* path), path)
CALL(int, -1, link, MAKES, (const char* from, const char* to), from, to)
CALL(int, -1, linkat, MAKES, (int a, const char* from, int b, const char* to, int how), a, from, b,
     to, how)
CALL(int, -1, symlink, MAKES, (const char* to, const char* path), to, path)
CALL(int, -1, chmod, MAKES, (const char* path, mode_t mode), path, mode)
CALL(int, -1, fchmod, MAKES, (int file, mode_t mode), file, mode)
CALL(int, -1, fchmodat, MAKES, (int at, const char* path, mode_t mode, int how), at, path, mode,
     how)
CALL(int, -1, unlink, READS, (const char* path), path)
CALL(int, -1, unlinkat, READS, (int at, const char* path, int how), at, path, how)
CALL(int, -1, rmdir, READS, (const char* path), path)
CALL(int, -1, remove, READS, (const char* path), path)
CALL(int, -1, stat, READS, (const char* path, struct stat* to), path, to)
CALL(int, -1, lstat, READS, (const char* path, struct stat* to), path, to)
CALL(int, -1, fstat, READS, (int file, struct stat* to), file, to)
CALL(int, -1, fstatat, READS, (int at, const char* path, struct stat* to, int how), at, path, to,
     how)
CALL(int, -1, access, READS, (const char* path, int how), path, how)
CALL(char*, NULL, realpath, READS, (const char* path, char* to), path, to)
CALL(DIR*, NULL, opendir, READS, (const char* path), path)
CALL(DIR*, NULL, fdopendir, READS, (int file), file)
CALL(struct dirent*, NULL, readdir, READS, (DIR * of), of)
CALL(struct dirent64*, NULL, readdir64, READS, (DIR * of), of)
CALL(int, -1, flock, READS, (int file, int how), file, how)

/* A descriptor is gone even where close() says that it failed. */
int close(int file) {
  REAL(int, "close", int);
  const enum Verdict is = verdict("close", false, false);
  const int error = errno;
  const int closed = real(file);
  if (is != FAIL) return closed;
  errno = error;
  return -1;
}

int pthread_create(pthread_t* thread, const pthread_attr_t* how, void* (*run)(void*), void* with) {
  REAL(int, "pthread_create", pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  return verdict("pthread_create", false, false) == FAIL ? EAGAIN : real(thread, how, run, with);
}

int clock_gettime(clockid_t clock, struct timespec* to) {
  REAL(int, "clock_gettime", clockid_t, struct timespec*);
  static atomic_int looks;
  const int done = real(clock, to);
  if (leaps && clock == CLOCK_REALTIME && atomic_load(&is_armed)) {
    const int look = atomic_fetch_add(&looks, 1);
    to->tv_sec += (look % 2 == 0 ? 1 : -1) * (time_t)(look % 7 + 1) * 86400;
  }
  return done;
}

/* ---- memory --------------------------------------------------------------------------------- */

extern void* __libc_malloc(size_t);
extern void* __libc_calloc(size_t, size_t);
extern void* __libc_realloc(void*, size_t);
extern void* __libc_memalign(size_t, size_t);

enum { kDepth = 8, kSlots = 1 << 18 };
struct Site {
  uint64_t hash;
  long first;
};
static struct Site sites[kSlots];
static pthread_mutex_t sites_lock = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local bool is_looking;

struct Walk {
  uint64_t hash;
  int frames;
};

/* Counted from where its library lies, which is elsewhere in each run. A look for that takes
 * microseconds: what was found is kept. */
static uintptr_t place_of(uintptr_t address) {
  static _Thread_local struct {
    uintptr_t address, place;
  } known[1 << 14];
  const size_t k = address % (sizeof known / sizeof known[0]);
  if (known[k].address != address) {
    Dl_info library;
    known[k].address = address;
    known[k].place = dladdr((void*)address, &library) == 0
                         ? address
                         : address - (uintptr_t)library.dli_fbase;
  }
  return known[k].place;
}

static _Unwind_Reason_Code step(struct _Unwind_Context* context, void* of) {
  struct Walk* walk = of;
  walk->hash = (walk->hash ^ place_of(_Unwind_GetIP(context))) * 1099511628211ULL;
  /* Two frames are the shim's own. */
  return ++walk->frames < kDepth + 2 ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static void note_site(long number) {
  struct Walk walk = {14695981039346656037ULL, 0};
  is_looking = true;
  _Unwind_Backtrace(step, &walk);
  is_looking = false;
  pthread_mutex_lock(&sites_lock);
  for (size_t k = walk.hash % kSlots;; k = (k + 1) % kSlots) {
    if (sites[k].first != 0 && sites[k].hash != walk.hash) continue;
    if (sites[k].first == 0) sites[k] = (struct Site){walk.hash, number};
    break;
  }
  pthread_mutex_unlock(&sites_lock);
}

static bool gets_nothing(void) {
  if (!atomic_load(&is_armed) || is_looking || (fault_memory == 0 && !keeps_sites)) return false;
  const long number = atomic_fetch_add(&allocations, 1) + 1;
  if (keeps_sites) note_site(number);
  if (fault_memory == 0 || number < fault_memory) return false;
  if (number > fault_memory && !stays) return false;
  write_mark("memory");
  errno = ENOMEM;
  return true;
}

void* malloc(size_t size) { return gets_nothing() ? NULL : __libc_malloc(size); }
void* calloc(size_t count, size_t size) {
  return gets_nothing() ? NULL : __libc_calloc(count, size);
}
void* realloc(void* of, size_t size) { return gets_nothing() ? NULL : __libc_realloc(of, size); }
void* memalign(size_t to, size_t size) {
  return gets_nothing() ? NULL : __libc_memalign(to, size);
}
void* aligned_alloc(size_t to, size_t size) { return memalign(to, size); }
int posix_memalign(void** made, size_t to, size_t size) {
  *made = memalign(to, size);
  return *made == NULL ? ENOMEM : 0;
}

/* ---- around main() -------------------------------------------------------------------------- */

static long number_in(const char* name) {
  const char* const text = getenv(name);
  return text == NULL ? 0 : atol(text);
}

static int (*real_main)(int, char**, char**);

static void write_sites(const char* path) {
  FILE* const file = fopen(path, "w");
  for (size_t k = 0; k < kSlots; ++k) {
    if (sites[k].first != 0) fprintf(file, "%ld %" PRIx64 "\n", sites[k].first, sites[k].hash);
  }
  fprintf(file, "%ld\n%ld\n", atomic_load(&allocations), atomic_load(&calls));
  fclose(file);
}

static int armed_main(int argc, char** argv, char** environment) {
  const char* const how = getenv("FAULT_HOW");
  const char* const kept = getenv("FAULT_SITES");
  fault_call = number_in("FAULT_CALL");
  fault_memory = number_in("FAULT_MEMORY");
  is_short = how != NULL && strcmp(how, "short") == 0;
  is_kill = how != NULL && strcmp(how, "kill") == 0;
  fault_error = how == NULL ? EIO : atoi(how);
  stays = number_in("FAULT_STAYS") != 0;
  leaps = number_in("FAULT_CLOCK") != 0;
  keeps_sites = kept != NULL;
  mark = getenv("FAULT_MARK");
  unsetenv("LD_PRELOAD"); /* not for what it starts */
  atomic_store(&is_armed, true);
  const int status = real_main(argc, argv, environment);
  atomic_store(&is_armed, false);
  if (keeps_sites) write_sites(kept);
  return status;
}

typedef int (*Main)(int, char**, char**);
int __libc_start_main(Main main, int argc, char** argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void* stack_end);
int __libc_start_main(Main main, int argc, char** argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void* stack_end) {
  REAL(int, "__libc_start_main", Main, int, char**, void (*)(void), void (*)(void), void (*)(void),
       void*);
  real_main = main;
  return real(armed_main, argc, argv, init, fini, rtld_fini, stack_end);
}
