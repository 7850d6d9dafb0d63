// The one exception of the programme: the system failed us (a disk is full, a file vanished).
// Caught in main only.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "engine/base/message.h"

namespace zhaoshang {

/// Input or output failed; ends the run with exit code 5 and leaves every result file as it was.
class SystemError : public std::runtime_error {
 public:
  explicit SystemError(Message message)
      : std::runtime_error(message.en), message_(std::move(message)) {}
  /// "cannot <doing> <path>: <reason of errno>", in both languages.
  static SystemError from_errno(const Message& doing, const std::string& path, int error_number);

  const Message& message() const { return message_; }

 private:
  Message message_;
};

}  // namespace zhaoshang
