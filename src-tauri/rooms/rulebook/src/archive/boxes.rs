//! Items into boxes (DA/T 22-2015, 6.4): in the order of their numbers, one class a box, the spine as
//! thick as it must be. It refuses to part an item and to reorder.

use std::ops::Range;

use crate::coded::coded;

coded! {
    /// 盒脊厚度 (DA/T 22-2015, 6.4: 20、30、40、50 mm).
    pub enum Spine ("盒脊厚度") {
        /// 20 mm.
        Mm20 = "20" / "20毫米",
        /// 30 mm.
        Mm30 = "30" / "30毫米",
        /// 40 mm.
        Mm40 = "40" / "40毫米",
        /// 50 mm.
        Mm50 = "50" / "50毫米",
    }
}

/// What is lost of the spine to the board of the box and to getting a hand in, in micrometres.
const LOST_UM: u32 = 3_000;
/// Office paper of 80 g, lying loosely, in micrometres a sheet.
const SHEET_UM: u32 = 110;
/// Staple or thread of an item, in micrometres.
const FASTENING_UM: u32 = 300;

impl Spine {
    /// Millimetres.
    pub const fn mm(self) -> u32 {
        match self {
            Self::Mm20 => 20,
            Self::Mm30 => 30,
            Self::Mm40 => 40,
            Self::Mm50 => 50,
        }
    }

    /// How much goes in, in micrometres.
    const fn room_um(self) -> u32 {
        self.mm() * 1_000 - LOST_UM
    }

    /// The thinnest spine that takes so much; the thickest where none does.
    fn fitting(thick_um: u32) -> Self {
        let mut spines = Self::ALL.iter().copied();
        spines
            .find(|spine| spine.room_um() >= thick_um)
            .unwrap_or(Self::Mm50)
    }
}

/// A box to be: which of the items, and how thick its spine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The items, by their place in the row.
    pub items: Range<usize>,
    /// The thinnest spine that takes them.
    pub spine: Spine,
    /// A single item that no box takes: it goes into one all the same, and the clerk is told.
    pub bulging: bool,
}

/// How thick an item is, in micrometres.
pub const fn thickness_um(pages: u32, two_sided: bool) -> u32 {
    let sheets = if two_sided { pages.div_ceil(2) } else { pages };
    sheets.saturating_mul(SHEET_UM).saturating_add(FASTENING_UM)
}

/// How many items of this row still go into a box that holds `filled_um` already.
pub fn still_fit(filled_um: u32, spine: Spine, thick_um: &[u32]) -> usize {
    let mut filled = filled_um;
    let fits = |thick: &&u32| {
        filled = filled.saturating_add(**thick);
        filled <= spine.room_um()
    };
    thick_um.iter().take_while(fits).count()
}

/// Packs a row of items of one class into boxes of at most this spine.
pub fn pack(thick_um: &[u32], most: Spine) -> Vec<Packed> {
    let mut boxes = Vec::new();
    let mut start = 0;
    while start < thick_um.len() {
        let fits = still_fit(0, most, &thick_um[start..]).max(1);
        let items = start..start + fits;
        let thick = thick_um[items.clone()]
            .iter()
            .fold(0, |sum: u32, one| sum.saturating_add(*one));
        let spine = Spine::fitting(thick);
        boxes.push(Packed {
            bulging: thick > spine.room_um(),
            items,
            spine,
        });
        start += fits;
    }
    boxes
}

/// Cuts a row of papers into volumes of at most `most` pages (合订本分册); a paper is never parted.
pub fn volumes(pages: &[u32], most: u32) -> Vec<Range<usize>> {
    let mut volumes = Vec::new();
    let (mut start, mut sum) = (0, 0_u32);
    for (at, count) in pages.iter().enumerate() {
        if at > start && sum.saturating_add(*count) > most {
            volumes.push(start..at);
            (start, sum) = (at, 0);
        }
        sum = sum.saturating_add(*count);
    }
    if start < pages.len() {
        volumes.push(start..pages.len());
    }
    volumes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_box_is_no_thicker_than_it_must_be() {
        let thick = vec![thickness_um(4, false); 60];
        let boxes = pack(&thick, Spine::Mm30);
        assert_eq!(boxes.len(), 2);
        assert_eq!(boxes[0].items, 0..36);
        assert_eq!((boxes[0].spine, boxes[1].spine), (Spine::Mm30, Spine::Mm30));
        let few = pack(&thick[..5], Spine::Mm50);
        assert_eq!((few.len(), few[0].spine), (1, Spine::Mm20));
    }

    #[test]
    fn an_item_that_no_box_takes_is_told() {
        let boxes = pack(
            &[thickness_um(900, false), thickness_um(2, true)],
            Spine::Mm30,
        );
        assert!(boxes[0].bulging && !boxes[1].bulging);
        assert_eq!(boxes[0].spine, Spine::Mm50);
    }

    proptest! {
        #[test]
        fn every_item_is_in_one_box_and_in_its_order(
            pages in proptest::collection::vec(1_u32..700, 0..80), most in 0_usize..4,
        ) {
            let thick: Vec<u32> = pages.iter().map(|pages| thickness_um(*pages, false)).collect();
            let boxes = pack(&thick, Spine::ALL[most]);
            let order: Vec<usize> = boxes.iter().flat_map(|one| one.items.clone()).collect();
            prop_assert_eq!(order, (0..pages.len()).collect::<Vec<_>>());
            for one in &boxes {
                let sum: u32 = thick[one.items.clone()].iter().sum();
                prop_assert!(one.bulging || sum <= one.spine.room_um());
                prop_assert!(!one.bulging || one.items.len() == 1);
            }
        }

        #[test]
        fn volumes_hold_every_paper_once(
            pages in proptest::collection::vec(1_u32..90, 0..80), most in 1_u32..400,
        ) {
            let cut = volumes(&pages, most);
            let order: Vec<usize> = cut.iter().cloned().flatten().collect();
            prop_assert_eq!(order, (0..pages.len()).collect::<Vec<_>>());
            for volume in cut {
                prop_assert!(volume.len() == 1 || pages[volume].iter().sum::<u32>() <= most);
            }
        }
    }
}
