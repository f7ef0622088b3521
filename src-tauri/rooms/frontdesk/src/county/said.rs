//! What is odd between the two sides, and what went wrong on the way, in words for a clerk.

use gongkai_mailroom::{MailError, Oddity, Retry, Stop};
use serde::Serialize;

use crate::Problem;

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(ts_rs::TS))]
pub struct OddLine {
    /// Stable code; also what is said yes to.
    pub code: String,
    /// What is odd.
    pub text: String,
    /// What to do.
    pub next: String,
    /// Whether going on after a yes loses and doubles nothing.
    pub may_be_confirmed: bool,
}

pub(crate) fn odd_lines(oddities: &[Oddity]) -> Vec<OddLine> {
    let line = |oddity: &Oddity| {
        let (text, next) = told(oddity);
        OddLine {
            code: oddity.code().to_owned(),
            text,
            next: next.to_owned(),
            may_be_confirmed: oddity.may_be_confirmed(),
        }
    };
    oddities.iter().map(line).collect()
}

fn told(oddity: &Oddity) -> (String, &'static str) {
    const ASK: &str = "先打电话问县平台；不要重装，也不要换电脑";
    match oddity {
        Oddity::OtherPlatform { .. } => (
            "答复的不是原来那个县平台".to_owned(),
            "问清县里是否换了平台、重装过或者恢复过备份；确实是，再确认继续：原来收到的来件都留着，新的另起编号",
        ),
        Oddity::Emptied { had } => (
            format!("县平台原有本单位 {had} 件，现在一件也没有"),
            "问清县里是否清空重装；确认后从第 1 件起重新上报",
        ),
        Oddity::FewerThere { had, has } => (
            format!("县平台原有 {had} 件，现在只有 {has} 件"),
            "问清县里是否恢复过旧备份；确认后补报缺的几件",
        ),
        Oddity::MoreThere { made, has } => (
            format!(
                "本机只报过 {made} 件，县平台却有 {has} 件：可能还有一台电脑在报，或者本机恢复了旧备份"
            ),
            ASK,
        ),
        Oddity::UpDiffers { count } => (format!("双方都有 {count} 件，但内容对不上"), ASK),
        Oddity::FewerLetters { filed, has } => (
            format!("县里的来件已收 {filed} 件，县平台却只有 {has} 件"),
            "打电话告诉县平台：恢复备份以后要换发平台标识，换发以后再报；不要重装，也不要换电脑",
        ),
        Oddity::LettersDiffer { count } => (
            format!("县里的 {count} 件来件与已收的对不上"),
            "打电话告诉县平台：恢复备份以后要换发平台标识，换发以后再报；不要重装，也不要换电脑",
        ),
        Oddity::LetterMissing { expected, found } => (
            format!("县里的来件应是第 {expected} 号，却是第 {found} 号"),
            ASK,
        ),
        Oddity::ManyWithdrawals { count } => (
            format!("这一次要上报 {count} 件撤回"),
            "逐件核对是否都要撤回；核对无误，再确认继续",
        ),
    }
}

/// A carrier that did not carry.
pub(crate) fn unreached(error: MailError) -> Problem {
    let next = match error.retry() {
        Retry::Never => "减少附件后起草更正稿，或者改用纸质报送",
        Retry::Later => "不影响办事；等网络通了或插上U盘再报，已报的不会重复",
        Retry::After(_) => "过一会儿再报，已报的不会重复",
        Retry::AskAPerson => "核对报县设置，或打电话问县平台；已报的不会重复",
    };
    let problem = Problem::refused(error.code(), error.to_string(), next);
    match error {
        MailError::Refused {
            field: Some(field), ..
        } => problem.in_field(field),
        _ => problem,
    }
}

/// A round that stopped. What was done before it is done.
pub(crate) fn stopped(stop: Stop<Problem>) -> Problem {
    match stop {
        Stop::Mail(error) => unreached(error),
        Stop::Shelf(problem) => problem,
    }
}
