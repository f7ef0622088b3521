//! The filled squares of 公开渠道和载体: which options are chosen, which of them this program knows.

use gongkai_rulebook::vocabulary::Channel;

/// What a cell of channels chose.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub(super) known: Vec<Channel>,
    pub(super) others: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// Options as the catalogues print them, with the channels of this program that they mean; none
/// where it has none. Longer words stand before those they contain.
const OPTIONS: &[(&str, &[Channel])] = &[
    ("政府网站", &[Channel::Website]),
    ("门户网站", &[Channel::Website]),
    ("政府公报", &[]),
    ("两微一端", &[Channel::Wechat, Channel::Weibo]),
    ("微信公众号", &[Channel::Wechat]),
    ("微博", &[Channel::Weibo]),
    ("发布会", &[]),
    ("听证会", &[Channel::Meeting]),
    ("广播电视", &[Channel::Broadcast, Channel::Television]),
    ("纸质媒体", &[]),
    ("公开查阅点", &[]),
    ("政务服务中心", &[Channel::ServiceCentre]),
    ("行政服务中心", &[Channel::ServiceCentre]),
    ("便民服务", &[Channel::ServiceCentre]),
    ("入户", &[Channel::Household]),
    ("村公示栏", &[Channel::VillageBoard]),
    ("村务公开栏", &[Channel::VillageBoard]),
    ("村公开栏", &[Channel::VillageBoard]),
    ("政务公开栏", &[Channel::NoticeBoard]),
    ("公开栏", &[Channel::NoticeBoard]),
    ("公告栏", &[Channel::NoticeBoard]),
    ("公示栏", &[Channel::NoticeBoard]),
    ("明白纸", &[Channel::Leaflet]),
    ("精准推送", &[]),
    ("其他", &[]),
];

const FILLED: &[char] = &[
    '■', '☑', '√', '✓', '✔', '●', '▇', '▉', '█', '\u{f052}', '\u{f0fe}',
];
const EMPTY: &[char] = &['□', '☐', '○', '〇', '◻', '\u{f0a8}', '\u{f06f}'];

/// What a cell chose. Without any square everything that it names is chosen.
pub(super) fn channels_of(cell: &str) -> Chosen {
    let marked = cell.contains(FILLED) || cell.contains(EMPTY);
    let mut chosen = Chosen::default();
    for (filled, words) in options_in(cell) {
        let words = words.trim_matches(|c: char| c.is_whitespace() || "、，,；;。.".contains(c));
        if words.is_empty() || (marked && filled != Some(true)) {
            if !words.is_empty() && filled.is_none() {
                chosen
                    .notes
                    .push(format!("公开渠道“{words}”前面没有方框，没有选它"));
            }
            continue;
        }
        chosen.choose(words);
    }
    chosen
}

impl Chosen {
    fn choose(&mut self, words: &str) {
        let known = OPTIONS.iter().find(|(word, _)| words.contains(word));
        match known {
            Some((_, channels)) if !channels.is_empty() => {
                for channel in *channels {
                    if !self.known.contains(channel) {
                        self.known.push(*channel);
                    }
                }
            }
            Some(_) | None => {
                self.notes.push(format!(
                    "公开渠道“{words}”程序没有对应的公开形式，写在备注里"
                ));
                self.others.push(words.to_owned());
            }
        }
    }
}

/// The options of a cell: whether their square is filled (`None`: there is none), and their words.
fn options_in(cell: &str) -> Vec<(Option<bool>, String)> {
    let mut options: Vec<(Option<bool>, String)> = vec![(None, String::new())];
    let characters: Vec<char> = cell.chars().collect();
    let any_square = cell.contains(FILLED) || cell.contains(EMPTY);
    for (at, c) in characters.iter().enumerate() {
        let rest: String = characters[at + 1..].iter().take(8).collect();
        if FILLED.contains(c) {
            options.push((Some(true), String::new()));
        } else if EMPTY.contains(c) || (*c == '口' && opens_option(&rest)) {
            options.push((Some(false), String::new()));
        } else if !any_square && matches!(c, '、' | '\n' | '；' | ';' | '，' | ',') {
            options.push((None, String::new()));
        } else if let Some((_, words)) = options.last_mut() {
            words.push(if c.is_whitespace() { ' ' } else { *c });
        }
    }
    options.retain(|(_, words)| !words.trim().is_empty());
    options
}

/// A scanned page's empty square is read as the character 口.
fn opens_option(rest: &str) -> bool {
    let rest = rest.trim_start();
    OPTIONS.iter().any(|(word, _)| rest.starts_with(word)) || rest.starts_with("社区")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filled_squares_choose_and_empty_ones_do_not() {
        let chosen = channels_of(
            "■政府网站 □政府公报\n■两微一端 口发布会/听证会 □广播电视 ■社区/企事业单位/村公示栏（电子屏） ■精准推送",
        );
        assert_eq!(
            chosen.known,
            [
                Channel::Website,
                Channel::Wechat,
                Channel::Weibo,
                Channel::VillageBoard
            ]
        );
        assert_eq!(chosen.others, ["精准推送"]);
        assert_eq!(chosen.notes.len(), 1);
        let plain = channels_of("政府网站、公告栏");
        assert_eq!(plain.known, [Channel::Website, Channel::NoticeBoard]);
        let odd = channels_of("网站 ■公告栏");
        assert_eq!((odd.known.len(), odd.notes.len()), (1, 1));
        assert!(channels_of("").known.is_empty());
    }
}
