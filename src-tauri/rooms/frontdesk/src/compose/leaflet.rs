//! The leaflet for households: what was approved with an item, in the order of plain questions.

use gongkai_printroom::papers::Leaflet;
use gongkai_rulebook::disclosure::Disclosure;
use gongkai_rulebook::vocabulary::Element;

use super::copies::{elements, ended, imprint, paragraphs};
use crate::typed::masked;
use crate::{Desk, Problem};

/// How a paragraph of the body begins that answers how much.
const STANDARD: [&str; 5] = ["标准", "补助标准", "发放标准", "保障标准", "多少钱"];
/// How a paragraph begins that answers how it is paid.
const PAYMENT: [&str; 4] = ["怎么发", "发放方式", "发放时间", "怎样发放"];

/// Lays an item out as its leaflet. Nothing is on it that was not approved; what is not released yet
/// says so.
pub(crate) fn leaflet(desk: &Desk, item: &Disclosure) -> Result<Leaflet, Problem> {
    let settings = imprint(desk, item)?;
    let content = item.content();
    let released = item.released().map(|released| released.release());
    let shown = |text: &str| match released {
        Some(_) => text.to_owned(),
        None => masked(text),
    };
    let edition = desk.records().filing(item.id())?.edition;
    let catalogue = desk.catalogue_edition(&edition)?;
    let known = elements(&catalogue, item);
    let element = |wanted: Element| {
        let found = known.iter().find(|(name, _)| name == wanted.label());
        // 不适用 answers nobody's question.
        let found = found.filter(|(_, text)| !text.trim_start().starts_with("不适用"));
        found.map(|(_, text)| shown(text)).unwrap_or_default()
    };
    let mut leaflet = Leaflet {
        office: settings.name.clone(),
        register_no: released.map(|release| release.register_no.to_string()),
        title: shown(&content.title),
        basis: element(Element::Basis),
        who: element(Element::Condition),
        how: element(Element::Procedure),
        duty: element(Element::Duty),
        discipline: element(Element::Discipline),
        result: element(Element::Outcome),
        undertaking_unit: content.unit.clone().unwrap_or(settings.name),
        supervision_phone: settings.supervision_phone.unwrap_or_default(),
        dated: released
            .map(|release| {
                release
                    .moment
                    .occurred_on
                    .format("%Y年%-m月%-d日")
                    .to_string()
            })
            .unwrap_or_default(),
        banner: match released {
            None => "草稿，未经审批，不得发放".to_owned(),
            Some(_) => ended(desk, item)?.replace("张贴", "发放"),
        },
        ..Leaflet::default()
    };
    for paragraph in paragraphs(&shown(&content.body)) {
        match answers(&paragraph) {
            Some((true, text)) => push(&mut leaflet.standard, text),
            Some((false, text)) => push(&mut leaflet.payment, text),
            None => leaflet.paragraphs.push(paragraph),
        }
    }
    Ok(leaflet)
}

/// A paragraph that answers how much (`true`) or how it is paid.
fn answers(paragraph: &str) -> Option<(bool, &str)> {
    let (name, text) = paragraph.split_once(['：', ':'])?;
    let name = name.trim();
    if STANDARD.contains(&name) {
        return Some((true, text.trim()));
    }
    PAYMENT.contains(&name).then_some((false, text.trim()))
}

fn push(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::answers;

    #[test]
    fn a_paragraph_says_what_it_answers() {
        assert_eq!(
            answers("标准：每人每月315元"),
            Some((true, "每人每月315元"))
        );
        assert_eq!(answers("怎么发：打到一卡通"), Some((false, "打到一卡通")));
        assert_eq!(answers("根据规定：公示如下"), None);
        assert_eq!(answers("标准较高"), None);
    }
}
