#include "engine/base/system_error.h"

#include <cerrno>
#include <cstring>

#include "engine/base/suggest.h"

namespace zhaoshang {

namespace {

std::string reason_in_chinese(int error_number) {
  switch (error_number) {
    case ENOENT: return "没有这个文件或文件夹";
    case EACCES:
    case EPERM: return "没有权限";
    case EEXIST: return "已经存在";
    case ENOTDIR: return "路径中有一段不是文件夹";
    case EISDIR: return "是文件夹";
    case ENOTEMPTY: return "文件夹不是空的";
    case ENOSPC: return "磁盘已满";
    case EDQUOT: return "超出磁盘配额";
    case EFBIG: return "文件太大";
    case EROFS: return "文件系统只读";
    case EIO: return "设备读写失败";
    case EMFILE:
    case ENFILE: return "打开的文件太多";
    case ENOMEM: return "内存不足";
    case ENAMETOOLONG: return "文件名太长";
    case ELOOP: return "符号链接层数太多";
    case EPIPE: return "读取的一方已经关闭";
    case EXDEV: return "跨文件系统";
    default: return "系统错误 " + std::to_string(error_number);
  }
}

/// In English whatever the locale.
std::string reason_in_english(int error_number) {
  const char* text = strerrordesc_np(error_number);
  return text != nullptr ? text : "error " + std::to_string(error_number);
}

/// What to do about it.
Message remedy(const std::string& path, int error_number) {
  switch (error_number) {
    case ENOENT: {
      const auto near = nearest_path(path);
      if (near) return {"是不是 " + *near + "?", "did you mean " + *near + "?"};
      return {"检查路径:它从当前文件夹算起", "look at the path: it starts from the current folder"};
    }
    case EACCES:
    case EPERM:
    case EROFS:
      return {"换一个可以写的地方,或请管理员给权限",
              "take another place, or ask for the right to it"};
    case ENOTDIR:
      return {"路径中要文件夹的地方是一个文件:换一个路径",
              "a file stands where the path wants a folder: name another"};
    case EISDIR: return {"写文件名,不是文件夹", "name a file, not a folder"};
    case ENOSPC:
    case EDQUOT: return {"腾出空间,或换一个磁盘", "make room, or take another disk"};
    default: return {};
  }
}

}  // namespace

SystemError SystemError::from_errno(const Message& doing, const std::string& path,
                                    int error_number) {
  return SystemError(
      Message{"不能" + doing.zh + " " + path + ": " + reason_in_chinese(error_number),
              "cannot " + doing.en + " " + path + ": " + reason_in_english(error_number)},
      remedy(path, error_number));
}

}  // namespace zhaoshang
