//! The margins of a copy: what ties the paper to its place and to the register; it refuses to touch
//! the text, which all copies share.

use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::page::{Ink, Page};
use crate::papers::copies::{Copies, CopySlip};
use crate::papers::parts;
use crate::setting::flow::Sheet;
use crate::setting::{Setter, Style};

/// Type size of what every page of a draft or an ended item says.
const BANNER_PT: f64 = 22.0;

/// How wide the frame of a banner is: Latin characters take half.
fn banner_mm(text: &str) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|c| if c.is_ascii() { 0.5 } else { 1.0 })
        .sum();
    (ems + 0.75) * BANNER_PT * 25.4 / 72.0
}

impl Copies {
    /// What stands outside the text area: number, marks, and the line that ties paper to screen.
    pub(super) fn margin(
        &self,
        page: &mut Page,
        setter: Setter<'_>,
        sheet: Sheet,
        slip: &CopySlip,
    ) -> Result<(), PrintError> {
        let items = &mut page.items;
        let head_mm = sheet.top_mm - 7.0;
        let number = self.register_no.as_deref().unwrap_or("");
        let place = Place::field("登记编号");
        let label = Style::new(FontRole::Body, 12.0);
        if !number.is_empty() {
            let text = format!("登记编号　{number}");
            setter.put(items, &text, label, (sheet.left_mm, head_mm), &place)?;
        }
        let mut right = sheet.right_mm();
        if self.margin_marks {
            let mark = slip.copy_for.mark();
            right = parts::framed_mark(items, setter, mark, 12.0, (right, head_mm))? - 3.0;
        }
        if self.internal {
            parts::framed_mark(items, setter, "内部公开", 12.0, (right, head_mm))?;
        }
        let banner = if self.draft {
            "草稿，未经审批，不得张贴"
        } else {
            self.ended.as_str()
        };
        if !banner.is_empty() {
            let right = sheet.middle_mm() + banner_mm(banner) / 2.0;
            parts::framed_mark(
                items,
                setter,
                banner,
                BANNER_PT,
                (right, sheet.top_mm - 19.0),
            )?;
        }
        if let Some((year, number)) = number.split_once('-')
            && !slip.no.is_empty()
        {
            // Books number apart, so the code says which book it is.
            let series = if self.internal { "GN" } else { "GK" };
            let foot = format!(
                "扫描码 {series}-{} · 登记簿 {year}年第{number}号 · 撤下日期　　　　年　　月　　日　撤下人　　　　　",
                slip.no
            );
            let style = Style::new(FontRole::Body, 9.0).inked(Ink::Grey);
            let place = Place::field("页脚");
            setter.put(
                items,
                &foot,
                style,
                (sheet.left_mm, sheet.bottom_mm() + 18.0),
                &place,
            )?;
        }
        Ok(())
    }
}
