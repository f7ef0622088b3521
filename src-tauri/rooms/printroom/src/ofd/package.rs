//! The parts of an OFD file and the container they stand in (GB/T 33190-2016, 6 and 7); no part says
//! who sat at which PC, or when the file was written.

use std::io::{self, Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::fonts::{Embedded, Fonts};
use super::{Ids, escaped, marks, mm};
use crate::page::Page;
use crate::pdf::{About, PRODUCER, identifier};

const NAMESPACE: &str = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Puts the parts together.
pub(super) fn write(
    pages: &[Page],
    fonts: &Fonts,
    about: &About,
    mut ids: Ids,
) -> io::Result<Vec<u8>> {
    let mut container = Container(ZipWriter::new(Cursor::new(Vec::new())));
    container.put("OFD.xml", entry(about).as_bytes())?;
    container.put("Doc_0/PublicRes.xml", resources(fonts).as_bytes())?;
    for font in fonts.values() {
        container.put(&format!("Doc_0/Res/{}", font.file), font.cut.bytes())?;
    }
    let mut tree = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        tree.push(ids.next());
        let name = format!("Doc_0/Pages/Page_{index}/Content.xml");
        container.put(&name, content(page, fonts, &mut ids).as_bytes())?;
    }
    let document = document(pages, &tree, &ids);
    container.put("Doc_0/Document.xml", document.as_bytes())?;
    Ok(container.0.finish()?.into_inner())
}

struct Container(ZipWriter<Cursor<Vec<u8>>>);

impl Container {
    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // The container's own clock stands still: the same pages give the same bytes.
        let options = SimpleFileOptions::default()
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }
}

/// `OFD.xml`: what the file is (7.4).
fn entry(about: &About) -> String {
    let id: String = identifier(about)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let (title, author) = (escaped(&about.title), escaped(&about.author));
    let (subject, day) = (escaped(&about.subject), about.created.format("%Y-%m-%d"));
    format!(
        "{DECLARATION}<ofd:OFD {NAMESPACE} Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody>\
         <ofd:DocInfo><ofd:DocID>{id}</ofd:DocID><ofd:Title>{title}</ofd:Title>\
         <ofd:Author>{author}</ofd:Author><ofd:Subject>{subject}</ofd:Subject>\
         <ofd:CreationDate>{day}</ofd:CreationDate><ofd:ModDate>{day}</ofd:ModDate>\
         <ofd:Creator>{PRODUCER}</ofd:Creator></ofd:DocInfo>\
         <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
}

/// `Document.xml`: the tree of pages (7.5).
fn document(pages: &[Page], tree: &[u32], ids: &Ids) -> String {
    let mut listed = String::new();
    for (index, id) in tree.iter().enumerate() {
        listed.push_str(&format!(
            "<ofd:Page ID=\"{id}\" BaseLoc=\"Pages/Page_{index}/Content.xml\"/>"
        ));
    }
    let area = pages.first().map(area).unwrap_or_default();
    format!(
        "{DECLARATION}<ofd:Document {NAMESPACE}><ofd:CommonData>\
         <ofd:MaxUnitID>{}</ofd:MaxUnitID><ofd:PageArea>{area}</ofd:PageArea>\
         <ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>\
         <ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        ids.last
    )
}

/// `PublicRes.xml`: the fonts (7.9, 11.1).
fn resources(fonts: &Fonts) -> String {
    let listed: String = fonts.values().map(font).collect();
    let fonts = match listed.is_empty() {
        true => String::new(),
        false => format!("<ofd:Fonts>{listed}</ofd:Fonts>"),
    };
    format!("{DECLARATION}<ofd:Res {NAMESPACE} BaseLoc=\"Res\">{fonts}</ofd:Res>")
}

fn font(font: &Embedded) -> String {
    let (id, name, file) = (font.id, escaped(&font.name), &font.file);
    let family = escaped(&font.family);
    format!(
        "<ofd:Font ID=\"{id}\" FontName=\"{name}\" FamilyName=\"{family}\">\
         <ofd:FontFile>{file}</ofd:FontFile></ofd:Font>"
    )
}

/// `Content.xml`: one page (7.7).
fn content(page: &Page, fonts: &Fonts, ids: &mut Ids) -> String {
    let layer = ids.next();
    let (area, objects) = (area(page), marks::objects(page, fonts, ids));
    format!(
        "{DECLARATION}<ofd:Page {NAMESPACE}><ofd:Area>{area}</ofd:Area><ofd:Content>\
         <ofd:Layer ID=\"{layer}\" Type=\"Body\">{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )
}

fn area(page: &Page) -> String {
    let (width, height) = (mm(page.width_mm), mm(page.height_mm));
    format!("<ofd:PhysicalBox>0 0 {width} {height}</ofd:PhysicalBox>")
}
