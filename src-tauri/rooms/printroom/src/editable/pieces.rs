//! Runs and paragraphs of a document (ISO/IEC 29500); every text is escaped here and nowhere else.

use crate::fonts::FontRole;

/// How a run looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) role: FontRole,
    pub(super) size_pt: f64,
    pub(super) colour: Option<&'static str>,
    pub(super) struck: bool,
    /// Set closer by a quarter of a point: 28 characters of 16 pt in a line of 156 mm.
    pub(super) close: bool,
}

impl Run {
    pub(super) const fn new(role: FontRole, size_pt: f64) -> Self {
        Self {
            role,
            size_pt,
            colour: None,
            struck: false,
            close: false,
        }
    }
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Stand {
    /// `center`, `right`; from the left if empty.
    pub(super) align: &'static str,
    /// Indent of the first line, in characters of `em_pt`.
    pub(super) first: u32,
    /// Indent at the right, in the same.
    pub(super) right: u32,
    /// Size of a character, where something is indented.
    pub(super) em_pt: f64,
    /// Whether the lines of the page do not count here, as in tables.
    pub(super) off_grid: bool,
    /// Distance of lines in points; as the grid has it if none.
    pub(super) line_pt: Option<f64>,
    /// Room above, in points.
    pub(super) above_pt: f64,
    /// Whether it stays with the next.
    pub(super) keep: bool,
    /// Further properties, ready made.
    pub(super) more: &'static str,
}

/// The name of a face as Chinese offices have it.
pub(super) const fn face(role: FontRole) -> &'static str {
    match role {
        FontRole::Body => "仿宋_GB2312",
        FontRole::Kai => "楷体_GB2312",
        FontRole::Hei => "黑体",
        FontRole::Title => "方正小标宋简体",
    }
}

/// Twentieths of a point in so many millimetres.
pub(super) fn twips(mm: f64) -> i64 {
    (mm / 25.4 * 1440.0).round() as i64
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What XML cannot hold is nothing that is printed either.
            '\u{FFFE}' | '\u{FFFF}' => {}
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

pub(super) fn run(text: &str, run: Run) -> String {
    let face = face(run.role);
    let mut properties = format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{face}\"/>"
    );
    if run.struck {
        properties.push_str("<w:strike/>");
    }
    if let Some(colour) = run.colour {
        properties.push_str(&format!("<w:color w:val=\"{colour}\"/>"));
    }
    if run.close {
        properties.push_str("<w:spacing w:val=\"-5\"/>");
    }
    let half = (run.size_pt * 2.0).round() as i64;
    properties.push_str(&format!(
        "<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>"
    ));
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    format!(
        "<w:r><w:rPr>{properties}</w:rPr>{}</w:r>",
        lines.join("<w:br/>")
    )
}

pub(super) fn paragraph(runs: &str, stand: Stand) -> String {
    let mut properties = String::new();
    if stand.keep {
        properties.push_str("<w:keepNext/>");
    }
    properties.push_str(stand.more);
    if stand.off_grid {
        properties.push_str("<w:snapToGrid w:val=\"0\"/>");
    }
    let above = (stand.above_pt * 20.0).round() as i64;
    match stand.line_pt {
        Some(points) => properties.push_str(&format!(
            "<w:spacing w:before=\"{above}\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>",
            (points * 20.0).round() as i64
        )),
        None => properties.push_str(&format!(
            "<w:spacing w:before=\"{above}\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
        )),
    }
    if stand.first > 0 || stand.right > 0 {
        properties.push_str(&format!(
            "<w:ind w:rightChars=\"{}\" w:right=\"{}\" w:firstLineChars=\"{}\" w:firstLine=\"{}\"/>",
            stand.right * 100,
            (f64::from(stand.right) * stand.em_pt * 20.0).round() as i64,
            stand.first * 100,
            (f64::from(stand.first) * stand.em_pt * 20.0).round() as i64,
        ));
    }
    if !stand.align.is_empty() {
        properties.push_str(&format!("<w:jc w:val=\"{}\"/>", stand.align));
    }
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}
