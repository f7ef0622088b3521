//! `.xlsx` beside its cells: pivot caches, links, names, comments, drawings, validations, values
//! under merged cells and texts that no cell uses any more; the cells are the workbook reader's.

use std::collections::BTreeSet;

use super::cells::{Step, each_cell, layout_of, wanted_strings};
use super::generic::{named, told};
use super::properties::read_parts;
use super::reading::Reading;
use super::words::is_plain_name;
use super::{RemnantKind, Unit};
use crate::error::Fault;
use crate::package::Package;
use crate::raw::column_letters;
use crate::xml::{self, Element};

/// What the workbook's reader says it did not look at and this one does.
const READ_HERE: &[&str] = &[
    "图片",
    "图形和文本框",
    "图表",
    "嵌入的文件",
    "数据透视表缓存",
    "外部链接的缓存",
    "宏",
    "控件",
    "自定义 XML",
];

/// Parts by the beginning of their path: place, unseen, what remains.
const PLACES: &[(&str, &str, bool, Option<RemnantKind>)] = &[
    (
        "xl/pivotcache/",
        "数据透视表的数据",
        true,
        Some(RemnantKind::PivotCaches),
    ),
    (
        "xl/pivottables/",
        "数据透视表",
        true,
        Some(RemnantKind::PivotCaches),
    ),
    (
        "xl/externallinks/",
        "链接到别处的内容",
        true,
        Some(RemnantKind::ExternalLinks),
    ),
    (
        "xl/connections.xml",
        "数据连接",
        true,
        Some(RemnantKind::ExternalLinks),
    ),
    (
        "xl/querytables/",
        "数据连接",
        true,
        Some(RemnantKind::ExternalLinks),
    ),
    ("xl/comments", "批注", true, Some(RemnantKind::Comments)),
    (
        "xl/threadedcomments/",
        "批注",
        true,
        Some(RemnantKind::Comments),
    ),
    ("xl/persons/", "批注者", true, Some(RemnantKind::Comments)),
    ("xl/drawings/", "图形和文本框", false, None),
    ("xl/charts/", "图表", false, None),
    ("xl/diagrams/", "图形", false, None),
    ("xl/chartsheets/", "图表工作表", false, None),
    ("xl/tables/", "表格的标题", true, Some(RemnantKind::Helpers)),
    ("xl/ctrlprops/", "控件", true, Some(RemnantKind::Helpers)),
    ("xl/activex/", "控件", true, Some(RemnantKind::Helpers)),
    ("xl/slicers/", "切片器", true, Some(RemnantKind::Helpers)),
    (
        "xl/slicercaches/",
        "切片器",
        true,
        Some(RemnantKind::Helpers),
    ),
    (
        "xl/revisions/",
        "修订记录",
        true,
        Some(RemnantKind::Changes),
    ),
    ("xl/richdata/", "附加数据", true, Some(RemnantKind::Extras)),
    ("customxml/", "自定义数据", true, Some(RemnantKind::Extras)),
];

/// What is left of a workbook's own list when this reader has read the rest.
pub(super) fn left_over(not_looked_at: &[String]) -> Vec<String> {
    let kept = |what: &&String| !READ_HERE.contains(&what.as_str());
    not_looked_at.iter().filter(kept).cloned().collect()
}

/// Reads a workbook beside its cells.
pub(super) fn read(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut package = Package::open(bytes, reading.limits)?;
    let mut used = BTreeSet::new();
    let own = |name: &str, bytes: &[u8], reading: &mut Reading<'_>| {
        match name {
            // Read when all sheets have said which of its texts they use.
            "xl/sharedstrings.xml" => {}
            "xl/workbook.xml" => read_workbook(&xml::parse(bytes)?, reading)?,
            sheet if sheet.starts_with("xl/worksheets/") && sheet.ends_with(".xml") => {
                read_sheet(bytes, &mut used, reading)?;
            }
            part if part.ends_with(".xml") || part.ends_with(".vml") => {
                read_part(part, bytes, reading)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    };
    let left = |name: &str| name.contains("activex").then_some("控件");
    read_parts(&mut package, reading, own, left)?;
    match package.tree("xl/sharedStrings.xml")? {
        Some(strings) => read_strings(&strings, &used, reading),
        None => Ok(()),
    }
}

fn read_part(name: &str, bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), Fault> {
    const SKIPPED: &[&str] = &[
        "[content_types].xml",
        "xl/theme/",
        "xl/styles",
        "xl/calcchain",
        "xl/metadata",
    ];
    if SKIPPED.iter().any(|start| name.starts_with(start)) {
        return Ok(());
    }
    let known = PLACES.iter().find(|(start, ..)| name.starts_with(start));
    let (place, unseen, remnant) = match known {
        Some((_, place, unseen, remnant)) => (*place, *unseen, *remnant),
        None => ("其他内容", true, Some(RemnantKind::Extras)),
    };
    let mut root = match xml::parse(bytes) {
        Ok(root) => root,
        // Office's own old drawings are no XML; comments' boxes are drawn with them.
        Err(_) if name.ends_with(".vml") => return Ok(()),
        Err(fault) => return Err(fault),
    };
    if name.ends_with(".vml") {
        // Where a box stands is told in numbers; only what is written in it is a text.
        root.drop_elements(&["ClientData"]);
        if root.text().trim().is_empty() {
            return Ok(());
        }
    }
    let count = match remnant {
        Some(RemnantKind::Comments) => root.count(&["comment", "threadedComment"]),
        _ => 1,
    };
    if let Some(kind) = remnant {
        reading.remnant(kind, u32::try_from(count).unwrap_or(u32::MAX));
    }
    reading.remnant(RemnantKind::PictureNames, named_shapes(&root));
    if remnant == Some(RemnantKind::Comments) {
        // Their texts stand with their cells; who wrote them stands here.
        let mut authors = String::new();
        root.each(&mut |element| {
            if element.local() == "author" {
                authors.push_str(&element.text());
                authors.push('\n');
            }
        });
        authors.push_str(&named(&root));
        return reading.passage("批注者", Unit::Line, true, &authors);
    }
    reading.passage(place, Unit::Line, unseen, &told(&root))?;
    reading.passage(&format!("{place}的名称"), Unit::Line, true, &named(&root))
}

/// Shapes that somebody gave a name or a description, often the path of a file.
fn named_shapes(root: &Element) -> u32 {
    let mut count = 0;
    root.each(&mut |element| {
        let told = |name| {
            element
                .attribute(name)
                .is_some_and(|text| !is_plain_name(text))
        };
        if element.local() == "cNvPr" {
            count += u32::from(["name", "descr", "title"].into_iter().any(told));
        }
    });
    count
}

fn read_workbook(root: &Element, reading: &mut Reading<'_>) -> Result<(), Fault> {
    let mut names = String::new();
    let mut own = 0;
    for name in root
        .child("definedNames")
        .iter()
        .flat_map(|all| all.elements())
    {
        let called = name.attribute("name").unwrap_or_default();
        own += u32::from(!is_print_name(called));
        names.push_str(&format!("{called} {}\n", name.text()));
    }
    reading.remnant(RemnantKind::Names, own);
    let sheets = root.child("sheets");
    let hidden = sheets
        .iter()
        .flat_map(|all| all.elements())
        .filter(|sheet| matches!(sheet.attribute("state"), Some("hidden" | "veryHidden")));
    reading.remnant(
        RemnantKind::HiddenSheets,
        u32::try_from(hidden.count()).unwrap_or(u32::MAX),
    );
    let sharing = root.count(&["fileSharing", "webPublishing"]);
    reading.remnant(RemnantKind::Extras, u32::from(sharing > 0));
    reading.passage("定义的名称", Unit::Line, true, &names)
}

/// What the program itself names for printing.
pub(crate) fn is_print_name(name: &str) -> bool {
    matches!(name, "_xlnm.Print_Area" | "_xlnm.Print_Titles")
}

fn read_sheet(
    bytes: &[u8],
    used: &mut BTreeSet<usize>,
    reading: &mut Reading<'_>,
) -> Result<(), Fault> {
    let layout = layout_of(bytes, reading.limits)?;
    used.extend(wanted_strings(bytes, |_, _| true)?);
    let mut covered = String::new();
    let (mut rows, mut columns, mut under, mut formulas) = (BTreeSet::new(), BTreeSet::new(), 0, 0);
    let mut shape = layout.clone();
    each_cell(bytes, |step| {
        let Step::Cell(cell) = step else { return };
        formulas += u32::from(cell.has_formula);
        if cell.is_empty() {
            return;
        }
        if shape.hides_row(cell.row) {
            rows.insert(cell.row);
        }
        if shape.hides_column(cell.column) {
            columns.insert(cell.column);
        }
        if shape.covers(cell.row, cell.column) {
            under += 1;
            let at = format!("{}{}", column_letters(cell.column), cell.row);
            covered.push_str(&format!("{at} {}{}\n", cell.value, cell.inline));
        }
    })?;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    reading.remnant(RemnantKind::HiddenRows, number(rows.len()));
    reading.remnant(RemnantKind::HiddenColumns, number(columns.len()));
    reading.remnant(RemnantKind::CoveredCells, under);
    reading.remnant(RemnantKind::Formulas, formulas);
    reading.remnant(RemnantKind::Helpers, layout.helpers);
    reading.passage("压在合并单元格下面", Unit::Whole, true, &covered)?;
    reading.passage("下拉、筛选里的内容", Unit::Line, true, &layout.helping)
}

/// What stands in the table of texts and in no cell: phonetic letters, left-overs.
fn read_strings(
    root: &Element,
    used: &BTreeSet<usize>,
    reading: &mut Reading<'_>,
) -> Result<(), Fault> {
    let mut unused = String::new();
    for (index, string) in root.elements().filter(|e| e.local() == "si").enumerate() {
        if !used.contains(&index) {
            unused.push_str(&string.text());
            unused.push('\n');
        }
        string.each(&mut |element| {
            if element.local() == "rPh" {
                unused.push_str(&element.text());
                unused.push('\n');
            }
        });
    }
    reading.remnant(RemnantKind::Extras, u32::from(!unused.trim().is_empty()));
    reading.passage("没有用到的文字", Unit::Line, true, &unused)
}
