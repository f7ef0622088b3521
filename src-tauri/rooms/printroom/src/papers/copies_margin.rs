//! The margins of a copy: what ties the paper to its place and to the register; it refuses to touch
//! the text, which all copies share.

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Ink, Page};
use crate::papers::copies::{Copies, CopySlip};
use crate::papers::parts;
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style, grid};

impl Copies {
    /// What stands outside the text area: number, marks, and the line that ties paper to screen.
    pub(super) fn margin(
        &self,
        page: &mut Page,
        setter: Setter<'_>,
        slip: &CopySlip,
    ) -> Result<(), PrintError> {
        let items = &mut page.items;
        let head_mm = 30.0;
        let number = self.register_no.as_deref().unwrap_or("");
        let place = Place::field("登记编号");
        let label = Style::new(FontRole::Body, 12.0);
        if !number.is_empty() {
            let text = format!("登记编号　{number}");
            setter.put(items, &text, label, (grid::LEFT_MM, head_mm), &place)?;
        }
        let mut right = grid::RIGHT_MM;
        if self.margin_marks {
            let mark = slip.copy_for.mark();
            right = parts::framed_mark(items, setter, mark, 12.0, (right, head_mm))? - 3.0;
        }
        if self.internal {
            parts::framed_mark(items, setter, "内部公开", 12.0, (right, head_mm))?;
        }
        if self.draft {
            let text = "草稿，未经审批，不得张贴";
            let right = Sheet::OFFICIAL.middle_mm() + 49.5;
            parts::framed_mark(items, setter, text, 22.0, (right, 18.0))?;
        }
        if let Some((year, number)) = number.split_once('-') {
            let foot = format!(
                "扫描码 GK-{} · 登记簿 {year}年第{number}号 · 撤下日期　　　　年　　月　　日　撤下人　　　　　",
                slip.no
            );
            let style = Style::new(FontRole::Body, 9.0).inked(Ink::Grey);
            let place = Place::field("页脚");
            setter.put(items, &foot, style, (grid::LEFT_MM, 280.0), &place)?;
        }
        Ok(())
    }
}
