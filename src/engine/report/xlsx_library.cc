#include "engine/report/xlsx_library.h"

#include <dlfcn.h>

namespace zhaoshang {

const XlsxLibrary& XlsxLibrary::get() {
  static const XlsxLibrary library;
  return library;
}

// The file that this was built with: its functions are as the header says.
void* XlsxLibrary::address_of(const char* name) {
  static void* const library = ::dlopen(ZHAOSHANG_XLSXWRITER, RTLD_NOW | RTLD_LOCAL);
  void* const address = library == nullptr ? nullptr : ::dlsym(library, name);
  if (address == nullptr) {
    throw SystemError({"载入不了 " ZHAOSHANG_XLSXWRITER "（软件包 libxlsxwriter），不能写 .xlsx",
                       "cannot load " ZHAOSHANG_XLSXWRITER
                       " (package libxlsxwriter), so no .xlsx can be written"});
  }
  return address;
}

}  // namespace zhaoshang
