//! Tables of a web page, as many systems export them under the name `.xls`: one sheet, everything
//! in its order from the top, as spreadsheet programs open such a file.

mod table;
mod walk;

pub(crate) use walk::{Mark, Tag, walk};

use crate::elsewhere::Texts;
use crate::error::{Fault, Foreign};
use crate::gather::{Message, Sink};
use crate::limits::Limits;
use crate::raw::{Comment, Format, Property};

use table::Sheet;

/// Reads a page into the sink; `name` becomes the sheet's name where the page has none.
pub(crate) fn read(
    text: &str,
    name: &str,
    limits: &Limits,
    sink: &mut dyn Sink,
) -> Result<(), Fault> {
    let mut page = Page {
        sheet: Sheet::new(limits),
        texts: Texts::new(limits),
        tables: 0,
        open_tables: 0,
        title: None,
        in_title: false,
        office: Office::default(),
        not_looked_at: Vec::new(),
    };
    walk(text, |mark| page.take(&mark))?;
    page.send(name, sink)
}

/// What Excel says about its sheets in comments that only it reads.
#[derive(Default)]
struct Office {
    names: Vec<String>,
    hidden: bool,
    /// The sheets lie in files of their own, beside the page.
    parts: bool,
}

struct Page {
    sheet: Sheet,
    texts: Texts,
    tables: u32,
    open_tables: u32,
    title: Option<String>,
    in_title: bool,
    office: Office,
    not_looked_at: Vec<String>,
}

impl Page {
    fn take(&mut self, mark: &Mark<'_>) -> Result<(), Fault> {
        match mark {
            Mark::Begin(tag) => self.begin(tag),
            Mark::End(name) => self.end(name),
            Mark::Text(text) => self.say(text),
            Mark::Remark(text) => self.remark(text),
        }
    }

    fn begin(&mut self, tag: &Tag) -> Result<(), Fault> {
        let text = |name: &str| tag.attribute(name);
        let hidden = text("style").is_some_and(|style| hides(&style));
        match tag.name().as_ref() {
            "title" => self.in_title = true,
            "comment" => self.sheet.comment(true),
            "table" => {
                self.tables += 1;
                self.open_tables += 1;
                self.sheet.begin_table()?;
            }
            "tr" => self.sheet.begin_row(hidden)?,
            "td" | "th" => {
                let number_behind = text("x:num").filter(|number| !number.is_empty());
                let spans = (
                    tag.number("colspan").unwrap_or(1),
                    tag.number("rowspan").unwrap_or(1),
                );
                self.sheet.begin_cell(spans, hidden, number_behind)?;
            }
            "col" => self
                .sheet
                .take_column(tag.number("span").unwrap_or(1), hidden),
            "br" | "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "caption" => {
                self.sheet.break_line()?;
            }
            "img" | "object" | "embed" | "svg" | "canvas" => self.not_looked_at("图片"),
            "script" => self.not_looked_at("网页脚本"),
            "frame" | "frameset" | "iframe" => self.office.parts = true,
            "input" | "textarea" | "option" => {
                self.texts
                    .add("网页表单", &text("value").unwrap_or_default())?;
            }
            _ => {}
        }
        for name in ["title", "alt", "href", "content"] {
            let said = text(name).unwrap_or_default();
            self.texts.add("网页标签里的文字", &said)?;
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "title" => self.in_title = false,
            "comment" => self.sheet.comment(false),
            "table" => {
                self.open_tables = self.open_tables.saturating_sub(1);
                self.sheet.end_table()?;
            }
            "tr" => self.sheet.end_row()?,
            "td" | "th" => self.sheet.end_cell()?,
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "caption" => {
                self.sheet.break_line()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), Fault> {
        if self.in_title {
            self.title.get_or_insert_default().push_str(text);
            return Ok(());
        }
        self.sheet.say(text)
    }

    /// A comment of the page: Excel's own are understood, any other may hold what somebody took
    /// out of the sight of the reader.
    fn remark(&mut self, text: &str) -> Result<(), Fault> {
        if !text.contains("[if ") && !text.contains("[endif]") {
            return self.texts.add("网页注释", text);
        }
        for found in text.split("<x:Name>").skip(1) {
            let name = found.split('<').next().unwrap_or_default().trim();
            self.office.names.push(name.to_owned());
        }
        let hidden = text.contains("<x:Visible>SheetHidden") || text.contains("SheetVeryHidden");
        self.office.hidden |= hidden && self.office.names.len() == 1;
        self.office.parts |= text.contains("<x:WorksheetSource");
        Ok(())
    }

    fn not_looked_at(&mut self, what: &str) {
        if self.not_looked_at.iter().all(|known| known != what) {
            self.not_looked_at.push(what.to_owned());
        }
    }

    fn send(mut self, name: &str, sink: &mut dyn Sink) -> Result<(), Fault> {
        if self.open_tables > 0 {
            return Err(Fault::Truncated {
                detail: "a table stays open".to_owned(),
            });
        }
        if self.tables == 0 {
            let found = if self.office.parts {
                Foreign::HtmlInParts
            } else {
                Foreign::Html
            };
            return Err(Fault::NotAWorkbook { found });
        }
        let named = match self.office.names.as_slice() {
            [only] if !only.is_empty() => only.clone(),
            _ => name.to_owned(),
        };
        sink.take(Message::Sheet {
            name: named,
            hidden: self.office.hidden,
        })?;
        let mut beside = self.sheet.send(sink)?;
        for (row, column, shown) in self.sheet.shown_otherwise() {
            // The number that the file keeps is the cell; what the page shows is told beside it.
            beside.comments.push(Comment {
                row,
                column,
                text: format!("显示为：{shown}"),
            });
        }
        sink.take(Message::Beside { sheet: 0, beside })?;
        sink.take(Message::Elsewhere(self.texts.done()))?;
        let title = self.title.filter(|title| !title.trim().is_empty());
        let properties = title.map(|text| Property {
            name: "标题".to_owned(),
            text,
        });
        sink.take(Message::End {
            format: Format::Html,
            properties: properties.into_iter().collect(),
            not_looked_at: self.not_looked_at,
        })
    }
}

/// Whether a style takes an element out of sight.
fn hides(style: &str) -> bool {
    let squeezed: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_lowercase();
    ["display:none", "visibility:hidden", "visibility:collapse"]
        .iter()
        .any(|hiding| squeezed.contains(hiding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gather::Assembler;
    use crate::raw::{Area, CellKind, Workbook};

    fn page(text: &str) -> Result<Workbook, Fault> {
        let mut assembler = Assembler::new(Limits::default());
        read(text, "名单", &Limits::default(), &mut assembler)?;
        Ok(assembler.finish().unwrap())
    }

    #[test]
    fn tables_stand_one_below_the_other_with_what_is_between() {
        let book = page(
            "<html><head><title>导出</title><style>td{color:red}</style></head><body>\
             <h2>上坪村低保\n 名单</h2><table><tr><th rowspan=2>村<th colspan='2'>发放\
             <tr><td>姓名<td>金额<tr style='display: none'><td>上坪村<td>钱夏禾<td>0630</table>\
             <p>以上属实</p><TABLE><tbody><tr><td>甲<br>乙&nbsp;&amp;丙</td></tr></tbody></TABLE>",
        )
        .unwrap();
        let sheet = &book.sheets[0];
        let rectangle = sheet.rectangle(100).unwrap();
        assert_eq!(rectangle[0], ["上坪村低保 名单", "", ""]);
        assert_eq!(rectangle[1], ["村", "发放", ""]);
        assert_eq!(rectangle[2], ["", "姓名", "金额"]);
        assert_eq!(rectangle[3], ["上坪村", "钱夏禾", "0630"]);
        assert_eq!(rectangle[4], ["以上属实", "", ""]);
        assert_eq!(rectangle[5], ["甲\n乙 &丙", "", ""]);
        assert_eq!(sheet.hidden_rows, [4]);
        let merged = |top, left, bottom, right| Area {
            top,
            left,
            bottom,
            right,
        };
        assert_eq!(sheet.merged, [merged(2, 1, 3, 1), merged(2, 2, 2, 3)]);
        assert_eq!(book.properties[0].text, "导出");
    }

    #[test]
    fn excels_own_pages_are_understood() {
        let book = page(
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><!--[if gte mso 9]><xml>\
             <x:ExcelWorksheet><x:Name>三季度</x:Name></x:ExcelWorksheet></xml><![endif]-->\
             <!-- 13800138000 --><table><col span=2 style='display:none'>\
             <tr><td x:num=\"430699195002280000\">4.30699E+17</td><td x:num>630</td></tr></table>",
        )
        .unwrap();
        let sheet = &book.sheets[0];
        assert_eq!(sheet.name, "三季度");
        let cell = sheet.rows[0].cell(1).unwrap();
        assert_eq!(
            (cell.text, cell.kind),
            ("430699195002280000", CellKind::Number)
        );
        assert_eq!(sheet.rows[0].text(2), "630");
        assert_eq!(sheet.comments[0].text, "显示为：4.30699E+17");
        assert_eq!(sheet.hidden_columns, [(1, 2)]);
        assert!(book.elsewhere.iter().any(|one| one.text == "13800138000"));
    }

    #[test]
    fn pages_without_tables_and_cut_ones_are_refused() {
        let code = |text: &str| page(text).unwrap_err();
        assert_eq!(
            code("<html><p>甲</p>"),
            Fault::NotAWorkbook {
                found: Foreign::Html
            }
        );
        assert_eq!(
            code("<html><frameset><frame src=a></frameset>"),
            Fault::NotAWorkbook {
                found: Foreign::HtmlInParts
            }
        );
        assert_eq!(code("<table><tr><td>甲</td>").code(), "truncated");
        let spans = "<td colspan=1000000 rowspan=1000000>甲".repeat(50);
        assert_eq!(
            code(&format!("<table><tr>{spans}</table>")).code(),
            "too-big"
        );
    }
}
