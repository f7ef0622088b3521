//! Boards and the places of copies: from what was typed to the task and back.

use gongkai_frontdesk::tasks::{
    hand_over_copy, keep_boards, keep_copies, look_at_boards, look_at_copies, post_disclosure,
    print_papers, print_slip, take_down_posting,
};
use gongkai_frontdesk::{Desk, Problem};

use super::requests::{self, acting};
use super::{Counter, answer};
use crate::Answer;
use crate::arguments::{Board, BoardChange, KeepCopy, Post, PrintSlip, Prove, Receipt, TakeDown};

impl Counter {
    pub(super) fn post(&self, post: Post) -> Result<Answer, Problem> {
        let request = requests::postings(post);
        let posted = post_disclosure::post_everywhere(&mut self.write()?, request)?;
        answer("post", posted)
    }

    pub(super) fn take_down(&self, down: TakeDown) -> Result<Answer, Problem> {
        let request = requests::taking_down(down);
        let taken = take_down_posting::one(&mut self.write()?, request)?;
        answer("take-down", taken)
    }

    pub(super) fn board(&self, board: Board) -> Result<Answer, Problem> {
        match board {
            Board::List => answer("boards", keep_boards::list(&self.read()?)?),
            Board::Look => answer("boards-now", look_at_boards::run(&self.read()?)?),
            Board::Change(change) => self.change_board(change),
            Board::SetAside {
                name,
                again,
                acting: by,
            } => {
                let mut desk = self.write()?;
                let request = keep_boards::SetAside {
                    board: keep_boards::named_board(&desk, &name)?,
                    aside: !again,
                    acting: acting(by),
                };
                answer("boards", keep_boards::set_aside(&mut desk, &request)?)
            }
            Board::Add(add) => {
                let new = keep_boards::NewBoard {
                    name: add.name,
                    channel: add.channel,
                    stands: add.stands,
                    village: add.village,
                };
                let request = keep_boards::Add {
                    boards: vec![new],
                    acting: acting(add.acting),
                };
                answer("boards", keep_boards::add(&mut self.write()?, request)?)
            }
        }
    }

    fn change_board(&self, change: BoardChange) -> Result<Answer, Problem> {
        let mut desk = self.write()?;
        let request = keep_boards::Change {
            board: keep_boards::named_board(&desk, &change.name)?,
            name: change.to,
            stands: change.stands,
            village: change.village,
            photo: change.photo,
            acting: acting(change.acting),
        };
        answer("boards", keep_boards::change(&mut desk, request)?)
    }

    pub(super) fn prove(&self, prove: Prove) -> Result<Answer, Problem> {
        let request = post_disclosure::Proof {
            disclosure: prove.id,
            place: prove.place,
            evidence: prove.evidence,
            acting: acting(prove.acting),
        };
        answer(
            "post",
            post_disclosure::prove(&mut self.write()?, &request)?,
        )
    }

    pub(super) fn receipt(&self, receipt: Receipt) -> Result<Answer, Problem> {
        let copy = hand_over_copy::OneCopy {
            disclosure: receipt.id,
            no: receipt.copy,
        };
        let request = hand_over_copy::Later {
            copies: vec![copy],
            receipt: receipt.receipt,
            acting: acting(receipt.acting),
        };
        let added = hand_over_copy::add_receipt(&mut self.write()?, &request)?;
        answer("receipt", added)
    }

    pub(super) fn copies(&self, year: Option<i32>) -> Result<Answer, Problem> {
        let request = look_at_copies::Request {
            year,
            missing: None,
        };
        answer("copies", look_at_copies::run(&self.read()?, &request)?)
    }

    pub(super) fn keep_copy(&self, keep: KeepCopy) -> Result<Answer, Problem> {
        let request = keep_copies::Request {
            disclosures: keep.ids,
            place: keep.place,
            acting: acting(keep.acting),
        };
        answer("keep-copy", keep_copies::run(&mut self.write()?, &request)?)
    }
}

/// Prints the slip of one copy.
pub(super) fn slip(desk: &Desk, slip: PrintSlip) -> Result<print_papers::Answer, Problem> {
    let copy = hand_over_copy::OneCopy {
        disclosure: slip.id,
        no: slip.copy,
    };
    let request = print_slip::Request {
        copies: vec![copy],
        to: slip.to,
        by: slip.by,
    };
    print_slip::run(desk, &request, &slip.out)
}
