-- The layout of a notice in DOCX: which paragraphs are the line under the title, the signature,
-- a chart or the cell of a table, and how wide the columns of tables are. Styles are those of the
-- reference document.

-- What a line of a table's text holds, in narrow characters: of the size that tables have, and of
-- the smaller one for tables that are too wide.
local ROOMY, DENSE = 94, 112
local PADDING = 3       -- of a cell
local NARROWEST = 8     -- of a column whose text may break
local BAR = 12          -- ten blocks in their own small size
local SHORT = 10        -- text that is not broken

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr('', {}, { ['custom-style'] = style }))
end

-- A wide character counts two.
local function width_of(text)
  local width = 0
  for _, code in utf8.codes(text) do width = width + (code >= 0x2e80 and 2 or 1) end
  return width
end

local function is_bar(text) return text ~= '' and text:gsub('█', ''):gsub('░', '') == '' end

-- A chart fills the width of the text; its file here is the PNG made of it.
local function is_chart(block)
  return block.t == 'Para' and #block.content == 1 and block.content[1].t == 'Image'
end

local function chart(block)
  local image = block.content[1]
  image.src = image.src:gsub('%.svg$', '.png')
  image.attributes.width = '100%'
  return styled({ block }, 'Figure')
end

local function each_cell(rows, visit)
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do visit(column, cell) end
  end
end

-- What the columns of a table need, and which of them are bars.
local function column_needs(table, bodies)
  local needs, bars = {}, {}
  for column in ipairs(table.colspecs) do needs[column], bars[column] = 4, false end
  for _, rows in ipairs(bodies) do
    each_cell(rows, function(column, cell)
      local text = pandoc.utils.stringify(cell.contents)
      if is_bar(text) then bars[column] = true end
      needs[column] = math.max(needs[column], is_bar(text) and BAR or width_of(text))
    end)
  end
  return needs, bars
end

-- Columns that must not break have what they need; the others share the rest. Also whether the
-- table must be set small, and whether it is too wide even so.
local function column_widths(table, bodies)
  local needs, bars = column_needs(table, bodies)
  local breaks, kept, shared, count = {}, 0, 0, 0
  for column, spec in ipairs(table.colspecs) do
    breaks[column] = spec[1] ~= pandoc.AlignRight and needs[column] > SHORT and not bars[column]
    needs[column] = math.min(needs[column], 60) + PADDING
    if breaks[column] then
      shared, count = shared + needs[column], count + 1
    else
      kept = kept + needs[column]
    end
  end
  local least = kept + count * NARROWEST * 2
  local room = least > ROOMY and DENSE or ROOMY
  local rest = math.max(room - kept, count * NARROWEST)
  local total = 0
  for column in ipairs(needs) do
    if breaks[column] and shared > rest then
      needs[column] = math.max(NARROWEST, needs[column] * rest / shared)
    end
    total = total + needs[column]
  end
  for column in ipairs(needs) do needs[column] = needs[column] / total end
  return needs, room == DENSE, least > DENSE, bars
end

-- The chart that follows shows what bars do.
local function drop_columns(table, bodies, dropped)
  local function without(list)
    local kept = {}
    for column, each in ipairs(list) do
      if not dropped[column] then kept[#kept + 1] = each end
    end
    return kept
  end
  table.colspecs = without(table.colspecs)
  for _, row in ipairs(table.head.rows) do row.cells = without(row.cells) end
  for _, rows in ipairs(bodies) do
    for _, row in ipairs(rows) do row.cells = without(row.cells) end
  end
end

local function set_cells(rows, style)
  each_cell(rows, function(_, cell)
    local text = pandoc.utils.stringify(cell.contents)
    local paragraphs = {}
    for _, block in ipairs(cell.contents) do
      table.insert(paragraphs, block.t == 'Plain' and pandoc.Para(block.content) or block)
    end
    if #paragraphs > 0 then
      cell.contents = { styled(paragraphs, is_bar(text) and 'Table Bar' or style) }
    end
  end)
end

function Table(table)
  local bodies = {}
  for _, body in ipairs(table.bodies) do bodies[#bodies + 1] = body.body end
  local widths, is_dense, is_too_wide, bars = column_widths(table, bodies)
  if is_too_wide then
    drop_columns(table, bodies, bars)
    widths, is_dense = column_widths(table, bodies)
  end
  for column, spec in ipairs(table.colspecs) do
    table.colspecs[column] = { spec[1], widths[column] }
  end
  local size = is_dense and ' Dense' or ''
  set_cells(table.head.rows, 'Table Head' .. size)
  for _, rows in ipairs(bodies) do set_cells(rows, 'Table Cell' .. size) end
  return table
end

-- Of pictures charts alone: no other file is read for a notice, and nothing is fetched.
function Image(image)
  if image.src:match('^bulletin%-%d+%.svg$') then return nil end
  return image.caption
end

function Pandoc(doc)
  local blocks = {}
  local has_subtitle, is_closing = false, false
  for _, block in ipairs(doc.blocks) do
    if block.t == 'HorizontalRule' then
      is_closing = true
    elseif is_chart(block) then
      if doc.meta.charts then table.insert(blocks, chart(block)) end
    elseif block.t == 'Para' and not has_subtitle then
      has_subtitle = true
      table.insert(blocks, styled({ block }, 'Subtitle'))
    elseif block.t == 'Para' and is_closing then
      table.insert(blocks, styled({ block }, 'Signature'))
    else
      table.insert(blocks, block)
    end
  end
  doc.blocks = blocks
  doc.meta.charts = nil
  return doc
end
