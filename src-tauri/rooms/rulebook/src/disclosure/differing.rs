//! One item that two desks changed: which fields differ, whose change it is, and what comes of a
//! person's choice. Nothing is chosen here that both changed.

use serde::{Deserialize, Serialize};

use super::Content;
use crate::coded::coded;
use crate::vocabulary::Element;

coded! {
    /// 事项的栏目: what two texts of an item can differ in.
    pub enum Field ("事项的栏目") {
        /// Title.
        Title = "title" / "题名",
        /// Catalogue entry.
        Entry = "entry" / "目录条目",
        /// 公开属性.
        Class = "class" / "公开属性",
        /// Body.
        Body = "body" / "正文",
        /// 形成日期.
        FormedOn = "formed_on" / "形成日期",
        /// The list.
        List = "list" / "名单",
        /// Attachments.
        Attachments = "attachments" / "附件",
        /// 提供单位.
        Unit = "unit" / "提供单位",
        /// 提供人.
        Provider = "provider" / "提供人",
        /// 上级要求.
        Demand = "demand" / "上级要求",
        /// 重要事项.
        Stage = "stage" / "重要事项",
        /// 目录栏.
        Listing = "listing" / "目录栏",
        /// 办事依据.
        Basis = "basis" / "办事依据",
        /// 办事职责.
        Duty = "duty" / "办事职责",
        /// 办事条件.
        Condition = "condition" / "办事条件",
        /// 办事程序.
        Procedure = "procedure" / "办事程序",
        /// 办事纪律.
        Discipline = "discipline" / "办事纪律",
        /// 办事结果.
        Outcome = "outcome" / "办事结果",
    }
}

coded! {
    /// 哪一边: whose text of a field.
    pub enum Side ("哪一边") {
        /// This office's.
        Ours = "ours" / "本单位的",
        /// The station's or village's.
        Theirs = "theirs" / "来稿的",
    }
}

/// A field in which the two texts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// The only side that changed it since both had the same text; none where both did, or where
    /// nobody knows: then a person has to choose.
    pub changed_by: Option<Side>,
}

/// A field of which nobody said whose text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”两边都改过，还没有选用哪一边的")]
pub struct NotChosen(pub Field);

impl Field {
    /// The element that it is.
    pub const fn element(self) -> Option<Element> {
        match self {
            Self::Basis => Some(Element::Basis),
            Self::Duty => Some(Element::Duty),
            Self::Condition => Some(Element::Condition),
            Self::Procedure => Some(Element::Procedure),
            Self::Discipline => Some(Element::Discipline),
            Self::Outcome => Some(Element::Outcome),
            Self::Title
            | Self::Entry
            | Self::Class
            | Self::Body
            | Self::FormedOn
            | Self::List
            | Self::Attachments
            | Self::Unit
            | Self::Provider
            | Self::Demand
            | Self::Stage
            | Self::Listing => None,
        }
    }

    /// Whether two texts say the same in it.
    pub fn same(self, one: &Content, other: &Content) -> bool {
        let mut changed = one.clone();
        self.put(&mut changed, other);
        changed == *one
    }

    /// Puts what `from` says in this field into `content`.
    pub fn put(self, content: &mut Content, from: &Content) {
        if let Some(element) = self.element() {
            match from.elements.get(&element) {
                Some(text) => content.elements.insert(element, text.clone()),
                None => content.elements.remove(&element),
            };
        }
        match self {
            Self::Title => content.title.clone_from(&from.title),
            Self::Entry => content.entry = from.entry.clone(),
            Self::Class => content.class = from.class,
            Self::Body => content.body.clone_from(&from.body),
            Self::FormedOn => content.formed_on = from.formed_on,
            Self::List => content.list = from.list,
            Self::Attachments => content.attachments.clone_from(&from.attachments),
            Self::Unit => content.unit.clone_from(&from.unit),
            Self::Provider => content.provider.clone_from(&from.provider),
            Self::Demand => content.demand.clone_from(&from.demand),
            Self::Stage => content.stage = from.stage,
            Self::Listing => content.listing.clone_from(&from.listing),
            Self::Basis
            | Self::Duty
            | Self::Condition
            | Self::Procedure
            | Self::Discipline
            | Self::Outcome => {}
        }
    }
}

/// The fields in which `theirs` differs from `ours`, in the order of a form. `base` is the text that
/// both had last.
pub fn differences(base: Option<&Content>, ours: &Content, theirs: &Content) -> Vec<Difference> {
    let changed_by = |field: Field| {
        let base = base?;
        match (field.same(base, ours), field.same(base, theirs)) {
            (true, false) => Some(Side::Theirs),
            (false, true) => Some(Side::Ours),
            (true, true) | (false, false) => None,
        }
    };
    Field::ALL
        .iter()
        .copied()
        .filter(|field| !field.same(ours, theirs))
        .map(|field| Difference {
            field,
            changed_by: changed_by(field),
        })
        .collect()
}

/// What the item says with this choice: of a field that nobody spoke of, the text of the one side that
/// changed it.
///
/// # Errors
/// [`NotChosen`] for a field that both changed and nobody chose.
pub fn chosen(
    base: Option<&Content>,
    ours: &Content,
    theirs: &Content,
    choices: &[(Field, Side)],
) -> Result<Content, NotChosen> {
    let mut content = ours.clone();
    for difference in differences(base, ours, theirs) {
        let field = difference.field;
        let said = choices.iter().rev().find(|(named, _)| *named == field);
        let side = said.map(|(_, side)| *side).or(difference.changed_by);
        match side.ok_or(NotChosen(field))? {
            Side::Ours => {}
            Side::Theirs => field.put(&mut content, theirs),
        }
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::DisclosureClass;

    fn text(title: &str, body: &str, outcome: Option<&str>) -> Content {
        Content {
            entry: "2.5".parse().unwrap(),
            title: title.to_owned(),
            class: DisclosureClass::Proactive,
            elements: outcome
                .map(|text| (Element::Outcome, text.to_owned()))
                .into_iter()
                .collect(),
            body: body.to_owned(),
            formed_on: None,
            unit: None,
            provider: None,
            list: None,
            attachments: Vec::new(),
            corrects: None,
            demand: None,
            stage: None,
            listing: Default::default(),
        }
    }

    #[test]
    fn a_change_of_one_side_is_its_own_and_one_of_both_is_asked() {
        let base = text("机耕道", "一公里", Some("已完工"));
        let ours = text("机耕道硬化", "一公里", Some("已验收"));
        let theirs = text("机耕道", "一点二公里", None);
        let found = differences(Some(&base), &ours, &theirs);
        let told: Vec<_> = found.iter().map(|d| (d.field, d.changed_by)).collect();
        let expected = [
            (Field::Title, Some(Side::Ours)),
            (Field::Body, Some(Side::Theirs)),
            (Field::Outcome, None),
        ];
        assert_eq!(told, expected);
        let none = chosen(Some(&base), &ours, &theirs, &[]);
        assert_eq!(none, Err(NotChosen(Field::Outcome)));
        let made = chosen(Some(&base), &ours, &theirs, &[(Field::Outcome, Side::Ours)]);
        let expected = text("机耕道硬化", "一点二公里", Some("已验收"));
        assert_eq!(made, Ok(expected));
        let made = chosen(
            Some(&base),
            &ours,
            &theirs,
            &[(Field::Title, Side::Theirs), (Field::Outcome, Side::Theirs)],
        );
        assert_eq!(made, Ok(theirs));
    }

    #[test]
    fn without_a_common_text_every_difference_is_asked() {
        let (ours, theirs) = (text("一", "同", None), text("二", "同", None));
        let found = differences(None, &ours, &theirs);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].changed_by, None);
        assert!(differences(None, &ours, &ours).is_empty());
    }

    #[test]
    fn every_field_but_the_tie_to_an_older_item_is_compared() {
        let ours = text("一", "同", None);
        let mut theirs = ours.clone();
        for field in Field::ALL {
            field.put(&mut theirs, &ours);
        }
        assert_eq!(ours, theirs);
    }
}
