# `cpack` makes a Debian package of what is installed: sh tests/package/deb.sh does, and tries it.

set(ZHAOSHANG_MAINTAINER "zhaoshang maintainers <maintainers@zhaoshang.example>" CACHE STRING
    "Whom the package names: who builds it for others")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME zhaoshang)
set(CPACK_PACKAGE_CONTACT "${ZHAOSHANG_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "county investment-promotion schemes over CSV tables")
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Not linked, but loaded for a workbook.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libxlsxwriter4 (>= 1.1.4)")
# A notice as a document is made by these; everything else works without them.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "pandoc, librsvg2-bin")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "bash-completion, xlsx2csv, parallel, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"zhaoshang runs the schemes by which Chinese counties promote investment:
who is on a team and how many days its members are at the post, what each
unit has to bring in, how that is scored and ranked, which awards follow.
The scheme is a policy, a YAML file that an analyst can read and change;
the facts are CSV tables. Out come tables, findings with the clause and the
rows that they rest on, a schedule of payments and the notice of the period.
.
Figures are decimal throughout, each can be explained down to the line of
the file it comes from, and a run can be verified from its receipt.")

# What Debian wants of the files of a package: see the script.
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_LIST_DIR}/deb/finish.cmake")
set(CPACK_ZHAOSHANG_SOURCE "${CMAKE_CURRENT_SOURCE_DIR}")

include(CPack)
