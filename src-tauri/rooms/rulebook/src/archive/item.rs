//! What an item (件) consists of and in which order its papers lie (DA/T 22-2015, 5.1): one document
//! with everything that belongs to it is one item. It refuses to count a page twice.

use crate::coded::coded;

coded! {
    /// 件内文件: a paper within an item. The order of the words is the order in the item: 文件处理单
    /// before what was received, 正文 before 附件, 正本 before 发文稿纸 and 定稿 (DA/T 22-2015, 5.1.2);
    /// what proves the disclosure lies last, for the standard is silent about it.
    pub enum PartKind ("件内文件") {
        /// 文件处理单 of a document that came in.
        HandlingSheet = "handling_sheet" / "处理单" | "文件处理单",
        /// 正本: the township's own copy.
        Text = "text" / "正本" | "正文",
        /// 附件.
        Attachment = "attachment" / "附件",
        /// 审批表, in the place of 发文稿纸.
        Approval = "approval" / "审批表" | "发文稿纸",
        /// The sheet as it was signed on paper.
        SignedSheet = "signed_sheet" / "签字原件" | "签字件",
        /// 定稿.
        FinalDraft = "final_draft" / "定稿",
        /// Photo or other proof of a posting.
        PostingProof = "posting_proof" / "张贴凭证",
        /// Photo of the place after the sheet came down.
        TakenDown = "taken_down" / "撤下凭证",
        /// Receipt of the county.
        Receipt = "receipt" / "回执",
        /// Anything else that belongs to it.
        Other = "other" / "其他",
    }
}

/// A paper of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<T> {
    /// What it is.
    pub kind: PartKind,
    /// Pages with text or pictures (页数: 有图文的页面为一页).
    pub pages: u32,
    /// What the caller knows it by.
    pub of: T,
}

/// Puts the papers of an item into their order; papers of a kind stay as they came.
pub fn arrange<T>(parts: &mut [Part<T>]) {
    parts.sort_by_key(|part| part.kind);
}

/// Pages of the whole item (页数).
pub fn pages<T>(parts: &[Part<T>]) -> u32 {
    let each = parts.iter().map(|part| part.pages);
    each.fold(0, u32::saturating_add)
}

/// The first page number of every paper: pages are numbered from 1 through the whole item (6.3).
pub fn first_pages<T>(parts: &[Part<T>]) -> Vec<u32> {
    let mut next = 1_u32;
    let mut firsts = Vec::with_capacity(parts.len());
    for part in parts {
        firsts.push(next);
        next = next.saturating_add(part.pages);
    }
    firsts
}

/// What decides the place of an item among those filed together: time, then its number in the
/// register, so that the order is the same whoever files (5.3.1: 按时间结合事由).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// 日期 of the document.
    pub dated_on: chrono::NaiveDate,
    /// 登记编号, or what else tells it from others of the day.
    pub mark: String,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part(kind: PartKind, pages: u32) -> Part<()> {
        Part {
            kind,
            pages,
            of: (),
        }
    }

    #[test]
    fn papers_lie_in_the_order_of_the_standard() {
        let mut parts = [
            part(PartKind::Receipt, 1),
            part(PartKind::Approval, 2),
            part(PartKind::Attachment, 3),
            part(PartKind::Text, 2),
            part(PartKind::PostingProof, 1),
        ];
        arrange(&mut parts);
        let kinds = parts.map(|part| part.kind);
        assert_eq!(
            kinds,
            [
                PartKind::Text,
                PartKind::Attachment,
                PartKind::Approval,
                PartKind::PostingProof,
                PartKind::Receipt
            ]
        );
        assert_eq!(first_pages(&parts), [1, 3, 6, 8, 9]);
        assert_eq!(pages(&parts), 9);
    }

    proptest! {
        #[test]
        fn every_page_has_one_number(counts in proptest::collection::vec(0_u32..50, 0..12)) {
            let parts: Vec<_> = counts.iter().map(|count| part(PartKind::Other, *count)).collect();
            let firsts = first_pages(&parts);
            let numbers: Vec<u32> = firsts.iter().zip(&counts)
                .flat_map(|(first, count)| *first..*first + *count).collect();
            let wanted: Vec<u32> = (1..=pages(&parts)).collect();
            prop_assert_eq!(numbers, wanted);
        }
    }
}
