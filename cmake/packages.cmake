# The libraries of others, all Debian packages (.ci/packages lists them).

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(pcre2 REQUIRED IMPORTED_TARGET libpcre2-8)

pkg_check_modules(md4c_html REQUIRED IMPORTED_TARGET md4c-html)

# libxlsxwriter is loaded when it is needed: by the name that programmes are linked with.
pkg_check_modules(xlsxwriter REQUIRED xlsxwriter)
find_library(XLSXWRITER_LIBRARY NAMES xlsxwriter REQUIRED)
file(REAL_PATH "${XLSXWRITER_LIBRARY}" xlsxwriter_file)
get_filename_component(xlsxwriter_name "${xlsxwriter_file}" NAME)
add_library(zhaoshang::xlsxwriter INTERFACE IMPORTED)
target_include_directories(zhaoshang::xlsxwriter INTERFACE ${xlsxwriter_INCLUDE_DIRS})
target_compile_definitions(zhaoshang::xlsxwriter INTERFACE ZHAOSHANG_XLSXWRITER="${xlsxwriter_name}")
target_link_libraries(zhaoshang::xlsxwriter INTERFACE ${CMAKE_DL_LIBS})

# Mustache: one header, <kainjow/mustache.hpp>.
find_path(MUSTACHE_INCLUDE_DIR kainjow/mustache.hpp REQUIRED)
add_library(zhaoshang::mustache INTERFACE IMPORTED)
target_include_directories(zhaoshang::mustache INTERFACE "${MUSTACHE_INCLUDE_DIR}")

add_library(zhaoshang::yaml INTERFACE IMPORTED)
target_link_libraries(zhaoshang::yaml INTERFACE yaml-cpp)

# fast-cpp-csv-parser: one header, <libfccp/csv.h>.
find_path(FCCP_INCLUDE_DIR libfccp/csv.h REQUIRED)
add_library(zhaoshang::fccp INTERFACE IMPORTED)
target_include_directories(zhaoshang::fccp INTERFACE "${FCCP_INCLUDE_DIR}")

# Intel's decimal floating point: <bid_conf.h>, <bid_functions.h> and a static library.
find_path(BID_INCLUDE_DIR bid_functions.h REQUIRED)
find_library(BID_LIBRARY NAMES bidgcc000 REQUIRED)
add_library(zhaoshang::bid INTERFACE IMPORTED)
target_include_directories(zhaoshang::bid INTERFACE "${BID_INCLUDE_DIR}")
target_link_libraries(zhaoshang::bid INTERFACE "${BID_LIBRARY}")
