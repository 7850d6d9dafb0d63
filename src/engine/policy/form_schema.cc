#include "engine/policy/form_schema.h"

#include <deque>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json_text.h"
#include "engine/value/decimal.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kDatePattern = "-?\\d{4,9}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";

/// JSON as it is written: what is open, and how far in.
class JsonWriter {
 public:
  void open(char bracket) {
    begin_item();
    out_ += bracket;
    closing_.push_back(bracket == '{' ? '}' : ']');
    is_first_ = true;
  }
  void close() {
    const char bracket = closing_.back();
    closing_.pop_back();
    if (!is_first_) new_line();
    out_ += bracket;
    is_first_ = false;
  }
  void key(std::string_view name) {
    begin_item();
    append_json_string(out_, name);
    out_ += ": ";
    after_key_ = true;
  }
  void text(std::string_view value) {
    begin_item();
    append_json_string(out_, value);
  }
  /// A number, true or false.
  void bare(std::string_view value) {
    begin_item();
    out_ += value;
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void bare(std::string_view name, std::string_view value) {
    key(name);
    bare(value);
  }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    key(name);
    open('[');
    for (const std::string& value : values) text(value);
    close();
  }
  std::string finish() { return std::move(out_) + '\n'; }

 private:
  void begin_item() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (closing_.empty()) return;
    if (!is_first_) out_ += ',';
    is_first_ = false;
    new_line();
  }
  void new_line() {
    out_ += '\n';
    out_.append(2 * closing_.size(), ' ');
  }

  std::string out_;
  std::string closing_;
  bool is_first_ = true;
  bool after_key_ = false;
};

/// Writes forms and shapes; those with a name are written once, under $defs.
class SchemaWriter {
 public:
  std::string write(const MapForm& root);

 private:
  void form(const MapForm& form);
  void properties(const MapForm& form);
  void rules(const MapForm& form);
  void variant(const MapForm& form, const MapForm::Variant& variant);
  void demand(const MapForm::Demand& demand);
  /// The members of the object that says a shape.
  void members(const Shape& shape);
  void unnamed(const Shape& shape);
  void scalar(const Shape& shape);
  void words(const std::vector<std::string>& words);
  void named(const Shape& shape);
  void rows(const Shape& shape);
  void text_table(const MapForm* form, bool by_name);
  void alternatives(const Shape& shape);
  void reference(std::string_view name);
  void reference(const MapForm& form);
  void definitions();
  void rounding_definition();
  void text_definition(std::string_view name, std::string_view pattern, const Message& says);
  /// A shape in braces of its own.
  void object(const Shape& shape);

  JsonWriter json_;
  /// What is referred to and not yet written.
  std::set<std::string> seen_;
  std::deque<const MapForm*> forms_;
  std::deque<Shape> shapes_;
};

std::string both(const Message& says) { return says.zh + "\n\n" + says.en; }

/// The form of the map that a shape is or may be; nullptr: none.
const MapForm* map_in(const Shape& shape) {
  if (shape.form != nullptr) return &shape.form();
  for (const Shape& each : shape.of) {
    if (each.kind == Shape::Kind::kMap) return map_in(each);
  }
  return nullptr;
}

void SchemaWriter::reference(std::string_view name) {
  json_.text("$ref", "#/$defs/" + std::string(name));
}

void SchemaWriter::reference(const MapForm& form) {
  if (seen_.insert(form.name).second) forms_.push_back(&form);
  reference(form.name);
}

void SchemaWriter::object(const Shape& shape) {
  json_.open('{');
  members(shape);
  json_.close();
}

/// A word that YAML reads as a number is one to an editor.
void SchemaWriter::words(const std::vector<std::string>& words) {
  json_.key("enum");
  json_.open('[');
  for (const std::string& word : words) {
    json_.text(word);
    if (Decimal::parse(word)) json_.bare(word);
  }
  json_.close();
}

void SchemaWriter::alternatives(const Shape& shape) {
  json_.key("anyOf");
  json_.open('[');
  for (const Shape& each : shape.of) object(each);
  json_.close();
}

/// Plain numbers and words are texts to a policy, and something else to YAML.
void SchemaWriter::scalar(const Shape& shape) {
  using Kind = Shape::Kind;
  const bool is_feel = shape.kind == Kind::kFeel;
  if (!shape.pattern.empty()) {
    json_.text("type", "string");
    json_.text("pattern", shape.pattern);
  } else {
    std::vector<std::string> types = {"string", "number", "boolean"};
    if (is_feel) types.emplace_back("null");
    json_.texts("type", types);
    if (is_feel) json_.bare("minLength", "1");
  }
}

void SchemaWriter::named(const Shape& shape) {
  const Shape& value = shape.of.front();
  // Where what is named is a map, a text table may stand for all of them.
  const bool may_be_table = value.allows(Shape::Kind::kMap);
  if (may_be_table) {
    json_.key("anyOf");
    json_.open('[');
    json_.open('{');
  }
  json_.text("type", "object");
  if (!shape.pattern.empty()) {
    json_.key("propertyNames");
    json_.open('{');
    json_.text("pattern", shape.pattern);
    json_.close();
  }
  if (!shape.words.empty()) {
    json_.key("properties");
    json_.open('{');
    for (const std::string& word : shape.words) {
      json_.key(word);
      object(value);
    }
    json_.close();
    json_.bare("additionalProperties", "false");
  } else {
    json_.key("additionalProperties");
    object(value);
  }
  if (may_be_table) {
    json_.close();
    text_table(map_in(value), true);
    json_.close();
  }
}

/// A text table, of whose headings something can be said where its rows are maps of a form: they
/// are its keys, those that must be there among them; of things by name, the first is `name`.
void SchemaWriter::text_table(const MapForm* form, bool by_name) {
  json_.open('{');
  json_.text("description", both({"用 | 块写的表:第一行是键",
                                  "a table in a | block: the first row has the keys"}));
  json_.text("type", "string");
  std::string pattern = "^\\s*";
  std::string keys;
  if (form != nullptr) {
    for (const KeyForm& key : form->keys) {
      keys += key.key + "|";
      if (key.need != Need::kOptional) pattern += "(?=[^\\n]*\\|\\s*" + key.key + "\\s*\\|)";
    }
  }
  pattern += by_name ? "\\|\\s*name\\s*\\|" : "\\|";
  if (form != nullptr)
    pattern += "([^\\S\\n]*(" + keys + "#[^|\\n]*)[^\\S\\n]*\\|)*[^\\S\\n]*(\\n|$)";
  json_.text("pattern", pattern);
  json_.close();
}

void SchemaWriter::rows(const Shape& shape) {
  json_.key("anyOf");
  json_.open('[');
  json_.open('{');
  json_.text("type", "array");
  json_.key("items");
  json_.open('{');
  if (shape.form == nullptr) {
    json_.text("type", "object");
  } else {
    reference(shape.form());
  }
  json_.close();
  json_.close();
  text_table(shape.form == nullptr ? nullptr : &shape.form(), false);
  json_.close();
}

void SchemaWriter::members(const Shape& shape) {
  if (!shape.name.empty()) {
    if (seen_.insert(shape.name).second) {
      shapes_.push_back(shape);
    }
    return reference(shape.name);
  }
  unnamed(shape);
}

void SchemaWriter::unnamed(const Shape& shape) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::kText:
    case Kind::kMessage:
    case Kind::kFeel: return scalar(shape);
    case Kind::kName: return reference("name");
    case Kind::kId: return reference("id");
    case Kind::kBoolean: return json_.text("type", "boolean");
    case Kind::kInteger:
      json_.text("type", "integer");
      json_.bare("minimum", std::to_string(shape.low));
      return json_.bare("maximum", std::to_string(shape.high));
    case Kind::kNumber: return json_.text("type", "number");
    case Kind::kDate: return reference("date");
    case Kind::kDateSpan: return reference("date-span");
    case Kind::kRounding: return reference("rounding");
    case Kind::kWord: return words(shape.words);
    case Kind::kTable: return reference("table-with-outputs");
    case Kind::kList:
    case Kind::kSequence:
      json_.text("type", "array");
      json_.key("items");
      return object(shape.of.front());
    case Kind::kMap: return reference(shape.form());
    case Kind::kRows: return rows(shape);
    case Kind::kNamed: return named(shape);
    case Kind::kEither: return alternatives(shape);
    case Kind::kAny: return;
  }
}

void SchemaWriter::properties(const MapForm& form) {
  json_.key("properties");
  json_.open('{');
  for (const KeyForm& key : form.keys) {
    json_.key(key.key);
    json_.open('{');
    json_.text("description", both(key.says));
    members(key.shape);
    json_.close();
  }
  json_.close();
  json_.bare("additionalProperties", "false");
  std::vector<std::string> required;
  for (const KeyForm& key : form.keys) {
    if (key.need != Need::kOptional) required.push_back(key.key);
  }
  if (!required.empty()) json_.texts("required", required);
}

void SchemaWriter::variant(const MapForm& form, const MapForm::Variant& variant) {
  json_.open('{');
  json_.texts("required", variant.required);
  json_.key("properties");
  json_.open('{');
  for (const KeyForm& key : form.keys) {
    if (form.is_in_variant(key.key) && !variant.has(key.key)) json_.bare(key.key, "false");
  }
  json_.close();
  json_.close();
}

void SchemaWriter::demand(const MapForm::Demand& demand) {
  json_.open('{');
  json_.key("if");
  json_.open('{');
  json_.texts("required", {demand.key});
  if (!demand.words.empty()) {
    json_.key("properties");
    json_.open('{');
    json_.key(demand.key);
    json_.open('{');
    words(demand.words);
    json_.close();
    json_.close();
  }
  json_.close();
  json_.key("then");
  json_.open('{');
  json_.texts("required", {demand.needed});
  json_.close();
  json_.close();
}

/// Which keys go together.
void SchemaWriter::rules(const MapForm& form) {
  if (!form.one_of.empty()) {
    json_.key("oneOf");
    json_.open('[');
    for (const std::string& key : form.one_of) {
      json_.open('{');
      json_.texts("required", {key});
      json_.close();
    }
    json_.close();
  }
  if (!form.apart.empty()) {
    json_.key("not");
    json_.open('{');
    json_.texts("required", form.apart);
    json_.close();
  }
  if (!form.variants.empty()) {
    json_.key("anyOf");
    json_.open('[');
    for (const MapForm::Variant& each : form.variants) variant(form, each);
    json_.close();
  }
  if (!form.demands.empty()) {
    json_.key("allOf");
    json_.open('[');
    for (const MapForm::Demand& each : form.demands) demand(each);
    json_.close();
  }
}

void SchemaWriter::form(const MapForm& form) {
  json_.text("description", both(form.says));
  json_.text("type", "object");
  properties(form);
  rules(form);
}

void SchemaWriter::text_definition(std::string_view name, std::string_view pattern,
                                   const Message& says) {
  json_.key(name);
  json_.open('{');
  json_.text("description", both(says));
  // Of digits alone it is a number to YAML, and the same text to a policy.
  const bool may_be_number = name == "id";
  if (may_be_number) {
    json_.texts("type", {"string", "number"});
  } else {
    json_.text("type", "string");
  }
  json_.text("pattern", pattern);
  json_.close();
}

void SchemaWriter::rounding_definition() {
  json_.key("rounding");
  json_.open('{');
  json_.text("description",
             both({"取整:单位和方式,0.01 half up", "a quantum and a mode: 0.01 half up"}));
  json_.key("anyOf");
  json_.open('[');
  json_.open('{');
  json_.text("type", "number");
  json_.bare("exclusiveMinimum", "0");
  json_.close();
  json_.open('{');
  json_.text("type", "string");
  std::string modes;
  for (int mode = 0; !rounding_word(static_cast<Rounding>(mode)).empty(); ++mode) {
    modes += (mode == 0 ? "" : "|") + std::string(rounding_word(static_cast<Rounding>(mode)));
  }
  json_.text("pattern", "^\\+?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?( +(" + modes + "))? *$");
  json_.close();
  json_.close();
  json_.close();
}

/// What many keys refer to.
void SchemaWriter::definitions() {
  const std::string day(kDatePattern);
  text_definition("name", kNamePattern,
                  {"名称:字母、数字、_和汉字,不以数字开头",
                   "letters, digits, _ and Chinese, not starting with a digit"});
  text_definition("id", kIdPattern,
                  {"编号:字母、数字、_、-、.和汉字", "letters, digits, _, -, . and Chinese"});
  text_definition("date", "^" + day + "$", {"日期:2022-03-01", "a date: 2022-03-01"});
  text_definition(
      "date-span", "^\\s*(" + day + ")?\\s*\\.\\.\\s*(" + day + ")?\\s*$",
      {"起止日期:2022-01-01..2022-12-31", "first and last day: 2022-01-01..2022-12-31"});
  rounding_definition();
  text_definition("table-with-outputs", "^\\s*\\|.*\\|\\|",
                  {"用 | 块写的表:|| 前为条件,后为结果",
                   "a table in a | block: inputs before ||, outputs after it"});
}

std::string SchemaWriter::write(const MapForm& root) {
  json_.open('{');
  json_.text("$schema", "https://json-schema.org/draft/2020-12/schema");
  json_.text("title", "zhaoshang " + root.name);
  seen_.insert(root.name);
  form(root);
  json_.key("$defs");
  json_.open('{');
  while (!forms_.empty() || !shapes_.empty()) {
    if (!forms_.empty()) {
      const MapForm& next = *forms_.front();
      forms_.pop_front();
      json_.key(next.name);
      json_.open('{');
      form(next);
      json_.close();
    } else {
      const Shape next = std::move(shapes_.front());
      shapes_.pop_front();
      json_.key(next.name);
      json_.open('{');
      unnamed(next);
      json_.close();
    }
  }
  definitions();
  json_.close();
  json_.close();
  return json_.finish();
}

}  // namespace

std::string form_schema(const MapForm& form) { return SchemaWriter().write(form); }

}  // namespace zhaoshang
