//! Members of a family by name: a word for the relation and a name behind it; it refuses a relation
//! alone, which names nobody.

use super::super::super::characters::is_blank;
use super::super::super::tokens::Tokens;
use super::super::FindingKind;
use super::{Said, masked_member};

/// Words for a relation, and for all members together.
const RELATIONS: &[&str] = &[
    "妻子",
    "丈夫",
    "配偶",
    "儿子",
    "女儿",
    "长子",
    "次子",
    "三子",
    "长女",
    "次女",
    "三女",
    "父亲",
    "母亲",
    "孙子",
    "孙女",
    "外孙",
    "外孙女",
    "儿媳",
    "女婿",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "祖父",
    "祖母",
    "爷爷",
    "奶奶",
    "哥哥",
    "弟弟",
    "姐姐",
    "妹妹",
    "家庭成员",
    "共同生活成员",
    "监护人",
    "被监护人",
    "之子",
    "之女",
    "之妻",
    "之父",
    "之母",
];

/// The hundred and fifty surnames that nearly everybody bears, and first characters of compound
/// ones.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋\
蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵\
万钱严覃武戴莫孔向汤欧阳诸葛司马官温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包\
宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉\
缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞\
敖巩明佘池查麻苑迟邝";

/// Whether a character is part of a word for a relation.
pub(in super::super) const fn is_relation_character(c: char) -> bool {
    matches!(
        c,
        '妻' | '夫'
            | '偶'
            | '子'
            | '女'
            | '父'
            | '母'
            | '孙'
            | '媳'
            | '婿'
            | '公'
            | '婆'
            | '爷'
            | '奶'
            | '哥'
            | '弟'
            | '姐'
            | '妹'
            | '员'
            | '护'
    )
}

/// The name of a member where a relation starts here.
pub(super) fn named_at(tokens: &Tokens, at: usize) -> Option<Said> {
    let first = tokens.char(at).filter(|first| may_begin(*first))?;
    let relation = RELATIONS
        .iter()
        .filter(|word| word.starts_with(first) && tokens.starts_with(at, word))
        .map(|word| word.chars().count())
        .max()?;
    let mut start = at + relation;
    let is_link = |c: char| is_blank(c) || ":：是为叫名(（".contains(c);
    while start < at + relation + 4 && tokens.char(start).is_some_and(is_link) {
        start += 1;
    }
    let end = names_end(tokens, start)?;
    let names = tokens.text(start..end);
    let masked: Vec<String> = names.split('、').map(masked_member).collect();
    Some(Said::new(
        FindingKind::Household,
        start..end,
        masked.join("、"),
    ))
}

/// First characters of the words for a relation; most places are passed over by them.
const fn may_begin(c: char) -> bool {
    matches!(
        c,
        '妻' | '丈'
            | '配'
            | '儿'
            | '女'
            | '长'
            | '次'
            | '三'
            | '父'
            | '母'
            | '孙'
            | '外'
            | '岳'
            | '公'
            | '婆'
            | '祖'
            | '爷'
            | '奶'
            | '哥'
            | '弟'
            | '姐'
            | '妹'
            | '家'
            | '共'
            | '监'
            | '被'
            | '之'
    )
}

/// Where the name that starts here ends, and those that follow it in a row.
fn names_end(tokens: &Tokens, start: usize) -> Option<usize> {
    let mut end = name_end(tokens, start)?;
    while tokens.char(end) == Some('、') {
        match name_end(tokens, end + 1) {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(end)
}

/// A surname and one or two characters, with nothing that goes on behind.
fn name_end(tokens: &Tokens, start: usize) -> Option<usize> {
    if !tokens.char(start).is_some_and(|c| SURNAMES.contains(c)) {
        return None;
    }
    let mut end = start + 1;
    while end < start + 5 && tokens.char(end).is_some_and(is_of_a_name) {
        end += 1;
    }
    match end - start {
        0 | 1 => None,
        2..=4 => Some(end),
        // The sentence goes on: most names have three characters.
        _ => Some(start + 3),
    }
}

/// Characters that names have; words that begin right behind a name are none of them.
fn is_of_a_name(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '·')
        && !"的和与及在为是有因于由被已".contains(c)
}
