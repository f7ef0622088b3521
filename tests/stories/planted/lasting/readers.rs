//! Two programs that read OFD and neither wrote it nor know each other: `ofd-core` and `sofd`.

use std::io::Cursor;

use ofd_core::{OfdPackage, OfdReader, PageBlock};
use sofd_display::DrawOp;

use super::picture::{DPI, Picture};

/// A document that a program has opened.
pub(super) trait Reader {
    fn name(&self) -> &'static str;
    /// The text of each page without blanks, in the order of its objects.
    fn texts(&self) -> &[String];
    fn picture(&mut self, page: usize) -> Picture;
}

/// The same file, opened by everybody.
pub(super) fn every(ofd: &[u8]) -> [Box<dyn Reader>; 2] {
    [Box::new(OfdCore::open(ofd)), Box::new(Sofd::open(ofd))]
}

fn grey(r: u8, g: u8, b: u8) -> u8 {
    ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000) as u8
}

fn without_blanks<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let characters = parts.flat_map(str::chars);
    characters.filter(|c| !c.is_whitespace()).collect()
}

/// `ofd-core`, MIT.
struct OfdCore {
    reader: OfdReader<Cursor<Vec<u8>>>,
    document: ofd_core::LoadedDocument,
    texts: Vec<String>,
}

impl OfdCore {
    fn open(ofd: &[u8]) -> Self {
        let package = OfdPackage::new(Cursor::new(ofd.to_vec())).expect("a container");
        let mut reader = OfdReader::new(package).expect("OFD.xml");
        let body = reader.ofd().doc_bodies[0].clone();
        let document = reader.load_document(&body).expect("Document.xml");
        let mut texts = Vec::new();
        for page in document.pages() {
            let page = reader.load_page(&document, page).expect("a page");
            let layers = page.content.iter().flat_map(|content| &content.layers);
            let objects = layers.flat_map(|layer| &layer.objects);
            texts.push(objects.map(written).collect());
        }
        Self {
            reader,
            document,
            texts,
        }
    }
}

impl Reader for OfdCore {
    fn name(&self) -> &'static str {
        "ofd-core"
    }

    fn texts(&self) -> &[String] {
        &self.texts
    }

    fn picture(&mut self, page: usize) -> Picture {
        let options = ofd_core::RenderOptions::with_dpi(DPI);
        let shown = self.reader.render_page(&self.document, page, &options);
        let shown = shown.expect("a picture");
        let dots = shown.pixels().iter();
        let greys = dots.map(|dot| grey(dot.red(), dot.green(), dot.blue()));
        Picture::of(greys.collect(), shown.width() as usize)
    }
}

fn written(object: &PageBlock) -> String {
    match object {
        PageBlock::Text(text) => {
            let codes = text.text_codes.iter();
            without_blanks(codes.filter_map(|code| code.text.as_deref()))
        }
        _ => String::new(),
    }
}

/// `sofd`, Apache-2.0.
struct Sofd {
    document: sofd::Document,
    texts: Vec<String>,
}

impl Sofd {
    fn open(ofd: &[u8]) -> Self {
        let document = sofd::Document::open_bytes(ofd).expect("an OFD");
        let pages = document.display_list().pages.iter();
        let texts = pages.map(|page| {
            without_blanks(page.ops.iter().map(|drawn| match drawn {
                DrawOp::Text(run) => run.plain_text(),
                _ => "",
            }))
        });
        let texts = texts.collect();
        Self { document, texts }
    }
}

impl Reader for Sofd {
    fn name(&self) -> &'static str {
        "sofd"
    }

    fn texts(&self) -> &[String] {
        &self.texts
    }

    /// It also says itself whether a glyph or a font was missing.
    fn picture(&mut self, page: usize) -> Picture {
        let options = sofd::RenderOptions {
            dpi: DPI,
            ..sofd::RenderOptions::default()
        };
        let shown = self.document.render_page(page, &options);
        let shown = shown.expect("a picture");
        let missing = (&shown.missing_fonts, shown.missing_glyphs);
        assert!(shown.is_complete(), "page {page} lacks {missing:?}");
        let bytes = shown.rgba_bytes();
        let dots = bytes.as_chunks::<4>().0.iter();
        let greys = dots.map(|[r, g, b, _]| grey(*r, *g, *b));
        Picture::of(greys.collect(), shown.width as usize)
    }
}
