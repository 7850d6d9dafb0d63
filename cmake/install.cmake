# What `cmake --install` puts where, below a prefix that can be moved afterwards: the programme finds
# share/zhaoshang from where it stands itself.

install(TARGETS zhaoshang)

# Manual pages, in English and in Chinese.
foreach(language IN ITEMS "." zh_CN)
  file(GLOB pages CONFIGURE_DEPENDS "man/${language}/*.[157]")
  foreach(page IN LISTS pages)
    string(REGEX MATCH "[157]$" section "${page}")
    install(FILES "${page}" DESTINATION "${CMAKE_INSTALL_MANDIR}/${language}/man${section}")
  endforeach()
endforeach()

# Completion. zsh of Debian looks for what packages bring elsewhere than for what is installed by hand.
set(bash_completions "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
install(FILES src/cli/shells/zhaoshang.bash DESTINATION "${bash_completions}" RENAME zhaoshang)
install(CODE "
  if(CMAKE_INSTALL_PREFIX MATCHES [[/usr/?$]])
    set(zsh_functions vendor-completions)
  else()
    set(zsh_functions site-functions)
  endif()
  set(zsh_functions \"${CMAKE_INSTALL_DATADIR}/zsh/\${zsh_functions}\")
  if(NOT IS_ABSOLUTE \"\${zsh_functions}\")
    set(zsh_functions \"\${CMAKE_INSTALL_PREFIX}/\${zsh_functions}\")
  endif()
  file(INSTALL \"${CMAKE_CURRENT_SOURCE_DIR}/src/cli/shells/zhaoshang.zsh\"
       DESTINATION \"\${zsh_functions}\" RENAME _zhaoshang)")

# What counties begin with: policies, samples that name them as in the source, templates of notices;
# and the schema for editors, as the programme prints it.
set(share "${CMAKE_INSTALL_DATADIR}/zhaoshang")
set(policy_schema "${CMAKE_CURRENT_BINARY_DIR}/policy.schema.json")
add_custom_command(OUTPUT "${policy_schema}" VERBATIM DEPENDS zhaoshang
                   COMMAND zhaoshang policy schema > "${policy_schema}")
add_custom_target(policy_schema ALL DEPENDS "${policy_schema}")
install(FILES "${policy_schema}" DESTINATION "${share}")
install(DIRECTORY policies/ DESTINATION "${share}/policies" FILES_MATCHING PATTERN "*.yaml")
install(DIRECTORY samples DESTINATION "${share}" PATTERN "demo.sh" EXCLUDE)
install(DIRECTORY src/bulletin/templates/ DESTINATION "${share}/templates")

install(FILES README.md README.zh-CN.md CHANGELOG.md LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY man/pictures DESTINATION "${CMAKE_INSTALL_DOCDIR}/man")
