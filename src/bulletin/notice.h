#pragma once

#include <string>
#include <vector>

#include "engine/base/message.h"
#include "scheme/settlement.h"

namespace zhaoshang {

class Notice {
 public:
  Notice(const Figures& figures, const Settlement& settlement, const std::vector<Finding>& findings,
         Language language)
      : figures_(figures) {}
  std::string text() const { return "# " + figures_.plan().policy().title + "\n"; }

 private:
  const Figures& figures_;
};

}  // namespace zhaoshang
