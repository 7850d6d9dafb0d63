#include "workspace/locate.h"

#include <fnmatch.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "engine/base/folder.h"
#include "engine/base/system_error.h"
#include "workspace/workspace_diagnostics.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

bool is_csv(const std::string& name) { return name.ends_with(".csv") || name.ends_with(".CSV"); }

bool is_pattern(std::string_view part) {
  return part.find_first_of("*?[") != std::string_view::npos;
}

/// Finding the files of one table.
class Search {
 public:
  Search(const std::string& folder, Diagnostics& diagnostics)
      : folder_(folder), diagnostics_(diagnostics) {
    std::error_code error;
    root_ = fs::canonical(folder, error);
    if (error) throw SystemError::from_errno({"打开", "open"}, folder, error.value());
  }

  void by_name(const std::string& table) {
    const std::string file = "data/" + table + ".csv";
    if (is_there(file)) add(file, {});
    for (const std::string& name : names_in(path_below(folder_, "data/" + table))) {
      if (is_csv(name)) add("data/" + table + "/" + name, {});
    }
  }

  void by_pattern(const Located<std::string>& pattern) {
    const fs::path path(pattern.value);
    if (!is_inside(pattern)) return;
    const std::vector<fs::path> parts(path.begin(), path.end());
    found_ = 0;
    expand("", parts, 0, pattern.span.place());
    if (found_ == 0) {
      diagnostics_.add(workspace_fault::no_such_data(pattern.span.place(), pattern.value));
    }
  }

  void by_path(const Located<std::string>& path) {
    if (!is_inside(path)) return;
    if (is_there(path.value)) return add(path.value, path.span.place());
    diagnostics_.add(workspace_fault::no_such_data(path.span.place(), path.value));
  }

  std::vector<CsvFile> take() { return std::move(files_); }

 private:
  /// A file that may be there and cannot be looked at is not taken for none.
  bool is_there(const std::string& relative) const {
    const std::string path = path_below(folder_, relative);
    std::error_code error;
    const bool is = fs::exists(path, error);
    if (error) throw SystemError::from_errno({"读取", "read"}, path, error.value());
    return is;
  }

  /// False after a diagnostic: the path is not relative to the workspace, or climbs out of it.
  bool is_inside(const Located<std::string>& named) {
    if (stays_inside(named.value)) return true;
    diagnostics_.add(workspace_fault::outside_workspace(named.span.place(), named.value));
    return false;
  }

  /// Follows a pattern part by part, below `at`.
  void expand(const std::string& at, const std::vector<fs::path>& parts, std::size_t part,
              const Place& place) {
    if (part == parts.size()) {
      if (!is_there(at)) return;
      ++found_;
      add(at, place);
      return;
    }
    const std::string text = parts[part].string();
    const auto below = [&](const std::string& name) { return at.empty() ? name : at + "/" + name; };
    if (text == "." || text.empty()) {
      expand(at, parts, part + 1, place);
    } else if (!is_pattern(text)) {
      expand(below(text), parts, part + 1, place);
    } else {
      for (const std::string& name : names_in(path_below(folder_, at))) {
        if (::fnmatch(text.c_str(), name.c_str(), FNM_PERIOD) == 0) {
          expand(below(name), parts, part + 1, place);
        }
      }
    }
  }

  void add(const std::string& relative, Place place) {
    const std::string path = path_below(folder_, relative);
    if (place.path.empty()) place.path = path;
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    if (error) throw SystemError::from_errno({"打开", "open"}, path, error.value());
    // A link may stand for a file, but only for one of the workspace.
    const auto [end_of_root, rest] =
        std::mismatch(root_.begin(), root_.end(), real.begin(), real.end());
    if (end_of_root != root_.end()) {
      diagnostics_.add(workspace_fault::outside_workspace(place, relative));
    } else if (!fs::is_regular_file(real)) {
      diagnostics_.add(workspace_fault::not_a_file(place, relative));
    } else if (seen_.insert(real.string()).second) {
      files_.push_back({path, relative, {}});
    }
  }

  const std::string& folder_;
  Diagnostics& diagnostics_;
  fs::path root_;
  std::vector<CsvFile> files_;
  std::set<std::string> seen_;
  std::size_t found_ = 0;
};

}  // namespace

std::vector<std::string> names_in(const std::string& folder) {
  FolderListing listing = list_folder(folder);
  if (listing.error == ENOENT || listing.error == ENOTDIR) return {};
  if (listing.error != 0) {
    throw SystemError::from_errno({"列出", "list"}, folder, listing.error);
  }
  std::erase_if(listing.names, [](const std::string& name) {
    return name.starts_with('.') || name.starts_with('~');
  });
  std::sort(listing.names.begin(), listing.names.end());
  return std::move(listing.names);
}

std::vector<CsvFile> locate_table(const std::string& folder, const Settings& settings,
                                  const std::string& table, Diagnostics& diagnostics) {
  Search search(folder, diagnostics);
  if (const DataEntry* entry = settings.data_of(table)) {
    for (const Located<std::string>& pattern : entry->patterns) search.by_pattern(pattern);
  } else {
    search.by_name(table);
  }
  return search.take();
}

std::optional<std::string> locate_file(const std::string& folder, const Located<std::string>& named,
                                       Diagnostics& diagnostics) {
  Search search(folder, diagnostics);
  search.by_path(named);
  const std::vector<CsvFile> found = search.take();
  return found.empty() ? std::nullopt : std::optional(found.front().path);
}

std::string path_below(const std::string& folder, const std::string& relative) {
  if (folder.empty() || folder == ".") return relative.empty() ? "." : relative;
  if (relative.empty()) return folder;
  return folder.ends_with('/') ? folder + relative : folder + "/" + relative;
}

}  // namespace zhaoshang
