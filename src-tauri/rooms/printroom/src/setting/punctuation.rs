//! What Chinese punctuation may and may not do at the ends of a line (GB/T 15834-2011, 5.1); it
//! refuses to squeeze what is not full width.

use crate::setting::Glyph;

/// Marks that never begin a line (GB/T 15834-2011, 5.1.1 to 5.1.9), and their Latin kin.
pub(crate) fn never_begins(character: char) -> bool {
    "。，、；：？！）》〉」』】〕〗〙”’％‰℃·…—～ー々・,.;:?!)]}'\"%°¨．＞］｝＂＇｠｣､"
        .contains(character)
}

/// Marks that never end a line.
pub(crate) fn never_ends(character: char) -> bool {
    "（《〈「『【〔〖〘“‘([{￥¥$＄£№＃#＜［｛｟｢".contains(character)
}

/// Closing marks whose right half is blank.
pub(crate) fn closes(character: char) -> bool {
    "。，、；：）》〉」』】〕〗”’．］｝".contains(character)
}

/// Opening marks whose left half is blank.
pub(crate) fn opens(character: char) -> bool {
    "（《〈「『【〔〖“‘［｛".contains(character)
}

/// How much narrower this closing mark may be set at the end of a line, in points.
pub(crate) fn can_give(glyph: &Glyph) -> f64 {
    let half = glyph.em / 2.0;
    if closes(glyph.character) && glyph.advance > half {
        glyph.advance - half
    } else {
        0.0
    }
}

/// How much narrower it may be set inside a line: a quarter of an em, so that it still separates.
pub(crate) fn can_give_inside(glyph: &Glyph) -> f64 {
    can_give(glyph).min(glyph.em / 4.0)
}

/// Two marks side by side share their blank halves: `》（` is one and a half wide, `。”` one.
pub(crate) fn squeeze_pairs(glyphs: &mut [Glyph]) {
    for index in 1..glyphs.len() {
        let (next, this) = (glyphs[index].character, &mut glyphs[index - 1]);
        let pair = (closes(this.character) && (closes(next) || opens(next)))
            || (opens(this.character) && opens(next));
        if pair && this.advance > this.em * 0.9 {
            this.advance -= this.em / 2.0;
        }
    }
}
