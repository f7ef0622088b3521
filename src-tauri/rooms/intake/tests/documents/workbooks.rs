//! Workbooks: every place beside the cells is searched, and the copy shows the same and hides nothing.

use gongkai_intake::document::RemnantKind;
use gongkai_intake::{Cannot, Cleaned};

use super::secrets::{id, masked};
use super::{cleaned, container, copy, document, found, holds};

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn relations(lines: &[(&str, &str, &str)]) -> String {
    let lines: String = lines
        .iter()
        .map(|(id, kind, target)| {
            let mode = if target.contains(':') {
                " TargetMode=\"External\""
            } else {
                ""
            };
            format!("<Relationship Id=\"{id}\" Type=\"{REL}/{kind}\" Target=\"{target}\"{mode}/>")
        })
        .collect();
    format!("<Relationships xmlns=\"{PACKAGE}\">{lines}</Relationships>")
}

fn text(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A workbook with a secret of its own in every place.
fn full() -> Vec<u8> {
    let book = format!(
        "<workbook {MAIN} xmlns:r=\"{REL}\"><fileSharing userName=\"林见清\"/><workbookPr codeName=\"本簿\"/><sheets>\
         <sheet name=\"隐表\" sheetId=\"1\" state=\"hidden\" r:id=\"rId1\"/>\
         <sheet name=\"名单\" sheetId=\"2\" r:id=\"rId2\"/>\
         <sheet name=\"深藏\" sheetId=\"3\" state=\"veryHidden\" r:id=\"rId3\"/></sheets>\
         <definedNames><definedName name=\"密\">&quot;{}&quot;</definedName>\
         <definedName name=\"_xlnm.Print_Area\" localSheetId=\"1\">名单!$A$1:$C$9</definedName></definedNames></workbook>",
        id(1)
    );
    let sheet = format!(
        "<worksheet {MAIN} xmlns:r=\"{REL}\"><cols><col min=\"3\" max=\"3\" width=\"0\" hidden=\"1\"/></cols><sheetData>\
         <row r=\"1\">{}{}{}</row><row r=\"2\" hidden=\"1\">{}</row>\
         <row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\"><f>1+629</f><v>630</v></c></row></sheetData>\
         <mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>\
         <dataValidations><dataValidation type=\"list\" sqref=\"A9\"><formula1>&quot;{}&quot;</formula1></dataValidation></dataValidations>\
         <headerFooter><oddHeader>{}</oddHeader></headerFooter><drawing r:id=\"rId1\"/><legacyDrawing r:id=\"rId2\"/></worksheet>",
        text("A1", &id(2)),
        text("B1", &id(3)),
        text("C1", &id(4)),
        text("A2", &id(5)),
        id(6),
        id(7)
    );
    let hidden = |serial: u32| {
        format!(
            "<worksheet {MAIN}><sheetData><row r=\"1\">{}</row></sheetData></worksheet>",
            text("A1", &id(serial))
        )
    };
    let strings = format!(
        "<sst {MAIN}><si><t>张三</t><rPh sb=\"0\" eb=\"1\"><t>{}</t></rPh></si><si><t>{}</t></si></sst>",
        id(10),
        id(11)
    );
    let comments = format!(
        "<comments {MAIN}><authors><author>何远山</author></authors><commentList><comment ref=\"A3\"><text><t>{}</t></text></comment></commentList></comments>",
        id(12)
    );
    let drawing = format!(
        "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\" xmlns:r=\"{REL}\"><xdr:twoCellAnchor><xdr:sp textlink=\"\"><xdr:nvSpPr><xdr:cNvPr id=\"2\" name=\"D:/{}.png\"/></xdr:nvSpPr>\
         <xdr:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>",
        id(13),
        id(14)
    );
    container(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
          <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/>\
          <Override PartName=\"/xl/worksheets/sheet2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            &relations(&[("rId1", "officeDocument", "xl/workbook.xml")]),
        ),
        ("xl/workbook.xml", &book),
        (
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "worksheet", "worksheets/sheet2.xml"),
                ("rId3", "worksheet", "worksheets/sheet3.xml"),
                ("rId4", "sharedStrings", "sharedStrings.xml"),
                ("rId5", "externalLink", "externalLinks/externalLink1.xml"),
            ]),
        ),
        ("xl/worksheets/sheet1.xml", &hidden(8)),
        ("xl/worksheets/sheet2.xml", &sheet),
        (
            "xl/worksheets/_rels/sheet2.xml.rels",
            &relations(&[
                ("rId1", "drawing", "../drawings/drawing1.xml"),
                ("rId3", "comments", "../comments1.xml"),
            ]),
        ),
        ("xl/worksheets/sheet3.xml", &hidden(9)),
        ("xl/sharedStrings.xml", &strings),
        ("xl/comments1.xml", &comments),
        ("xl/drawings/drawing1.xml", &drawing),
        (
            "xl/pivotCache/pivotCacheDefinition1.xml",
            &format!("<p><s v=\"{}\"/></p>", id(15)),
        ),
        (
            "xl/pivotCache/pivotCacheRecords1.xml",
            &format!("<r><s v=\"{}\"/></r>", id(16)),
        ),
        (
            "xl/externalLinks/externalLink1.xml",
            &format!("<e><cell><v>{}</v></cell></e>", id(17)),
        ),
        (
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            &relations(&[(
                "rId1",
                "externalLinkPath",
                &format!("file:///D:/{}.xlsx", id(18)),
            )]),
        ),
        (
            "docProps/core.xml",
            &format!("<c><creator>{}</creator></c>", id(19)),
        ),
        ("customXml/item1.xml", &format!("<c>{}</c>", id(20))),
        ("xl/vbaProject.bin", "宏"),
        (
            "xl/persons/person.xml",
            &format!("<p><person displayName=\"{}\"/></p>", id(21)),
        ),
    ])
}

#[test]
fn a_secret_is_found_in_every_place() {
    let read = document(&full());
    let found = found(&read);
    for (serial, place) in [
        (1, "定义的名称"),
        (2, "名单!A1"),
        (3, "压在合并单元格下面"),
        (4, "名单!C1"),
        (5, "名单!A2"),
        (6, "下拉、筛选"),
        (7, "名单 页眉页脚"),
        (8, "隐表!A1"),
        (9, "深藏!A1"),
        (10, "没有用到的文字"),
        (11, "没有用到的文字"),
        (12, "批注"),
        (13, "图形和文本框"),
        (14, "图形和文本框"),
        (15, "数据透视表的数据"),
        (16, "数据透视表的数据"),
        (17, "链接到别处的内容"),
        (18, "链接的地址"),
        (19, "文档属性“作者”"),
        (20, "自定义数据"),
        (21, "批注者"),
    ] {
        let masked = masked(&id(serial));
        let at: Vec<_> = found.iter().filter(|(_, value)| *value == masked).collect();
        assert!(
            at.iter().any(|(at, _)| at.contains(place)),
            "{serial} {place}: {at:?}"
        );
    }
    assert_eq!(read.not_looked_at, ["宏"]);
}

#[test]
fn the_clean_copy_shows_the_same_and_hides_nothing() {
    let bytes = full();
    let copy = copy(&bytes);
    for serial in [
        1, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21,
    ] {
        assert!(!holds(&copy.bytes, &id(serial)), "{serial}");
    }
    for gone in ["林见清", "何远山", "本簿", "隐表", "1+629", "macroEnabled"] {
        assert!(!holds(&copy.bytes, gone), "{gone}");
    }
    for serial in [2, 7, 14] {
        assert!(
            holds(&copy.bytes, &id(serial)),
            "{serial} shows, so it is for the reviewer"
        );
    }
    for kind in [
        RemnantKind::HiddenSheets,
        RemnantKind::HiddenRows,
        RemnantKind::HiddenColumns,
        RemnantKind::CoveredCells,
        RemnantKind::PivotCaches,
        RemnantKind::ExternalLinks,
        RemnantKind::Names,
        RemnantKind::Formulas,
        RemnantKind::Macros,
        RemnantKind::Comments,
    ] {
        assert!(copy.removed.iter().any(|one| one.kind == kind), "{kind:?}");
    }
    let read = document(&copy.bytes);
    let sheet = &read.workbook.as_ref().unwrap().sheets[0];
    assert_eq!(sheet.name, "名单");
    let texts: Vec<&str> = sheet
        .rows
        .last()
        .unwrap()
        .cells()
        .map(|cell| cell.text)
        .collect();
    assert_eq!(texts, ["张三", "630"], "a formula's result stays");
    assert_eq!(
        super::copy(&copy.bytes).bytes,
        copy.bytes,
        "clean stays clean"
    );
}

#[test]
fn what_programs_write_is_cleaned() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "姓名").unwrap();
    sheet.write_number(1, 1, 630.0).unwrap();
    sheet.write_string(2, 0, id(30)).unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet
        .write_formula(
            1,
            2,
            rust_xlsxwriter::Formula::new("=B2*2").set_result("1260"),
        )
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let copy = copy(&bytes);
    assert!(!holds(&copy.bytes, &id(30)) && !holds(&copy.bytes, "B2*2"));
    let read = document(&copy.bytes);
    let rows = &read.workbook.as_ref().unwrap().sheets[0].rows;
    assert_eq!(
        rows.iter().map(|row| row.number).collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(rows[1].text(3), "1260");
}

#[test]
fn what_would_lose_something_is_refused() {
    let book = |sheet: &str, state: &str| {
        container(&[
            ("[Content_Types].xml", "<Types xmlns=\"t\"/>"),
            (
                "_rels/.rels",
                &relations(&[("rId1", "officeDocument", "xl/workbook.xml")]),
            ),
            (
                "xl/workbook.xml",
                &format!(
                    "<workbook {MAIN} xmlns:r=\"{REL}\"><sheets><sheet name=\"名单\" sheetId=\"1\"{state} r:id=\"rId1\"/></sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &relations(&[("rId1", "worksheet", "worksheets/sheet1.xml")]),
            ),
            (
                "xl/worksheets/sheet1.xml",
                &format!("<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>"),
            ),
        ])
    };
    let open = "<row r=\"1\"><c r=\"A1\"><f>SUM(B1:B9)</f></c></row>";
    assert_eq!(cleaned(&book(open, "")), Cleaned::Refused(Cannot::NoResult));
    let plain = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    assert_eq!(
        cleaned(&book(plain, " state=\"hidden\"")),
        Cleaned::Refused(Cannot::NothingShown)
    );
    assert!(matches!(cleaned(&book(plain, "")), Cleaned::Copy(_)));
}
