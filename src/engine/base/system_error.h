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
  /// `help`: what to do about it; empty: nothing more is known.
  explicit SystemError(Message message, Message help = {})
      : std::runtime_error(message.en), message_(std::move(message)), help_(std::move(help)) {}
  /// "cannot <doing> <path>: <reason of errno>", in both languages, with the remedy for that
  /// reason.
  static SystemError from_errno(const Message& doing, const std::string& path, int error_number);

  const Message& message() const { return message_; }
  const Message& help() const { return help_; }

 private:
  Message message_;
  Message help_;
};

}  // namespace zhaoshang
