//! `.docx` written clean: only parts that show stay, each rewritten; everything else of the package
//! — properties, comments, other people's data, embedded files, macros — is not copied at all.

use std::collections::BTreeSet;

use super::container::Container;
use super::words_tree::Rewriting;
use super::{Cannot, Ended};
use crate::document::hidden_styles;
use crate::limits::Limits;
use crate::package::{Package, Relation};
use crate::xml::{Element, write};

/// Settings that change how the text shows.
const SETTINGS: &[&str] = &[
    "zoom",
    "mirrorMargins",
    "gutterAtTop",
    "evenAndOddHeaders",
    "bookFoldPrinting",
    "bookFoldPrintingSheets",
    "defaultTabStop",
    "autoHyphenation",
    "drawingGridHorizontalSpacing",
    "drawingGridVerticalSpacing",
    "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery",
    "characterSpacingControl",
    "strictFirstAndLastChars",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "footnotePr",
    "endnotePr",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
    "decimalSymbol",
    "listSeparator",
    "noPunctuationKerning",
];

/// The document without what nobody sees.
pub(super) fn clean(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Ended> {
    let mut old = Package::open(bytes, limits)?;
    let main = main_part(&mut old)?;
    let styles = match old.tree("word/styles.xml")? {
        Some(root) => hidden_styles(&root),
        None => BTreeSet::new(),
    };
    let mut new = Container::new(&mut old, &main)?;
    put_story(&mut old, &mut new, &main, &styles)?;
    Ok(new.finish()?)
}

fn main_part(old: &mut Package<'_>) -> Result<String, Ended> {
    let relations = old.relations("")?;
    let main = relations
        .into_iter()
        .find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| "word/document.xml".to_owned(), |main| main.target))
}

/// Body, header, footer, notes: rewritten, with what hangs on it.
fn put_story(
    old: &mut Package<'_>,
    new: &mut Container,
    name: &str,
    styles: &BTreeSet<String>,
) -> Result<(), Ended> {
    let Some(tree) = old.tree(name)? else {
        return Ok(());
    };
    let written = Rewriting::of(&tree, styles)?;
    let used = references(&written);
    new.put(name, write(&written));
    let mut kept = Vec::new();
    for relation in old.relations(name)? {
        if relation.external {
            continue;
        }
        let stays = match relation.kind.as_str() {
            "image" => used.contains(&relation.id),
            "chart" if used.contains(&relation.id) => return Err(Cannot::Chart.into()),
            "styles" | "numbering" | "theme" | "fontTable" | "settings" | "header" | "footer"
            | "footnotes" | "endnotes" => true,
            _ => false,
        };
        if stays {
            put_related(old, new, &relation, styles)?;
            kept.push(relation);
        }
    }
    new.relate(name, &kept);
    Ok(())
}

fn put_related(
    old: &mut Package<'_>,
    new: &mut Container,
    relation: &Relation,
    styles: &BTreeSet<String>,
) -> Result<(), Ended> {
    let name = &relation.target;
    if new.has(name) {
        return Ok(());
    }
    match relation.kind.as_str() {
        "image" => new.put_picture(old, name),
        "header" | "footer" | "footnotes" | "endnotes" => put_story(old, new, name, styles),
        _ => {
            let Some(mut tree) = old.tree(name)? else {
                return Ok(());
            };
            match relation.kind.as_str() {
                "settings" => tree.retain(|name| SETTINGS.contains(&name)),
                "fontTable" => tree.drop_elements(&[
                    "embedRegular",
                    "embedBold",
                    "embedItalic",
                    "embedBoldItalic",
                ]),
                _ => tree.drop_elements(&["rsid", "extLst"]),
            }
            forget_sessions(&mut tree);
            new.put(name, write(&tree));
            // Pictures that serve as bullets.
            let bullets: Vec<Relation> = match relation.kind.as_str() {
                "numbering" => old.relations(name)?,
                _ => Vec::new(),
            };
            let bullets: Vec<Relation> = bullets
                .into_iter()
                .filter(|bullet| bullet.kind == "image" && !bullet.external)
                .collect();
            for bullet in &bullets {
                new.put_picture(old, &bullet.target)?;
            }
            new.relate(name, &bullets);
            Ok(())
        }
    }
}

/// Ids of relations that a part uses.
fn references(root: &Element) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    root.each(&mut |element| {
        for (key, value) in &element.attributes {
            if matches!(key.as_str(), "r:embed" | "r:id" | "r:pict" | "r:link")
                || key.ends_with(":id")
            {
                used.insert(value.clone());
            }
        }
    });
    used
}

/// Marks of the sittings in which somebody wrote.
fn forget_sessions(root: &mut Element) {
    root.drop_attributes(|name| name.starts_with("rsid"));
    for element in root.elements_mut() {
        forget_sessions(element);
    }
}
