// A folder of one's own for as long as some work takes. Two runs at once never share one.
#pragma once

#include <string>

namespace zhaoshang {

/// Made in TMPDIR, else /tmp; removed with all that is in it, and so are those that runs that were
/// cut short have left there. Throws SystemError.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  std::string path(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  int lock_ = -1;  // of the open folder; who can take it from elsewhere finds a leftover
};

}  // namespace zhaoshang
