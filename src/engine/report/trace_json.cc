// The format: {"scheme", "period", "as_of", "asked": [id], "figures": {id: {"title", "name",
// "subject", "clause", "place", "value", "sources", "inputs", "calculation"}}}. A calculation is
// {"op", "name", "source", "unit", "value", "of": [calculation]}; members that are empty are left
// out. Values are written as eval writes them.
#include "engine/base/json_text.h"
#include "engine/report/trace.h"

namespace zhaoshang {
namespace {

/// Writes members of one object, with the commas between them.
class Members {
 public:
  explicit Members(std::string& out) : out_(out) { out_ += '{'; }
  ~Members() { out_ += '}'; }
  Members(const Members&) = delete;
  Members& operator=(const Members&) = delete;

  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(out_, name);
    out_ += ':';
    return out_;
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) append_json_string(key(name), value);
  }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string& out = key(name);
    out += '[';
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (k > 0) out += ',';
      append_json_string(out, values[k]);
    }
    out += ']';
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void append_operation(std::string& out, const Operation& operation) {
  Members members(out);
  members.text("op", operation.op);
  members.text("name", operation.name);
  members.text("source", operation.source);
  members.text("unit", operation.unit);
  if (operation.value) members.key("value") += to_json(*operation.value);
  if (operation.operands.empty()) return;
  members.key("of") += '[';
  for (std::size_t k = 0; k < operation.operands.size(); ++k) {
    if (k > 0) out += ',';
    append_operation(out, operation.operands[k]);
  }
  out += ']';
}

void append_figure(std::string& out, const TracedFigure& figure) {
  Members members(out);
  members.text("title", figure.title);
  members.text("name", figure.name);
  members.text("subject", figure.subject);
  members.text("clause", figure.clause);
  members.text("place", figure.place);
  members.key("value") += to_json(figure.value);
  members.text("shown", figure.result);
  members.texts("sources", figure.sources);
  members.texts("inputs", figure.inputs);
  append_operation(members.key("calculation"), figure.calculation);
}

}  // namespace

std::string trace_json(const Trace& trace) {
  std::string out;
  {
    Members members(out);
    members.text("scheme", trace.scheme);
    members.text("period", trace.period);
    members.text("as_of", trace.as_of);
    members.texts("asked", trace.asked);
    members.key("figures") += "{\n";
    bool first = true;
    for (const auto& [id, figure] : trace.figures) {
      if (!first) out += ",\n";
      first = false;
      append_json_string(out, id);
      out += ':';
      append_figure(out, figure);
    }
    out += "\n}";
  }
  out += '\n';
  return out;
}

}  // namespace zhaoshang
