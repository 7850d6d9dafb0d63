// zhaoshang: finds the command, runs it, returns its exit code. Whatever goes wrong is caught here.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <string_view>

#include "cli/cli_diagnostics.h"
#include "cli/command_line.h"
#include "cli/help.h"
#include "cli/surroundings.h"
#include "engine/base/diagnostics.h"
#include "engine/base/exit_code.h"
#include "engine/base/memory_room.h"
#include "engine/base/output.h"
#include "engine/base/refusal.h"
#include "engine/base/system_error.h"
#include "engine/table/identity_number.h"
#include "version.h"

namespace zhaoshang {
namespace {

/// Occupies the standard descriptors that were closed, so that no file of ours takes their number.
/// Writing to them still fails.
void hold_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    const int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (::open("/dev/null", mode) < 0) return;  // the lowest free number is the one just missed
  }
}

void print(std::string_view text) {
  Output output = Output::standard();
  output.write(text);
  output.close();
}

/// Standard error is the last resort: what cannot be written there is lost.
void print_errors(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

int follow(const Request& request, Diagnostics& diagnostics) {
  switch (request.kind) {
    case Request::Kind::kFaulty: return exit_code::kUsage;
    case Request::Kind::kVersion: print("zhaoshang " + std::string(kVersion) + "\n"); break;
    case Request::Kind::kHelp: {
      const Language language = request.options.style.language;
      if (request.command != nullptr) {
        print(command_help(*request.command, language));
      } else {
        print(request.group != nullptr ? group_help(*request.group, language)
                                       : programme_help(language));
      }
      break;
    }
    case Request::Kind::kRun:
      if (request.options.strict) diagnostics.take_warnings_as_errors();
      return request.command->run(request.options, diagnostics);
  }
  return exit_code::kDone;
}

/// How what went wrong is told.
struct Told {
  DiagnosticStyle style = {};
  bool show_private = false;
};

/// The excerpt of a faulty row shows what stands beside the fault, under whatever heading.
std::string said_of(const Diagnostics& diagnostics, const Told& told) {
  const std::string said = render(diagnostics, told.style);
  return told.show_private ? said : without_identity_numbers(said);
}

/// Reads the command line and follows it; what fails on the way is one more diagnostic.
int run_programme(int argc, const char* const* argv, Diagnostics& diagnostics, Told& told) {
  try {
    const Request request = read_command_line(Surroundings::of_process(argc, argv), diagnostics);
    told = {request.options.style, request.options.show_private};
    return follow(request, diagnostics);
  } catch (const Refusal& refusal) {
    diagnostics.add(refusal.diagnostic());
    return exit_code::kBadPolicy;
  } catch (const SystemError& failure) {
    diagnostics.add(cli_diagnostics::system_failure(failure.message(), failure.help()));
    return exit_code::kSystem;
  } catch (const std::filesystem::filesystem_error& failure) {
    const SystemError error =
        SystemError::from_errno({"使用", "use"}, failure.path1().string(), failure.code().value());
    diagnostics.add(cli_diagnostics::system_failure(error.message(), error.help()));
    return exit_code::kSystem;
  } catch (const std::bad_alloc&) {
    diagnostics.add(cli_diagnostics::out_of_memory());
    return exit_code::kSystem;
  } catch (const std::exception& fault) {
    diagnostics.add(cli_diagnostics::our_fault(fault.what()));
    return exit_code::kOurFault;
  } catch (...) {
    diagnostics.add(cli_diagnostics::our_fault("?"));
    return exit_code::kOurFault;
  }
}

}  // namespace
}  // namespace zhaoshang

int main(int argc, char** argv) {
  using namespace zhaoshang;
  make_memory_room();
  hold_standard_descriptors();
  // A reader that has gone away, a file that may grow no further: failures of output like any
  // other.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  Diagnostics diagnostics;
  Told told;
  // What is printed on standard error takes memory: where there is none, this much is said all the
  // same, and the run is as done as it was.
  constexpr std::string_view kNoMemory =
      "zhaoshang: error[out-of-memory]: 内存不够 out of memory\n";
  int code = exit_code::kSystem;
  try {
    code = run_programme(argc, argv, diagnostics, told);
    print_errors(said_of(diagnostics, told));
  } catch (const std::bad_alloc&) {
    print_errors(kNoMemory);
  }
  return code;
}
