//! Papers of a box (档案盒: 310 × 220 mm, spine 20 to 50 mm, DA/T 22-2015, 6.4): cover, spine and 备考表; it
//! refuses to write the name of who checks.

use crate::error::{Place, PrintError};
use crate::fonts::{FontRole, FontShelf};
use crate::page::{A4_HEIGHT_MM, A4_WIDTH_MM, Ink, Item, MM_PER_PT, Page};
use crate::papers::archive_parts::{
    DATE_BLANK, NAME_BLANK, SIGNED_MM, frame, heading, in_cell, line, paragraph, rule,
};
use crate::setting::flow::{Flow, Sheet};
use crate::setting::{Setter, Style, grid};

/// What is written on a box and lies in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoxPapers {
    /// 全宗号.
    pub fonds: String,
    /// 全宗名称.
    pub fonds_name: String,
    /// 年度.
    pub year: String,
    /// 保管期限.
    pub period: String,
    /// 机构（问题）; empty without.
    pub organ: String,
    /// First and last 件号 in it.
    pub numbers: (String, String),
    /// 盒号.
    pub number: String,
    /// Thickness of the spine in millimetres.
    pub spine_mm: u32,
    /// How many items.
    pub items: usize,
    /// How many pages.
    pub pages: u32,
    /// What has to be said of the items: what is missing, held, or handed on.
    pub remarks: Vec<String>,
    /// 整理人.
    pub packed_by: String,
    /// 整理日期, `2020年3月1日`.
    pub packed_on: String,
}

/// Length of the strip for the spine: it fits both the box and a sheet of A4.
const STRIP_MM: f64 = 270.0;
const STRIP_TOP_MM: f64 = (A4_HEIGHT_MM - STRIP_MM) / 2.0;
/// Height of the word above each entry of a spine.
const LABEL_MM: f64 = 9.0;
/// Which of the entries is 机构（问题）.
const ORGAN: usize = 3;
/// Sizes of a name that runs down the spine, in points.
const UPRIGHT_PT: [f64; 6] = [16.0, 14.0, 12.0, 10.5, 9.0, 7.5];
/// The most that such a name takes of the strip: the other entries keep 26 mm each.
const UPRIGHT_MOST_MM: f64 = STRIP_MM - 5.0 * 26.0 - LABEL_MM;
/// Between two strips on a sheet, and at its edge.
const GAP_MM: f64 = 6.0;

impl BoxPapers {
    /// Cover and back note.
    ///
    /// # Errors
    /// [`PrintError::MissingCharacter`] names the field.
    pub fn pages(&self, shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
        let setter = Setter::new(shelf);
        let mut pages = self.cover(setter)?;
        pages.extend(self.back_note(setter)?);
        Ok(pages)
    }

    /// The cover: 全宗名称 over a double rule.
    fn cover(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let sheet = Sheet::OFFICIAL;
        let mut flow = Flow::new(sheet, "盒封面");
        flow.y_mm += 48.0;
        heading(&mut flow, setter, &self.fonds_name, 32.0)?;
        let (left, right) = (sheet.left_mm, sheet.right_mm());
        let top = flow.take(4.0);
        for (down, thick) in [(0.0, 0.7), (1.8, 0.3)] {
            let pen = (thick, Ink::Black);
            rule(flow.items(), (left, top + down), (right, top + down), pen);
        }
        Ok(flow.finish())
    }

    /// 备考表, behind the items.
    fn back_note(&self, setter: Setter<'_>) -> Result<Vec<Page>, PrintError> {
        let sheet = Sheet::OFFICIAL;
        let mut flow = Flow::new(sheet, "备考表");
        heading(&mut flow, setter, "备　考　表", 24.0)?;
        let top = flow.take(0.0);
        let height = sheet.bottom_mm() - top;
        let size = (sheet.text_width_mm, height);
        frame(flow.items(), (sheet.left_mm, top), size, Ink::Black);
        flow.y_mm += 5.0;
        let style = Style::new(FontRole::Hei, 14.0);
        line(&mut flow, setter, "　盒内文件情况说明", style, 10.0)?;
        let body = Style::new(FontRole::Body, 14.0);
        for text in self.told() {
            paragraph(&mut flow, setter, &text, body, (6.0, 9.0))?;
        }
        flow.y_mm = flow.y_mm.max(sheet.bottom_mm() - 50.0);
        let signed = [
            format!("整理人：{}", self.packed_by),
            format!("整理日期：{}", self.packed_on),
            format!("检查人：{NAME_BLANK}"),
            format!("检查日期：{DATE_BLANK}"),
        ];
        for text in signed {
            let top = flow.take(11.0);
            let at = (
                sheet.left_mm + SIGNED_MM,
                grid::baseline_mm(top, 11.0, 14.0),
            );
            let place = Place::field("备考表");
            setter.put(flow.items(), &text, body, at, &place)?;
        }
        Ok(flow.finish())
    }

    fn told(&self) -> Vec<String> {
        let (first, last) = &self.numbers;
        let mut told = vec![format!(
            "本盒为{}年度、保管期限{}的归档文件，共 {} 件 {} 页，件号 {first} 至 {last}。",
            self.year, self.period, self.items, self.pages
        )];
        told.extend(self.remarks.iter().cloned());
        if self.remarks.is_empty() {
            told.push("盒内文件齐全、完整，没有缺损、修改、补充、移出和销毁的情况。".to_owned());
        }
        told
    }
}

/// The strips for the spines of many boxes, as many on a sheet as there is room for.
///
/// # Errors
/// [`PrintError::Nothing`] without a box, [`PrintError::MissingCharacter`] names the field.
pub fn spines(boxes: &[BoxPapers], shelf: &FontShelf) -> Result<Vec<Page>, PrintError> {
    let setter = Setter::new(shelf);
    let mut pages: Vec<Page> = Vec::new();
    let mut left = f64::MAX;
    for one in boxes {
        let width = f64::from(one.spine_mm);
        if left + width + GAP_MM > A4_WIDTH_MM {
            let number = pages.len() + 1;
            pages.push(Page::new(A4_WIDTH_MM, A4_HEIGHT_MM, "盒脊", number));
            left = 2.0 * GAP_MM;
        }
        if let Some(page) = pages.last_mut() {
            one.spine(page, setter, left)?;
        }
        left += width + GAP_MM;
    }
    if pages.is_empty() {
        return Err(PrintError::Nothing {
            what: "没有要印盒脊的档案盒",
        });
    }
    Ok(pages)
}

impl BoxPapers {
    /// One strip: 全宗号, 年度, 保管期限, 机构（问题）, 起止件号, 盒号 from top to bottom.
    fn spine(&self, page: &mut Page, setter: Setter<'_>, left: f64) -> Result<(), PrintError> {
        let width = f64::from(self.spine_mm);
        let size = (width, STRIP_MM);
        frame(&mut page.items, (left, STRIP_TOP_MM), size, Ink::Black);
        let cells: [(&str, &[&str]); 6] = [
            ("全宗号", &[&self.fonds]),
            ("年度", &[&self.year]),
            ("保管期限", &[&self.period]),
            ("机构（问题）", &[&self.organ]),
            ("起止件号", &[&self.numbers.0, &self.numbers.1]),
            ("盒号", &[&self.number]),
        ];
        let upright = self.upright_organ(setter, width)?;
        let tall = upright.as_ref().map_or(STRIP_MM / 6.0, Upright::cell_mm);
        let others = (STRIP_MM - tall) / 5.0;
        let label = Style::new(FontRole::Hei, 10.5);
        let value = Style::new(FontRole::Body, 16.0);
        let mut top = STRIP_TOP_MM;
        for (at, (name, texts)) in cells.into_iter().enumerate() {
            let height = if at == ORGAN { tall } else { others };
            if at > 0 {
                let pen = (0.25, Ink::Black);
                rule(&mut page.items, (left, top), (left + width, top), pen);
            }
            in_cell(
                &mut page.items,
                setter,
                name,
                label,
                (left, top + 1.5, width, 6.0),
            )?;
            let pen = (0.15, Ink::Black);
            let under = top + LABEL_MM;
            rule(&mut page.items, (left, under), (left + width, under), pen);
            let room = (height - LABEL_MM) / texts.len() as f64;
            top += height;
            if let (ORGAN, Some(upright)) = (at, &upright) {
                let at = (left + width / 2.0, under + room / 2.0);
                upright.put(&mut page.items, setter, at)?;
                continue;
            }
            for (line, text) in texts.iter().enumerate() {
                let y = under + line as f64 * room;
                in_cell(&mut page.items, setter, text, value, (left, y, width, room))?;
            }
            if texts.len() > 1 {
                let half = under + room;
                rule(&mut page.items, (left, half), (left + width, half), pen);
            }
        }
        Ok(())
    }

    /// 机构（问题） from top to bottom, where the spine is too narrow for its name in one line: a name is
    /// never split. None where it fits as it is.
    ///
    /// # Errors
    /// [`PrintError::TooLong`] for a name that no strip holds.
    fn upright_organ(
        &self,
        setter: Setter<'_>,
        width_mm: f64,
    ) -> Result<Option<Upright>, PrintError> {
        let (name, place) = (self.organ.as_str(), Place::field("机构（问题）"));
        let across = Style::new(FontRole::Body, 10.5);
        if setter.width(name, across, &place)? * MM_PER_PT <= width_mm - 1.0 {
            return Ok(None);
        }
        let count = name.chars().count() as f64;
        let fits = |size_pt: &f64| count * Upright::pitch_mm(*size_pt) <= UPRIGHT_MOST_MM;
        match UPRIGHT_PT.into_iter().find(fits) {
            Some(size_pt) => Ok(Some(Upright {
                name: name.to_owned(),
                size_pt,
            })),
            None => Err(PrintError::TooLong { place, lines: 1 }),
        }
    }
}

/// A name that runs from top to bottom.
struct Upright {
    name: String,
    size_pt: f64,
}

impl Upright {
    /// From one character to the next.
    const fn pitch_mm(size_pt: f64) -> f64 {
        size_pt * MM_PER_PT * 1.12
    }

    /// The height of its entry, its label with it; never less than the others get.
    fn cell_mm(&self) -> f64 {
        let run = self.name.chars().count() as f64 * Self::pitch_mm(self.size_pt);
        (LABEL_MM + run + 6.0).clamp(STRIP_MM / 6.0, LABEL_MM + UPRIGHT_MOST_MM)
    }

    /// Puts it about its middle.
    fn put(
        &self,
        items: &mut Vec<Item>,
        setter: Setter<'_>,
        (middle, centre): (f64, f64),
    ) -> Result<(), PrintError> {
        let (style, pitch) = (
            Style::new(FontRole::Body, self.size_pt),
            Self::pitch_mm(self.size_pt),
        );
        let place = Place::field("机构（问题）");
        let mut top = centre - self.name.chars().count() as f64 * pitch / 2.0;
        for one in self.name.chars() {
            let baseline = grid::baseline_mm(top, pitch, self.size_pt);
            let turned = turned(one).to_string();
            let known = setter.glyphs(&turned, style, &place).is_ok();
            let text = if known { turned } else { one.to_string() };
            setter.put_centred(items, &text, style, (middle, baseline), &place)?;
            top += pitch;
        }
        Ok(())
    }
}

/// A mark as it stands in a line from top to bottom (GB/T 15834-2011, 5.2).
const fn turned(mark: char) -> char {
    match mark {
        '（' | '(' => '︵',
        '）' | ')' => '︶',
        '〔' => '︹',
        '〕' => '︺',
        '《' => '︽',
        '》' => '︾',
        other => other,
    }
}
