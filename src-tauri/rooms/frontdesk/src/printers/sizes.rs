//! Sizes of paper as CUPS names them: what a printer lists, and what it is asked for; it refuses to
//! take a size for granted that a printer does not list.

use gongkai_rulebook::printing::PaperSize;

/// What a size is asked for by: names of the standard for printers (PWG 5101.1), which CUPS finds in
/// every driver that has the size.
pub(super) fn media(size: PaperSize) -> String {
    match size {
        PaperSize::A4 => "iso_a4_210x297mm".to_owned(),
        PaperSize::A3 => "iso_a3_297x420mm".to_owned(),
        PaperSize::Dl => "iso_dl_110x220mm".to_owned(),
        PaperSize::C5 => "iso_c5_162x229mm".to_owned(),
        PaperSize::C4 => "iso_c4_229x324mm".to_owned(),
        // Drivers have other names for these than the standard has.
        PaperSize::B6 | PaperSize::Zl => {
            let (short, long) = size.sides_mm();
            format!("Custom.{short}x{long}mm")
        }
    }
}

/// The sizes in what `lpoptions -l` lists: `PageSize/Page Size: *A4 A3 EnvDL Custom.WIDTHxHEIGHT`.
/// None where the printer says nothing about sizes.
pub(super) fn listed(choices: &str) -> Vec<PaperSize> {
    let Some(names) = choices_of(choices, &["PageSize", "media"]) else {
        return Vec::new();
    };
    let has = |size: &&PaperSize| names.iter().any(|name| is(name, **size));
    PaperSize::ALL.iter().filter(has).copied().collect()
}

/// Whether the printer lists a way to print on both sides.
pub(super) fn turns(choices: &str) -> bool {
    let names = choices_of(choices, &["Duplex", "sides"]).unwrap_or_default();
    names
        .iter()
        .any(|name| name.starts_with("Duplex") || name.starts_with("two-sided"))
}

/// The choices of the first of these options that is listed.
fn choices_of<'a>(choices: &'a str, options: &[&str]) -> Option<Vec<&'a str>> {
    let line = choices.lines().find_map(|line| {
        let (head, names) = line.split_once(':')?;
        let option = head.split('/').next().unwrap_or(head);
        options.contains(&option).then_some(names)
    })?;
    let names = line.split_whitespace();
    Some(names.map(|name| name.trim_start_matches('*')).collect())
}

/// Whether a driver's name means this size; a driver that takes any size takes an envelope.
fn is(name: &str, size: PaperSize) -> bool {
    let name = name.to_ascii_lowercase();
    let plain = name.split('.').next().unwrap_or(&name);
    let (names, standard): (&[&str], &str) = match size {
        PaperSize::A4 => (&["a4"], "iso_a4_"),
        PaperSize::A3 => (&["a3"], "iso_a3_"),
        PaperSize::B6 => return name == "custom.widthxheight",
        PaperSize::Dl => (&["envdl", "dl"], "iso_dl_"),
        PaperSize::Zl => return name == "custom.widthxheight",
        PaperSize::C5 => (&["envc5", "c5"], "iso_c5_"),
        PaperSize::C4 => (&["envc4", "c4"], "iso_c4_"),
    };
    names.contains(&plain) || plain.starts_with(standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_duplex_are_what_the_printer_lists() {
        let small = "PageSize/Media Size: Letter *A4 A5 EnvDL\nDuplex/2-Sided Printing: *None \
                     DuplexNoTumble DuplexTumble\nInputSlot/Media Source: *Auto\n";
        assert_eq!(listed(small), [PaperSize::A4, PaperSize::Dl]);
        assert!(turns(small));
        let large = "PageSize/Page Size: A3 *A4.Borderless iso_c5_162x229mm Custom.WIDTHxHEIGHT\n";
        let sizes = [
            PaperSize::A4,
            PaperSize::A3,
            PaperSize::B6,
            PaperSize::Zl,
            PaperSize::C5,
        ];
        assert_eq!(listed(large), sizes);
        assert!(!turns(large) && !turns("Duplex/Duplex: *None\n"));
        assert!(listed("ColorModel/Colour: *Gray\n").is_empty());
    }
}
