//! Sheets that were scanned or photographed, as a PDF/A-1b (GB/T 23286.1-2009) of their pictures; it
//! refuses to change a dot: what it is given as a JPEG is in the file as it is.

use lopdf::content::{Content, Operation};
use lopdf::xref::XrefType;
use lopdf::{Document, Object, Stream};

use super::finish::{broken, dictionary, finish, name};
use super::{About, BTreeMap};
use crate::error::PrintError;
use crate::page::{MM_PER_PT, Page};

/// A page that is one picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScannedPage<'a> {
    /// A JPEG in three colours.
    pub jpeg: &'a [u8],
    /// Its width in points.
    pub width: u32,
    /// Its height in points.
    pub height: u32,
    /// Width of the paper in millimetres.
    pub width_mm: f64,
    /// Height of the paper in millimetres.
    pub height_mm: f64,
}

/// Writes the pictures as one PDF, a page each.
///
/// # Errors
/// [`PrintError::Nothing`] without pages, [`PrintError::Writing`] if the file cannot be assembled.
pub fn write_scanned(scanned: &[ScannedPage<'_>], about: &About) -> Result<Vec<u8>, PrintError> {
    if scanned.is_empty() {
        return Err(PrintError::Nothing { what: "没有页" });
    }
    let mut file = Document::with_version("1.4");
    // ISO 19005-1, 6.1.4: no cross-reference streams.
    file.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let tree = file.new_object_id();
    let mut kids = Vec::new();
    for page in scanned {
        kids.push(Object::from(add_page(&mut file, page, tree.into())?));
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let nodes = [
        ("Type", name("Pages")),
        ("Kids", kids.into()),
        ("Count", count.into()),
    ];
    file.objects.insert(tree, dictionary(nodes).into());
    let catalog = dictionary([("Type", name("Catalog")), ("Pages", tree.into())]);
    let catalog = file.add_object(catalog);
    file.trailer.set("Root", catalog);
    let pages: Vec<Page> = scanned
        .iter()
        .zip(1..)
        .map(|(page, number)| Page::new(page.width_mm, page.height_mm, "", number))
        .collect();
    finish(file, &pages, about, &BTreeMap::new())
}

fn add_page(
    file: &mut Document,
    page: &ScannedPage<'_>,
    tree: Object,
) -> Result<lopdf::ObjectId, PrintError> {
    let picture = dictionary([
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", i64::from(page.width).into()),
        ("Height", i64::from(page.height).into()),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", 8.into()),
        ("Filter", name("DCTDecode")),
    ]);
    let picture = Stream::new(picture, page.jpeg.to_vec()).with_compression(false);
    let picture = file.add_object(picture);
    let pt = |mm: f64| Object::Real((mm / MM_PER_PT) as f32);
    let (width, height) = (pt(page.width_mm), pt(page.height_mm));
    let none = || Object::Integer(0);
    let placed = [
        width.clone(),
        none(),
        none(),
        height.clone(),
        none(),
        none(),
    ];
    let drawing = Content {
        operations: vec![
            Operation::new("q", Vec::new()),
            Operation::new("cm", placed.to_vec()),
            Operation::new("Do", vec![name("Sheet")]),
            Operation::new("Q", Vec::new()),
        ],
    };
    let drawing = drawing.encode().map_err(broken)?;
    let drawing = file.add_object(Stream::new(dictionary([]), drawing));
    let pictures = dictionary([("Sheet", picture.into())]);
    Ok(file.add_object(dictionary([
        ("Type", name("Page")),
        ("Parent", tree),
        ("MediaBox", vec![none(), none(), width, height].into()),
        (
            "Resources",
            dictionary([("XObject", pictures.into())]).into(),
        ),
        ("Contents", drawing.into()),
    ])))
}
