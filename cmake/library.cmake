# zhaoshang_library(<name> <folder> [DEPENDS <name>...] [LINKS <target>...])
#
# The library zhaoshang_<name> of src/<folder>/*.cc. DEPENDS names the layers just below, LINKS the
# third-party targets. A folder without a source file yet gives an INTERFACE library, so that the
# tree configures while it is being filled.
#
# Each call also adds its line, `folder: folders`, to ${ZHAOSHANG_LAYERS}, for tests/layering.
set(ZHAOSHANG_LAYERS "${PROJECT_BINARY_DIR}/layers")
file(WRITE "${ZHAOSHANG_LAYERS}" "")

function(zhaoshang_library name folder)
  cmake_parse_arguments(arg "" "" "DEPENDS;LINKS" ${ARGN})
  set_property(GLOBAL PROPERTY zhaoshang_folder_${name} "${folder}")
  set(line "${folder}:")
  foreach(lower IN LISTS arg_DEPENDS)
    get_property(lower_folder GLOBAL PROPERTY zhaoshang_folder_${lower})
    string(APPEND line " ${lower_folder}")
  endforeach()
  file(APPEND "${ZHAOSHANG_LAYERS}" "${line}\n")

  list(TRANSFORM arg_DEPENDS PREPEND zhaoshang_)
  file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${folder}/*.cc")
  set(target zhaoshang_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PRIVATE zhaoshang_warnings)
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} "${PROJECT_SOURCE_DIR}/src"
                             "${PROJECT_BINARY_DIR}/generated")
  target_link_libraries(${target} ${scope} ${arg_DEPENDS} ${arg_LINKS})
endfunction()

# zhaoshang_test(<name> FOLDERS <folder>... LINKS <target>...)
#
# The executable and ctest entry <name> of tests/<folder>/*.cc, doctest cases. Without a source file
# there is no such test.
function(zhaoshang_test name)
  cmake_parse_arguments(arg "" "" "FOLDERS;LINKS" ${ARGN})
  set(sources)
  foreach(folder IN LISTS arg_FOLDERS)
    file(GLOB found CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*.cc")
    list(APPEND sources ${found})
  endforeach()
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${arg_LINKS} zhaoshang_test_support zhaoshang_warnings)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 600)
endfunction()
