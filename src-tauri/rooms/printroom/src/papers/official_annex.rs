//! Annexes of an official document (附件): each begins a new page after the signature and before the
//! 版记 (GB/T 9704-2012, 7.3.6); it refuses to number the only one.

use crate::block::Block;
use crate::error::{Place, PrintError};
use crate::fonts::FontRole;
use crate::papers::official::Composition;
use crate::setting::flow::Flow;
use crate::setting::{Style, grid};

/// `附件` or `附件2`.
pub(crate) fn annex_mark(number: usize) -> String {
    match number {
        0 => "附件".to_owned(),
        number => format!("附件{number}"),
    }
}

/// What ends the document, and its annexes with what stands in them, without the 版记.
pub(super) fn split_annexes(rest: &[Block]) -> (&[Block], &[Block]) {
    let annex = |block: &Block| matches!(block, Block::Annex { .. });
    let imprint = |block: &Block| matches!(block, Block::Imprint { .. });
    let from = rest.iter().position(annex).unwrap_or(rest.len());
    let (ending, annexes) = rest.split_at(from);
    let until = annexes.iter().position(imprint).unwrap_or(annexes.len());
    (ending, &annexes[..until])
}

impl<'a> Composition<'a> {
    /// Each annex on pages of its own: its mark in 3号 黑体 at the top left, its title in the middle of
    /// the third line.
    pub(super) fn set_annexes(
        &self,
        flow: &mut Flow,
        annexes: &'a [Block],
    ) -> Result<(), PrintError> {
        let mut rest = annexes;
        while let Some((Block::Annex { number, title }, after)) = rest.split_first() {
            let annex = |block: &Block| matches!(block, Block::Annex { .. });
            let until = after.iter().position(annex).unwrap_or(after.len());
            let (content, next) = after.split_at(until);
            flow.turn();
            self.set_annex_mark(flow, *number)?;
            self.set_title(flow, title)?;
            self.pour(flow, content, 0.0)?;
            rest = next;
        }
        Ok(())
    }

    fn set_annex_mark(&self, flow: &mut Flow, number: usize) -> Result<(), PrintError> {
        let line_mm = self.measures.line_mm;
        let style = Style {
            role: FontRole::Hei,
            ..self.body
        };
        let top = flow.take(2.0 * line_mm);
        let baseline = grid::baseline_mm(top, line_mm, style.size_pt);
        let at = (self.sheet.left_mm, baseline);
        let place = Place::field("附件");
        self.setter
            .put(flow.items(), &annex_mark(number), style, at, &place)
            .map(drop)
    }
}
