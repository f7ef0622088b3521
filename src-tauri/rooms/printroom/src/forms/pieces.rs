//! The text of a line in pieces: words and fields; it refuses to look inside a value.

use super::fault::FormTrouble;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words as they are printed.
    Words(String),
    /// A field, and what is printed where it is empty.
    Field { name: String, blank: String },
}

/// Pieces in a row.
pub(super) type Pieces = Vec<Piece>;

/// 【换行】 stands for a line end.
const LINE_END: &str = "换行";

/// Cuts a line at every stroke between fields and words, and each part into pieces.
pub(super) fn parts(text: &str) -> Result<Vec<Pieces>, FormTrouble> {
    let mut parts = vec![Pieces::new()];
    let mut rest = text;
    while let Some(at) = rest.find(['【', '｜', '|']) {
        push(&mut parts, &rest[..at]);
        let mark = rest[at..].chars().next().map_or(0, char::len_utf8);
        if !rest[at..].starts_with('【') {
            parts.push(Pieces::new());
            rest = &rest[at + mark..];
            continue;
        }
        let inner = &rest[at + mark..];
        let end = inner.find('】').ok_or(FormTrouble::OpenField)?;
        push_field(&mut parts, &inner[..end]);
        rest = &inner[end + '】'.len_utf8()..];
    }
    push(&mut parts, rest);
    Ok(parts)
}

/// Cuts a part into its name and what it says: `名称＝文字`.
pub(super) fn labelled(part: &[Piece]) -> Option<(Pieces, Pieces)> {
    let sign = |piece: &Piece| match piece {
        Piece::Words(words) => words.find(['＝', '=']),
        Piece::Field { .. } => None,
    };
    let (index, at) = part
        .iter()
        .enumerate()
        .find_map(|(index, piece)| sign(piece).map(|at| (index, at)))?;
    let Piece::Words(words) = &part[index] else {
        return None;
    };
    let after = words[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let mut label = part[..index].to_vec();
    label.push(Piece::Words(words[..at].trim().to_owned()));
    let mut text = vec![Piece::Words(
        words[after..].trim_start_matches(' ').to_owned(),
    )];
    text.extend_from_slice(&part[index + 1..]);
    let full = |pieces: Pieces| {
        let empty = |piece: &Piece| matches!(piece, Piece::Words(words) if words.is_empty());
        pieces.into_iter().filter(|piece| !empty(piece)).collect()
    };
    Some((full(label), full(text)))
}

/// The only field of a part that holds nothing else.
pub(super) fn alone(part: &[Piece]) -> Option<&str> {
    match part {
        [Piece::Field { name, .. }] => Some(name),
        _ => None,
    }
}

fn push(parts: &mut [Pieces], words: &str) {
    if words.is_empty() {
        return;
    }
    if let Some(part) = parts.last_mut() {
        match part.last_mut() {
            Some(Piece::Words(before)) => before.push_str(words),
            Some(Piece::Field { .. }) | None => part.push(Piece::Words(words.to_owned())),
        }
    }
}

fn push_field(parts: &mut [Pieces], inner: &str) {
    let (name, blank) = inner.split_once(['｜', '|']).unwrap_or((inner, ""));
    if name.trim() == LINE_END {
        push(parts, "\n");
    } else if let Some(part) = parts.last_mut() {
        part.push(Piece::Field {
            name: name.trim().to_owned(),
            blank: blank.to_owned(),
        });
    }
}
