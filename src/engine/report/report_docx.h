// A notice as a document in the layout of GB/T 9704, by pandoc. In: Markdown and the SVG files that
// it refers to. Out: the bytes of a .docx file, the same on every run of one machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/picture.h"
#include "engine/value/calendar.h"

namespace zhaoshang {

/// The programmes it takes: one that writes documents, and one that draws charts as pixels, without
/// which they are left out.
inline constexpr std::string_view kDocxMaker = "pandoc";
inline constexpr std::string_view kChartConverter = "rsvg-convert";

/// The reference document (styles and page) and the filter that goes with it, by their names;
/// empty: there is none.
std::string_view reference_document_file(std::string_view name);

/// `day` is the day that the file says it was written on. Throws SystemError with what pandoc says.
std::string to_docx(const std::string& markdown, const std::vector<Picture>& pictures, Date day);

}  // namespace zhaoshang
